"""个案摘要: what the page of a case shows of it, masked as there, on paper: for handing over and for the file."""

from services.gateway.engine.blocks import Facts, Item, Items
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Column, rows_at
from services.gateway.i18n import N_
from services.gateway.pages.paper_links import SUMMARY
from services.gateway.pages.printing.content import facts, facts_of, item_of, items_of, labels
from services.gateway.pages.printing.papers import Paper
from services.gateway.pages.rescue.case import CASE
from services.gateway.pages.rescue.case_words import numbered
from services.gateway.pages.rescue.departure_facts import departure
from services.gateway.pages.rescue.legal_limits import legal_limits
from services.gateway.pages.rescue.notices import Notices
from services.gateway.pages.rescue.person_facts import person_facts

MASKED = N_("证件号和电话按规定遮盖；全部内容以系统中的记录为准。")
PERSON, LEFT, NOTICED, LIMITS = N_("已知情况"), N_("离站"), N_("寻亲公告"), N_("法定期限")
HEADS = (N_("事项"), N_("状态"), N_("期限和办理时间"), N_("依据"))
WIDTHS = (28, 15, 27, 40)
HEAD = ("case_no", "entered_at", "responsible")


async def _summary(page: Page, case: Json) -> Json:
    known = {"title": page.say(PERSON), "facts": facts_of(page, CASE, person_facts(case), case)}
    left = facts((await departure(page, case))["pairs"])  # type: ignore[arg-type]
    sections = [known, *_parts(page, case)]
    if left:
        sections.append({"title": page.say(LEFT), "facts": left})
    sections += [*await _notices(page, case), await _limits(page, case)]
    return {
        "title": PAPER.label.of(page.language),
        "subject": numbered(page, case),
        "tags": labels(CASE.tags(page, case)),
        "facts": facts_of(page, CASE, _head(), case),
        "sections": sections,
        "notes": [page.say(MASKED)],
    }


def _head() -> tuple[Column, ...]:
    return tuple(one for one in CASE.facts if one.path in HEAD)


def _parts(page: Page, case: Json) -> list[Json]:
    """The facts of arrival and the lists of the page's tabs, in their order; an empty list only where a tab says so."""
    found: list[Json] = []
    for tab in CASE.tabs:
        for block in tab.blocks:
            if isinstance(block, Facts):
                found.append({"title": page.say(block.title), "facts": facts_of(page, CASE, block.columns, case)})
            elif isinstance(block, Items) and (rows_at(case, block.path) or tab.tail == ""):
                found += items_of(page, block, case)
    return found


async def _limits(page: Page, case: Json) -> Json:
    rows = []
    for one in (await legal_limits(page, case))["limits"]:  # type: ignore[attr-defined]
        when = "\n".join(filter(None, (one["beside"], one["below"], one["note"], one["since"])))
        rows.append([one["name"], one["tag"].label, when, one["source"]])
    table = {"heads": [page.say(one) for one in HEADS], "rows": rows, "widths": WIDTHS}
    return {"title": page.say(LIMITS), "table": table}


async def _notices(page: Page, case: Json) -> list[Json]:
    """How far each search notice came, the newest first; what it says is public."""
    view = await Notices().view(page, CASE, case)
    items = [
        item_of(Item(one["drafted"], (one["tag"],), texts=(*one["after"], *one["places"])))
        for one in view["notices"]  # type: ignore[attr-defined]
    ]
    return [{"title": page.say(NOTICED), "items": items}] if items else []


PAPER = Paper(
    kind="case_summary",
    about="case",
    record=CASE,
    tail="/print",
    build=_summary,
    names=numbered,
    title=SUMMARY,
    purposeful=True,
)
