"""The gateway's documents on a real MongoDB: the same promises as in memory, also when many change one at once."""

import asyncio
from collections.abc import Iterator

import pytest

from services.gateway.collection import Collection, MongoCollection
from shared.storage.mongo import connect, database
from tests.gateway.in_memory import InMemoryCollection

pytestmark = pytest.mark.servers


@pytest.fixture(params=["memory", "mongo"])
def collection(request: pytest.FixtureRequest) -> Iterator[Collection]:
    """Both kinds, one after the other."""
    if request.param == "memory":
        yield InMemoryCollection()
        return
    client = connect(request.getfixturevalue("mongo_url"))
    prefix = request.getfixturevalue("database")
    yield MongoCollection(database(client, f"{prefix}gateway")["things"])
    client.close()


async def test_change_makes_then_replaces(collection: Collection) -> None:
    assert await collection.get("a") is None
    await collection.change("a", lambda body: {"n": 1 if body is None else 99})
    await collection.change("a", lambda body: {"n": (body or {})["n"] + 1})
    assert await collection.get("a") == {"n": 2}
    assert await collection.every() == [{"n": 2}]


async def test_change_by_many_at_once_counts_every_one(collection: Collection) -> None:
    async def count() -> None:
        await collection.change("a", lambda body: {"n": (body or {"n": 0})["n"] + 1})

    await asyncio.gather(*(count() for _ in range(20)))
    assert await collection.get("a") == {"n": 20}


async def test_delete_and_purge_remove_what_they_should(collection: Collection) -> None:
    for name, at in (("old", "2026-01-01"), ("new", "2026-12-01"), ("gone", "2026-12-01")):
        await collection.change(name, lambda _, at=at: {"at": at})  # type: ignore[misc]
    await collection.delete("gone")
    assert await collection.purge("at", "2026-06-01") == 1
    assert await collection.every() == [{"at": "2026-12-01"}]
    assert await collection.remove("at", "2026-12-01") == 1
    assert await collection.every() == []


async def test_documents_are_found_by_a_value_and_above_a_text(collection: Collection) -> None:
    for name, whose, at in (("a", "lisi", "2026-01-01"), ("b", "wangwu", "2026-06-01"), ("c", "lisi", "2026-12-01")):
        await collection.change(name, lambda _, body={"id": name, "whose": whose, "at": at}: body)  # type: ignore[misc]
    assert [one["id"] for one in await collection.where("whose", "lisi")] == ["a", "c"]
    assert [one["id"] for one in await collection.later("at", "2026-03-01")] == ["b", "c"]


async def test_document_is_taken_by_one_of_many(collection: Collection) -> None:
    await collection.change("a", lambda _: {"n": 1})
    taken = await asyncio.gather(*(collection.take("a") for _ in range(5)))
    assert [one for one in taken if one] == [{"n": 1}]
    assert await collection.get("a") is None
