"""Databases with drawers in them."""

import uuid
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from pymongo import MongoClient

from shared.storage.indexes import create_indexes
from shared.storage.mongo import Client, Database, connect
from shared.storage.mongo import database as database_of
from shared.storage.store import AggregateStore
from tests.storage.drawers import PLAN, Drawer, Offers, a_store


@pytest.fixture
async def client(mongo_url: str) -> AsyncIterator[Client]:
    connected = connect(mongo_url)
    yield connected
    connected.close()


@pytest.fixture(scope="session")
def prepared(mongo_url: str) -> Iterator[str]:
    """The name of a database with all indexes: making them takes longer than a test."""
    name = f"t{uuid.uuid4().hex[:10]}_drawers"
    with MongoClient[dict[str, Any]](mongo_url) as plain:
        for collection, indexes in PLAN.all().items():
            plain[name][collection].create_indexes([index.model() for index in indexes])
        yield name
        plain.drop_database(name)


@pytest.fixture
async def db(client: Client, prepared: str) -> Database:
    """The prepared database, emptied."""
    emptied = database_of(client, prepared)
    for name in await emptied.list_collection_names():
        await emptied[name].delete_many({})
    return emptied


@pytest.fixture
async def fresh_db(client: Client, database: str) -> Database:
    """A database of this test's own."""
    made = database_of(client, f"{database}drawers")
    await create_indexes(made, PLAN)
    return made


@pytest.fixture
def offers() -> Offers:
    return Offers()


@pytest.fixture
def drawers(db: Database, offers: Offers) -> AggregateStore[Drawer]:
    return a_store(db, offers)
