"""The loop that passes time: catches up, keeps going past failures, and is safe beside another replica."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import structlog

from shared.clock.deadlines import NothingDue
from shared.clock.loop import BATCH, PassTimeLoop
from shared.kernel.calendar import CalendarMissing
from shared.kernel.clock import FixedClock
from shared.kernel.errors import NotFound, Unavailable

NOW = datetime(2026, 9, 28, 1, tzinfo=UTC)


class DueDocuments:
    """DueDocuments with a due time each; passing time takes it away, like the real command."""

    def __init__(self, **due: datetime) -> None:
        self.due: dict[str, datetime] = dict(due)
        self.broken: dict[str, Exception] = {}
        self.ran: list[str] = []
        self.something_ran = asyncio.Event()

    async def find_due(self, now: datetime, limit: int) -> list[str]:
        found = sorted((at, name) for name, at in self.due.items() if at <= now)
        await asyncio.sleep(0)
        return [name for _, name in found][:limit]

    async def run(self, document: str, at: datetime) -> None:
        await asyncio.sleep(0)
        if document in self.broken:
            raise self.broken[document]
        if document not in self.due:
            raise NothingDue
        del self.due[document]
        self.ran.append(document)
        self.something_ran.set()


async def agreeing() -> bool:
    return True


def loop_over(documents: DueDocuments, clock: FixedClock | None = None) -> PassTimeLoop:
    return PassTimeLoop(documents.find_due, documents.run, clock or FixedClock(NOW), timedelta(seconds=1), agreeing)


async def test_a_clock_that_does_not_agree_with_the_servers_passes_no_time_until_it_does() -> None:
    documents, answers = DueDocuments(a=NOW), [False, True]

    async def agrees() -> bool:
        return answers.pop(0)

    loop = PassTimeLoop(documents.find_due, documents.run, FixedClock(NOW), timedelta(seconds=1), agrees)
    assert [await loop.once(), await loop.once()] == [0, 1]


async def test_once_runs_what_is_due_longest_due_first_and_leaves_the_rest() -> None:
    documents = DueDocuments(b=NOW, a=NOW - timedelta(days=3), later=NOW + timedelta(seconds=1))
    assert await loop_over(documents).once() == 2
    assert documents.ran == ["a", "b"]


async def test_once_catches_up_with_more_than_a_batch() -> None:
    documents = DueDocuments(**{f"d{n}": NOW for n in range(BATCH * 2 + 7)})
    assert await loop_over(documents).once() == BATCH * 2 + 7


async def test_two_replicas_together_pass_time_once() -> None:
    documents = DueDocuments(**{f"d{n}": NOW for n in range(30)})
    done = await asyncio.gather(loop_over(documents).once(), loop_over(documents).once())
    assert sum(done) == 30
    assert len(documents.ran) == len(set(documents.ran)) == 30


async def test_failures_are_counted_and_do_not_starve_the_others() -> None:
    documents = DueDocuments(**{f"bad{n:03d}": NOW - timedelta(days=1) for n in range(BATCH + 5)}, good=NOW)
    documents.broken = {name: RuntimeError("broken") for name in documents.due if name.startswith("bad")}
    loop = loop_over(documents)
    assert await loop.once() == 1
    assert documents.ran == ["good"]
    assert loop.failures == BATCH + 5


async def test_a_failed_document_rests_and_is_tried_again_less_and_less_often() -> None:
    clock = FixedClock(NOW)
    documents = DueDocuments(bad=NOW)
    documents.broken = {"bad": CalendarMissing(year=2027)}
    loop = loop_over(documents, clock)
    for _ in range(60):
        await loop.once()
        clock.move(timedelta(seconds=1))
    assert loop.failures == 4
    del documents.broken["bad"]
    clock.move(timedelta(minutes=10))
    assert await loop.once() == 1


async def test_data_to_be_entered_is_told_once_for_all_who_wait_and_without_a_trace() -> None:
    clock, documents = FixedClock(NOW), DueDocuments(**{f"d{n}": NOW for n in range(5)}, broken=NOW)
    documents.broken = {name: CalendarMissing(year=2027) for name in documents.due}
    documents.broken["broken"] = RuntimeError("broken")
    loop = loop_over(documents, clock)
    with structlog.testing.capture_logs() as lines:
        for _ in range(3):
            await loop.once()
            clock.move(timedelta(hours=1))
    told = [line for line in lines if line["event"] == "pass_time.data_missing"]
    assert [(line["log_level"], line["slug"]) for line in told] == [("warning", "calendar-missing")]
    assert not [line for line in told if "exc_info" in line]
    assert [line["document"] for line in lines if line["event"] == "pass_time.failed"] == ["broken"] * 3


async def test_a_document_that_was_erased_rests_and_is_no_failure() -> None:
    documents = DueDocuments(gone=NOW, well=NOW)
    documents.broken = {"gone": NotFound()}
    loop = loop_over(documents)
    assert [await loop.once(), await loop.once()] == [1, 0]
    assert (documents.ran, loop.failures) == (["well"], 0)


async def test_a_loop_starts_and_stops_also_when_it_never_ran() -> None:
    documents = DueDocuments(a=NOW)
    loop = loop_over(documents)
    await loop.stop()
    await loop.start()
    await asyncio.wait_for(documents.something_ran.wait(), 2)
    await loop.stop()


async def test_a_server_that_is_away_spends_nothing_and_is_waited_for() -> None:
    documents = DueDocuments(a=NOW)
    documents.broken = {"a": Unavailable()}
    loop = PassTimeLoop(documents.find_due, documents.run, FixedClock(NOW), timedelta(milliseconds=1), agreeing)
    with pytest.raises(Unavailable):
        await loop.once()
    await loop.start()
    await asyncio.sleep(0.02)
    documents.broken.clear()
    await asyncio.wait_for(documents.something_ran.wait(), 2)
    await loop.stop()
    assert loop.failures == 0


async def test_moved_documents_are_looked_at_though_resting_or_not_due_and_none_is_lost_while_the_server_is_away() -> (
    None
):
    documents = DueDocuments(resting=NOW, not_due=NOW + timedelta(days=1))
    moved: list[list[str]] = [[], ["resting", "not_due"]]

    async def find_moved() -> list[str]:
        return moved.pop(0) if moved else []

    loop = PassTimeLoop(documents.find_due, documents.run, FixedClock(NOW), timedelta(seconds=1), agreeing, find_moved)
    documents.broken = {"resting": CalendarMissing(year=2027)}
    assert await loop.once() == 0
    documents.broken = {"not_due": Unavailable()}
    with pytest.raises(Unavailable):
        await loop.once()
    documents.broken = {}
    assert await loop.once() == 1
    assert documents.ran == ["resting", "not_due"]
