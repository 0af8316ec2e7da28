"""What registry refuses, in sentences: about the two lists of credit."""

from shared.kernel.errors import Conflict, Invalid


class ReportNotYetDue(Invalid):
    slug = "report-not-yet-due"
    zh = "{year} 年度工作报告的报送期限到{due}为止，期限届满后才能以未报送列入，请核对年度。"
    en = "The annual report of {year} may be filed until {due}; it can be listed as missing after that. Check the year."


class ReportNotOwed(Invalid):
    slug = "report-not-owed"
    zh = "该组织成立于{founded}，{last}以后登记的组织不报送 {year} 年度工作报告，请核对年度。"
    en = "Founded on {founded}, it owes no report of {year}: who registered after {last} does not. Check the year."


class ReportNotRuled(Invalid):
    slug = "report-not-ruled"
    zh = "规则表中没有 {year} 年度工作报告的报送期限，请核对年度。"
    en = "The rules name no window for the annual report of {year}. Check the year."


class PenaltyNeedsNumber(Invalid):
    slug = "penalty-needs-number"
    zh = "受到警告或者罚款的，请填写处罚的决定文号：三年内两次处罚按文号区分。"
    en = "Give the number of the order: two penalties within three years are told apart by it."


class ReasonHasNoYear(Invalid):
    slug = "reason-has-no-year"
    zh = "只有未报送年度工作报告才填写所属年度，请清空“所属年度”或者改选原因。"
    en = "Only a missing annual report has a year. Clear “Year concerned”, or choose another reason."


class GroundComesByItself(Invalid):
    slug = "ground-comes-by-itself"
    zh = "“{ground_zh}”由系统按登记的处罚、停止活动、撤销、吊销和期限自动列入。请登记那一项决定，或者选择其他情形。"
    en = "“{ground_en}” is entered by itself, once its decision is registered or its time has come. Register that."


class GroundAlreadyOpen(Conflict):
    slug = "ground-already-open"
    zh = "该组织已因同一情形、同一决定列入严重违法失信名单，无需重复办理。"
    en = "It is already on the list of serious breaches on this ground and decision; there is nothing to do."


class NotSeriouslyListed(Conflict):
    slug = "not-seriously-listed"
    zh, en = "该组织没有列入严重违法失信名单。", "The organisation is not on the list of serious breaches."


class EndedStaysListed(Conflict):
    slug = "ended-stays-listed"
    zh = "该组织被撤销登记或者吊销登记证书，完成注销登记时自动移出严重违法失信名单。"
    en = "The office ended this organisation; its deregistration takes it off the list of serious breaches."


class SeriousTooEarly(Conflict):
    slug = "serious-too-early"
    zh = "列入严重违法失信名单须满两年，期间再次列入的重新计算：{day}起才可以移出。"
    en = (
        "It stays on the list of serious breaches for two years from the latest listing: it may leave it from {day} on."
    )


class ReasonsStillOpen(Conflict):
    slug = "reasons-still-open"
    zh = "还有 {number} 条活动异常的事由没有移出，请先核实移出，再移出严重违法失信名单。"
    en = "{number} reasons for being listed as abnormal are still open. Clear them first, then take it off the list."
