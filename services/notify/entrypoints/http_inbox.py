"""HTTP: the inbox."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from pydantic import AwareDatetime

from services.notify.commands.archive_item import ArchiveItem
from services.notify.commands.read_item import ReadItem
from services.notify.commands.snooze_item import SnoozeItem
from services.notify.domain import errors
from services.notify.entrypoints.deps import ALWAYS, COMMANDS, AppDep, Body
from services.notify.queries.inbox import Inbox, Tab
from shared.kernel.errors import NotFound
from shared.storage.reading import CursorUnknown
from shared.web.deps import ActorDep, CauseDep
from shared.web.paging import PagingDep
from shared.web.problems import problems
from shared.web.receipts import Accepted

router = APIRouter(prefix="/inbox", tags=["inbox"], responses=problems(*ALWAYS))

_ON_AN_ITEM = (*COMMANDS, NotFound, errors.NotYourItem, errors.ItemIsArchived)


class SnoozeBody(Body):
    """When the item comes back."""

    until: AwareDatetime


@router.get("", responses=problems(CursorUnknown))
async def get_inbox(request: Request, app: AppDep, actor: ActorDep, paging: PagingDep, tab: Tab = Tab.ALL) -> Inbox:
    """The caller's own items and those of the caller's roles, by tab, newest first, with unread counts."""
    now: datetime = request.app.state.host.clock.now()
    return await app.inbox(actor, now.astimezone(UTC), tab, paging.cursor, paging.limit)


@router.post("/{item_id}/read", responses=problems(*_ON_AN_ITEM))
async def post_read(app: AppDep, cause: CauseDep, item_id: str) -> Accepted:
    """Mark as read, for the caller alone."""
    return Accepted.of(await app.read_item(ReadItem(item_id=item_id), cause))


@router.post("/{item_id}/archive", responses=problems(*_ON_AN_ITEM))
async def post_archive(app: AppDep, cause: CauseDep, item_id: str) -> Accepted:
    """Put away, for the caller alone."""
    return Accepted.of(await app.archive_item(ArchiveItem(item_id=item_id), cause))


@router.post("/{item_id}/snooze", responses=problems(*_ON_AN_ITEM, errors.SnoozeIsPast, errors.SnoozeTooLong))
async def post_snooze(app: AppDep, cause: CauseDep, item_id: str, body: SnoozeBody) -> Accepted:
    """Put off until later, for the caller alone."""
    return Accepted.of(await app.snooze_item(SnoozeItem(item_id=item_id, until=body.until), cause))
