"""HTTP: what rescue answers; the routes of its commands are derived from what they declare.

Reads of a person are logged before the answer leaves.
"""

from typing import Annotated

from fastapi import APIRouter, Query

from services.rescue.case_record import RecordQuestion
from services.rescue.domain import errors
from services.rescue.domain.fields import Purpose
from services.rescue.domain.record_fields import KnownOn, TrueOn, WithRecord
from services.rescue.entrypoints.deps import AppDep
from services.rescue.queries.case_file import CaseFile
from services.rescue.queries.case_list import CaseFilter, CaseList
from services.rescue.queries.due_list import DueFilter, DueList
from services.rescue.queries.find_cases import WordsOfCase
from services.rescue.queries.moved_limits import MovedLimits, YearToTry
from services.rescue.queries.place_choices import PlaceChoices
from services.rescue.queries.rule_list import LimitRules
from services.rescue.queries.search_cases import AlikeCases, CaseSearch
from shared.kernel.calendar_entry import ENTRY_REFUSALS
from shared.kernel.holiday_notice import REFUSALS
from shared.storage.reading import CursorUnknown
from shared.web.access import AccessLogDep
from shared.web.command_routes import ALWAYS
from shared.web.deps import ActorDep
from shared.web.paging import PagingDep
from shared.web.problems import problems

router = APIRouter(tags=["cases"], responses=problems(*ALWAYS))


@router.get("/cases", responses=problems(CursorUnknown))
async def get_cases(
    actor: ActorDep, app: AppDep, paging: PagingDep, wanted: Annotated[CaseFilter, Query()]
) -> CaseList:
    """Cases, masked, in the order asked for, page by page."""
    return await app.case_list(actor, wanted, paging.cursor, paging.limit)


@router.get("/cases/search", responses=problems(errors.SearchEmpty))
async def get_search(
    actor: ActorDep, app: AppDep, access_log: AccessLogDep, wanted: Annotated[CaseSearch, Query()]
) -> AlikeCases:
    """Cases of people like the one at the door, masked, with the reasons. The search is logged, its words are not."""
    alike = await app.search_cases(actor, wanted)
    await access_log.read(actor, "cases", "search", "search before opening a case")
    return alike


@router.get("/cases/find", responses=problems(errors.SearchEmpty))
async def get_find(
    actor: ActorDep,
    app: AppDep,
    access_log: AccessLogDep,
    purpose: Annotated[Purpose, Query()],
    wanted: Annotated[WordsOfCase, Query()],
) -> AlikeCases:
    """Cases by name, sound, initials, label or home, masked. The search is logged with its purpose, not its words."""
    found = await app.find_cases(actor, wanted)
    await access_log.read(actor, "cases", "search", purpose)
    return found


@router.get("/cases/{case_id}", responses=problems(errors.CaseNotFound, errors.CaseErased))
async def get_case(
    case_id: str,
    actor: ActorDep,
    app: AppDep,
    access_log: AccessLogDep,
    purpose: Annotated[Purpose, Query()],
    true_on: TrueOn | None = None,
    known_on: KnownOn | None = None,
    record: WithRecord = True,
) -> CaseFile:
    """One case, unmasked; its timeline as of the days asked for. Every read is logged with its purpose before the
    answer leaves.
    """
    file = await app.case_file(actor, case_id, RecordQuestion(true_on=true_on, known_on=known_on, record=record))
    await access_log.read(actor, case_id, "case_file", purpose)
    return file


@router.get("/due")
async def get_due(actor: ActorDep, app: AppDep, wanted: Annotated[DueFilter, Query()]) -> DueList:
    """Legal limits whose duty is still to be done, the least time left first."""
    return await app.due_list(actor, wanted)


@router.get("/limits")
async def get_limits(actor: ActorDep, app: AppDep) -> LimitRules:
    """Every legal limit with its source, and the years of the working calendar; for all staff."""
    return await app.rule_list(actor)


@router.get("/places")
async def get_places(actor: ActorDep, app: AppDep, q: Annotated[str, Query(max_length=40)]) -> PlaceChoices:  # noqa: ARG001
    """Provinces down to villages that are named, also by a name they had, or whose name begins so."""
    return app.place_choices(q)


@router.post("/working-calendar/trial", responses=problems(*REFUSALS, *ENTRY_REFUSALS))
async def try_year(actor: ActorDep, app: AppDep, wanted: YearToTry) -> MovedLimits:
    """Which limits would move if this year were entered; nothing is kept. Refused as the entry would be."""
    return await app.moved_limits(actor, wanted)


@router.get("/working-calendar/entries/{entry_id}/trial", responses=problems(errors.NoSuchCalendarEntry))
async def try_taking_back(entry_id: str, actor: ActorDep, app: AppDep) -> MovedLimits:
    """Which limits would move if this entry were taken back; nothing is kept."""
    return await app.moved_limits(actor, entry_id)
