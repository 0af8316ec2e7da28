"""Store, relay and consumer as they are, in a simulated world where anything may die at any step: every command is
applied once, every event reaches its ledger once and in order, and nothing is left over when the world has healed.
"""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from shared.observability import metrics
from shared.storage.journal import AS_MIGRATED
from tests.run.depth import tries
from tests.simulation.world import READERS, SUBJECTS, WRITERS, World

STEPS = {
    WRITERS: (
        "before write counters",
        "after write counters",
        "before publish",
        "after publish",
        "before write events",
        "after write events",
        "before pull counters",
        "after pull counters",
    ),
    READERS: (
        "before write ledgers",
        "after write ledgers",
        "before ack",
        "before write unfinished",
        "after write unfinished",
        "before read unfinished",
    ),
}
MANY = st.lists(st.sampled_from(SUBJECTS), min_size=1, max_size=12)
A_WHILE = st.sampled_from([0.001, 0.003, 0.01, 0.05, 0.3, 1.5, 7.0])
ARMS = [(name, step) for names, steps in STEPS.items() for name in names for step in steps]


class Counting(RuleBasedStateMachine):
    """People count; processes, broker and storage die and come back; messages are doubled and reactions fail."""

    world: World

    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        self.world = World(seed)
        self.breaks = metrics.value_of(metrics.order_breaks)
        self.world.pass_time(1)

    def work(self, subjects: list[str], times: int, name: str, seconds: float) -> None:
        for subject in subjects:
            self.world.command(subject, times)
        self.world.give_commands(name)
        self.world.pass_time(seconds)

    @rule(subjects=MANY, times=st.integers(1, 3), name=st.sampled_from(WRITERS), seconds=A_WHILE)
    def count(self, subjects: list[str], times: int, name: str, seconds: float) -> None:
        self.work(subjects, times, name, seconds)

    @rule(
        arms=st.lists(st.sampled_from(ARMS), min_size=1, max_size=3),
        subjects=MANY,
        failures=st.sampled_from([0, 0, 3, 4]),
        seconds=A_WHILE,
    )
    def count_and_be_killed(
        self, arms: list[tuple[str, str]], subjects: list[str], failures: int, seconds: float
    ) -> None:
        for name, step in arms:
            self.world.replicas[name].process.armed = step
        self.world.failing[subjects[0], len(self.world.values(subjects[0])) + 1] = failures
        self.work(subjects, 1, arms[0][0] if arms[0][0] in WRITERS else WRITERS[0], seconds)

    @rule(name=st.sampled_from([*WRITERS, *READERS]))
    def kill(self, name: str) -> None:
        self.world.replicas[name].process.kill()

    @rule(name=st.sampled_from([*WRITERS, *READERS]))
    def stop(self, name: str) -> None:
        self.world.stop(name)

    @rule(seconds=st.sampled_from([0.1, 2.0, 15.0]))
    def kill_broker(self, seconds: float) -> None:
        self.world.kill_broker(seconds)

    @rule(seconds=st.sampled_from([0.1, 2.0, 15.0]))
    def kill_storage(self, seconds: float) -> None:
        self.world.kill_storage(seconds)

    @rule(place=st.integers(0, 20))
    def lose_connection(self, place: int) -> None:
        if connections := self.world.broker.connections:
            connections[place % len(connections)].lose()

    @rule(count=st.integers(1, 4))
    def double_messages(self, count: int) -> None:
        for _ in range(count):
            self.world.duplicate()

    @rule(subject=st.sampled_from(SUBJECTS), ahead=st.integers(1, 3), times=st.sampled_from([1, 2, 3, 4, 9]))
    def let_fail(self, subject: str, ahead: int, times: int) -> None:
        self.world.failing[subject, len(self.world.values(subject)) + ahead] = times

    @invariant()
    def each_once_and_in_order(self) -> None:
        for subject in SUBJECTS:
            values = self.world.values(subject)
            assert values == list(range(1, len(values) + 1))
        assert metrics.value_of(metrics.order_breaks) == self.breaks

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self.world.heal()
            self.each_once_and_in_order()
            self.nothing_is_lost()
        finally:
            self.world.end()

    def nothing_is_lost(self) -> None:
        """Every wish came true once, and every event of it is in its ledger, in the log and in the journal."""
        counters = self.world.server.data["counters", "counters"]
        log = self.world.server.data.get(("counters", "events"), {}).values()
        for subject in SUBJECTS:
            wished = sum(command.times for command in self.world.commands if command.subject == subject)
            assert counters[subject]["state"]["value"] == wished
            assert len(self.world.values(subject)) == wished
            assert sorted(entry["sequence"] for entry in log if entry["subject"] == subject) == list(
                range(1, wished + 1)
            )
            migrated = [AS_MIGRATED] if wished else []
            assert self.world.journal(subject) == ([*migrated, *(["WentUp"] * wished)], [])


def run(machine: type[RuleBasedStateMachine], examples: int, steps: int) -> None:
    """So many histories of so many steps each."""
    checks = list(HealthCheck)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=checks
        ),
    )


def test_nothing_is_lost_doubled_or_swapped_whoever_dies_when() -> None:
    run(Counting, tries(50, full=1000), steps=25)
