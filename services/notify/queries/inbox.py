"""One person's inbox: their own items and those of their roles, by tab, with what is unread."""

from datetime import datetime
from typing import Annotated, Any, Literal

from services.notify.domain.announcement import ItemKind, Thing
from services.notify.domain.fields import (
    AGAIN,
    ArchivedAt,
    HandedFrom,
    InsteadOf,
    Kind,
    ReadAt,
    SettledAt,
    Time,
    Title,
    ToRole,
    Why,
)
from services.notify.domain.item import InboxItem
from services.notify.domain.older_shapes import upcast
from services.notify.domain.permissions import ON_ITEM, READERS
from services.notify.standing_in import absent_for
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.labels import Label, LabelledEnum
from shared.storage.documents import adapter_of, read_state
from shared.storage.reading import Reader
from shared.web.view import View

_ITEM = adapter_of(InboxItem)
Where = dict[str, Any]


class Tab(LabelledEnum):
    """What is neither archived nor put off, by kind or all together; what is put off; what is archived."""

    ALL = "all", "全部", "All"
    TODO = "todo", ItemKind.TODO.label.zh, ItemKind.TODO.label.en
    WATCH = "watch", ItemKind.WATCH.label.zh, ItemKind.WATCH.label.en
    SYSTEM = "system", ItemKind.SYSTEM.label.zh, ItemKind.SYSTEM.label.en
    SNOOZED = "snoozed", "稍后", "Later"
    ARCHIVED = "archived", "已归档", "Archived"


class InboxFilter(View):
    """Which tab, and in which order."""

    tab: Annotated[Tab, Label("分类", "Tab")] = Tab.ALL
    sort: Literal["created_at", "-created_at"] = "-created_at"


class InboxLine(View):
    """One item as this reader has it. ``role`` says that everybody with that role has it too.

    ``instead_of`` is who is on leave, where the reader stands in; ``handed_from`` is who had the open work before.

    ``settled_at`` says that nothing is left to do about it (已办结).
    """

    id: str
    version: int
    kind: Kind
    subject: str
    title_zh: Title
    title_en: Title
    why_zh: Why
    why_en: Why
    about: Annotated[Thing, Label("有关的事", "About")]
    role: ToRole
    instead_of: InsteadOf = None
    handed_from: HandedFrom = None
    created_at: Time
    read_at: ReadAt
    archived_at: ArchivedAt
    snoozed_until: Annotated[datetime | None, AGAIN]
    settled_at: SettledAt
    allowed_actions: list[AllowedAction]


class Unread(View):
    """How many items are new to this reader, by kind and in all; archived, put off and settled ones do not count."""

    todo: int
    watch: int
    system: int
    all: int


class Inbox(View):
    """One page of a tab."""

    items: list[InboxLine]
    next_cursor: str | None
    unread: Unread


async def inbox(
    reader: Reader,
    offers: Offers,
    actor: Actor,
    at: datetime,
    wanted: InboxFilter,
    cursor: str | None = None,
    limit: int = 50,
) -> Inbox:
    """The actor's inbox as of ``at``. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(READERS))
    absent = frozenset[str]() if actor.is_from_outside else await absent_for(reader, actor.id, at)
    order = ("created_at", -1 if wanted.sort.startswith("-") else 1)
    page = await reader.page("items", in_tab(actor, at, wanted.tab, absent), [order], cursor, limit)
    return Inbox(
        items=[_line(document, offers, actor, absent) for document in page.items],
        next_cursor=page.next_cursor,
        unread=await _unread(reader, actor, at, absent),
    )


def in_tab(actor: Actor, at: datetime, tab: Tab, absent: frozenset[str] = frozenset()) -> Where:
    """Which items this reader finds under the tab; ``absent`` are those on leave for whom the reader stands in."""
    mine = _mine(actor, absent)
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


def _mine(actor: Actor, absent: frozenset[str]) -> Where:
    """What is for this reader: for people from outside what is for things within their scope, and nothing else.

    While a leave lasts, what the absent have open is the substitute's too, whenever it came; when it ends, what nobody
    has settled is theirs alone again.
    """
    if actor.is_from_outside:
        return {"state.scope": {"$in": actor.scope.texts if actor.scope else []}}
    of_a_role: Where = {"state.role": {"$in": sorted(actor.roles)}, "state.not_for": {"$ne": actor.id}}
    back = {"state.instead_of": {"$nin": [None, *sorted(absent)]}, "state.settled_at": None}
    of_absent = [_open_of(one, actor) for one in sorted(absent)]
    return {"$or": [{"state.staff_id": actor.id, "$nor": [back]}, of_a_role, *of_absent]}


def _open_of(absent: str, reader: Actor) -> Where:
    """What somebody on leave has open, but for what the reader was sent as substitute."""
    put_away = {"state.marks": {"$elemMatch": {"by": absent, "archived_at": {"$ne": None}}}}
    mine = {"state.staff_id": absent, "state.settled_at": None, "state.passed_to": {"$ne": reader.id}}
    return {**mine, "state.instead_of": None, "$nor": [put_away]}


def _marked(actor: Actor, **mark: object) -> Where:
    return {"state.marks": {"$elemMatch": {"by": actor.id, **mark}}}


async def _unread(reader: Reader, actor: Actor, at: datetime, absent: frozenset[str]) -> Unread:
    unread = {"$nor": [_marked(actor, read_at={"$ne": None})]}
    new = {"$and": [in_tab(actor, at, Tab.ALL, absent), unread, {"state.settled_at": None}]}
    rows = await reader.aggregate(
        "items", [{"$match": new}, {"$group": {"_id": "$state.announcement.kind", "count": {"$sum": 1}}}]
    )
    counts = {kind.value: 0 for kind in ItemKind} | {row["_id"]: row["count"] for row in rows}
    return Unread(**counts, all=sum(counts.values()))


def _line(document: dict[str, Any], offers: Offers, actor: Actor, absent: frozenset[str]) -> InboxLine:
    item = read_state(_ITEM, {**document["state"], "id": document["_id"]}, upcast)
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
        instead_of=item.staff_id if item.staff_id in absent else item.instead_of,
        handed_from=item.handed_from,
        created_at=document["created_at"],
        read_at=mark.read_at,
        archived_at=mark.archived_at,
        snoozed_until=mark.snoozed_until,
        settled_at=item.settled_at,
        allowed_actions=offers.on(ON_ITEM, (item, absent), actor),
    )
