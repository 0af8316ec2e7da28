"""One replica of what forwards, as a process that a test may kill."""

import asyncio
import sys
from typing import Any

from aio_pika import Exchange

from shared.kernel.clock import SystemClock
from shared.storage.mongo import connect, database
from shared.subscribers import forwarder, forwarding


async def slowly(self: Exchange, *told: Any, **more: Any) -> Any:
    """Publish after a while, so that a kill often falls between taking and confirming."""
    await asyncio.sleep(0.03)
    return await at_once(self, *told, **more)


at_once = Exchange.publish


async def main(mongo_url: str, name: str, inside_url: str, outside_url: str) -> None:
    """Forward until killed, with small batches and a short lease."""
    forwarder.LEASE_S, forwarder.FIRST_PAUSE_S, forwarding.BATCH = 1.0, 0.2, 5
    Exchange.publish = slowly  # type: ignore[method-assign]
    one = forwarder.Forwarder(database(connect(mongo_url), name), inside_url, outside_url, SystemClock())
    await one.start()
    print("forwarding", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
