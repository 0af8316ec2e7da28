"""Commands to applied reactions, ours beside two hand-written loops on the same servers in the same minutes.

Run by ``make bench-pipeline``. Starts its own MongoDB and RabbitMQ on loopback, stops by itself, asserts nothing.
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from bench.ours import prepare
from deploy.local.mongod import Mongod
from deploy.local.rabbitmq import RabbitMQ
from shared.storage.mongo import connect

COUNTERS = 200
SETTLE_S = 60.0
KINDS = ("ours", "floor", "batched")
RATES = (50, 150, 200)


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

    def processes(self) -> dict[str, psutil.Process]:
        """Both, to look at."""
        return {role: psutil.Process(process.pid) for role, process in self._processes.items()}

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


def cpu_ms(processes: Mapping[str, psutil.Process]) -> dict[str, float]:
    """The milliseconds of a core that each has used."""
    times = {name: process.cpu_times() for name, process in processes.items()}
    return {name: (used.user + used.system) * 1000 for name, used in times.items()}


@dataclass
class Load:
    """What the rounds of one kind came to: events a second, and milliseconds of a core for an event by process."""

    speeds: list[float] = field(default_factory=list)
    costs: list[dict[str, float]] = field(default_factory=list)

    @property
    def speed(self) -> float:
        """The median of the rounds, in events a second."""
        return statistics.median(self.speeds)

    @property
    def cost(self) -> dict[str, float]:
        """The medians of the rounds, in milliseconds of a core for an event."""
        return {name: statistics.median(cost[name] for cost in self.costs) for name in self.costs[0]}


async def saturated(
    pairs: Sequence[Pair], servers: Mapping[str, psutil.Process], rounds: int, seconds: float
) -> dict[str, Load]:
    """Alternate the kinds as fast as each goes, and print a table."""
    loads = {pair.kind: Load() for pair in pairs}
    for _ in range(rounds):
        for pair in pairs:
            processes = {**pair.processes(), **servers}
            before = cpu_ms(processes)
            speed, times = await pair.run({"do": "saturate", "seconds": seconds})
            used = cpu_ms(processes)
            loads[pair.kind].speeds.append(speed)
            loads[pair.kind].costs.append({name: (used[name] - before[name]) / len(times) for name in used})
    print(f"saturated, medians of {rounds} rounds of {seconds:g} s")
    print(f"{'':<10}{'events/s':>10}{'ours is':>9}   ms of a core for an event")
    for kind, load in loads.items():
        costs = "  ".join(f"{name} {cost:.2f}" for name, cost in load.cost.items())
        share = loads["ours"].speed / load.speed
        print(f"{kind:<10}{load.speed:>10.0f}{share:>9.2f}   {sum(load.cost.values()):.2f} = {costs}")
    return loads


async def measure(
    mongo_url: str, amqp_url: str, servers: Mapping[str, psutil.Process], rounds: int, seconds: float
) -> dict[str, float]:
    """Alternate the three kinds, saturated and at three rates, and print two tables."""
    await prepare(connect(mongo_url), "bench_", amqp_url)
    pairs = [Pair(kind, mongo_url, amqp_url) for kind in KINDS]
    for pair in pairs:
        await pair.start()
        await pair.run({"do": "saturate", "seconds": 1})
    loads = await saturated(pairs, servers, rounds, seconds)
    result = {
        "events_per_s": round(loads["ours"].speed, 1),
        "floor_events_per_s": round(loads["floor"].speed, 1),
        "ratio": round(loads["ours"].speed / loads["floor"].speed, 3),
        "batched_events_per_s": round(loads["batched"].speed, 1),
        "ratio_to_batched": round(loads["ours"].speed / loads["batched"].speed, 3),
        "cpu_ms_per_event": round(sum(loads["ours"].cost.values()), 2),
    }
    for rate in RATES:
        for pair in pairs:
            _, times = await pair.run({"do": "steady", "rate": rate, "seconds": seconds})
            p50, p99 = percentile(times, 0.5), percentile(times, 0.99)
            print(f"at {rate}/s {pair.kind:<8} commit to applied  p50 {p50:7.1f} ms   p99 {p99:7.1f} ms")
            if pair.kind == "ours":
                result |= {f"p50_ms_at_{rate}": round(p50, 1), f"p99_ms_at_{rate}": round(p99, 1)}
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
            started = {"mongodb": mongod.child, "rabbitmq": rabbitmq.child}
            servers = {name: psutil.Process(child.pid) for name, child in started.items() if child}
            result = asyncio.run(measure(mongod.url, rabbitmq.url, servers, asked.rounds, asked.seconds))
        finally:
            rabbitmq.kill()
            mongod.kill()
    print(json.dumps(result))


if __name__ == "__main__":
    main()
