"""kill -9 over services, broker and database under load, then the ledgers of all are compared.

Run by ``make bench-kills``. Two writing and two consuming replicas, one RabbitMQ, one MongoDB, all on loopback and all
started here; a seeded schedule kills one after the other and starts it again. It stops by itself and fails (exit 1)
when anything was lost, applied twice or out of order.
"""

import argparse
import asyncio
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.kill_worker import counter_ids
from bench.ours import Reading, Writing, prepare
from deploy.local.mongod import Mongod
from deploy.local.rabbitmq import RabbitMQ
from shared.messaging.topology import queue_of
from shared.storage.mongo import Client, Collection, connect

COUNTERS, RATE_EACH, PREFIX = 200, 60.0, "kills_"
SETTLE_S = 180.0


@dataclass
class Replica:
    """One process of a service, killed and started again."""

    name: str
    role: str
    mongo_url: str
    amqp_url: str
    home: Path
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def journal(self) -> Path:
        """Where it writes what it did."""
        return self.home / f"{self.name}.journal"

    def start(self) -> None:
        """Start it."""
        given = (self.mongo_url, self.amqp_url, PREFIX, str(COUNTERS), str(RATE_EACH), str(self.journal))
        with (self.home / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bench.kill_worker", self.role, *given], stdout=log, stderr=log
            )

    def kill(self) -> None:
        """SIGKILL."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


Target = Replica | Mongod | RabbitMQ


def fire(targets: dict[str, Target], kills: int, seed: int) -> list[tuple[str, float]]:
    """Kill and start again, one after the other; each name comes about equally often. Answers when whom."""
    chance = random.Random(seed)
    names = [name for _ in range(kills // len(targets) + 1) for name in chance.sample(sorted(targets), len(targets))]
    done: list[tuple[str, float]] = []
    for name in names[:kills]:
        time.sleep(chance.uniform(0.5, 2.0))
        targets[name].kill()
        done.append((name, time.monotonic()))
        time.sleep(chance.uniform(0.0, 0.3))
        targets[name].start()
        print(f"  {len(done):>3} kill -9 {name}", flush=True)
    return done


async def settle(client: Client) -> float:
    """Wait until every event has its effect and nothing is unfinished; seconds that took."""
    began = time.monotonic()
    writing, reading = client[f"{PREFIX}writing"], client[f"{PREFIX}reading"]
    while time.monotonic() - began < SETTLE_S:
        counted = (
            await writing["counters"].aggregate([{"$group": {"_id": 1, "n": {"$sum": "$state.value"}}}]).to_list(1)
        )
        entered = (
            await reading["ledgers"]
            .aggregate([{"$group": {"_id": 1, "n": {"$sum": {"$size": "$state.values"}}}}])
            .to_list(1)
        )
        pending = await writing["counters"].count_documents({"outbox.0": {"$exists": True}})
        unfinished = await reading["unfinished"].count_documents({})
        if not pending and not unfinished and counted == entered:
            break
        await asyncio.sleep(0.5)
    return time.monotonic() - began


async def _sum(collection: Collection, what: Any) -> int:
    rows = await collection.aggregate([{"$group": {"_id": 1, "n": {"$sum": what}}}]).to_list(1)
    return int(rows[0]["n"])


async def compare(client: Client) -> dict[str, int]:
    """The counters' own values against what the ledgers absorbed, in the order they did."""
    writing, reading = client[f"{PREFIX}writing"], client[f"{PREFIX}reading"]
    found = {"events": 0, "lost": 0, "applied_twice": 0, "order_breaks": 0}
    async for counter in writing["counters"].find({}, {"state": 1}):
        ledger: dict[str, Any] = await reading["ledgers"].find_one({"_id": counter["_id"]}) or {}
        values, expected = ledger["state"]["values"], counter["state"]["value"]
        found["events"] += expected
        found["lost"] += len(set(range(1, expected + 1)) - set(values))
        found["applied_twice"] += len(values) - len(set(values))
        found["order_breaks"] += sum(after < before for before, after in pairwise(values))
    found["left_unfinished"] = await reading["unfinished"].count_documents({})
    found["logged"] = await writing["events"].count_documents({})
    return found


