"""Order on the way in: deliveries of one subject take turns in the order they came; subjects do not wait for others."""

import asyncio
from types import TracebackType


class Turns:
    """Hands out turns. Taking one does not await, so the order of taking is the order of delivery."""

    def __init__(self) -> None:
        self._last: dict[str, Turn] = {}

    def take(self, subject: str) -> "Turn":
        """Join the subject's line; enter the turn (``async with``) to wait until those before have left."""
        turn = Turn(self, subject, self._last.get(subject))
        self._last[subject] = turn
        return turn

    def leave(self, turn: "Turn") -> None:
        """End a turn; the line is forgotten when nobody stands in it. One given up in the line leaves those before."""
        if self._last.get(turn.subject) is not turn:
            return
        before = turn.not_over_before()
        if before is None:
            del self._last[turn.subject]
        else:
            self._last[turn.subject] = before


class Turn:
    """One place in a subject's line."""

    def __init__(self, turns: Turns, subject: str, before: "Turn | None") -> None:
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
        """The turn to wait for. Behind one that was given up in the line that is whom it waited for."""
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
