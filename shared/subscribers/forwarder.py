"""Who forwards for whom: one task for each subscriber, on one replica at a time."""

import asyncio
import contextlib
import time
from collections.abc import Collection, Mapping

import structlog

from shared.background import Background
from shared.kernel.clock import Clock
from shared.kernel.errors import DomainError
from shared.observability import metrics
from shared.storage.lease import OWNER, Lease
from shared.storage.mongo import Database
from shared.subscribers.forwarding import Forwarding
from shared.subscribers.stream import StreamSilent
from shared.subscribers.subscribers import Subscriber, SubscriberNotFound, Subscribers

LOOK_EVERY_S = 2.0
LEASE_S = 10.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 2.0, 60.0
log = structlog.get_logger()


class Forwarder(Background):
    """Forwards for every subscriber. A slow, full or broken one costs itself alone: nothing is shared with another."""

    def __init__(self, database: Database, inside_url: str, outside_url: str, clock: Clock, owner: str = OWNER) -> None:
        super().__init__(self._run_always, "forwarder")
        self._database = database
        self._subscribers = Subscribers(database)
        self._inside_url = inside_url
        self._outside_url = outside_url
        self._clock = clock
        self._owner = owner
        self._shown: set[str] = set()
        self._tasks: dict[str, tuple[object, asyncio.Task[None]]] = {}

    async def _run_always(self) -> None:
        """Follow the records: whoever was added is begun with, whoever was changed begun again, whoever left ended."""
        try:
            while True:
                await self._follow({one.name: one for one in await self._subscribers.all()})
                await asyncio.sleep(LOOK_EVERY_S)
        finally:
            await self._end(list(self._tasks))

    async def _follow(self, found: Mapping[str, Subscriber]) -> None:
        settled = {name: _settings(one) for name, one in found.items()}
        await self._end([name for name, (before, _) in self._tasks.items() if settled.get(name) != before])
        for name in self._shown - found.keys():
            metrics.forget_subscriber(name)
        self._shown = set(found)
        for name, one in found.items():
            held = (self._clock.now() - one.held_since).total_seconds() if one.held_since else 0.0
            metrics.subscriber_held_seconds.labels(name).set(max(0.0, held))
            if name not in self._tasks:
                task = asyncio.create_task(self._serve(name), name=f"forwarder-{name}")
                self._tasks[name] = (settled[name], task)

    async def _end(self, names: Collection[str]) -> None:
        ending = [self._tasks.pop(name)[1] for name in names]
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)

    async def _serve(self, name: str) -> None:
        """One session after the other, each from where the last one came to."""
        lease, pause = Lease(self._database, f"subscriber:{name}", LEASE_S, self._owner), FIRST_PAUSE_S
        try:
            while True:
                began = time.monotonic()
                try:
                    if await lease.hold():
                        await self._forward(await self._subscribers.get(name), lease)
                except StreamSilent:
                    log.info("subscriber.stream_silent", subscriber=name)
                except SubscriberNotFound:
                    pass
                except Exception as error:  # noqa: BLE001  (broker or storage away, or not as it must be: again)
                    log.warning("subscriber.session_failed", subscriber=name, why=_why(error))
                    await self._note_held(name)
                    pause = min(LONGEST_PAUSE_S, pause * 2)
                if time.monotonic() - began > LONGEST_PAUSE_S:
                    pause = FIRST_PAUSE_S
                await asyncio.sleep(pause)
        finally:
            await lease.give_up()

    async def _note_held(self, name: str) -> None:
        """Let operators see since when nothing is brought to it; storage that is away is told elsewhere."""
        with contextlib.suppress(DomainError):
            await self._subscribers.is_held(await self._subscribers.get(name), self._clock.now())

    async def _forward(self, of: Subscriber, lease: Lease) -> None:
        """Forward for as long as the lease is held. Raises what ended the session."""
        forwarding = Forwarding(self._subscribers, of, self._inside_url, self._outside_url, self._clock)
        session = asyncio.create_task(forwarding.run())
        try:
            while not session.done():
                await asyncio.wait([session], timeout=LEASE_S / 3)
                if not session.done() and not await lease.hold():
                    log.warning("subscriber.lease_lost", subscriber=of.name)
                    return
            session.result()
        finally:
            session.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await session


def _settings(one: Subscriber) -> object:
    """What makes a session begin again when it changes."""
    return one.types, one.round


def _why(error: BaseException) -> str:
    """The kinds of an error's causes; never their words."""
    if isinstance(error, BaseExceptionGroup):
        return ", ".join(sorted({_why(one) for one in error.exceptions}))
    return type(error).__name__
