"""Counters give each cause one number, without gaps, however many ask at once."""

import asyncio

import pytest

from shared.storage import counters as module
from shared.storage import mongo
from shared.storage.counters import Counters

pytestmark = pytest.mark.servers


async def test_many_causes_at_once_get_the_numbers_from_one_without_gaps(mongo_url: str, database: str) -> None:
    counters = counters_in(mongo_url, database)
    numbers = await asyncio.gather(*(counters.next("cases-2026", f"cause-{n}") for n in range(60)))
    assert sorted(numbers) == list(range(1, 61))


async def test_a_repeated_cause_gets_its_number_again_and_takes_no_other(mongo_url: str, database: str) -> None:
    counters = counters_in(mongo_url, database)
    first = await counters.next("a", "one")
    await counters.next("a", "two")
    again = await asyncio.gather(*(counters.next("a", "one") for _ in range(5)))
    assert again == [first] * 5
    assert await counters.next("a", "three") == 3
    assert await counters.next("b", "one") == 1


@pytest.mark.parametrize("cause", ["$$this.cause", "$given", "$$ROOT", ""])
async def test_a_cause_that_looks_like_a_field_path_is_only_a_cause(mongo_url: str, database: str, cause: str) -> None:
    counters = counters_in(mongo_url, database)
    assert await counters.next("a", "one") == 1
    assert [await counters.next("a", cause), await counters.next("a", cause)] == [2, 2]


async def test_only_the_latest_causes_are_remembered(
    mongo_url: str, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 3)
    counters = counters_in(mongo_url, database)
    assert [await counters.next("a", cause) for cause in "abcdd"] == [1, 2, 3, 4, 4]
    assert await counters.next("a", "a") == 5


def counters_in(mongo_url: str, prefix: str) -> Counters:
    """Counters in a database of this test's own."""
    return Counters(mongo.database(mongo.connect(mongo_url), f"{prefix}counters"))
