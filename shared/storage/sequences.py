"""Numbers of events after a backup was put back: none is used twice.

A publisher that was restored has forgotten which numbers it gave since the backup, and the services that heard those
events would take the next ones for late ones. So a restore raises a floor: every number given from then on is above
it. The floor is the moment of the restore in milliseconds since 1970, which is above all numbers that were given
before, also after an earlier restore, as long as no aggregate tells more than a thousand events in a second.
"""

from datetime import datetime

from shared.storage.mongo import Collection, Database, Document, reaching_storage

SEQUENCES = "sequences"
"""The collection of each service that holds its floor."""
_FLOOR = "floor"


class SequenceFloor:
    """The floor of one service's numbers, as it was when the process first asked: services do not run during one."""

    def __init__(self, sequences: Collection) -> None:
        self._sequences = sequences
        self._known: int | None = None

    async def above(self, last: int) -> int:
        """The number after which the next event of an aggregate comes that told ``last`` before. Raises StorageAway."""
        if self._known is None:
            self._known = await _floor(self._sequences)
        return max(last, self._known)


async def last_sequence(database: Database, last: int) -> int:
    """The same, asked once. Raises StorageAway."""
    return max(last, await _floor(database[SEQUENCES]))


async def raise_floor(database: Database, now: datetime) -> int:
    """Let every number that this service gives from now on be above all that it ever gave; answers the floor.

    Only while the service does not run. Raises StorageAway.
    """
    floor = int(now.timestamp() * 1000)
    async with reaching_storage():
        told: Document | None = await database[SEQUENCES].find_one_and_update(
            {"_id": _FLOOR}, {"$max": {"floor": floor}}, upsert=True, return_document=True
        )
    return int(told["floor"]) if told else floor


async def _floor(sequences: Collection) -> int:
    async with reaching_storage():
        found = await sequences.find_one({"_id": _FLOOR})
    return int(found["floor"]) if found else 0
