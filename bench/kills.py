"""kill -9 over services, broker and database under load, then the ledgers of all are compared.

Run by ``make bench-kills``. Two writing and two consuming replicas, one RabbitMQ, one MongoDB, all on loopback and all
started here; a seeded schedule kills one after the other and starts it again. It stops by itself and fails (exit 1)
when anything was lost, applied twice or out of order, or when nothing was measured. Everything it starts ends with it.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from math import isinf
from pathlib import Path
from typing import Any

from bench.kill_worker import counter_ids
from bench.ours import Reading, Writing, prepare
from bench.verdict import Findings, Journals, complaints, percentile
from deploy.local.mongod import Mongod
from deploy.local.process import Child, kill, spawn
from deploy.local.rabbitmq import RabbitMQ
from shared.storage.journal import JOURNAL
from shared.storage.journal_reading import faults_in
from shared.storage.mongo import Client, connect, database

COUNTERS, PREFIX = 200, "kills_"
WARM_UP_S, SETTLE_S, LAST_EFFECT_WITHIN_S = 4.0, 180.0, 60.0


@dataclass
class Replica:
    """One process of a service, killed and started again; each life chooses by a seed of its own."""

    name: str
    role: str
    servers: tuple[str, str]
    home: Path
    seed: int
    rate: float
    lives: int = 0
    process: Child | None = field(default=None, repr=False)

    @property
    def journal(self) -> Path:
        """Where it writes what it did."""
        return self.home / f"{self.name}.journal"

    def start(self) -> None:
        """Start it."""
        self.lives += 1
        seed = f"{self.seed}/{self.name}/{self.lives}"
        given = (*self.servers, PREFIX, str(COUNTERS), str(self.rate), str(self.journal), seed)
        command = [sys.executable, "-m", "bench.kill_worker", self.role, *given]
        self.process = spawn(command, os.environ, self.home / f"{self.name}.log")

    def kill(self) -> None:
        """SIGKILL."""
        kill(self.process)


Target = Replica | Mongod | RabbitMQ


def fire(targets: dict[str, Target], kills: int, seed: int) -> list[tuple[str, float]]:
    """Kill and start again, one after the other; each name comes about equally often. Answers whom and when.

    A server is waited for until it answers, which is printed: the product cannot go on before.
    """
    chance = random.Random(seed)
    names = [name for _ in range(kills // len(targets) + 1) for name in chance.sample(sorted(targets), len(targets))]
    done: list[tuple[str, float]] = []
    for name in names[:kills]:
        time.sleep(chance.uniform(0.5, 2.0))
        targets[name].kill()
        done.append((name, time.monotonic()))
        time.sleep(chance.uniform(0.0, 0.3))
        began = time.monotonic()
        targets[name].start()
        print(f"  {len(done):>3} kill -9 {name:<9} started again within {time.monotonic() - began:5.2f} s", flush=True)
    return done


def go_on_until_effect(replicas: list[Replica], kills: list[tuple[str, float]]) -> None:
    """Keep the load on until a command answered after the last kill had its effect, at most a minute."""
    deadline = time.monotonic() + LAST_EFFECT_WITHIN_S
    while time.monotonic() < deadline:
        time.sleep(0.5)
        if not any(map(isinf, Journals.read(replica.journal for replica in replicas).recoveries(kills[-1:]))):
            return


async def set_up(mongo_url: str, amqp_url: str) -> None:
    """Indexes, the queue, and every counter with its ledger."""
    client = connect(mongo_url)
    await prepare(client, PREFIX, amqp_url)
    writing, reading = Writing(client, PREFIX, amqp_url), Reading(client, PREFIX, amqp_url, lambda _i, _v: None)
    for made in counter_ids(COUNTERS):
        await writing.create(made)
        await reading.create(made)
    client.close()


async def settle(client: Client) -> float:
    """Wait until every event has its effect and nothing is unfinished; seconds that took."""
    began = time.monotonic()
    writing, reading = client[f"{PREFIX}writing"], client[f"{PREFIX}reading"]
    waiting = {"$or": [{"outbox.0": {"$exists": True}}, {"journal.0": {"$exists": True}}]}
    while time.monotonic() - began < SETTLE_S:
        counters, ledgers = await states(client)
        pending = await writing["counters"].count_documents(waiting) + await reading["ledgers"].count_documents(waiting)
        unfinished = await reading["unfinished"].count_documents({})
        if not pending and not unfinished and sum(counters.values()) == sum(map(len, ledgers.values())):
            break
        await asyncio.sleep(0.5)
    return time.monotonic() - began


async def states(client: Client) -> tuple[dict[str, int], dict[str, list[int]]]:
    """What every counter counted, and what every ledger entered."""
    counters = client[f"{PREFIX}writing"]["counters"].find({}, {"state.value": 1})
    ledgers = client[f"{PREFIX}reading"]["ledgers"].find({}, {"state.values": 1})
    return (
        {row["_id"]: row["state"]["value"] async for row in counters},
        {row["_id"]: row["state"]["values"] async for row in ledgers},
    )


async def in_the_journals(client: Client) -> dict[str, int]:
    """How many of what was counted stand in each side's journal, and what is wrong with the chains of both."""
    found = {"wrong": 0}
    for side, collection in (("writing", "counters"), ("reading", "ledgers")):
        kept = database(client, f"{PREFIX}{side}")
        found[side] = await kept[JOURNAL].count_documents({"data.value": {"$exists": True}})
        found["wrong"] += len([fault async for fault in faults_in(kept, collection)])
    return found


