"""Two writing and two reading replicas, a storage and a broker, and people who repeat commands until answered."""

import asyncio
import contextvars
import logging
import random
from collections import Counter as Tally
from collections.abc import Coroutine
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, cast

import structlog

from bench.counting import Counter, Ledger, outbound
from shared.contracts.grants import ProjectUnfrozen
from shared.kernel.cause import Actor, Cause
from shared.kernel.errors import Unavailable
from shared.messaging.consumer import Consumer
from shared.messaging.decisions import Decisions
from shared.messaging.reactions import Reactions
from shared.messaging.redrive import Redrive
from shared.messaging.relay import Relay
from shared.messaging.sweep import Sweep
from shared.messaging.unfinished import Unfinished
from shared.storage.documents import Documents
from shared.storage.journal import JOURNAL, Head, faults_of
from shared.storage.mongo import Database as RealDatabase
from shared.storage.mongo import reaching_storage
from shared.storage.store import AggregateStore
from tests.messaging.running import Entering, Nobody
from tests.simulation.broker import Broker
from tests.simulation.mongo import Database, Server
from tests.simulation.replica import Replica, task_factory
from tests.simulation.timeless import TimelessLoop
from tests.simulation.wiring import wired

SUBJECTS = ("a", "b", "c")
WRITERS, READERS = ("w1", "w2"), ("r1", "r2")


@dataclass
class Command:
    """Somebody's wish to count; it is repeated under the same key until it is answered."""

    key: str
    subject: str
    times: int
    running: asyncio.Task[Any] | None = None
    answered: bool = False


class Writer:
    """A process with counters, their relay and its sweep."""

    def __init__(self, world: "World", name: str) -> None:
        self.process = Replica(name, world.loop)
        db = cast(RealDatabase, Database(world.server, "counters", self.process))
        self.relay = Relay(db, "amqp://broker", "counters")
        self.sweep = Sweep(db, ["counters"], self.relay, world.server.clock)
        self.sweep._lease._owner = name
        self.counters = AggregateStore(cast(Any, db["counters"]), "counters", Documents(Counter), outbound, self.relay)
        self.process.run(self._start())

    async def _start(self) -> None:
        await self.relay.start()
        await self.sweep.start()

    async def stop(self) -> None:
        """As SIGTERM does it."""
        await self.sweep.stop()
        await self.relay.stop()


class Reader:
    """A process with ledgers, their consumer and its redrive."""

    def __init__(self, world: "World", name: str) -> None:
        self.process = Replica(name, world.loop)
        db = cast(RealDatabase, Database(world.server, "ledgers", self.process))
        ledgers = AggregateStore(cast(Any, db["ledgers"]), "ledgers", Documents(Ledger), lambda _: None, Nobody())
        entering = Entering(ledgers)
        entering.failing = world.failing
        clock = world.server.clock
        reactions, unfinished = Reactions({ProjectUnfrozen: entering}, clock), Unfinished(db, "ledgers")

        async def probe() -> None:
            async with reaching_storage():
                await db["probes"].count_documents({})

        self.consumer = Consumer("amqp://broker", "ledgers", reactions, unfinished, clock, probe)
        self.redrive = Redrive(db, unfinished, reactions, self.consumer.blocked, clock)
        self.redrive._lease._owner = name
        self.process.run(self._start())

    async def _start(self) -> None:
        await self.consumer.start()
        await self.redrive.start()

    async def stop(self) -> None:
        """As SIGTERM does it."""
        await asyncio.gather(self.consumer.stop(), self.redrive.stop())


