"""Which subjects must wait is known in memory, and a look at the database never frees one that is just being kept."""

import asyncio
from dataclasses import dataclass, field
from typing import cast

import pytest

from shared.messaging.blocked import BlockedSubjects
from shared.messaging.unfinished import Unfinished


@dataclass
class Kept:
    """Stands where ``unfinished`` stands: a read sees what was stored when it began, and answers when it is let go."""

    stored: set[str] = field(default_factory=set)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    reads: int = 0

    async def subjects(self) -> set[str]:
        self.reads += 1
        seen = set(self.stored)
        await self.let_go.wait()
        return seen


@pytest.fixture
async def kept() -> Kept:
    made = Kept()
    made.let_go.set()
    return made


@pytest.fixture
def blocked(kept: Kept) -> BlockedSubjects:
    return BlockedSubjects(cast(Unfinished, kept))


async def test_subjects_are_blocked_while_something_of_them_is_stored(blocked: BlockedSubjects, kept: Kept) -> None:
    kept.stored = {"a", "b"}
    await blocked.refresh()
    assert "a" in blocked
    assert "b" in blocked
    kept.stored = {"b"}
    await blocked.refresh()
    assert "a" not in blocked
    assert "b" in blocked


async def test_subject_is_blocked_as_soon_as_it_is_being_kept(blocked: BlockedSubjects) -> None:
    with blocked.keeping("a"):
        assert "a" in blocked
    assert "a" in blocked


async def test_look_that_began_before_the_keeping_frees_nothing(blocked: BlockedSubjects, kept: Kept) -> None:
    kept.let_go.clear()
    look = asyncio.create_task(blocked.refresh())
    await asyncio.sleep(0)
    with blocked.keeping("a"):
        kept.stored = {"a"}
    kept.let_go.set()
    await look
    assert "a" in blocked


async def test_look_while_the_write_is_on_its_way_frees_nothing(blocked: BlockedSubjects, kept: Kept) -> None:
    """It began after the keeping and read before the write landed; freed, the next message would overtake."""
    with blocked.keeping("a"):
        kept.let_go.clear()
        look = asyncio.create_task(blocked.refresh())
        await asyncio.sleep(0)
        kept.stored = {"a"}
    kept.let_go.set()
    await look
    assert "a" in blocked


async def test_look_that_ends_while_the_write_is_on_its_way_frees_nothing(blocked: BlockedSubjects, kept: Kept) -> None:
    with blocked.keeping("a"):
        await blocked.refresh()
        kept.stored = {"a"}
    assert "a" in blocked


async def test_write_that_fails_leaves_its_subject_blocked_until_the_next_look(blocked: BlockedSubjects) -> None:
    with pytest.raises(RuntimeError), blocked.keeping("a"):
        raise RuntimeError
    assert "a" in blocked
    await blocked.refresh()
    assert "a" not in blocked


async def test_each_session_reads_once_before_its_first_delivery(blocked: BlockedSubjects, kept: Kept) -> None:
    await asyncio.gather(*(blocked.load() for _ in range(5)))
    await blocked.load()
    assert kept.reads == 1
    kept.stored = {"of another replica"}
    blocked.forget()
    await blocked.load()
    assert kept.reads == 2
    assert "of another replica" in blocked
