"""One replica as a process of its own, which tests kill: python -m tests.messaging.process MONGO DATABASE AMQP."""

import asyncio
import sys

from shared.storage.mongo import connect, database
from tests.messaging.running import Consuming, Ground


async def run(mongo_url: str, name: str, amqp_url: str) -> None:
    """Consume and redrive until killed."""
    async with Consuming(Ground(database(connect(mongo_url), name), amqp_url)):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(run(*sys.argv[1:]))
