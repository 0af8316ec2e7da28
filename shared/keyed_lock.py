"""Order on the way in: deliveries of one subject take turns in the order they came; subjects do not wait for others."""

import asyncio
from types import TracebackType


class KeyedLock:
    """One first-in, first-out lock per key. Taking a place does not await, so places are held in order of delivery."""

    def __init__(self) -> None:
        self._last: dict[str, Turn] = {}

    def take(self, subject: str) -> "Turn":
        """Take a place in the subject's line; ``async with`` waits until those before have left."""
        turn = Turn(self, subject, self._last.get(subject))
        self._last[subject] = turn
        return turn

    def leave(self, turn: "Turn") -> None:
        """End a turn; an empty line is forgotten. A cancelled waiter removes itself; those before it stay."""
        if self._last.get(turn.subject) is not turn:
            return
        before = turn.not_over_before()
        if before is None:
            del self._last[turn.subject]
        else:
            self._last[turn.subject] = before


class Turn:
    """One place in a subject's line."""

    def __init__(self, turns: KeyedLock, subject: str, before: "Turn | None") -> None:
        self.subject = subject
        self._turns = turns
        self._before = before
        self._over = asyncio.Event()

    async def __aenter__(self) -> None:
        try:
            while (before := self.not_over_before()) is not None:
                await before._over.wait()
            self._before = None
        except BaseException:
            self._end()
            raise

    def not_over_before(self) -> "Turn | None":
        """The turn to wait for; when that waiter was cancelled, the one before it."""
        before = self._before
        while before is not None and before._over.is_set():
            before = before._before
        return before

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        self._over.set()
        self._turns.leave(self)
