"""The gateway's documents on a real MongoDB: the same promises as in memory, also when many change one at once."""

import asyncio
from collections.abc import Iterator

import pytest

from services.gateway.documents import Documents, MongoDocuments
from shared.storage.mongo import connect, database
from tests.gateway.in_memory import InMemoryDocuments

pytestmark = pytest.mark.servers


@pytest.fixture(params=["memory", "mongo"])
def documents(request: pytest.FixtureRequest) -> Iterator[Documents]:
    """Both kinds, one after the other."""
    if request.param == "memory":
        yield InMemoryDocuments()
        return
    client = connect(request.getfixturevalue("mongo_url"))
    prefix = request.getfixturevalue("database")
    yield MongoDocuments(database(client, f"{prefix}gateway")["things"])
    client.close()


async def test_change_makes_then_replaces(documents: Documents) -> None:
    assert await documents.get("a") is None
    await documents.change("a", lambda body: {"n": 1 if body is None else 99})
    await documents.change("a", lambda body: {"n": (body or {})["n"] + 1})
    assert await documents.get("a") == {"n": 2}
    assert await documents.every() == [{"n": 2}]


async def test_change_by_many_at_once_counts_every_one(documents: Documents) -> None:
    async def count() -> None:
        await documents.change("a", lambda body: {"n": (body or {"n": 0})["n"] + 1})

    await asyncio.gather(*(count() for _ in range(20)))
    assert await documents.get("a") == {"n": 20}


async def test_delete_and_purge_remove_what_they_should(documents: Documents) -> None:
    for name, at in (("old", "2026-01-01"), ("new", "2026-12-01"), ("gone", "2026-12-01")):
        await documents.change(name, lambda _, at=at: {"at": at})  # type: ignore[misc]
    await documents.delete("gone")
    assert await documents.purge("at", "2026-06-01") == 1
    assert await documents.every() == [{"at": "2026-12-01"}]
    assert await documents.remove("at", "2026-12-01") == 1
    assert await documents.every() == []
