"""How a case and what is known of a person read, on the pages of rescue."""

from collections.abc import Mapping
from datetime import datetime

from services.gateway.engine.api import document_of
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Tag, Tone, moment_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.as_of_days import asked_days

PURPOSE = "办理本案"
AUTOMATIC = "页面自动刷新"
"""Nobody looked anew: the page that stood open was brought up to date."""
TIMELINE = "/timeline"
"""The tab of a case that shows what its journal tells."""
UNKNOWN = N_("身份不明")
SOON = N_("尽快")
UNDATED, NO_CALENDAR = N_("期限待定"), N_("缺少 %(year)s 年的工作日历")
STATUS = {"confirmed": Tone("ok", "check"), "reported": Tone("warn", "alert"), "house": Tone()}
"""Whether the text of a rule's source was read."""
PASSED, TO_COME = N_("已超期"), N_("未到期")
OVERDUE, LEFT, ENDS = N_("已超期 %(length)s"), N_("还剩 %(length)s"), N_("限 %(when)s")
IDENTITY = {
    "unknown": Tone("warn", "alert"),
    "searching": Tone("brand", "search"),
    "stated_by_self": Tone("warn", "clock"),
    "verified": Tone("ok", "check"),
}
ENDED = N_("寻亲已结束")
MINOR, IMPROVED = N_("可能未成年"), N_("语言好转")


def purpose(page: Page) -> Mapping[str, str]:
    """What is logged with the reading of a case; its timeline asks for the record too, and of which days."""
    why = {"purpose": AUTOMATIC if page.is_live else PURPOSE}
    shows_record = page.request.url.path.endswith(TIMELINE)
    return {**why, **asked_days(page)} if shows_record else {**why, "record": "false"}


def called(page: Page, case: Json) -> str:
    """The name as it was said last, or what the person is called meanwhile."""
    return text_at(case, "shown_name") or text_at(case, "label") or page.say(UNKNOWN)


def numbered(page: Page, case: Json) -> str:
    """The number of a case and its person."""
    return page.parted((text_at(case, "case_no"), called(page, case)))


def coded(page: Page, kind: str, code: object) -> str:
    """The label of a code of rescue (``kind`` names its enumeration); an unknown code as it is."""
    label = document_of("rescue").options(kind).get(str(code))
    return label.of(page.language) if label else str(code or "")


def choices(page: Page, kind: str) -> list[tuple[str, str]]:
    """The codes of an enumeration of rescue with their labels."""
    return [(code, label.of(page.language)) for code, label in document_of("rescue").options(kind).items()]


def age_text(page: Page, low: object, high: object) -> str:
    """45 至 55 岁, or one number when both ends are the same."""
    if low == high:
        return page.say(N_("%(age)s 岁"), age=low)
    return page.say(N_("%(low)s 至 %(high)s 岁"), low=low, high=high)


def identity_tag(page: Page, case: Json) -> Tag:
    """Where the question stands who the person is; that the search has ended, where it has."""
    if case.get("search_ended"):
        return Tag(page.say(ENDED))
    code = text_at(case, "identity")
    tone = IDENTITY.get(code, Tone())
    return Tag(coded(page, "IdentityState", code), tone.tone, tone.icon)


def attention_tags(page: Page, case: Json) -> list[Tag]:
    """What whoever meets the person must bear in mind."""
    minor = [Tag(page.say(MINOR), "warn", "alert")] if case.get("may_be_minor") else []
    return [*minor, *([Tag(page.say(IMPROVED), "brand", "chat")] if case.get("ability_improved") else [])]


def left_tag(page: Page, due_at: datetime | None) -> Tag:
    """How much time is left of a limit, or by how much it is overdue; that its end is not known yet."""
    formats = page.formats
    if due_at is None:
        return Tag(page.say(UNDATED), "warn", "alert")
    if formats.on_paper:
        return Tag(page.say(PASSED if due_at <= formats.now else TO_COME))
    urgency, length = formats.urgency(due_at), formats.length(due_at - formats.now)
    if urgency == "overdue":
        return Tag(page.say(OVERDUE, length=length), "danger", "alert")
    return Tag(page.say(LEFT, length=length), "warn" if urgency == "soon" else "plain", "clock")


def urgency_tag(page: Page, line: Json) -> Tag:
    """How much time is left of a line of the due list; a task without a legal limit is to be done soon."""
    if line.get("due_at") is None and not line.get("calendar_missing"):
        return Tag(page.say(SOON), "brand", "chat")
    return left_tag(page, moment_at(line, "due_at"))


def ends(page: Page, due_at: datetime | None, year_missing: str = "") -> str:
    """When a limit ends, or for which year's calendar that waits."""
    if due_at:
        return page.say(ENDS, when=page.formats.limit(due_at))
    return page.say(NO_CALENDAR, year=year_missing) if year_missing else ""


def limit_name(page: Page, limit: Json) -> str:
    """What must be done, as a line of its own begins with it."""
    name = text_at(limit, "name_zh" if page.language == "zh" else "name_en")
    return name[:1].upper() + name[1:]


def status_tag(page: Page, code: str) -> Tag | None:
    """Whether the text of a rule's source was read; nothing where the table no longer has the rule."""
    if not code:
        return None
    tone = STATUS.get(code, Tone())
    return Tag(coded(page, "Status", code), tone.tone, tone.icon)
