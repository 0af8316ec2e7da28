"""The relay: after a save it sends the document's pending events with confirms, logs them and pulls them."""

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import UTC, datetime

import orjson
import structlog
from aio_pika.abc import AbstractConnection
from aio_pika.exceptions import ChannelNotFoundEntity, DeliveryError
from opentelemetry.trace import SpanKind

from shared.contracts.beside import older_forms
from shared.contracts.envelope import StoredEvent
from shared.kernel.errors import Unavailable
from shared.messaging.broker import (
    EventBroker,
    close,
    connect,
    make_broker,
    publish,
    publish_apart,
    says_something_of_the_message,
)
from shared.messaging.event_counts import EventCounts
from shared.messaging.lanes import Lane, Lanes
from shared.observability import metrics
from shared.observability.tracing import span_if_exported
from shared.storage.appending import Pulls, append
from shared.storage.journal import Entry
from shared.storage.journal_moving import JournalMover
from shared.storage.logged_events import logged
from shared.storage.mongo import Database, reaching_storage

WINDOW = 200
"""Events on their way at once on the one channel."""

MOST_LOSSES = 3
"""Channels that one event may cost before its lane is held back."""

LONGEST_BACKOFF_S = 300.0

MOST_IN_HAND = 20_000
"""Most events that are held in memory while the broker is away; the others stay in their documents until the sweep."""

log = structlog.get_logger()