def read_journals(replicas: list[Replica]) -> dict[str, list[tuple[str, int, float]]]:
    """All lines of all journals by their letter; a line cut by a SIGKILL is left out."""
    lines: dict[str, list[tuple[str, int, float]]] = {"A": [], "E": [], "D": []}
    for replica in replicas:
        for line in replica.journal.read_text("ascii").splitlines() if replica.journal.exists() else ():
            parts = line.split(" ")
            if len(parts) == 4 and parts[0] in lines:
                lines[parts[0]].append((parts[1], int(parts[2]), float(parts[3])))
    return lines


def recoveries(kills: list[tuple[str, float]], lines: dict[str, list[tuple[str, int, float]]]) -> list[float]:
    """For each kill, in order, the seconds until a command answered after it had its effect."""
    answered = {(i, value): at for i, value, at in lines["A"]}
    effects = sorted((at, answered.get((i, value), 0.0)) for i, value, at in lines["E"])
    return sorted(next((at - when for at, committed in effects if committed > when), float("inf")) for _, when in kills)


async def bench(mongod: Mongod, rabbitmq: RabbitMQ, home: Path, kills: int, seed: int) -> dict[str, Any]:
    """Prepare, fire, settle, compare."""
    client = connect(mongod.url)
    await prepare(client, PREFIX, rabbitmq.url)
    writing, reading = Writing(client, PREFIX, rabbitmq.url), Reading(client, PREFIX, rabbitmq.url, lambda _i, _v: None)
    for made in counter_ids(COUNTERS):
        await writing.create(made)
        await reading.create(made)
    replicas = [
        Replica(f"{role}-{n}", role, mongod.url, rabbitmq.url, home) for role in ("write", "read") for n in (1, 2)
    ]
    targets: dict[str, Target] = {replica.name: replica for replica in replicas}
    targets |= {"mongod": mongod, "rabbitmq": rabbitmq}
    for replica in replicas:
        replica.start()
    await asyncio.sleep(4)
    try:
        done = await asyncio.to_thread(fire, targets, kills, seed)
        await asyncio.sleep(3)
        for replica in replicas[:2]:
            replica.kill()
        leftovers = Writing(client, PREFIX, rabbitmq.url)
        await leftovers.start()
        settled = await settle(client)
        await leftovers.stop()
    finally:
        for replica in replicas:
            replica.kill()
    lines = read_journals(replicas)
    after = recoveries(done, lines)
    times = sorted(after)
    for name in sorted(targets):
        own = [seconds for (killed, _), seconds in zip(done, after, strict=True) if killed == name]
        if own:
            print(f"  after {name:<9} {len(own):>3} kills, effect again after (median) {statistics.median(own):6.2f} s")
    found = await compare(client)
    return {
        "kills": len(done),
        **found,
        "wire_duplicates": len(lines["D"]),
        "recovery_s_p50": round(times[len(times) // 2], 2),
        "recovery_s_p95": round(times[min(len(times) - 1, int(len(times) * 0.95))], 2),
        "settled_s": round(settled, 1),
        "queue": queue_of("reading"),
        "seed": seed,
    }


def main() -> None:
    """Run it, print a table and as the last line one JSON object; exit 1 when a guarantee was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20201223)
    parser.add_argument("--home", type=Path, help="keep journals and logs here")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        home = asked.home or Path(directory)
        mongod, rabbitmq = Mongod(home / "mongod"), RabbitMQ(home / "rabbitmq")
        try:
            mongod.start()
            rabbitmq.start()
            result = asyncio.run(bench(mongod, rabbitmq, home, asked.kills, asked.seed))
        finally:
            rabbitmq.kill()
            mongod.kill()
    for name, value in result.items():
        print(f"{name:<18}{value}")
    print(json.dumps(result))
    broken = result["lost"] or result["applied_twice"] or result["order_breaks"] or result["left_unfinished"]
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
