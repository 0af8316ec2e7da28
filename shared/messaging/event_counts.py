"""How many events of each type a service published: whole hours are counted once and kept, so that years add up fast.

An event of a past hour that is logged later, after an outage, touches its hour, which is then counted again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby

from pymongo import UpdateOne

from shared.contracts.envelope import StoredEvent
from shared.storage.mongo import Database, Document, reaching_storage

NAME = "event_counts"
HOUR = timedelta(hours=1)
_LOGGED = "events"


@dataclass(frozen=True)
class Published:
    """How many events of one type were published, and when the last of them happened (as it is logged)."""

    type: str
    count: int
    last: str


class EventCounts:
    """The counts of one service, made from its log of events."""

    def __init__(self, database: Database) -> None:
        self._events = database[_LOGGED]
        self._hours = database[NAME]

    async def since(self, at: datetime, now: datetime) -> list[Published]:
        """Of each type how many happened from ``at`` on, by the type's name. Raises StorageAway."""
        first, present = _next_hour(at), _hour(now)
        if first >= present:
            return _added(await self._count(at.astimezone(UTC).isoformat(), None))
        rows = await self._count(at.astimezone(UTC).isoformat(), first.isoformat())
        rows += await self._whole(first, present)
        return _added(rows + await self._count(present.isoformat(), None))

    async def logged(self, events: Iterable[StoredEvent], now: datetime) -> None:
        """These were logged: past hours that they belong to are counted again. Raises StorageAway."""
        present = _hour(now).isoformat()
        late = sorted({_key(event["time"]) for event in events if event["time"] < present})
        if late:
            async with reaching_storage():
                await self._hours.update_many(
                    {"_id": {"$in": late}}, {"$inc": {"touched": 1}, "$set": {"counted": False}}
                )

    async def recount(self, now: datetime) -> tuple[int, list[str]]:
        """Count every whole hour again of which the log holds all; how many there are, and the kept ones that were
        wrong. Raises StorageAway.
        """
        async with reaching_storage():
            first = await self._events.find_one({}, {"time": 1}, sort=[("time", 1)])
            kept = {hour["_id"]: hour async for hour in self._hours.find({"counted": True})}
        begin = _hour(datetime.fromisoformat(first["time"])) if first else _hour(now)
        counted = _by_hour(await self._count(begin.isoformat(), _hour(now).isoformat()))
        wrong = sorted(
            key for key, hour in kept.items() if key > _key(begin.isoformat()) and hour["types"] != counted.get(key, [])
        )
        touched = {key: hour.get("touched", 0) for key, hour in kept.items()}
        await self._keep({key: counted.get(key, []) for key in {*counted, *wrong}}, touched)
        return len(counted), wrong

    async def _whole(self, first: datetime, present: datetime) -> list[Document]:
        """The rows of whole hours: those that are kept, and the others, which are kept from now on."""
        span = {"$gte": _key(first.isoformat()), "$lt": _key(present.isoformat())}
        async with reaching_storage():
            known = {hour["_id"]: hour async for hour in self._hours.find({"_id": span}, {"types": 0})}
        keys = {_key(hour.isoformat()): hour for hour in _hours(first, present)}
        missing = [key for key in keys if not known.get(key, {}).get("counted")]
        if missing:
            end = keys[missing[-1]] + HOUR
            counted = _by_hour(await self._count(keys[missing[0]].isoformat(), end.isoformat()))
            touched = {key: hour["touched"] for key, hour in known.items()}
            await self._keep({key: counted.get(key, []) for key in missing}, touched)
            rows = [row for key in missing for row in counted.get(key, [])]
        else:
            rows = []
        kept = [key for key, hour in known.items() if hour["counted"]]
        return [*rows, *await self._added({"_id": {"$in": kept}})]

    async def _added(self, where: Document) -> list[Document]:
        """What these hours add up to, by type."""
        pipeline: list[Document] = [
            {"$match": where},
            {"$unwind": "$types"},
            {"$group": {"_id": "$types.type", "count": {"$sum": "$types.count"}, "last": {"$max": "$types.last"}}},
            {"$replaceWith": {"type": "$_id", "count": "$count", "last": "$last"}},
        ]
        async with reaching_storage():
            rows: list[Document] = await self._hours.aggregate(pipeline).to_list(None)
        return rows

    async def _count(self, begin: str, end: str | None) -> list[Document]:
        """Rows by hour and type, read from an index alone; of what happened before ``end`` where that is given."""
        span = {"$gte": begin} | ({"$lt": end} if end else {})
        by = {"hour": {"$substrBytes": ["$time", 0, 13]}, "type": "$type"}
        pipeline: list[Document] = [
            {"$match": {"time": span}},
            {"$project": {"_id": 0, "type": 1, "time": 1}},
            {"$group": {"_id": by, "count": {"$sum": 1}, "last": {"$max": "$time"}}},
            {"$replaceWith": {"hour": "$_id.hour", "type": "$_id.type", "count": "$count", "last": "$last"}},
            {"$sort": {"hour": 1, "type": 1}},
        ]
        async with reaching_storage():
            rows: list[Document] = await self._events.aggregate(pipeline).to_list(None)
        return rows

    async def _keep(self, hours: Mapping[str, Sequence[Document]], touched: Mapping[str, int]) -> None:
        """Keep what was counted in these hours, but of those into which an event was logged meanwhile."""
        begun = {"$setOnInsert": {"touched": 0, "counted": False}}
        writes = [UpdateOne({"_id": key}, begun, upsert=True) for key in hours]
        writes += [
            UpdateOne({"_id": key, "touched": touched.get(key, 0)}, {"$set": {"types": list(types), "counted": True}})
            for key, types in hours.items()
        ]
        if writes:
            async with reaching_storage():
                await self._hours.bulk_write(writes, ordered=True)


def _by_hour(rows: Sequence[Document]) -> dict[str, list[Document]]:
    return {hour: list(group) for hour, group in groupby(rows, lambda row: str(row["hour"]))}


def _added(rows: Sequence[Document]) -> list[Published]:
    by_type: dict[str, list[Document]] = {}
    for row in rows:
        by_type.setdefault(row["type"], []).append(row)
    return [
        Published(type_, sum(row["count"] for row in found), max(row["last"] for row in found))
        for type_, found in sorted(by_type.items())
    ]


def _hours(first: datetime, present: datetime) -> list[datetime]:
    return [first + HOUR * number for number in range(int((present - first) / HOUR))]


def _hour(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _next_hour(at: datetime) -> datetime:
    return _hour(at) if _hour(at) == at else _hour(at) + HOUR


def _key(time: str) -> str:
    """``2026-11-29T08`` for any time of that hour as it is logged, in UTC."""
    return time[:13]