class World:
    """Everything there is. The same seed and the same calls give the same history."""

    def __init__(self, seed: int) -> None:
        self._open = ExitStack()
        self._open.callback(structlog.configure, **structlog.get_config())
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
        self.loop = TimelessLoop()
        self.loop.set_task_factory(cast(Any, task_factory))
        self.chance = random.Random(seed)
        self._nobody = contextvars.copy_context()
        self._is_over = False
        self.server = Server(self.loop, self.chance)
        self.broker = Broker(self.loop, self.chance)
        self.failing: Tally[tuple[str, int]] = Tally()
        self.commands: list[Command] = []
        self.replicas: dict[str, Writer | Reader] = {}
        self._outside = Replica("outside", self.loop)
        self._open.enter_context(wired(self.broker, self.loop.time))
        for subject in SUBJECTS:
            self._keep("counters", subject, {"value": 0, "limit": 1_000_000})
            self._keep("ledgers", subject, {"values": []})
        for name in (*WRITERS, *READERS):
            self.begin(name)

    def _keep(self, collection: str, subject: str, state: dict[str, Any]) -> None:
        held = self.server.data.setdefault((collection, collection), {})
        held[subject] = {"_id": subject, "version": 1, "state": state, "sequence": 0, "outbox": [], "handled": []}

    def begin(self, name: str) -> None:
        """Start a process, if it does not live. Should it die, it is started again after a while."""
        before = self.replicas.get(name)
        if self._is_over or (before is not None and not before.process.dead):
            return
        begun = self.replicas[name] = Writer(self, name) if name in WRITERS else Reader(self, name)
        begun.process.at_death.append(lambda: self._later(0.7, self.begin, name))

    def kill_broker(self, seconds: float) -> None:
        """The broker dies and comes back after so many seconds."""
        self.broker.kill()
        self._later(seconds, setattr, self.broker, "away", False)

    def kill_storage(self, seconds: float) -> None:
        """The storage dies and comes back after so many seconds."""
        self.server.kill()
        self._later(seconds, setattr, self.server, "away", False)

    def _later(self, seconds: float, what: Any, *given: Any) -> None:
        self.loop.call_later(seconds, what, *given, context=self._nobody)

    def pass_time(self, seconds: float) -> None:
        """Let the world go on for a while."""
        self.loop.run_until_complete(asyncio.sleep(seconds))

    def do(self, what: Coroutine[Any, Any, Any]) -> Any:
        """Do something from outside, until it is done."""
        return self.loop.run_until_complete(self._outside.run(what))

    def command(self, subject: str, times: int) -> None:
        """Somebody wants to count."""
        self.commands.append(Command(f"command-{len(self.commands)}", subject, times))

    def give_commands(self, name: str) -> None:
        """Give every command that has no answer to this writer, under the key that it always had."""
        writer = self.replicas[name]
        assert isinstance(writer, Writer)
        for command in self.commands:
            if not command.answered and (command.running is None or command.running.done()):
                command.running = writer.process.run(self._give(writer, command))

    async def _give(self, writer: Writer, command: Command) -> None:
        cause = Cause(command.key, Actor("staff-1"), self.server.clock.now(), command.key)
        try:
            await writer.counters.change(command.subject, cause, lambda counter: counter.count(command.times))
        except Unavailable:
            return
        command.answered = True

    async def _stop(self, name: str) -> None:
        replica = self.replicas[name]
        stopping = replica.process.run(replica.stop())
        await asyncio.wait([stopping])
        if not stopping.cancelled():  # a step that it was to be killed at came while it stopped
            stopping.result()
        replica.process.kill()

    def stop(self, name: str) -> None:
        """End a process in order."""
        if not self.replicas[name].process.dead:
            self.do(self._stop(name))

    def duplicate(self) -> None:
        """The broker has some message twice, the second at the end of the queue."""
        if self.broker.published and not self.broker.away:
            self.broker.ready.append(self.chance.choice(self.broker.published))
            self.broker.hand_out()

    def values(self, subject: str) -> list[int]:
        """What a ledger holds."""
        values: list[int] = self.server.data["ledgers", "ledgers"][subject]["state"]["values"]
        return values

    def journal(self, subject: str) -> tuple[list[str], list[str]]:
        """What the entries of a counter tell that were moved to the journal, and what is wrong with their chain."""
        moved = self.server.data.get(("counters", JOURNAL), {}).values()
        entries: list[Any] = sorted((one for one in moved if one["subject"] == subject), key=lambda one: one["no"])
        head = Head.of(self.server.data["counters", "counters"][subject])
        return [entry["what"] for entry in entries], faults_of(head, entries)

    def unfinished(self) -> list[dict[str, Any]]:
        """Messages that are not finished."""
        return list(self.server.data.get(("ledgers", "unfinished"), {}).values())

    def is_quiet(self) -> bool:
        """Whether everything that was wished for has come to its end."""
        counters = self.server.data["counters", "counters"].values()
        pending = [one for one in counters if one["outbox"] or one.get("journal")]
        wished = all(command.answered for command in self.commands)
        held = [message for one in self.broker.consumers for message in one.unacked]
        return wished and not pending and not self.unfinished() and not self.broker.ready and not held

    def heal(self) -> None:
        """Bring everything back, let people repeat commands and decide about what is parked, until it is quiet."""
        self.server.away = self.broker.away = False
        self.failing.clear()
        for replica in self.replicas.values():
            replica.process.armed = None
        decisions = Decisions(cast(RealDatabase, Database(self.server, "ledgers", self._outside)))
        for _ in range(60):
            self.pass_time(1)
            self.give_commands(WRITERS[0])
            for message in self.unfinished():
                if message["state"] == "parked":
                    actor = Actor("staff-li")
                    self.do(decisions.replay(message["_id"], actor, "mended", self.server.clock.now()))
            self.pass_time(6)
            if self.is_quiet():
                return
        raise AssertionError("the world does not come to rest")

    def end(self) -> None:
        """Nothing more happens."""
        self._is_over = True
        for replica in self.replicas.values():
            replica.process.kill()
        self.pass_time(20)
        self._open.close()
        self.loop.close()
