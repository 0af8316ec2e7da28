"""个案页: overview, interviews with clues and live proposals, notices, timeline."""

from collections.abc import Mapping
from datetime import timedelta

from services.gateway.engine.action_links import ActionLink
from services.gateway.engine.blocks import Facts, Items, Own, pairs_of
from services.gateway.engine.happened import Timeline
from services.gateway.engine.page import Page
from services.gateway.engine.record import Record, Tab
from services.gateway.engine.schema import Json, Schema
from services.gateway.engine.values import NOT_FILLED_IN, Cell, Column, Tag, at, moment_at, rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.paper_links import summary_link
from services.gateway.pages.rescue.case_actions import CASE_ACTIONS, urgent
from services.gateway.pages.rescue.case_list import CASES
from services.gateway.pages.rescue.case_parts import ability_report, clue, correction, handover, interview, stay, when
from services.gateway.pages.rescue.case_record import RECORD, nothing_told
from services.gateway.pages.rescue.case_words import (
    TIMELINE,
    age_text,
    attention_tags,
    called,
    coded,
    identity_tag,
    left_tag,
    limit_name,
    numbered,
    purpose,
)
from services.gateway.pages.rescue.colleagues import erasing, responsible
from services.gateway.pages.rescue.departure_facts import correction_of_departure, departure, doubted, leaving_link
from services.gateway.pages.rescue.inquiries import duty_paper, identity_check, inquiry
from services.gateway.pages.rescue.interpreters import interpreters
from services.gateway.pages.rescue.interview_actions import INTERVIEWS
from services.gateway.pages.rescue.legal_limits import legal_limits
from services.gateway.pages.rescue.notices import Notices
from services.gateway.pages.rescue.person_facts import person_facts
from services.gateway.pages.rescue.photos import PHOTOS
from services.gateway.pages.rescue.search_actions import NOTICES

ON_ITS_WAY = ("proposed", "approved")
"""The states of a notice in which somebody has to go on with it."""


def _tags(page: Page, case: Json) -> list[Tag]:
    custody = Tag(coded(page, "CustodyState", case.get("custody")))
    return [identity_tag(page, case), custody, *attention_tags(page, case)]


def _sex_and_age(page: Page, case: Json) -> Cell:
    sex, age = at(case, "person.sex.value"), at(case, "age_now")
    parts = [coded(page, "Sex", sex)] if sex else []
    parts += [age_text(page, age["low"], age["high"])] if isinstance(age, dict) else []
    return Cell(page.parted(parts) or page.say(NOT_FILLED_IN))


def _in_care(page: Page, case: Json) -> Cell:
    seconds = case.get("in_care_s")
    return Cell("—" if seconds is None else page.formats.length(timedelta(seconds=int(str(seconds)))))


def _next(page: Page, case: Json) -> Mapping[str, object] | None:
    limit = at(case, "next_limit")
    if not isinstance(limit, dict):
        return None
    return {"left": left_tag(page, moment_at(limit, "due_at")), "what": limit_name(page, limit)}


def _found(page: Page, case: Json) -> Cell:
    found = moment_at(case, "intake.found_at")
    return Cell(page.formats.moment_or_day(found) if found else page.say(NOT_FILLED_IN))


def _opened(page: Page, case: Json) -> Cell:
    return Cell(when(page, moment_at(case, "opened_at"), text_at(case, "opened_by")))


async def _person(page: Page, case: Json) -> Mapping[str, object]:
    numbers = any(at(case, f"person.{name}.value") for name in ("id_number", "phone"))
    return {"pairs": pairs_of(page, person_facts(case), CASE.schema, case), "numbers": numbers}


def _details(page: Page, row: Json, _: Schema) -> str:
    if row.get("what") == "case_handed_over":
        return page.person(text_at(row, "detail"))
    return text_at(row, f"detail_{page.language}")


def _links(page: Page, case: Json) -> list[ActionLink]:
    return [*leaving_link(page, case), *summary_link(page, case)]


CASE = Record(
    service="rescue",
    path="/rescue/case/{case_id}",
    source="/cases/{case_id}",
    title=called,
    about=numbered,
    icon="person",
    tags=_tags,
    facts=(
        Column("case_no"),
        Column("person.sex", N_("性别和年龄"), show=_sex_and_age),
        Column("entered_at", N_("入站"), empty="—"),
        Column("in_care_s", show=_in_care),
        Column("responsible", show=responsible),
    ),
    limit=_next,
    above=(
        Own("rescue/outlived.html"),
        Own("rescue/departure_doubted.html", doubted),
        Own("rescue/entry_doubted.html"),
        Own("rescue/interview_due.html"),
        Own("rescue/erasure_proposed.html", erasing),
    ),
    tabs=(
        Tab(
            "",
            N_("概况"),
            (
                Own("rescue/departure.html", departure),
                Items(
                    N_("离站登记更正"),
                    "departure_corrections",
                    correction_of_departure,
                    empty=None,
                    newest_first=True,
                ),
                Own("rescue/person_known.html", _person),
                PHOTOS,
                Facts(
                    N_("来站情况"),
                    (
                        Column("intake.arrival"),
                        Column("intake.found_at", show=_found),
                        Column("intake.found_place"),
                        Column("intake.brought_by"),
                        Column("intake.handover_sheet"),
                        Column("intake.circumstances"),
                        Column("opened_at", show=_opened),
                    ),
                ),
                Items(N_("转交"), "handovers", handover, empty=None, newest_first=True),
                Items(N_("入站时间更正"), "entry_corrections", correction, empty=None, newest_first=True),
                Items(
                    N_("照料地点"),
                    "placements",
                    stay,
                    empty=(N_("还没有登记照料地点"), ""),
                    icon="building",
                    newest_first=True,
                ),
                Items(N_("身份核实"), "identity_checks", identity_check, empty=None, newest_first=True),
                Items(N_("报请和答复"), "inquiries", inquiry, empty=None, newest_first=True),
                Items(N_("期限事项的办理"), "duty_papers", duty_paper, empty=None, newest_first=True),
            ),
        ),
        Tab(
            INTERVIEWS,
            N_("问询与线索"),
            (
                Own("rescue/interpreters.html", interpreters),
                Items(
                    N_("线索"),
                    "clues",
                    clue,
                    empty=(N_("还没有线索"), N_("多数人是靠问询里的只言片语找到家的。听到什么，先记下来。")),
                    icon="search",
                    lead=N_("排除的线索也保留，避免重复核查"),
                    newest_first=True,
                ),
                Items(N_("转述的语言情况"), "ability_reports", ability_report, empty=None, newest_first=True),
                Items(
                    N_("问询记录"),
                    "interviews",
                    interview,
                    empty=(N_("还没有问询记录"), N_("从“记录问询”开始。")),
                    icon="chat",
                    newest_first=True,
                ),
            ),
            count=lambda case: len(rows_at(case, "clues")),
        ),
        Tab(
            NOTICES,
            N_("公告"),
            (Notices(),),
            count=lambda case: sum(1 for one in rows_at(case, "notices") if one.get("state") in ON_ITS_WAY),
        ),
        Tab(TIMELINE, N_("时间线"), (Timeline(details=_details, nothing=nothing_told), RECORD)),
    ),
    side=(Own("rescue/limits.html", legal_limits),),
    actions=CASE_ACTIONS,
    urgent=urgent,
    links=_links,
    live="case",
    listed=CASES,
    purpose=purpose,
)
