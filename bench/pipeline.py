"""Commands to applied reactions, ours beside a minimal hand-written loop on the same servers in the same minutes.

Run by ``make bench-pipeline``. Starts its own MongoDB and RabbitMQ on loopback, stops by itself, asserts nothing.
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.ours import prepare
from deploy.local.mongod import Mongod
from deploy.local.rabbitmq import RabbitMQ
from shared.storage.mongo import connect

COUNTERS = 200
SETTLE_S = 60.0


class Pair:
    """A writing and a reading process of one kind."""

    def __init__(self, kind: str, mongo_url: str, amqp_url: str) -> None:
        self.kind = kind
        self._arguments = (mongo_url, amqp_url, "bench_", str(COUNTERS))
        self._processes: dict[str, asyncio.subprocess.Process] = {}

    async def start(self) -> None:
        """Start both and wait until they are ready."""
        for role in ("read", "write"):
            self._processes[role] = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bench.worker", self.kind, role, *self._arguments),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=1 << 28,
            )
            await self._answer(role)

    async def stop(self) -> None:
        """End both."""
        for process in self._processes.values():
            if process.stdin is not None:
                process.stdin.close()
            await process.wait()

    async def run(self, asked: dict[str, Any]) -> tuple[float, list[float]]:
        """One load; answers applied events a second and the milliseconds from commit to applied, sorted."""
        await self._ask("write", asked)
        committed = await self._ask("write", {"do": "take"})
        waited = 0.0
        while await self._ask("read", {"do": "count"}) < len(committed) and waited < SETTLE_S:
            await asyncio.sleep(0.1)
            waited += 0.1
        applied = {(i, value): at for i, value, at in await self._ask("read", {"do": "take"})}
        if len(applied) < len(committed):
            raise RuntimeError(f"{self.kind}: {len(committed) - len(applied)} of {len(committed)} were not applied")
        # A reaction may be seen before the writer wrote down its own commit; that is no time at all.
        times = sorted(max(0.0, applied[i, value] - at) * 1000 for i, value, at in committed)
        span = max(applied.values()) - min(at for _, _, at in committed)
        return len(committed) / span, times

    async def _ask(self, role: str, asked: dict[str, Any]) -> Any:
        stdin = self._processes[role].stdin
        assert stdin is not None
        stdin.write(json.dumps(asked).encode() + b"\n")
        return await self._answer(role)

    async def _answer(self, role: str) -> Any:
        stdout = self._processes[role].stdout
        assert stdout is not None
        line = await stdout.readline()
        if not line:
            raise RuntimeError(f"the {self.kind} {role} process ended")
        return json.loads(line)


def percentile(times: list[float], share: float) -> float:
    """The value below which this share of sorted times lies."""
    return times[min(len(times) - 1, int(len(times) * share))]


async def measure(mongo_url: str, amqp_url: str, rounds: int, seconds: float) -> dict[str, float]:
    """Alternate the two kinds, saturated and at two rates, and print a table."""
    await prepare(connect(mongo_url), "bench_", amqp_url)
    pairs = [Pair("ours", mongo_url, amqp_url), Pair("floor", mongo_url, amqp_url)]
    for pair in pairs:
        await pair.start()
        await pair.run({"do": "saturate", "seconds": 1})
    speeds: dict[str, list[float]] = {"ours": [], "floor": []}
    for _ in range(rounds):
        for pair in pairs:
            speeds[pair.kind].append((await pair.run({"do": "saturate", "seconds": seconds}))[0])
    print(f"{'saturated':<14}" + "".join(f"{kind:>12}" for kind in speeds) + f"{'ratio':>8}")
    ours, floor = (statistics.median(speeds[kind]) for kind in ("ours", "floor"))
    print(
        f"{'events/s':<14}{ours:>12.0f}{floor:>12.0f}{ours / floor:>8.2f}   medians of {rounds} rounds of {seconds:g} s"
    )
    result = {
        "events_per_s": round(ours, 1),
        "floor_events_per_s": round(floor, 1),
        "ratio": round(ours / floor, 3),
    }
    for rate in (50, 200):
        for pair in pairs:
            _, times = await pair.run({"do": "steady", "rate": rate, "seconds": seconds})
            p50, p99 = percentile(times, 0.5), percentile(times, 0.99)
            print(f"at {rate}/s {pair.kind:<8} commit to applied  p50 {p50:7.1f} ms   p99 {p99:7.1f} ms")
            if (rate, pair.kind) == (200, "ours"):
                result |= {"p50_ms_at_200": round(p50, 1), "p99_ms_at_200": round(p99, 1)}
    for pair in pairs:
        await pair.stop()
    return result


def main() -> None:
    """Start servers, measure, print the figures as one JSON object on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        mongod, rabbitmq = Mongod(Path(home) / "mongod"), RabbitMQ(Path(home) / "rabbitmq")
        try:
            mongod.start()
            rabbitmq.start()
            result = asyncio.run(measure(mongod.url, rabbitmq.url, asked.rounds, asked.seconds))
        finally:
            rabbitmq.kill()
            mongod.kill()
    print(json.dumps(result))


if __name__ == "__main__":
    main()
