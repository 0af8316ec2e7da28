"""到期事项: every legal limit whose duty is still to be done, the least time left first."""

from collections.abc import Mapping

from services.gateway.engine.fields import Input
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, moment_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import ends, limit_name, urgency_tag
from services.gateway.pages.rescue.colleagues import asked_of, by_worker, responsible
from services.gateway.pages.rescue.due_row import case_of, step_of

LEAD = N_("按剩余时间排列，共 %(n)s 项，其中 %(late)s 项已超期")


def _case(page: Page, row: Json) -> Cell:
    return Cell(case_of(page, row))


def _duty(page: Page, row: Json) -> Cell:
    return Cell(limit_name(page, row), law=text_at(row, "source"))


def _left(page: Page, row: Json) -> Cell:
    due = moment_at(row, "due_at")
    return Cell(tags=(urgency_tag(page, row),), below=ends(page, due, text_at(row, "year_missing")))


def _where(page: Page, row: Json) -> Cell:
    label, href = step_of(page, row)
    return Cell(label, href=href)


async def _counts(page: Page, found: Json) -> Mapping[str, object]:
    return {"lead": page.say(LEAD, n=found.get("total"), late=found.get("overdue"))}


DUE = List(
    service="rescue",
    path="/rescue/due",
    source="/due",
    record="/rescue/case/{id}",
    key="case_id",
    title=N_("到期事项"),
    icon="check",
    search="",
    filters=(Input("responsible"), Input("overdue")),
    options=by_worker,
    query=asked_of,
    names_people=True,
    columns=(
        Column("case_no", N_("个案"), show=_case),
        Column("name_zh", N_("要办的事"), below=("source",), show=_duty),
        Column("due_at", N_("剩余时间"), show=_left, ends=True),
        Column("responsible", show=responsible, one_line=True),
        Column("step", N_("操作"), show=_where, one_line=True),
    ),
    empty=(N_("没有这样的到期事项"), N_("可以放宽条件。")),
    none_yet=(N_("现在没有要到期的事"), N_("所有法定期限内的事都办完了。")),
    above=("", _counts),
    live="case",
)