class Relay:
    """Sends one service's events. While the broker is away it waits, spends no attempts and keeps taking offers."""

    def __init__(self, database: Database, amqp_url: str, service: str) -> None:
        self._database = database
        self._amqp_url = amqp_url
        self._service = service
        self._lanes = Lanes()
        self._ready: asyncio.Queue[Lane] = asyncio.Queue()
        self._sent: list[tuple[Lane, StoredEvent]] = []
        self._journal = JournalMover(database)
        self._counts = EventCounts(database)
        self._something_sent = asyncio.Event()
        self._idle = asyncio.Event()
        self._up = asyncio.Event()
        self._lost = asyncio.Event()
        self._broker: EventBroker | None = None
        self._confirmed = 0
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def is_connected(self) -> bool:
        """Whether the broker is reachable now."""
        return self._up.is_set()

    def offer(
        self, collection: str, document_id: str, outbox: Sequence[StoredEvent], entries: Sequence[Entry] = ()
    ) -> bool:
        """Take what a document has still to send, and entries for the journal. Never blocks and never raises.

        While the broker is away and enough is in memory, it is left to the sweep, which this answers with False; the
        next offer must then be of the whole outbox, so that the order is kept.
        """
        self._journal.offer(entries)
        if not outbox:
            return True
        if not self.is_connected and self._lanes.in_hand >= MOST_IN_HAND:
            return False
        lane = self._lanes.offer(collection, document_id, outbox)
        if lane is not None:
            self._ready.put_nowait(lane)
        return True

    def held_back(self, collection: str) -> list[str]:
        """The documents of a collection whose events the broker refuses for now; they need not be offered again."""
        return self._lanes.held_back(collection)

    async def start(self) -> None:
        """Begin to send. A broker that is away at the start is waited for; commands are accepted meanwhile."""
        await self._journal.start()
        self._tasks = [asyncio.create_task(self._connect(), name="relay-connect")]
        self._tasks += [asyncio.create_task(self._send(), name=f"relay-{n}") for n in range(WINDOW)]
        self._tasks.append(asyncio.create_task(self._finish(), name="relay-finish"))

    async def stop(self, seconds: float = 2.0) -> None:
        """Send what is in memory for at most ``seconds``, then stop; the rest stays in the documents for the sweep."""
        await self._journal.stop()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._up.is_set() and self._has_work():  # noqa: ASYNC110  (three owners, no one event)
                    await asyncio.sleep(0.02)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._broker is not None:
            await close(self._broker)

    def _has_work(self) -> bool:
        return bool(self._lanes.waiting() or self._sent or not self._idle.is_set())

    async def _connect(self) -> None:
        """Connect, and again whenever the connection is lost."""
        while True:
            lost = asyncio.Event()

            def on_close(_: AbstractConnection | None, __: BaseException | None, lost: asyncio.Event = lost) -> None:
                self._lose(lost)

            broker = make_broker(self._amqp_url, self._service, on_close)
            try:
                await connect(broker)
            except Exception as error:  # noqa: BLE001  (whatever keeps us from connecting, the answer is to wait)
                log.warning("relay.broker_away", error=type(error).__name__)
                await close(broker)
                await asyncio.sleep(1)
                continue
            self._broker, self._lost = broker, lost
            self._up.set()
            log.info("relay.connected")
            confirmed = self._confirmed
            await lost.wait()
            log.warning("relay.connection_lost")
            await close(broker)
            if self._confirmed == confirmed:  # reachable but useless: its exchange may be missing
                await asyncio.sleep(1)

    def _lose(self, lost: asyncio.Event) -> None:
        """This connection is lost. Nothing happens when it was replaced meanwhile."""
        lost.set()
        if lost is self._lost:
            self._up.clear()

    async def _send(self) -> None:
        """Work through ready lanes, in each one event after the other: the next leaves after the last's confirm."""
        while True:
            lane = await self._ready.get()
            more = True
            while more:
                await self._up.wait()
                event = lane.waiting[0]
                try:
                    confirmed = await self._publish(event, lane)
                except Exception as error:  # noqa: BLE001  (refused, or nothing that could be sent: others go on)
                    self._hold_back(lane, event, error)
                    break
                if confirmed:
                    self._sent.append((lane, event))
                    self._something_sent.set()
                    more = self._lanes.sent(lane)

    async def _publish(self, event: StoredEvent, lane: Lane) -> bool:
        """Whether the broker confirmed. When that is unknown, False, and the connection is opened again.

        After the broker closed the channel, each event that was on its way goes out on a channel of its own: only the
        one that is the cause loses that too, and after MOST_LOSSES its lane is held back.

        Raises DeliveryError when the broker refused, and any error that makes this event unsendable.
        """
        broker, lost = self._broker, self._lost
        if broker is None:
            return False
        forms = forms_of(event)
        try:
            with span_if_exported(event["traceparent"], f"publish {event['type']}", kind=SpanKind.PRODUCER):
                for form, body in forms:
                    await (publish_apart if lane.losses else publish)(
                        broker, body, form["type"], form["id"], form["correlationid"]
                    )
        except DeliveryError:
            raise
        except (Exception, asyncio.CancelledError) as error:
            if _is_being_cancelled():
                raise
            if says_something_of_the_message(error):
                apart, lane.losses = lane.losses > 0, lane.losses + 1
                if lane.losses >= MOST_LOSSES:
                    raise
                if apart:
                    return False
            metrics.publish_failures.labels("refused" if isinstance(error, ChannelNotFoundEntity) else "away").inc()
            log.warning("relay.publish_unknown", type=event["type"], error=type(error).__name__)
            self._lose(lost)
            return False
        self._confirmed += 1
        metrics.events_published.labels(event["type"]).inc()
        return True

    def _hold_back(self, lane: Lane, event: StoredEvent, error: Exception) -> None:
        """No queue is bound, or one is full: this lane waits longer each time and keeps its order; the others go on."""
        metrics.publish_failures.labels("refused").inc()
        delay = min(LONGEST_BACKOFF_S, 2.0 ** min(lane.refusals, 16))
        lane.refusals += 1
        log.error("relay.refused", type=event["type"], again_in_s=delay, why=type(error).__name__)
        asyncio.get_running_loop().call_later(delay, self._ready.put_nowait, lane)

    async def _finish(self) -> None:
        """Write confirmed events to the log and pull them from their documents, many at a time."""
        while True:
            self._idle.set()
            await self._something_sent.wait()
            self._idle.clear()
            self._something_sent.clear()
            batch, self._sent = self._sent, []
            done = False
            while not done:
                done = await self._logged_and_pulled(batch)
                await asyncio.sleep(0 if done else 1)

    async def _logged_and_pulled(self, batch: list[tuple[Lane, StoredEvent]]) -> bool:
        """Whether this batch is finished; it is repeated while storage is away. A batch that fails otherwise is
        dropped: its events are still in their documents, where the sweep finds them, and other batches do not wait."""
        try:
            await self._log_and_pull(batch)
        except Unavailable:
            log.warning("relay.storage_away", events=len(batch))
            return False
        except Exception:
            log.exception("relay.not_logged_and_pulled", events=len(batch))
        return True

    async def _log_and_pull(self, batch: list[tuple[Lane, StoredEvent]]) -> None:
        pulls = Pulls("outbox", "id")
        for lane, event in batch:
            pulls.add(lane.collection, lane.document_id, event["id"])
        async with reaching_storage():
            await append(self._database["events"], [logged(event) for _, event in batch])
            await self._counts.logged((event for _, event in batch), datetime.now(UTC))
            await pulls.carry_out(self._database)


def forms_of(event: StoredEvent) -> list[tuple[StoredEvent, bytes]]:
    """Every version in which an event goes out, with its body on the wire, its own last."""
    return [(form, _body(form)) for form in (*older_forms(event), event)]


def _body(event: StoredEvent) -> bytes:
    return orjson.dumps(event if event["traceparent"] else {k: v for k, v in event.items() if k != "traceparent"})


def _is_being_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
