"""What registry refuses, in sentences: about codes and organisations."""

from collections.abc import Sequence

from shared.kernel.errors import Conflict, Invalid, NotFound


class OrganisationNotFound(NotFound):
    slug = "organisation-not-found"
    zh, en = "没有找到这个社会组织。", "There is no such organisation."


class CodeTaken(Conflict):
    slug = "uscc-taken"
    zh = "这个统一社会信用代码已经登记在另一个组织名下。"
    en = "This credit code already belongs to another organisation."


class NameTaken(Conflict):
    slug = "organisation-name-taken"
    zh = "本区已有同名的社会组织，名称不能重复。请核对名称，或先办理原组织的注销。"
    en = "Another organisation of the district bears this name. Check it, or deregister the other one first."


class NameBorne(NameTaken):
    """Another organisation bears the name now."""

    slug = "organisation-name-borne"
    zh = "名称“{name}”已经登记在另一个社会组织（{uscc}，{status_zh}）名下，名称不能重复。"
    en = "Another organisation ({uscc}, {status_en}) bears the name “{name}”; two cannot bear the same."


class NameBlocked(NameTaken):
    """Nobody bears the name any more, and nobody may take it yet (民政部令第69号 第十六条)."""

    slug = "organisation-name-blocked"
    zh = "名称“{name}”原由另一个社会组织（{uscc}）使用，{why_zh}，到{until}为止不能使用。"
    en = "Another organisation ({uscc}) bore the name “{name}”. {why_en}: nobody may take it until the end of {until}."


class CodeIllFormed(Invalid):
    slug = "uscc-ill-formed"
    zh = "“{code}”不是统一社会信用代码：应为18位数字或大写字母（不含 I、O、S、V、Z），第3至8位是数字。"
    en = "“{code}” is not a credit code: it has 18 digits or capitals (no I, O, S, V, Z), with digits in places 3 to 8."


class CodeTotalDigitWrong(Invalid):
    slug = "uscc-check-digit-wrong"
    zh = "统一社会信用代码 {code} 的最后一位校验码不对，按前17位计算应为 {expected}。请核对是否抄错。"
    en = "The last character of {code} does not fit: the first 17 give {expected}. Check for a slip in copying."


class CodeOrganisationDigitWrong(Invalid):
    slug = "uscc-organisation-digit-wrong"
    zh = "统一社会信用代码 {code} 中组织机构代码的校验码（第17位）不对，应为 {expected}。"
    en = "The organisation code inside {code} does not fit: place 17 should be {expected}."


class CodeRegionUnknown(Invalid):
    slug = "uscc-region-unknown"
    zh = "统一社会信用代码 {code} 中的登记机关行政区划码 {region} 不存在。"
    en = "There is no region {region}, named in {code} as that of the registering office."


class CodeDoesNotFitKind(Invalid):
    slug = "uscc-kind-mismatch"
    zh = "统一社会信用代码 {code} 以 {prefix} 开头，与组织类型“{kind_zh}”不符（社会团体51，社会服务机构52，基金会53）。"
    en = "{code} begins with {prefix}, which is not a {kind_en} (association 51, service agency 52, foundation 53)."


class NameMissing(Invalid):
    slug = "organisation-name-missing"
    zh, en = "请填写组织名称。", "Give the organisation's name."


class StreetUnknown(Invalid):
    slug = "street-unknown"
    zh = "“{street}”不是奉化区的街道或镇。"
    en = "“{street}” is not a street or town of Fenghua."


class FoundedInFuture(Invalid):
    slug = "founded-in-future"
    zh = "成立日期{day}晚于今天，请核对。"
    en = "The founding date {day} lies in the future. Please check it."


class NameNotPlain(Invalid):
    slug = "name-not-plain"
    zh = "名称里有证书上不会有的字符“{sign}”（{code}），请对照证书用规范汉字重新输入。"
    en = "The name has a sign that no certificate shows: “{sign}” ({code}). Type it again from the certificate."


class FoundedTooEarly(Invalid):
    slug = "founded-too-early"
    zh = "成立日期{day}早于 1950 年（社会团体登记始于 1950 年的《社会团体登记暂行办法》），请核对。"
    en = "The founding date {day} lies before 1950, when registration of organisations began. Please check it."


class NothingChanged(Conflict):
    slug = "nothing-changed"
    zh, en = (
        "内容与登记的相同，没有需要更正的地方。",
        "This is what the register already says; there is nothing to correct.",
    )


class NothingToChange(Conflict):
    slug = "nothing-to-change"
    zh, en = (
        "内容与现在登记的相同，没有需要变更的地方。",
        "This is what the register says now; there is nothing to change.",
    )