async def judge(
    mongo_url: str, amqp_url: str, files: list[Path], kills: list[tuple[str, float]]
) -> tuple[dict[str, Any], list[str]]:
    """Let what the killed writers left go out, compare, print a table; the figures, and what was broken."""
    client = connect(mongo_url)
    leftovers = Writing(client, PREFIX, amqp_url)
    await leftovers.start()
    settled = await settle(client)
    await leftovers.stop()
    journals = Journals.read(files)
    found = Findings.of(*await states(client), journals)
    logged = await client[f"{PREFIX}writing"]["events"].count_documents({})
    kept = await in_the_journals(client)
    unfinished = await client[f"{PREFIX}reading"]["unfinished"].count_documents({})
    client.close()
    after = journals.recoveries(kills)
    for name in sorted({name for name, _ in kills}):
        own = [seconds for (killed, _), seconds in zip(kills, after, strict=True) if killed == name]
        print(f"  after {name:<9} {len(own):>3} kills, effect again after (median) {statistics.median(own):6.2f} s")
    p95 = percentile(after, 0.95) if after else None
    result = {
        "kills": len(kills),
        "events": found.events,
        "lost": found.lost,
        "applied_twice": found.applied_twice,
        "order_breaks": found.order_breaks,
        "wire_duplicates": journals.repeats,
        "recovery_s_p95": None if p95 is None or isinf(p95) else round(p95, 2),
    }
    beside = {"answered": len(journals.answered), "logged": logged, "left_unfinished": unfinished}
    beside |= {f"journal_{side}": count for side, count in kept.items()}
    for name, value in (result | beside | {"settled_s": round(settled, 1)}).items():
        print(f"{name:<18}{value}")
    return result, complaints(found, logged=logged, kept=kept, unfinished=unfinished, recoveries=after)


def bench(
    mongod: Mongod, rabbitmq: RabbitMQ, home: Path, kills: int, seed: int, rate: float
) -> tuple[dict[str, Any], list[str]]:
    """Set up, fire, settle, compare. All on the main thread: whatever it starts dies with this process."""
    asyncio.run(set_up(mongod.url, rabbitmq.url))
    replicas = [
        Replica(f"{role}-{n}", role, (mongod.url, rabbitmq.url), home, seed, rate)
        for role in ("write", "read")
        for n in (1, 2)
    ]
    targets: dict[str, Target] = {replica.name: replica for replica in replicas}
    targets |= {"mongod": mongod, "rabbitmq": rabbitmq}
    try:
        for replica in replicas:
            replica.start()
        time.sleep(WARM_UP_S)
        done = fire(targets, kills, seed)
        go_on_until_effect(replicas, done)
        for replica in replicas[:2]:
            replica.kill()
        return asyncio.run(judge(mongod.url, rabbitmq.url, [replica.journal for replica in replicas], done))
    finally:
        for replica in replicas:
            replica.kill()


def main() -> None:
    """Run it, print a table and as the last line one JSON object; exit 1 when a guarantee was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20201223)
    parser.add_argument("--rate", type=float, default=60.0, help="commands a second that each of two writers gives")
    parser.add_argument("--home", type=Path, help="keep journals and logs here")
    asked = parser.parse_args()
    print(f"seed {asked.seed}; each life of a replica chooses by seed/name/life, for instance {asked.seed}/write-1/1")
    with tempfile.TemporaryDirectory() as directory:
        home = asked.home or Path(directory)
        mongod, rabbitmq = Mongod(home / "mongod"), RabbitMQ(home / "rabbitmq")
        try:
            mongod.start()
            rabbitmq.start()
            result, broken = bench(mongod, rabbitmq, home, asked.kills, asked.seed, asked.rate)
        finally:
            rabbitmq.kill()
            mongod.kill()
    for sentence in broken:
        print(f"BROKEN: {sentence}")
    print(json.dumps(result))
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
