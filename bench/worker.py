"""One process of the pipeline bench: ``python -m bench.worker KIND write|read MONGO AMQP PREFIX COUNTERS``.

Reads commands from standard input, one JSON object a line, and answers each with one line. Times are of the machine's
monotonic clock, which all processes share.
"""

import asyncio
import json
import random
import sys
import time
from typing import Any

import uvloop

from bench.batched import BatchedReading, BatchedWriting
from bench.floor import FloorReading, FloorWriting
from bench.ours import Reading, Writing
from shared.observability.logging import configure_logging
from shared.storage.mongo import Client, connect

AT_ONCE = 64
KINDS: dict[str, tuple[type[Any], type[Any]]] = {
    "ours": (Writing, Reading),
    "floor": (FloorWriting, FloorReading),
    "batched": (BatchedWriting, BatchedReading),
}


class Writer:
    """Gives commands as fast as it can, or at a rate, and remembers when each was committed."""

    def __init__(self, kind: str, client: Client, prefix: str, amqp_url: str, ids: list[str]) -> None:
        self.side = KINDS[kind][0](client, prefix, amqp_url)
        self._ids = ids
        self._committed: list[tuple[str, int, float]] = []

    async def saturate(self, seconds: float) -> None:
        """So many clients at once, each giving its next command when the last was answered."""
        until = time.monotonic() + seconds

        async def client(number: int) -> None:
            mine = self._ids[number::AT_ONCE]
            turn = 0
            while time.monotonic() < until:
                await self._one(mine[turn % len(mine)])
                turn += 1

        await asyncio.gather(*(client(number) for number in range(AT_ONCE)))

    async def steady(self, rate: float, seconds: float) -> None:
        """``rate`` commands a second, whatever the answers do."""
        began = time.monotonic()
        tasks: list[asyncio.Task[None]] = []
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            tasks.append(asyncio.create_task(self._one(self._ids[number % len(self._ids)])))
        await asyncio.gather(*tasks)

    async def _one(self, counter_id: str) -> None:
        value = await self.side.count(counter_id)
        self._committed.append((counter_id, value, time.monotonic()))

    def take(self) -> list[tuple[str, int, float]]:
        """What was committed since the last take."""
        taken, self._committed = self._committed, []
        return taken


class Reader:
    """Consumes, and remembers when each effect was there."""

    def __init__(self, kind: str, client: Client, prefix: str, amqp_url: str) -> None:
        self._seen: list[tuple[str, int, float]] = []
        self.side = KINDS[kind][1](client, prefix, amqp_url, self._applied)

    def _applied(self, ledger_id: str, value: int) -> None:
        self._seen.append((ledger_id, value, time.monotonic()))

    def count(self) -> int:
        """How many effects were seen since the last take."""
        return len(self._seen)

    def take(self) -> list[tuple[str, int, float]]:
        """What was applied since the last take."""
        taken, self._seen = self._seen, []
        return taken


async def main(kind: str, role: str, mongo_url: str, amqp_url: str, prefix: str, counters: str) -> None:
    """Serve commands until standard input ends."""
    ids = [f"{random.Random(n).getrandbits(64):016x}" for n in range(int(counters))]
    client = connect(mongo_url)
    worker = Writer(kind, client, prefix, amqp_url, ids) if role == "write" else Reader(kind, client, prefix, amqp_url)
    for made in ids:
        await worker.side.create(made)
    await worker.side.start()
    await asyncio.sleep(1)
    _say("ready")
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        _say(await _do(worker, json.loads(line)))
    await worker.side.stop()


async def _do(worker: Writer | Reader, asked: dict[str, Any]) -> Any:
    match (worker, asked["do"]):
        case (Writer(), "saturate"):
            await worker.saturate(asked["seconds"])
            return "done"
        case (Writer(), "steady"):
            await worker.steady(asked["rate"], asked["seconds"])
            return "done"
        case (Reader(), "count"):
            return worker.count()
        case (_, "cpu"):
            return time.process_time()
        case (_, "take"):
            return worker.take()
        case _:
            raise ValueError(f"a {type(worker).__name__} cannot {asked['do']}")


def _say(answer: Any) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    configure_logging("bench", "ERROR")
    uvloop.run(main(*sys.argv[1:]))
