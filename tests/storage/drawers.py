"""A small aggregate with everything that storage promises something about, and the store that keeps it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from shared.contracts.contract import Contract
from shared.contracts.envelope import Event, StoredEvent
from shared.contracts.grants import ProjectUnfrozen
from shared.kernel.aggregate import Aggregate
from shared.kernel.cause import Actor, Cause
from shared.kernel.errors import Conflict, Invalid, NotFound
from shared.kernel.scope import Scope, ScopeKind
from shared.storage.documents import Documents
from shared.storage.indexes import DatabasePlan, Index
from shared.storage.journal import Entry
from shared.storage.mongo import Database
from shared.storage.store import AggregateStore

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


class DrawerNotFound(NotFound):
    slug = "drawer-not-found"


class LabelTaken(Conflict):
    slug = "label-taken"


class DrawerFull(Invalid):
    slug = "drawer-full"


@dataclass(frozen=True)
class PutIn:
    drawer_id: str
    held: int


@dataclass
class Drawer(Aggregate):
    """Holds at most 100 things; only putting something in is told outside."""

    id: str
    label: str | None = None
    held: int = 0
    owner: str | None = None
    open_from: datetime | None = None

    def is_within(self, scope: Scope) -> bool:
        return self.owner is not None and scope.covers(ScopeKind.ORGANISATION, self.owner)

    @property
    def next_due_at(self) -> datetime | None:
        return self.open_from

    def put(self, times: int = 1) -> None:
        if self.held + times > 100:
            raise DrawerFull
        for _ in range(times):
            self.held += 1
            self.record(PutIn(self.id, self.held))

    def relabel(self, label: str | None) -> None:
        self.label = label

    def wait_until(self, at: datetime | None) -> None:
        self.open_from = at


def outbound(event: Any) -> Contract | None:
    match event:
        case PutIn():
            return ProjectUnfrozen(project_id=event.drawer_id, organisation_id="-", project_no=str(event.held))
        case _:
            return None


LABELS = Index(
    [("state.label", 1)], "labels", unique=True, partial={"state.label": {"$type": "string"}}, error=LabelTaken
)
PLAN = DatabasePlan(["drawers"], {"drawers": [LABELS]})


def a_cause(key: str, **known: Any) -> Cause:
    """A cause with this id, by a member of staff on a Monday morning."""
    return replace(Cause(key, Actor("staff-1"), MONDAY, f"walk-{key}"), **known)


def an_event_cause(sequence: int, subject: str = "organisation-1", key: str | None = None) -> Cause:
    """A cause that is the event with this sequence of its subject."""
    return a_cause(key or f"{subject}/{sequence}", subject=subject, sequence=sequence)


@dataclass
class Offers:
    """Stands where the relay stands and keeps what it was offered; says that it ``holds`` it when it is told to."""

    holds: bool = False
    offers: list[tuple[str, str, list[StoredEvent]]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def offer(
        self, collection: str, document_id: str, outbox: Sequence[StoredEvent], entries: Sequence[Entry] = ()
    ) -> bool:
        self.entries += entries
        if outbox:
            self.offers.append((collection, document_id, list(outbox)))
        return self.holds

    @property
    def events(self) -> list[Event]:
        """Every event that was ever offered, each once, by the order of its subject."""
        known = {event["id"]: Event.model_validate(event) for _, _, outbox in self.offers for event in outbox}
        return sorted(known.values(), key=lambda event: (event.subject, event.sequence))


def a_store(
    db: Database,
    offers: Offers,
    documents: Documents[Drawer] | None = None,
    traceparent: Callable[[], str | None] = lambda: None,
) -> AggregateStore[Drawer]:
    """The drawers of this database."""
    return AggregateStore(
        db["drawers"],
        "drawers",
        documents or Documents(Drawer),
        outbound,
        offers,
        indexes=[LABELS],
        not_found=DrawerNotFound,
        traceparent=traceparent,
    )
