"""What the consuming replicas of a service tell each other: when something last arrived at one of them.

AMQP tells a client whether a queue has an active consumer, never whose it is: of a queue with a single active consumer
a declaration counts that one alone. So a replica that hears nothing cannot see at the broker whether another one is at
work or nobody is, and each says in the database when something arrived.
"""

import asyncio
import contextlib
from datetime import datetime, timedelta

from shared.kernel.errors import Unavailable
from shared.storage.lease import OWNER
from shared.storage.mongo import Database, reaching_storage

FORGET_AFTER = timedelta(hours=1)


class Presence:
    """One replica's place among those that consume."""

    def __init__(self, database: Database, owner: str = OWNER) -> None:
        self._told = database["consumers"]
        self._owner = owner

    async def tell(self, *, arrived: bool) -> timedelta | None:
        """Say that this replica consumes, and whether something arrived since it last said so. Answers how long ago, by
        the server's clock, something arrived at any of them; None when nothing is known. Raises StorageAway."""
        now = {"at": True, "arrived_at": True} if arrived else {"at": True}
        async with reaching_storage():
            await self._told.update_one({"_id": self._owner}, {"$currentDate": now}, upsert=True)
            rows = await self._told.find().to_list(None)
        at: datetime = next(row["at"] for row in rows if row["_id"] == self._owner)
        await self._forget([row["_id"] for row in rows if row["at"] < at - FORGET_AFTER])
        arrivals = [row["arrived_at"] for row in rows if row.get("arrived_at")]
        return at - max(arrivals) if arrivals else None

    async def leave(self) -> None:
        """Say that it consumes no more, if storage answers within a second."""
        with contextlib.suppress(Unavailable, TimeoutError):
            async with asyncio.timeout(1), reaching_storage():
                await self._told.delete_one({"_id": self._owner})

    async def _forget(self, owners: list[str]) -> None:
        if owners:
            async with reaching_storage():
                await self._told.delete_many({"_id": {"$in": owners}})
