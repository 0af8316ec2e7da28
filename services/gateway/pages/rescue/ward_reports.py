"""病区来报: what wards reported of beds that are on file in no case, for whoever is on duty."""

from services.gateway.engine.action import Action
from services.gateway.engine.blocks import Facts
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.record import Record
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, moment_at, rows_at, text_at
from services.gateway.i18n import N_


def _ward(_page: Page, report: Json) -> Cell:
    return Cell(text_at(report, "ward").replace("/", " ", 1))


WARD, BED, ABILITY = Column("ward", show=_ward), Column("bed", empty=N_("已处理，不再保留")), Column("ability")
NOTE = Column("note")
SETTLE = Action(
    "settle_ward_report",
    done=N_("来报已经办结。"),
    facts=(WARD, BED, ABILITY, NOTE),
)
WARD_REPORTS = List(
    service="rescue",
    path="/rescue/ward-reports",
    source="/ward-reports",
    record="/rescue/ward-reports/{id}",
    title=N_("病区来报"),
    icon="pulse",
    columns=(Column("at"), WARD, BED, ABILITY, NOTE),
    search="",
    empty=(N_("没有等待处理的来报"), N_("病区报告的床位没有登记在个案里时，会出现在这里。")),
    live="ward_report",
)


def _title(page: Page, report: Json) -> str:
    at = moment_at(report, "at")
    return page.say(N_("病区来报 %(when)s"), when=page.formats.moment(at) if at else "")


WARD_REPORT = Record(
    service="rescue",
    path="/rescue/ward-reports/{report_id}",
    source="/ward-reports/{report_id}",
    title=_title,
    icon="pulse",
    facts=(Column("state"),),
    blocks=(Facts(N_("来报内容"), (WARD, BED, ABILITY, NOTE)),),
    actions=(SETTLE,),
    live="ward_report",
)


def to_settle(page: Page, found: Json) -> list[tuple[str, str, str]]:
    """Each report that waits: its address, what is to be done, and the ward."""
    what = page.say(N_("处理来报：病区报告有人语言好转"))
    return [
        (f"/rescue/ward-reports/{text_at(one, 'id')}", what, _ward(page, one).text) for one in rows_at(found, "items")
    ]
