"""The loop that lets time pass: finds what is due and runs the command PassTime on each, on any number of replicas."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import structlog

from shared.background import Background
from shared.clock.deadlines import NothingDue
from shared.clock.rules import LimitMissing
from shared.command.declaration import Command
from shared.kernel.calendar import CalendarMissing
from shared.kernel.cause import Actor, Cause
from shared.kernel.clock import Clock
from shared.kernel.errors import NotFound, Unavailable
from shared.kernel.ids import new_id
from shared.observability.metrics import pass_time_runs

FindDue = Callable[[datetime, int], Awaitable[Sequence[str]]]
RunPassTime = Callable[[str, datetime], Awaitable[object]]
Give = Callable[[Command, Cause], Awaitable[object]]
ClockAgrees = Callable[[], Awaitable[bool]]
FindMoved = Callable[[], Awaitable[Sequence[str]]]

BATCH = 200
FIRST_REST = timedelta(seconds=5)
LONGEST_REST = timedelta(minutes=10)

_DATA_TO_ENTER = (CalendarMissing, LimitMissing)
"""Errors of one document while the servers are fine: it waits until an operator enters the data, which is nothing
broken. Each is told once."""

log = structlog.get_logger(__name__)


def giving(give: Give, actor: Actor, command_for: Callable[[str], Command]) -> RunPassTime:
    """What the loop runs on a document: the command for its id, each time with a cause of its own."""

    async def run(aggregate_id: str, at: datetime) -> object:
        cause_id = new_id()
        return await give(command_for(aggregate_id), Cause(cause_id, actor, at, correlation_id=cause_id))

    return run


class PassTimeLoop(Background):
    """Looks at every interval ``every``; after downtime it catches up once, the longest overdue first.

    ``find_due(now, limit)`` gives ids of documents with ``next_due_at`` at or before now; ``run(id, at)`` changes one.
    A document that fails is left alone for a while (5 s, doubled up to 10 min) and does not stop or starve the others.
    ``agrees()`` looks at the server's clock and says whether ours may be believed. ``find_moved()`` names documents to
    look at whether due or resting, because what they are counted with has changed.
    """

    def __init__(
        self,
        find_due: FindDue,
        run: RunPassTime,
        clock: Clock,
        every: timedelta,
        agrees: ClockAgrees,
        find_moved: FindMoved | None = None,
    ) -> None:
        super().__init__(self._run_always, "pass-time")
        self._find_due = find_due
        self._pass_on = run
        self._clock = clock
        self._every = every
        self._agrees = agrees
        self._find_moved = find_moved
        self._moved: dict[str, None] = {}
        self._resting: dict[str, tuple[datetime, timedelta]] = {}
        self._told: set[str] = set()
        self.failures = 0

    async def _run_always(self) -> None:
        """Pass time until cancelled. A change that is interrupted was made or not, and is looked at again. Waits for a
        server that is away."""
        while True:
            try:
                await self.once()
            except Unavailable as error:
                log.warning("pass_time.waiting", slug=error.slug)
            await asyncio.sleep(self._every.total_seconds())

    async def once(self) -> int:
        """Let the time that has come pass everywhere; returns how many documents changed. Raises Unavailable.

        By a clock that may not be believed no time passes: what it marks stays marked.
        """
        if not await self._agrees():
            return 0
        at = self._clock.now()
        self._resting = {document: rest for document, rest in self._resting.items() if at < rest[0] + LONGEST_REST}
        done = await self._look_at_moved(at)
        seen: set[str] = set()
        while True:
            found = await self._find_due(at, BATCH + len(self._resting) + len(seen))
            fresh = [document for document in found if document not in seen and not self._rests(document, at)]
            if not fresh:
                return done
            for document in fresh:
                seen.add(document)
                done += await self._pass(document, at)

    async def _look_at_moved(self, at: datetime) -> int:
        """Pass time on every document that was named as moved; a server that goes away meanwhile loses none."""
        if self._find_moved is not None:
            self._moved.update(dict.fromkeys(await self._find_moved()))
        done = 0
        while self._moved:
            document = next(iter(self._moved))
            done += await self._pass(document, at)
            del self._moved[document]
        return done

    async def _pass(self, document: str, at: datetime) -> bool:
        try:
            await self._pass_on(document, at)
        except NothingDue:
            self._resting.pop(document, None)
            pass_time_runs.labels("overtaken").inc()
            return False
        except NotFound:
            self._rest(document, at)
            pass_time_runs.labels("gone").inc()
            return False
        except Exception as error:
            if isinstance(error, Unavailable) and not isinstance(error, _DATA_TO_ENTER):
                raise
            self._rest(document, at)
            self.failures += 1
            pass_time_runs.labels("failed").inc()
            self._tell(document, error)
            return False
        self._resting.pop(document, None)
        pass_time_runs.labels("passed").inc()
        return True

    def _tell(self, document: str, error: Exception) -> None:
        """A failure with its trace each time; data to be entered once for each cause, however many documents wait."""
        if not isinstance(error, _DATA_TO_ENTER):
            log.error("pass_time.failed", document=document, error=type(error).__name__, exc_info=error)
        elif (why := error.sentence("en")) not in self._told:
            self._told.add(why)
            log.warning("pass_time.data_missing", slug=error.slug, why=why)

    def _rests(self, document: str, at: datetime) -> bool:
        rest = self._resting.get(document)
        return rest is not None and at < rest[0]

    def _rest(self, document: str, at: datetime) -> None:
        _, last = self._resting.get(document, (at, FIRST_REST / 2))
        rest = min(last * 2, LONGEST_REST)
        self._resting[document] = (at + rest, rest)
