"""HTTP: the talent pool. Every reading of names or of a phone number is logged with its purpose."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import StringConstraints

from services.registry.answers import Answer
from services.registry.commands.add_talent import AddTalent
from services.registry.commands.update_talent import UpdateTalent
from services.registry.commands.withdraw_talent import WithdrawTalent
from services.registry.domain import talent_errors
from services.registry.domain.talent import Availability
from services.registry.entrypoints.deps import ALWAYS, COMMANDS, AppDep
from services.registry.queries.talent_list import TalentFilter, TalentLine, TalentList
from services.registry.queries.talent_page import TalentPage
from shared.storage.reading import CursorUnknown
from shared.web.access import AccessLogDep
from shared.web.deps import ActorDep, CauseDep
from shared.web.paging import PagingDep
from shared.web.problems import problems
from shared.web.receipts import Accepted

router = APIRouter(prefix="/talents", tags=["talents"], responses=problems(*ALWAYS))

Why = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200), Query()]
_PROFILE_ERRORS = (talent_errors.TalentNameMissing, talent_errors.NativePlaceUnknown, talent_errors.PhoneIllFormed)


class TalentBody(AddTalent):
    """The whole of what is known now. With ``keep_phone`` the number stays as it is: pages only know it masked."""

    keep_phone: bool = False


class People(Answer):
    """Some people of the pool, in the order asked for."""

    items: list[TalentLine]


@router.get("", responses=problems(CursorUnknown))
async def get_talents(
    app: AppDep,
    actor: ActorDep,
    access_log: AccessLogDep,
    paging: PagingDep,
    why: Why,
    q: Annotated[str, Query(max_length=60)] = "",
    skill: Annotated[str | None, Query(max_length=40)] = None,
    dialect: Annotated[str | None, Query(max_length=40)] = None,
    native: Annotated[str | None, Query(max_length=40)] = None,
    availability: Availability | None = None,
    withdrawn: bool = False,
) -> TalentList:
    """Search by characters, pinyin or initials; filter by skill, dialect, native place and availability.

    Each page of the list is logged once, before the answer leaves.
    """
    wanted = TalentFilter(
        query=q, skill=skill, dialect=dialect, native=native, availability=availability, withdrawn=withdrawn
    )
    people = await app.talent_list(actor, wanted, paging.cursor, paging.limit)
    await access_log.read(actor, "talents", "talent.list", why)
    return people


@router.post("", status_code=201, responses=problems(*COMMANDS, *_PROFILE_ERRORS))
async def post_talent(app: AppDep, cause: CauseDep, body: AddTalent) -> Accepted:
    """Take a person into the pool."""
    return Accepted.of(await app.add_talent(body, cause))


@router.get("/by-id")
async def get_talents_by_id(
    app: AppDep,
    actor: ActorDep,
    access_log: AccessLogDep,
    id: Annotated[list[str], Query(min_length=1, max_length=50)],  # noqa: A002
    why: Why,
) -> People:
    """The people behind proposals, in this order, unknown ids left out. Each reading is logged."""
    people = await app.talents_by_id(actor, id)
    for person in people:
        await access_log.read(actor, person.id, "talent", why)
    return People(items=people)


@router.get("/{talent_id}", responses=problems(talent_errors.TalentNotFound))
async def get_talent(app: AppDep, actor: ActorDep, access_log: AccessLogDep, talent_id: str, why: Why) -> TalentPage:
    """One person, the phone number masked. The reading is logged before the answer leaves."""
    page = await app.talent_page(actor, talent_id)
    await access_log.read(actor, talent_id, "talent", why)
    return page


@router.get("/{talent_id}/phone", responses=problems(talent_errors.TalentNotFound))
async def get_talent_phone(
    app: AppDep, actor: ActorDep, access_log: AccessLogDep, talent_id: str, why: Why
) -> TalentPage:
    """One person with the whole phone number. The reading is logged before the answer leaves."""
    page = await app.talent_page(actor, talent_id, show_phone=True)
    await access_log.read(actor, talent_id, "talent.phone", why)
    return page


@router.put(
    "/{talent_id}",
    responses=problems(
        *COMMANDS,
        talent_errors.TalentNotFound,
        talent_errors.TalentGone,
        talent_errors.TalentUnchanged,
        *_PROFILE_ERRORS,
    ),
)
async def put_talent(app: AppDep, cause: CauseDep, talent_id: str, body: TalentBody) -> Accepted:
    """Replace what is known of a person."""
    cmd = UpdateTalent(talent_id=talent_id, profile=body, keep_phone=body.keep_phone)
    return Accepted.of(await app.update_talent(cmd, cause))


@router.post(
    "/{talent_id}/withdrawal", responses=problems(*COMMANDS, talent_errors.TalentNotFound, talent_errors.TalentGone)
)
async def post_withdrawal(app: AppDep, cause: CauseDep, talent_id: str) -> Accepted:
    """Let a person leave the pool and erase what was known of them."""
    return Accepted.of(await app.withdraw_talent(WithdrawTalent(talent_id=talent_id), cause))
