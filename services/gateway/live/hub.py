"""Fans hints out to the browsers that are listening, and remembers the latest few for those that reconnect."""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from services.gateway.live.hints import Hint, hint_of
from shared.contracts.envelope import Event
from shared.kernel.ids import new_id

REMEMBERED = 200
WAITING_AT_MOST = 100
LONGEST_NUMBER = 18
"""Digits; more than any process ever counts to."""


@dataclass(frozen=True, eq=False)
class Listener:
    """One browser tab: whose it is, and the numbered hints it has still to be sent. None means: reload everything."""

    staff_id: str
    roles: frozenset[str]
    scopes: frozenset[str] = frozenset()
    queue: asyncio.Queue[tuple[str, Hint | None]] = field(default_factory=lambda: asyncio.Queue(WAITING_AT_MOST))

    def may_hear(self, hint: Hint) -> bool:
        """Whether the hint concerns this person."""
        of_a_role, of_the_scope = hint.roles.isdisjoint(self.roles), hint.scopes.isdisjoint(self.scopes)
        return self.staff_id in hint.staff or not of_a_role or not of_the_scope


class Hub:
    """All listeners of this process. Hint ids are ``<start of process>:<number>``."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._numbers = count(1)
        self._number = 0
        self._forgotten = 0
        """Some hints up to this number are forgotten."""
        self._boot = new_id()
        self._latest: deque[tuple[int, Hint]] = deque(maxlen=REMEMBERED)
        self.closing = asyncio.Event()

    @property
    def mark(self) -> str:
        """The id of the latest hint: a page made now asks for the hints after it."""
        return self._id(self._number)

    def hear(self, event: Event) -> None:
        """An event came: tell those whom its hint concerns."""
        if hint := hint_of(event):
            self.tell(hint)

    def missed(self) -> None:
        """Events may have been missed: let every tab reload everything."""
        number = self._number = next(self._numbers)
        self._latest.clear()
        self._forgotten = number
        for listener in self._listeners:
            self._put(listener, number, None)

    def tell(self, hint: Hint) -> None:
        """Give a hint to everybody it concerns. A tab that does not keep up is told to reload everything."""
        number = self._number = next(self._numbers)
        if len(self._latest) == REMEMBERED:
            self._forgotten = self._latest[0][0]
        self._latest.append((number, hint))
        for listener in self._listeners:
            if listener.may_hear(hint):
                self._put(listener, number, hint)

    @contextmanager
    def listening(
        self, staff_id: str, roles: frozenset[str], last_id: str | None, scopes: frozenset[str] = frozenset()
    ) -> Iterator[Listener]:
        """Listen inside the block; first come the hints after ``last_id``, or None if they are not known any more."""
        listener = Listener(staff_id, roles, scopes)
        if last_id:
            self._catch_up(listener, last_id)
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def _catch_up(self, listener: Listener, last_id: str) -> None:
        boot, _, number = last_id.rpartition(":")
        if boot != self._boot or not _is_number(number) or int(number) < self._forgotten:
            listener.queue.put_nowait((self._id(0), None))
            return
        for known, hint in self._latest:
            if known > int(number) and listener.may_hear(hint):
                self._put(listener, known, hint)

    def _put(self, listener: Listener, number: int, hint: Hint | None) -> None:
        if listener.queue.full():
            while not listener.queue.empty():
                listener.queue.get_nowait()
            listener.queue.put_nowait((self._id(number), None))
            return
        listener.queue.put_nowait((self._id(number), hint))

    def _id(self, number: int) -> str:
        return f"{self._boot}:{number}"


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= LONGEST_NUMBER
