"""HTTP: what notify answers; the doors of its commands are derived from what they declare."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.notify.entrypoints.deps import AppDep
from services.notify.queries.deliveries import Deliveries, DeliveryFilter
from services.notify.queries.inbox import Inbox, InboxFilter
from services.notify.queries.preferences import Preferences
from shared.storage.reading import CursorUnknown
from shared.web.command_routes import ALWAYS
from shared.web.deps import ActorDep, AnybodyDep
from shared.web.paging import PagingDep
from shared.web.problems import problems

router = APIRouter(responses=problems(*ALWAYS))


@router.get("/inbox", tags=["inbox"], responses=problems(CursorUnknown))
async def get_inbox(
    request: Request, app: AppDep, actor: AnybodyDep, paging: PagingDep, wanted: Annotated[InboxFilter, Query()]
) -> Inbox:
    """The caller's own items and those of the caller's roles, by tab, with unread counts."""
    now: datetime = request.app.state.host.clock.now()
    return await app.inbox(actor, now.astimezone(UTC), wanted, paging.cursor, paging.limit)


@router.get("/preferences", tags=["preferences"])
async def get_preferences(app: AppDep, actor: AnybodyDep) -> Preferences:
    """What the caller hears by mail."""
    return await app.preferences(actor)


@router.get("/deliveries", tags=["deliveries"], responses=problems(CursorUnknown))
async def get_deliveries(
    app: AppDep, actor: ActorDep, paging: PagingDep, wanted: Annotated[DeliveryFilter, Query()]
) -> Deliveries:
    """What was sent, what waits, what failed and why; addresses are masked."""
    return await app.deliveries(actor, wanted, paging.cursor, paging.limit)
