"""The codes that registry tells, with the words of its register, and the codes of the site's own filters.

A test holds the words beside registry's own; a code that is unknown here is shown as it came.
"""

from shared.kernel.labels import LabelledEnum


class Kind(LabelledEnum):
    """The kinds of organisation."""

    ASSOCIATION = "association", "社会团体", "Association"
    SERVICE_AGENCY = "service_agency", "社会服务机构", "Private service agency"
    FOUNDATION = "foundation", "基金会", "Foundation"


class Status(LabelledEnum):
    """The legal states."""

    REGISTERED = "registered", "正常", "In order"
    SUSPENDED = "suspended", "限期停止活动", "Suspended"
    DEREGISTERED = "deregistered", "已注销", "Deregistered"
    REVOKED = "revoked", "已撤销", "Revoked"
    LICENCE_WITHDRAWN = "licence_withdrawn", "已吊销", "Certificate withdrawn"


class Standing(LabelledEnum):
    """What the two public lists say (民政部令第60号)."""

    CLEAR = "clear", "信用正常", "In good standing"
    ABNORMAL = "abnormal", "活动异常", "Abnormal"
    SERIOUS = "serious", "严重违法失信", "Serious breaches"


class Reason(LabelledEnum):
    """Why it is on the list of abnormal activity (第十一条)."""

    ANNUAL_REPORT_MISSING = (
        "annual_report_missing",
        "未按时限和要求报送年度工作报告",
        "Annual report not filed in time",
    )
    PARTY_BRANCH_MISSING = "party_branch_missing", "未按规定设立党组织", "Party branch not set up as required"
    RECTIFICATION_OVERDUE = (
        "rectification_overdue",
        "责令限期整改，逾期未完成",
        "Ordered corrections not made in time",
    )
    PUBLIC_FUNDRAISING_BREACH = (
        "public_fundraising_breach",
        "公开募捐违反规定",
        "Breach of the public fundraising rules",
    )
    PENALISED = "penalised", "受到警告或者不满五万元罚款处罚", "Warned, or fined less than 50,000 yuan"
    UNREACHABLE = "unreachable", "通过登记的住所无法取得联系", "Cannot be reached at the registered address"
    OTHER = "other", "法律、行政法规规定应当列入的其他情形", "Another situation named by law"


class Ground(LabelledEnum):
    """Why it is on the list of serious breaches (第十五条)."""

    TWO_YEARS_ABNORMAL = "two_years_abnormal", "被列入活动异常名录满两年", "Two years on the list of abnormal activity"
    CHANGE_BY_FRAUD = (
        "change_by_fraud",
        "弄虚作假办理变更登记，被撤销变更登记",
        "A change obtained by fraud was revoked",
    )
    SUSPENDED = "suspended", "受到限期停止活动处罚", "Ordered to stop its activities for a time"
    FINED_FIFTY_THOUSAND = "fined_fifty_thousand", "受到五万元以上罚款处罚", "Fined 50,000 yuan or more"
    TWICE_PENALISED = (
        "twice_penalised",
        "三年内两次以上受到警告或者不满五万元罚款处罚",
        "Warned, or fined less than 50,000 yuan, twice within three years",
    )
    DISHONEST_DEBTOR = (
        "dishonest_debtor",
        "被司法机关列为失信被执行人",
        "Named by a court as a dishonest judgment debtor",
    )
    REGISTRATION_ENDED = (
        "registration_ended",
        "被吊销登记证书或者撤销登记",
        "Certificate withdrawn or registration revoked",
    )
    OTHER = "other", "法律、行政法规规定应当列入的其他情形", "Another situation named by law"


class Fact(LabelledEnum):
    """The facts of a certificate, as they are called where one of them is an example."""

    USCC = "uscc", "统一社会信用代码", "Credit code"
    NAME = "name", "名称", "Name"
    KIND = "kind", "类型", "Kind"
    STREET = "street_code", "镇（街道）", "Street or town"
    ADDRESS = "address", "住所", "Address"
    SUPERVISOR = "supervisor", "业务主管单位", "Supervisor"
    LEGAL_REPRESENTATIVE = "legal_representative", "法定代表人", "Legal representative"
    FOUNDED_ON = "founded_on", "成立日期", "Founded on"


class Sex(LabelledEnum):
    """By what the published sex begins with."""

    MALE = "male", "男", "Male"
    FEMALE = "female", "女", "Female"


class Band(LabelledEnum):
    """By the age that was published."""

    CHILD = "child", "18 岁以下", "Under 18"
    YOUNG = "young", "18 至 39 岁", "18 to 39"
    MIDDLE = "middle", "40 至 59 岁", "40 to 59"
    OLD = "old", "60 岁及以上", "60 and over"


def words_of(kind: type[LabelledEnum], code: str, language: str) -> str:
    """What a code is called; one that is unknown here as it came."""
    known = next((one for one in kind if one.value == code), None)
    return known.label.of(language) if known else code
