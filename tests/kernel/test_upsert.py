"""Tests of changing what may not exist yet."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from shared.kernel.aggregate import Aggregate
from shared.kernel.cause import Actor, Cause
from shared.kernel.errors import Conflict, NotFound
from shared.kernel.upsert import change_or_create
from tests.fakes import InMemoryRepository


@dataclass
class Tally(Aggregate):
    """A number that grows."""

    id: str
    count: int = 0

    def add(self) -> None:
        self.count += 1


def a_cause(id_: str) -> Cause:
    return Cause(id_, Actor("li"), datetime(2026, 11, 23, tzinfo=UTC), correlation_id=id_)


def a_repository() -> InMemoryRepository[Tally]:
    return InMemoryRepository(Tally, lambda event: None)


async def test_change_or_create_of_nothing_makes_it_with_the_change() -> None:
    tallies = a_repository()
    await change_or_create(tallies, Tally("a"), a_cause("1"), Tally.add)
    assert (await tallies.get("a")).count == 1


async def test_change_or_create_repeated_changes_nothing() -> None:
    tallies = a_repository()
    for _ in range(2):
        receipt = await change_or_create(tallies, Tally("a"), a_cause("1"), Tally.add)
    assert receipt.repeated
    assert (await tallies.get("a")).count == 1


async def test_change_or_create_of_something_changes_it() -> None:
    tallies = a_repository()
    for cause in ("1", "2"):
        await change_or_create(tallies, Tally("a"), a_cause(cause), Tally.add)
    assert (await tallies.get("a")).count == 2


async def test_change_or_create_that_loses_the_race_to_create_changes_the_winner() -> None:
    tallies = a_repository()

    class Late(InMemoryRepository[Tally]):
        misses = 1

        async def change(self, *args, **kwargs):  # type: ignore[no-untyped-def]
            if self.misses:
                self.misses -= 1
                await tallies.create(Tally("a", 10), a_cause("other"))
                raise NotFound
            return await tallies.change(*args, **kwargs)

        async def create(self, *args, **kwargs):  # type: ignore[no-untyped-def]
            return await tallies.create(*args, **kwargs)

    await change_or_create(Late(Tally, lambda event: None), Tally("a"), a_cause("1"), Tally.add)
    assert (await tallies.get("a")).count == 11


async def test_change_or_create_refused_by_the_verb_stores_nothing() -> None:
    tallies = a_repository()

    def refuse(_: Tally) -> None:
        raise Conflict

    with pytest.raises(Conflict):
        await change_or_create(tallies, Tally("a"), a_cause("1"), refuse)
    with pytest.raises(NotFound):
        await tallies.get("a")
