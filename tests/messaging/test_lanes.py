"""A lane sends each event of its document once and in order, however often and however late the outbox is offered."""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from shared.messaging import lanes as module
from shared.messaging.lanes import Lane, Lanes
from tests.run.depth import tries


def an_outbox(*numbers: int) -> list[dict[str, Any]]:
    return [{"id": str(n)} for n in numbers]


def heads(lane: Lane | None) -> list[str]:
    assert lane is not None
    return [event["id"] for event in lane.waiting]


def test_lane_is_handed_out_once_and_ends_when_it_is_empty() -> None:
    lanes = Lanes()
    lane = lanes.offer("c", "d1", an_outbox(1))
    assert heads(lane) == ["1"]
    assert lanes.offer("c", "d1", an_outbox(1, 2)) is None
    assert lane is not None
    assert lanes.waiting() == 2
    assert lanes.sent(lane)
    assert not lanes.sent(lane)
    assert lanes.waiting() == 0
    assert lanes.offer("c", "d1", an_outbox(1, 2)) is None
    assert heads(lanes.offer("c", "d1", an_outbox(2, 3))) == ["3"]


def test_documents_and_collections_have_lanes_of_their_own() -> None:
    lanes = Lanes()
    given = [
        lanes.offer("c", "d1", an_outbox(1)),
        lanes.offer("c", "d2", an_outbox(2)),
        lanes.offer("x", "d1", an_outbox(3)),
    ]
    assert [heads(lane) for lane in given] == [["1"], ["2"], ["3"]]


def test_event_sent_long_ago_that_is_still_pending_goes_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    lanes = Lanes()
    lane = lanes.offer("c", "d1", an_outbox(1))
    assert lane is not None
    lanes.sent(lane)
    monkeypatch.setattr(module, "SENT_REMEMBERED_S", -1.0)
    assert heads(lanes.offer("c", "d1", an_outbox(1))) == ["1"]


def test_lane_that_the_broker_refuses_is_not_waited_for() -> None:
    lanes = Lanes()
    held, other = lanes.offer("c", "held", an_outbox(1)), lanes.offer("c", "d1", an_outbox(2))
    assert held is not None
    assert other is not None
    held.refusals = 1
    assert lanes.waiting() == 1
    lanes.sent(held)
    assert held.refusals == 0


class OneDocument(RuleBasedStateMachine):
    """Saves, pulls and offers of one document in any order, offers also of what the outbox held a while ago."""

    def __init__(self) -> None:
        super().__init__()
        self.lanes = Lanes()
        self.outbox: list[int] = []
        self.seen: list[list[int]] = [[]]
        self.saved = 0
        self.busy: Lane | None = None
        self.sent: list[int] = []

    @rule()
    def save(self) -> None:
        self.saved += 1
        self.outbox.append(self.saved)
        self.seen.append(list(self.outbox))

    @rule(back=st.integers(0, 4))
    def offer(self, back: int) -> None:
        lane = self.lanes.offer("c", "d", an_outbox(*self.seen[max(0, len(self.seen) - 1 - back)]))
        assert lane is None or self.busy is None
        self.busy = self.busy or lane

    @rule()
    def confirm(self) -> None:
        if self.busy is not None:
            self.sent.append(int(self.busy.waiting[0]["id"]))
            if not self.lanes.sent(self.busy):
                self.busy = None

    @rule()
    def pull(self) -> None:
        self.outbox = [n for n in self.outbox if n not in self.sent]
        self.seen.append(list(self.outbox))

    @invariant()
    def each_once_and_in_order(self) -> None:
        assert len(self.sent) == len(set(self.sent))
        assert self.sent == sorted(self.sent)

    def teardown(self) -> None:
        self.offer(0)
        while self.busy is not None:
            self.confirm()
        assert self.sent == list(range(1, self.saved + 1))


OneDocument.TestCase.settings = settings(max_examples=tries(100, full=2000), stateful_step_count=30, deadline=None)
TestOneDocument = OneDocument.TestCase
