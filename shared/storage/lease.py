"""A lease: decides by the server's clock which replica does what only one should do."""

import asyncio
import contextlib
import os
import socket
from datetime import UTC, datetime
from uuid import uuid4

from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from shared.kernel.errors import Unavailable
from shared.storage.mongo import Database, reaching_storage

OWNER = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Lease:
    """Is renewed before it ends. Losing it unnoticed for a moment must be harmless to what it guards."""

    def __init__(self, database: Database, name: str, seconds: float = 10.0, owner: str = OWNER) -> None:
        self._leases = database["leases"]
        self._name = name
        self._milliseconds = int(seconds * 1000)
        self._owner = owner

    async def hold(self) -> bool:
        """Take or renew the lease. Says whether this owner holds it now."""
        free = {"$or": [{"$eq": ["$owner", self._owner]}, {"$lt": [{"$ifNull": ["$until", _LONG_AGO]}, "$$NOW"]}]}
        until = {"$dateAdd": {"startDate": "$$NOW", "unit": "millisecond", "amount": self._milliseconds}}
        take = {
            "owner": {"$cond": [free, self._owner, "$owner"]},
            "until": {"$cond": [free, until, "$until"]},
        }
        try:
            async with reaching_storage():
                held = await self._leases.find_one_and_update(
                    {"_id": self._name}, [{"$set": take}], upsert=True, return_document=ReturnDocument.AFTER
                )
        except DuplicateKeyError:
            return False
        return held is not None and bool(held["owner"] == self._owner)

    async def release(self) -> None:
        """Give it up, so that another need not wait for its end."""
        async with reaching_storage():
            await self._leases.delete_one({"_id": self._name, "owner": self._owner})

    async def give_up(self) -> None:
        """Release it at the end of a process if storage answers within a second; otherwise it expires."""
        with contextlib.suppress(Unavailable, TimeoutError):
            async with asyncio.timeout(1):
                await self.release()
