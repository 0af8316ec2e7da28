"""How one case is shown around its tabs: identity bar, tabs, and what may be done now."""

from dataclasses import dataclass
from typing import Any

from services.gateway.clients.case_answers import CaseFile, Limit
from services.gateway.engine.page import Page
from services.gateway.i18n import N_
from services.gateway.pages.acts import ACTS
from services.gateway.words import word

PURPOSE = "办理本案"
AUTOMATIC = "页面自动刷新"
"""Nobody looked anew: the page that stood open was brought up to date."""
OTHER_ACTIONS = {
    "record_interview": (N_("记录问询"), "/interview"),
    "request_interpreter": (N_("查找同乡翻译"), "/interpreter"),
    "describe_person": (N_("更新人员情况"), "/person"),
    "publish_notice": (N_("批准公告"), "/notices"),
}
ORDER = (
    "start_search", "record_interview", "request_interpreter", "propose_notice", "publish_notice", "request_dna",
    "describe_person", "supplement_intake", "correct_entry",
    "record_stated_identity", "receive_person", "place_person", "record_departure",
    "erase_case",
)  # fmt: skip
TABS = (
    ("", N_("概况")),
    ("/interviews", N_("问询与线索")),
    ("/notices", N_("公告")),
    ("/timeline", N_("时间线")),
)


@dataclass(frozen=True)
class Rail:
    """One line of the right rail."""

    words: str
    href: str
    reason: str


@dataclass(frozen=True)
class NextLimit:
    """The limit that ends first."""

    due_at: Any
    what: str


@dataclass(frozen=True)
class CaseView:
    """The frame of a case's pages in the reader's words."""

    file: CaseFile
    title: str
    tags: list[dict[str, str]]
    facts: list[tuple[str, str]]
    next_limit: NextLimit | None
    tabs: list[dict[str, Any]]
    allowed: list[Rail]
    not_allowed: list[Rail]


async def case_view(page: Page, case_id: str) -> CaseView:
    """Read the case (the reading is logged) and put its frame into words."""
    live = "live" in page.request.query_params
    file = await page.services.rescue.case(case_id, AUTOMATIC if live else PURPOSE)
    waiting = [action for notice in file.notices if notice.state == "proposed" for action in notice.allowed_actions]
    shown = [action for name in ORDER for action in (*file.allowed_actions, *waiting) if action.name == name]
    rails = {action.name: _rail(page, file, action.name, action.reason(page.language)) for action in shown}
    return CaseView(
        file=file,
        title=_title(page, file),
        tags=_tags(page, file),
        facts=_facts(page, file),
        next_limit=_next(page, file.limits),
        tabs=_tabs(page, file),
        allowed=[rails[action.name] for action in shown if action.allowed],
        not_allowed=[rails[action.name] for action in shown if not action.allowed],
    )


def _title(page: Page, file: CaseFile) -> str:
    name = file.person.name.value or {}
    said = name.get("han") or name.get("pinyin") or name.get("heard_as")
    return said or file.person.temporary_label or page.say(N_("身份不明"))


def _tags(page: Page, file: CaseFile) -> list[dict[str, str]]:
    tone = {"unknown": "warn", "searching": "brand", "stated_by_self": "ok"}.get(file.identity, "plain")
    icon = {"unknown": "alert", "searching": "search", "stated_by_self": "check"}.get(file.identity, "info")
    tags = [{"words": page.say(word("identity", file.identity)), "tone": tone, "icon": icon}]
    tags.append({"words": page.say(word("custody", file.custody))})
    if file.may_be_minor:
        tags.append({"words": page.say(N_("可能未成年")), "tone": "warn", "icon": "alert"})
    if file.ability_improved:
        tags.append({"words": page.say(N_("语言好转")), "tone": "brand", "icon": "chat"})
    return tags


def _facts(page: Page, file: CaseFile) -> list[tuple[str, str]]:
    person, facts = file.person, [(page.say(N_("编号")), file.case_no)]
    if person.sex.value:
        facts.append((page.say(N_("性别")), page.say(word("sex", person.sex.value))))
    if person.age.value:
        facts.append((page.say(N_("年龄")), age_words(page, person.age.value)))
    if file.entered_at:
        ended = file.departed_at or page.visit.now
        facts.append((page.say(N_("入站")), page.formats.moment(file.entered_at)))
        facts.append((page.say(N_("在站")), page.formats.length(ended - file.entered_at)))
    return facts


def age_words(page: Page, age: dict[str, Any]) -> str:
    """45 至 55 岁, or one number when both ends are the same."""
    if age["low"] == age["high"]:
        return page.say(N_("%(age)s 岁"), age=age["low"])
    return page.say(N_("%(low)s 至 %(high)s 岁"), low=age["low"], high=age["high"])


def _next(page: Page, limits: list[Limit]) -> NextLimit | None:
    waiting = [limit for limit in limits if limit.state == "open" or limit.overdue]
    waiting.sort(key=lambda limit: (limit.due_at is not None, limit.due_at))
    return NextLimit(waiting[0].due_at, waiting[0].name(page.language)) if waiting else None


def _tabs(page: Page, file: CaseFile) -> list[dict[str, Any]]:
    base = f"/rescue/case/{file.id}"
    counts = {"/interviews": len(file.clues), "/notices": len([n for n in file.notices if n.state == "proposed"])}
    here = page.request.url.path.removeprefix(base)
    return [
        {"href": base + tail, "words": page.say(words), "here": here == tail, "count": counts.get(tail) or ""}
        for tail, words in TABS
    ]


def _rail(page: Page, file: CaseFile, name: str, reason: str) -> Rail:
    words, tail = OTHER_ACTIONS.get(name) or (ACTS[name].title, f"/act/{name}")
    return Rail(page.say(words), f"/rescue/case/{file.id}{tail}", reason)
