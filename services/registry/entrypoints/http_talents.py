"""HTTP: the talent pool. Every reading of names or of a phone number is logged with its purpose."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import StringConstraints

from services.registry.answers import Answer
from services.registry.domain.fields import Purpose
from services.registry.domain.talent_errors import TalentNotFound
from services.registry.entrypoints.deps import AppDep
from services.registry.queries.talent_list import TalentFilter, TalentLine, TalentList
from services.registry.queries.talent_page import TalentPage
from shared.storage.reading import CursorUnknown
from shared.web.access import AccessLogDep
from shared.web.command_routes import ALWAYS
from shared.web.deps import ActorDep
from shared.web.paging import PagingDep
from shared.web.problems import problems

router = APIRouter(prefix="/talents", tags=["talents"], responses=problems(*ALWAYS))


def _why(why: Annotated[Purpose, StringConstraints(strip_whitespace=True), Query()]) -> str:
    return why


Why = Annotated[str, Depends(_why)]


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
    wanted: Annotated[TalentFilter, Query()],
) -> TalentList:
    """Search by characters, pinyin or initials; filter by skill, dialect, native place and availability; sort.

    Each page of the list is logged once, before the answer leaves.
    """
    people = await app.talent_list(actor, wanted, paging.cursor, paging.limit)
    await access_log.read(actor, "talents", "talent.list", why)
    return people


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


@router.get("/{talent_id}", responses=problems(TalentNotFound))
async def get_talent(app: AppDep, actor: ActorDep, access_log: AccessLogDep, talent_id: str, why: Why) -> TalentPage:
    """One person, the phone number masked. The reading is logged before the answer leaves."""
    page = await app.talent_page(actor, talent_id)
    await access_log.read(actor, talent_id, "talent", why)
    return page


@router.get("/{talent_id}/phone", responses=problems(TalentNotFound))
async def get_talent_phone(
    app: AppDep, actor: ActorDep, access_log: AccessLogDep, talent_id: str, why: Why
) -> TalentPage:
    """One person with the whole phone number. The reading is logged before the answer leaves."""
    page = await app.talent_page(actor, talent_id, show_phone=True)
    await access_log.read(actor, talent_id, "talent.phone", why)
    return page
