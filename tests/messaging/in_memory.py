"""A service's real router and middlewares in FastStream's test broker, with nothing below them but memory."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import NoneType
from typing import Any, Literal, cast, get_args, get_origin

from faststream import BaseMiddleware, StreamMessage
from faststream.rabbit import RabbitBroker, TestRabbitBroker

from shared.contracts.contract import Contract
from shared.contracts.envelope import CONTENT_TYPE, Event
from shared.kernel.clock import SystemClock
from shared.kernel.handling import Reaction
from shared.messaging.blocked import BlockedSubjects
from shared.messaging.broker import make_broker
from shared.messaging.patience import Patience
from shared.messaging.reactions import Reactions
from shared.messaging.receiving import Receiving
from shared.messaging.router import ServiceRouter
from shared.messaging.session import BrokerSession
from shared.messaging.topology import queue_of
from shared.messaging.unfinished import Failure, Unfinished

EXAMPLES: dict[Any, Any] = {
    str: "x",
    int: 1,
    bool: True,
    datetime: datetime(2026, 3, 2, tzinfo=UTC),
    date: date(2026, 3, 2),
}


def an_example(contract: type[Contract]) -> Contract:
    """Data that fits a contract; what may be absent is, lists are empty, and of fixed words it is the first."""
    return contract(**{name: _example(field.annotation) for name, field in contract.model_fields.items()})


def _example(kind: Any) -> Any:
    if NoneType in get_args(kind):
        return None
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    return [] if get_origin(kind) is list else EXAMPLES[kind]


class Kept(Unfinished):
    """Unfinished messages in memory: (state, subject, slug). ``away`` is raised instead, where it is set."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str | None, str | None]] = []
        self.away: Exception | None = None

    async def retry_later(self, _body: bytes, event: Event, failure: Failure, _now: datetime) -> None:
        self._add("retrying", event, failure)

    async def wait(self, _body: bytes, event: Event, _now: datetime) -> None:
        self._add("waiting", event, None)

    async def park(self, _body: bytes, event: Event | None, failure: Failure, _now: datetime) -> None:
        self._add("parked", event, failure)

    async def park_barely(self, _body: bytes, subject: str | None, failure: Failure, _now: datetime) -> None:
        if self.away is not None:
            raise self.away
        self.rows.append(("parked", subject, failure.slug))

    async def probe(self) -> None:
        if self.away is not None:
            raise self.away

    async def subjects(self) -> set[str]:
        return {subject for _, subject, _ in self.rows if subject is not None}

    def _add(self, state: str, event: Event | None, failure: Failure | None) -> None:
        if self.away is not None:
            raise self.away
        self.rows.append((state, event.subject if event else None, failure.slug if failure else None))


@dataclass
class InMemory:
    """One session of a service. ``deliveries`` are those that came, to see whether each was acked."""

    service: str
    session: BrokerSession
    kept: Kept
    broker: RabbitBroker
    deliveries: list[StreamMessage[Any]] = field(default_factory=list)

    async def deliver(self, body: bytes, queue: str | None = None) -> None:
        """One message to the service's queue, or to another one; returns when it is dealt with."""
        await self.broker.publish(body, queue=queue or queue_of(self.service), content_type=CONTENT_TYPE)

    @property
    def acked(self) -> list[bool]:
        """Of every delivery whether it was acked; no other answer is ever given."""
        assert {one.committed for one in self.deliveries} <= {None, "ACKED"}
        return [one.committed is not None for one in self.deliveries]


@asynccontextmanager
async def in_memory(
    service: str, reactions: Mapping[type[Contract], Reaction], *outside: type[BaseMiddleware]
) -> AsyncIterator[InMemory]:
    """A session with these reactions; ``outside`` are more middlewares around ours."""
    kept, clock = Kept(), SystemClock()
    receiving = Receiving(Reactions(reactions, clock), kept, BlockedSubjects(kept), clock)
    router = ServiceRouter(service, Patience(receiving, kept.probe))
    session = BrokerSession("amqp://nobody", service, [], router.of)
    broker = make_broker("amqp://nobody", service)
    side = InMemory(service, session, kept, broker)

    class Noted(BaseMiddleware[Any, Any]):
        """Keeps what comes."""

        async def consume_scope(self, call_next: Callable[[Any], Awaitable[Any]], msg: StreamMessage[Any]) -> Any:
            side.deliveries.append(msg)
            return await call_next(msg)

    for middleware in (*outside, Noted):
        broker.add_middleware(cast(Any, middleware))
    broker.include_router(router.of(session))
    async with TestRabbitBroker(broker):
        yield side
