"""The connection to MongoDB. The driver (Motor) is imported in this package alone; docs/adr says how to swap it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from bson.codec_options import CodecOptions
from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorCollection, AsyncIOMotorDatabase
from pymongo.errors import (
    AutoReconnect,
    ConnectionFailure,
    ExecutionTimeout,
    ServerSelectionTimeoutError,
    WTimeoutError,
)
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from shared.kernel.errors import Unavailable

Document = dict[str, Any]
"""What stands in a collection, as the driver gives and takes it."""

Client = AsyncIOMotorClient[Document]
Database = AsyncIOMotorDatabase[Document]
Collection = AsyncIOMotorCollection[Document]

_AWAY = (AutoReconnect, ConnectionFailure, ServerSelectionTimeoutError, ExecutionTimeout, WTimeoutError)


class ReadTookTooLong(Unavailable):
    """MongoDB gave a read up that took longer than a person waits: one that asks for too much, or on a busy server."""

    slug = "read-took-too-long"
    zh = "几秒内没有查完，已经停下。请多写几个字或者加上筛选条件再查；一直这样请告诉运维人员。"
    en = (
        "It was not found within some seconds, so the search was stopped. Type more of it, or choose a filter; "
        "if it stays so, tell the operators."
    )


class StorageAway(Unavailable):
    """MongoDB cannot be reached or did not answer in time. Nothing can be written until it is back."""

    slug = "storage-away"


def connect(url: str, patience_s: float = 3.0) -> Client:
    """A client with retryable reads and writes and aware UTC times; a lost server is away after ``patience_s``."""
    return AsyncIOMotorClient(
        url,
        tz_aware=True,
        retryWrites=True,
        retryReads=True,
        serverSelectionTimeoutMS=int(patience_s * 1000),
        connectTimeoutMS=3_000,
        socketTimeoutMS=20_000,
        maxPoolSize=40,
        appname="tongxin",
    )


def database(client: Client, name: str) -> Database:
    """One service's database, with majority read and write concern said explicitly."""
    return client.get_database(
        name,
        codec_options=CodecOptions(tz_aware=True),
        read_concern=ReadConcern("majority"),
        write_concern=WriteConcern("majority", wtimeout=15_000),
    )


def _is_away(error: BaseException) -> bool:
    return isinstance(error, _AWAY) or isinstance(getattr(error, "cause", None), _AWAY)


@asynccontextmanager
async def reaching_storage(is_away: Callable[[BaseException], bool] = _is_away) -> AsyncIterator[None]:
    """Turn the driver's errors of a lost server into StorageAway, and those of a read that was given up into
    ReadTookTooLong; everything else passes.
    """
    try:
        yield
    except ExecutionTimeout as error:
        raise ReadTookTooLong from error
    except Exception as error:
        if is_away(error):
            raise StorageAway from error
        raise


async def server_time(db: Database) -> datetime:
    """What time it is at the database server, in UTC. Raises StorageAway."""
    async with reaching_storage():
        told: Document = await db.command("hello", codec_options=CodecOptions(tz_aware=True))
    at: datetime = told["localTime"]
    return at


async def write_probe(db: Database, owner: str) -> None:
    """One small majority write, so that readiness and pauses see what a command would see. Raises StorageAway."""
    async with reaching_storage():
        await db["probes"].update_one({"_id": owner}, {"$currentDate": {"at": True}}, upsert=True)
