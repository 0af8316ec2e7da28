"""Order on the way out: one lane per document, and in a lane one event is sent after the other."""

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.contracts.envelope import StoredEvent

SENT_REMEMBERED_S = 10.0


@dataclass
class Lane:
    """The events of one document that this process has still to send, oldest first."""

    collection: str
    document_id: str
    waiting: deque[StoredEvent] = field(default_factory=deque)
    busy: bool = False
    refusals: int = 0
    losses: int = 0
    """How often the broker closed a channel while the first event was on its way."""


class Lanes:
    """All lanes of a process. An event enters its lane once, however often its document's outbox is offered.

    A save may return an outbox that was read before the last pull, so ids that were just sent are remembered a while;
    forgetting one too early only sends it twice.
    """

    def __init__(self) -> None:
        self._lanes: dict[tuple[str, str], Lane] = {}
        self._known: set[str] = set()
        self.in_hand = 0
        """How many events are in all lanes."""
        self._sent: deque[tuple[float, str]] = deque()

    def offer(self, collection: str, document_id: str, outbox: Sequence[StoredEvent]) -> Lane | None:
        """Add what is new. The lane is returned when it has something to send and nobody is sending it."""
        self._forget_old()
        lane = self._lanes.get((collection, document_id))
        if lane is None:
            lane = self._lanes[collection, document_id] = Lane(collection, document_id)
        for event in outbox:
            if event["id"] not in self._known:
                self._known.add(event["id"])
                self.in_hand += 1
                lane.waiting.append(event)
        if lane.busy:
            return None
        if not lane.waiting:
            del self._lanes[collection, document_id]
            return None
        lane.busy = True
        return lane

    def sent(self, lane: Lane) -> bool:
        """Remove the first event, which was confirmed. Returns whether more is waiting; an empty lane is dropped."""
        event = lane.waiting.popleft()
        self.in_hand -= 1
        lane.refusals = lane.losses = 0
        self._sent.append((time.monotonic(), event["id"]))
        if lane.waiting:
            return True
        del self._lanes[lane.collection, lane.document_id]
        return False

    def waiting(self) -> int:
        """How many events are in the lanes that the broker has not refused."""
        return sum(len(lane.waiting) for lane in self._lanes.values() if not lane.refusals)

    def held_back(self, collection: str) -> list[str]:
        """The documents of a collection whose events the broker refuses for now."""
        lanes = self._lanes.values()
        return [lane.document_id for lane in lanes if lane.refusals and lane.collection == collection]

    def _forget_old(self) -> None:
        before = time.monotonic() - SENT_REMEMBERED_S
        while self._sent and self._sent[0][0] < before:
            self._known.discard(self._sent.popleft()[1])
