"""The secret of check codes in printing's own database: whoever restores the records restores it with them."""

import secrets

from shared.storage.mongo import Database, reaching_storage

LENGTH = 32


class MongoSecret:
    """Made by whichever process needs it first; kept in memory from then on."""

    def __init__(self, database: Database) -> None:
        self._kept = database["secrets"]
        self._known: bytes | None = None

    async def value(self) -> bytes:
        """The secret. Raises StorageAway."""
        if self._known is None:
            new = {"$setOnInsert": {"value": secrets.token_bytes(LENGTH)}}
            async with reaching_storage():
                await self._kept.update_one({"_id": "check_code"}, new, upsert=True)
                found = await self._kept.find_one({"_id": "check_code"})
            self._known = bytes(found["value"]) if found else None
        if self._known is None:
            raise LookupError("the secret of check codes is gone")
        return self._known
