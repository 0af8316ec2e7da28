"""Whether a service's news flow: when everything that waited in its queue had last been handed to its consumers.

A service that decides by what others told it asks this before it does so. Every replica looks, on a connection of its
own, and notes in the service's database, by the database's clock, when it found its queue with a consumer and empty.
So whichever replica consumes, and whoever restarts meanwhile, all know the same. Before the first look ever they count
from then. RabbitMQ tells how many messages a quorum queue has as of its last tick, at most 5 s ago (measured on 3.10).

It does not see what another service could not send yet, which waits in that one's outbox, nor the few messages
(``router.PREFETCH`` at most) that a replica which hangs has in hand, until the broker takes them back.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from shared.background import Background
from shared.messaging.broker import EventBroker, close, connect, look_at, make_broker
from shared.messaging.topology import queue_of
from shared.storage.mongo import Database, reaching_storage
from shared.storage.reading import Reader

EVERY_S = 5.0
ANSWER_S = 10.0
_NEWS, _HEARD = "news", "heard"
log = structlog.get_logger()


class NewsWatch(Background):
    """Looks every few seconds; a look that fails notes nothing."""

    def __init__(self, database: Database, amqp_url: str, service: str) -> None:
        super().__init__(self._run_always, "news")
        self._noted = database[_NEWS]
        self._amqp_url = amqp_url
        self._service = service

    async def _run_always(self) -> None:
        while True:
            broker = make_broker(self._amqp_url, self._service)
            try:
                await self._begin()
                while True:
                    async with asyncio.timeout(ANSWER_S):
                        await self._look(broker)
                    await asyncio.sleep(EVERY_S)
            except Exception as error:  # noqa: BLE001  (the broker or storage is away: that is what it is to find out)
                log.info("news.not_seen", error=type(error).__name__)
            finally:
                await close(broker)
            await asyncio.sleep(EVERY_S)

    async def _begin(self) -> None:
        """Where nobody ever looked, count from now."""
        from_now = {"$set": {"heard_at": {"$ifNull": ["$heard_at", "$$NOW"]}}}
        async with reaching_storage():
            await self._noted.update_one({"_id": _HEARD}, [from_now], upsert=True)

    async def _look(self, broker: EventBroker) -> None:
        await connect(broker)
        ready, consumers = await look_at(broker, queue_of(self._service))
        if consumers and not ready:
            async with reaching_storage():
                await self._noted.update_one({"_id": _HEARD}, {"$currentDate": {"heard_at": True}}, upsert=True)


@dataclass(frozen=True)
class Heard:
    """When all news had last arrived, and how long ago that is; None where it was never seen."""

    at: datetime | None = None
    age: timedelta | None = None


async def last_heard(reader: Reader) -> Heard:
    """What any replica noted last, by the database's clock. Raises StorageAway."""
    age = {"$subtract": ["$$NOW", "$heard_at"]}
    rows = await reader.aggregate(_NEWS, [{"$match": {"_id": _HEARD}}, {"$project": {"heard_at": 1, "age": age}}])
    return Heard(rows[0]["heard_at"], timedelta(milliseconds=rows[0]["age"])) if rows else Heard()


async def count_unfinished(reader: Reader, subjects: list[str]) -> int:
    """How many messages of these subjects are unfinished here. Raises StorageAway."""
    return await reader.count("unfinished", {"subject": {"$in": subjects}})
