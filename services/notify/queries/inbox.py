"""One person's inbox: their own items and those of their roles, by tab, with what is unread."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from services.notify.domain.actions import item_actions
from services.notify.domain.announcement import ItemKind, Thing
from services.notify.domain.item import InboxItem
from services.notify.domain.permissions import STAFF
from shared.kernel.actions import AllowedAction
from shared.kernel.cause import Actor
from shared.storage.documents import read_state
from shared.storage.reading import Reader

_ITEM = TypeAdapter(InboxItem)
Where = dict[str, Any]


class Tab(StrEnum):
    """需办、关注、系统 of what is neither archived nor put off; all of these together; 稍后; 已归档."""

    ALL = "all"
    TODO = "todo"
    WATCH = "watch"
    SYSTEM = "system"
    SNOOZED = "snoozed"
    ARCHIVED = "archived"


class InboxLine(BaseModel):
    """One item as this reader has it. ``role`` says that everybody with that role has it too.

    ``settled_at`` says that nothing is left to do about it (已办结).
    """

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    kind: ItemKind
    subject: str
    title_zh: str
    title_en: str
    why_zh: str
    why_en: str
    about: Thing
    role: str | None
    created_at: datetime
    read_at: datetime | None
    archived_at: datetime | None
    snoozed_until: datetime | None
    settled_at: datetime | None
    allowed_actions: list[AllowedAction]


class Unread(BaseModel):
    """How many items are new to this reader, by kind and in all; archived, put off and settled ones do not count."""

    model_config = ConfigDict(frozen=True)

    todo: int
    watch: int
    system: int
    all: int


class Inbox(BaseModel):
    """One page of a tab, newest first."""

    model_config = ConfigDict(frozen=True)

    items: list[InboxLine]
    next_cursor: str | None
    unread: Unread


async def inbox(
    reader: Reader, actor: Actor, at: datetime, tab: Tab = Tab.ALL, cursor: str | None = None, limit: int = 50
) -> Inbox:
    """The actor's inbox as of ``at``. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(STAFF))
    page = await reader.page("items", in_tab(actor, at, tab), [("created_at", -1)], cursor, limit)
    return Inbox(
        items=[_line(document, actor) for document in page.items],
        next_cursor=page.next_cursor,
        unread=await _unread(reader, actor, at),
    )


def in_tab(actor: Actor, at: datetime, tab: Tab) -> Where:
    """Which items this reader finds under the tab."""
    mine: Where = {"$or": [{"state.staff_id": actor.id}, {"state.role": {"$in": sorted(actor.roles)}}]}
    archived = _marked(actor, archived_at={"$ne": None})
    snoozed = _marked(actor, archived_at=None, snoozed_until={"$gt": at.strftime("%Y-%m-%dT%H:%M:%SZ")})
    match tab:
        case Tab.ARCHIVED:
            return {"$and": [mine, archived]}
        case Tab.SNOOZED:
            return {"$and": [mine, snoozed]}
        case Tab.ALL:
            return {"$and": [mine, {"$nor": [archived, snoozed]}]}
        case Tab.TODO | Tab.WATCH | Tab.SYSTEM:
            return {"$and": [mine, {"state.announcement.kind": tab.value}, {"$nor": [archived, snoozed]}]}


def _marked(actor: Actor, **mark: object) -> Where:
    return {"state.marks": {"$elemMatch": {"by": actor.id, **mark}}}


async def _unread(reader: Reader, actor: Actor, at: datetime) -> Unread:
    unread = {"$nor": [_marked(actor, read_at={"$ne": None})]}
    new = {"$and": [in_tab(actor, at, Tab.ALL), unread, {"state.settled_at": None}]}
    rows = await reader.aggregate(
        "items", [{"$match": new}, {"$group": {"_id": "$state.announcement.kind", "count": {"$sum": 1}}}]
    )
    counts = {kind.value: 0 for kind in ItemKind} | {row["_id"]: row["count"] for row in rows}
    return Unread(**counts, all=sum(counts.values()))


def _line(document: dict[str, Any], actor: Actor) -> InboxLine:
    item = read_state(_ITEM, {**document["state"], "id": document["_id"]})
    said, mark = item.announcement, item.mark_of(actor.id)
    return InboxLine(
        id=item.id,
        version=document["version"],
        kind=said.kind,
        subject=said.subject,
        title_zh=said.title.zh,
        title_en=said.title.en,
        why_zh=said.why.zh,
        why_en=said.why.en,
        about=said.about,
        role=item.role,
        created_at=document["created_at"],
        read_at=mark.read_at,
        archived_at=mark.archived_at,
        snoozed_until=mark.snoozed_until,
        settled_at=item.settled_at,
        allowed_actions=item_actions(item, actor),
    )