class ChangedInFuture(Invalid):
    slug = "changed-in-future"
    zh, en = "变更日期{day}还没有到，请核对。", "The change would hold from {day}, which is still to come. Check it."


class ChangedBeforeFounding(Invalid):
    slug = "changed-before-founding"
    zh = "变更日期{day}早于成立日期（{founded}），请核对。"
    en = "The change would hold from {day}, before the founding ({founded}). Please check it."


class FoundedAfterEntries(Invalid):
    slug = "founded-after-entries"
    zh = "登记册里最早的一项发生在{first}，成立日期不能晚于这一天，请核对。"
    en = "The register has an entry of {first}: it cannot have been founded later. Please check it."


class OrganisationGone(Conflict):
    slug = "organisation-gone"
    zh = "该组织已注销、撤销或者吊销，不能再办理此项。"
    en = "The organisation has ended (deregistered, revoked or certificate withdrawn); this can no longer be done."


class ProjectsStillRunning(Conflict):
    """Funded projects are not closed, named by the numbers that grants has told; an empty one is not known."""

    slug = "projects-still-running"
    zh = "该组织还有 {count} 个资助项目没有结清（{numbers_zh}），请先拨付完毕，或者结项、终止，再办理注销登记。"
    en = "Not all of its funded projects are closed ({numbers_en}). Pay or close them, then deregister it."

    def __init__(self, numbers: Sequence[str]) -> None:
        told_zh = "、".join(number or "编号不详" for number in numbers)
        told_en = ", ".join(number or "number not known" for number in numbers)
        super().__init__(count=len(numbers), numbers_zh=told_zh, numbers_en=told_en)


class StillResident(Conflict):
    slug = "organisation-still-resident"
    zh = "该组织还入驻在{place}，请先登记退出入驻。"
    en = "It still has its place in the park ({place}). Note its moving out first."


class NotResident(Conflict):
    slug = "organisation-not-resident"
    zh, en = "该组织现在没有入驻。", "The organisation has no place in the park now."


class ResidencyEndsTooEarly(Invalid):
    slug = "residency-ends-too-early"
    zh, en = "约定到期日{day}早于入驻时间，请核对。", "It would end on {day}, before it began. Please check it."


class NotRunning(Conflict):
    slug = "organisation-not-running"
    zh, en = "该组织已处于限期停止活动状态。", "The organisation is suspended already."


class SuspensionEndsInPast(Invalid):
    slug = "suspension-ends-in-past"
    zh = "停止活动的截止日期{day}早于作出决定的日期，请核对。"
    en = "The suspension would end on {day}, before it was ordered. Please check it."


class NotSuspended(Conflict):
    slug = "organisation-not-suspended"
    zh, en = "该组织没有被限期停止活动。", "The organisation is not suspended."


class QuotedYearsWrong(Invalid):
    slug = "quoted-years-wrong"
    zh = "起止年份不对：起始年要早于截止年，截止年要已经过完。"
    en = "The first year must come before the last one, and the last one must be over."


class QuotedFigureNotFound(NotFound):
    slug = "quoted-figure-not-found"
    zh, en = "没有这条报道的增长率。", "There is no such growth given in the press."


class FiguresNotFound(NotFound):
    slug = "figures-not-found"
    zh, en = "没有找到这些数字。", "There are no such figures."


class FigureIsWithdrawn(Conflict):
    slug = "figure-is-withdrawn"
    zh, en = "这条报道的增长率已经撤回。", "This growth was withdrawn already."


class ReasonAlreadyOpen(Conflict):
    slug = "reason-already-open"
    zh = "该组织已因相同事由列入活动异常名录，尚未移出。另有一份决定的，请填写它的决定文号。"
    en = "It is already listed for the same reason, which is still open. If there is another order, give its number."


class ReasonNeedsNote(Invalid):
    slug = "reason-needs-note"
    zh, en = "选择“其他情形”时，请写明具体情形和依据。", "For another situation, say what it is and on what basis."


class ReasonNeedsYear(Invalid):
    slug = "reason-needs-year"
    zh, en = "请填写未报送的是哪一年度的工作报告。", "Say which year's annual report is missing."


class ReasonNotFound(NotFound):
    slug = "reason-not-found"
    zh, en = "没有找到这条列入事由。", "There is no such reason."


class ReasonAlreadyCleared(Conflict):
    slug = "reason-already-cleared"
    zh, en = "这条事由已经移出，无需重复办理。", "This reason was cleared already."
