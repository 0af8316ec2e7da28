"""The same on the real servers, a few short histories: replicas of both sides are killed, stopped and cut off while
they count, and at the end every ledger holds every count once and in order.
"""

import asyncio
import uuid
from collections import Counter as Tally
from typing import Any

import pytest
from aiormq.connection import TCPTransportFactory
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from shared.kernel.cause import Actor
from shared.messaging.decisions import Decisions
from shared.messaging.topology import declare_topology
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of
from tests.eventually import eventually
from tests.messaging.running import SERVICE, TYPE, Consuming, Ground, Publishing, a_cause, numbers
from tests.run.depth import tries
from tests.servers import Servers
from tests.simulation.replica import CURRENT, Replica, task_factory

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("quick")]

SUBJECTS = ("a", "b", "c", "d")
NAMES = ("w1", "w2", "r1", "r2")


class Counting(RuleBasedStateMachine):
    """Two writing and two reading replicas in one process, each with tasks and sockets that die with it."""

    servers: Servers

    @initialize()
    def begin(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.loop.set_task_factory(task_factory)  # type: ignore[arg-type]
        self.name = f"s{uuid.uuid4().hex[:10]}"
        self.servers.management.add_vhost(self.name)
        self.failing: Tally[tuple[str, int]] = Tally()
        self.wished: Tally[str] = Tally()
        self.parts: dict[str, Publishing | Consuming] = {}
        self.processes: dict[str, Replica] = {}
        self.do(self.prepare())
        for name in NAMES:
            self.start(name)

    async def prepare(self) -> None:
        self.client = connect(self.servers.mongo_url)
        self.ground = Ground(database_of(self.client, self.name), self.servers.vhost_url(self.name))
        await declare_topology(self.ground.amqp_url, {SERVICE: [TYPE]})
        await self.ground.open_ledgers(*SUBJECTS)
        await Publishing(self.ground).open_counters(*SUBJECTS)

    def do(self, what: Any) -> Any:
        return self.loop.run_until_complete(what)

    def start(self, name: str) -> None:
        part = Publishing(self.ground) if name.startswith("w") else Consuming(self.ground)
        if isinstance(part, Consuming):
            part.entering.failing = self.failing
        process = Replica(name, self.loop)
        process.run(part.__aenter__())
        if isinstance(part, Publishing):
            process.run(part.sweep.start())
        self.parts[name], self.processes[name] = part, process

    @rule(counts=st.lists(st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(["w1", "w2"])), min_size=5, max_size=25))
    def count(self, counts: list[tuple[str, str]]) -> None:
        self.do(self.count_all(counts))

    async def count_all(self, counts: list[tuple[str, str]]) -> None:
        await asyncio.gather(*(self.count_one(subject, name) for subject, name in counts))

    async def count_one(self, subject: str, name: str) -> None:
        writer = self.parts[name]
        assert isinstance(writer, Publishing)
        await writer.counters.change(subject, a_cause(), lambda counter: counter.count())
        self.wished[subject] += 1

    @rule(name=st.sampled_from(NAMES))
    def kill_and_start(self, name: str) -> None:
        self.processes[name].kill()
        self.do(asyncio.sleep(0.05))
        self.start(name)

    @rule(name=st.sampled_from(NAMES))
    def stop_and_start(self, name: str) -> None:
        if isinstance(part := self.parts[name], Publishing):
            self.do(part.sweep.stop())
        self.do(part.__aexit__())
        self.start(name)

    @rule(subject=st.sampled_from(SUBJECTS), ahead=st.integers(1, 3), times=st.sampled_from([1, 3, 4, 20]))
    def let_fail(self, subject: str, ahead: int, times: int) -> None:
        self.failing[subject, self.wished[subject] + ahead] = times

    @rule(seconds=st.sampled_from([0.01, 0.1, 0.3]))
    def pass_time(self, seconds: float) -> None:
        self.do(asyncio.sleep(seconds))

    def teardown(self) -> None:
        if not hasattr(self, "loop"):
            return
        self.failing.clear()
        try:
            self.do(eventually(self.is_quiet, 60))
            for subject in SUBJECTS:
                assert self.do(self.ground.values(subject)) == numbers(self.wished[subject])
        finally:
            self.end()

    async def is_quiet(self) -> bool:
        async for message in self.ground.db["unfinished"].find({"state": "parked"}):
            decisions, at = Decisions(self.ground.db), self.ground.clock.now()
            await decisions.replay(message["_id"], Actor("staff-li"), "mended", at)
        here = [len(await self.ground.values(subject)) == self.wished[subject] for subject in SUBJECTS]
        return all(here) and await Publishing(self.ground).is_empty() and not await self.ground.unfinished()

    def end(self) -> None:
        for process in self.processes.values():
            process.kill()
        self.do(asyncio.sleep(0.2))
        self.do(self.client.drop_database(self.name))
        self.client.close()
        self.servers.management.drop_vhost(self.name)
        self.loop.close()


def test_nothing_is_lost_doubled_or_swapped_on_real_servers(servers: Servers, monkeypatch: pytest.MonkeyPatch) -> None:
    real = TCPTransportFactory.create

    async def dies_with_its_process(self: TCPTransportFactory, *given: Any, **more: Any) -> Any:
        reader, writer = await real(self, *given, **more)
        if process := CURRENT.get():
            process.at_death.append(writer.transport.abort)
        return reader, writer

    monkeypatch.setattr(TCPTransportFactory, "create", dies_with_its_process)
    machine = type("OnRealServers", (Counting,), {"servers": servers})
    few = settings(
        max_examples=tries(4, full=50),
        stateful_step_count=10,
        deadline=None,
        phases=[Phase.generate],
        derandomize=True,
    )
    run_state_machine_as_test(machine, settings=settings(few, suppress_health_check=list(HealthCheck)))
