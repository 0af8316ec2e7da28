"""Every projection is made anew beside its live rows, while others read and save, and compared with them.

Run by ``make bench-projections``. Starts its own MongoDB on loopback, needs no broker, stops by itself, asserts
nothing. Sources: 10,000 cases, 769 organisations in registry and in grants, 100,000 events. Beside each rebuild stands
how long a plain read of all its sources takes, which nothing that reads them can undercut.
"""

import argparse
import asyncio
import json
import random
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.verdict import percentile
from deploy.local.mongod import Mongod
from deploy.rebuild import projections_of
from shared.kernel.clock import SystemClock
from shared.messaging.event_counts import EventCounts
from shared.projection.projection import READ, Projection
from shared.projection.projector import Projector
from shared.projection.rebuilding import build_missing, rebuild
from shared.projection.rows import Rows
from shared.storage.indexes import create_indexes
from shared.storage.mongo import Client, Database, Document, connect, database

SEED = 20201223
CASES, ORGANISATIONS, EVENTS = 10_000, 769, 100_000
STREETS = [f"3302130{number:02}" for number in range(1, 12)]
NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)
TYPES = [f"rescue.case.happened_{number}.v1" for number in range(20)]


@dataclass
class Traffic:
    """What went on beside a rebuild: how long each read took, in ms, and how many aggregates were saved."""

    reads: list[float] = field(default_factory=list)
    saves: int = 0


def a_case(number: int, chance: random.Random) -> Document:
    """The view of one case; one in ten is still in care, with limits to keep."""
    begun = NOW - timedelta(hours=chance.randrange(24 * 3000))
    limit = {"about": "", "rule_version": "2015", "anchor": begun, "state": "open", "warned": False}
    dates = [begun + timedelta(days=days) for days in (1, 10, 30)] if chance.random() < 0.1 else []
    codes = ("search_notice", "dna", "stay")
    return {
        "case_no": f"救{begun.year}-{number:05}",
        "shown_name": None,
        "label": f"无名氏{number}",
        "label_words": [f"无名氏{number}", str(number)],
        "responsible": chance.choice(("fang", "li", None)),
        "notice": None,
        "identity": "searching",
        "stated_by": [],
        "deadlines": [{**limit, "code": code, "due_at": at} for code, at in zip(codes, dates, strict=False)],
        "tokens": sorted(f"{chance.getrandbits(96):024x}" for _ in range(20)),
    }


def an_organisation(number: int, chance: random.Random) -> Document:
    """The view of one organisation of the register."""
    return {
        "uscc": f"5{number:017}",
        "kind": chance.choice(("association", "service_agency", "foundation")),
        "street_code": chance.choice(STREETS),
        "status": chance.choices(("registered", "deregistered"), (9, 1))[0],
        "standing": "normal",
        "invented": False,
        "founded_on": f"{chance.randrange(1990, 2026)}-03-{number % 28 + 1:02}",
        "ended_on": None,
    }


def a_standing(number: int, chance: random.Random) -> Document:
    """The view of what grants knows of one organisation."""
    blocked = chance.random() < 0.05
    known = {"legal": "suspended" if blocked else "registered", "abnormal": False, "serious": False}
    return {"name": f"第{number}社会工作服务中心", "blocked": blocked, **known}


SOURCES = {
    "rescue": ("cases", CASES, a_case),
    "registry": ("organisations", ORGANISATIONS, an_organisation),
    "grants": ("standings", ORGANISATIONS, a_standing),
}


async def fill(db: Database, service: str, chance: random.Random) -> None:
    """The documents of a service as its store writes them, with a state of a case's size that no row is made of."""
    collection, count, view = SOURCES[service]
    state = {"sealed": chance.randbytes(6_000)} if service == "rescue" else {"told": "x" * 1_500}
    for begin in range(0, count, 1_000):
        numbers = range(begin, min(count, begin + 1_000))
        await db[collection].insert_many(
            {"_id": f"{number:06}", "version": 1, "state": state, "view": view(number, chance), "updated_at": NOW}
            for number in numbers
        )


async def beside(projector: Projector, projection: Projection, traffic: Traffic, chance: random.Random) -> None:
    """Read the rows and save aggregates, as people do, until cancelled."""
    rows, source = Rows(projector, projection.name), projector.database[projection.source]
    count = await source.estimated_document_count()
    while True:
        began = time.perf_counter()
        await projector.database[await rows.collection()].find({}).limit(50).to_list(None)
        traffic.reads.append((time.perf_counter() - began) * 1000)
        saved = f"{chance.randrange(count):06}"
        await source.update_one({"_id": saved}, {"$inc": {"version": 1}, "$set": {"unfollowed": True}})
        await projector.write(projection.source, [saved])
        traffic.saves += 1
        await asyncio.sleep(0.02)


async def measured(projector: Projector, projection: Projection, chance: random.Random) -> dict[str, Any]:
    """One rebuild with its comparison, and the plain read of its source as a yardstick."""
    began = time.perf_counter()
    async for _ in projector.database[projection.source].find({}, READ):
        pass
    plain, traffic = time.perf_counter() - began, Traffic()
    others = asyncio.create_task(beside(projector, projection, traffic, chance))
    done = await rebuild(projector, projection, SystemClock(), compare=True)
    others.cancel()
    await asyncio.gather(others, return_exceptions=True)
    return {
        "projection": projection.name,
        "rows": done.rows,
        "seconds": round(done.seconds, 2),
        "plain_read_s": round(plain, 2),
        "different": len(done.different),
        "reads": len(traffic.reads),
        "read_p95_ms": round(percentile(traffic.reads, 0.95), 1),
        "saves": traffic.saves,
    }


async def counted(db: Database, chance: random.Random) -> dict[str, Any]:
    """The counts of events: asked from the whole log once, then from kept hours, then made anew and compared."""
    for _ in range(EVENTS // 10_000):
        times = (NOW - timedelta(minutes=chance.randrange(60 * 24 * 35)) for _ in range(10_000))
        await db["events"].insert_many({"type": chance.choice(TYPES), "time": time_.isoformat()} for time_ in times)
    counts, since = EventCounts(db), NOW - timedelta(days=35)
    plainly: list[Document] = [
        {"$match": {"time": {"$gte": since.isoformat()}}},
        {"$group": {"_id": "$type", "n": {"$sum": 1}, "last": {"$max": "$time"}}},
    ]
    began = time.perf_counter()
    await db["events"].aggregate(plainly).to_list(None)
    plain = round((time.perf_counter() - began) * 1000, 1)
    taken = []
    for _ in range(2):
        began = time.perf_counter()
        told = await counts.since(since, NOW)
        taken.append(round((time.perf_counter() - began) * 1000, 1))
    began = time.perf_counter()
    hours, wrong = await counts.recount(NOW)
    anew = round(time.perf_counter() - began, 2)
    return {
        "projection": "event_counts",
        "events": sum(one.count for one in told),
        "rows": hours,
        "seconds": anew,
        "different": len(wrong),
        "plain_ms": plain,
        "first_ms": taken[0],
        "kept_ms": taken[1],
    }


async def run(url: str) -> list[dict[str, Any]]:
    """All services one after the other, each in a database of its own on this server."""
    client = connect(url)
    try:
        return await every(client)
    finally:
        client.close()


async def every(client: Client) -> list[dict[str, Any]]:
    """A row of figures for each projection."""
    chance, rows = random.Random(SEED), list[dict[str, Any]]()
    for service in SOURCES:
        db, projections = database(client, f"bench_{service}"), projections_of(service)
        await create_indexes(db, import_module(f"services.{service}.main").SERVICE.plan)
        await fill(db, service, chance)
        projector = Projector(db, projections, SystemClock())
        await build_missing(projector, SystemClock())
        for projection in projections:
            rows.append(await measured(projector, projection, chance))
            print(shown(rows[-1]))
    rows.append(await counted(database(client, "bench_rescue"), chance))
    print(shown(rows[-1]))
    return rows


def shown(row: Mapping[str, Any]) -> str:
    """One row of the table."""
    return f"{row['projection']:<18}" + "  ".join(
        f"{name} {value}" for name, value in row.items() if name != "projection"
    )


def main() -> None:
    """Start a MongoDB, measure, print the figures as one JSON list on the last line; all ends with this."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Mongod(Path(folder) / "mongod")
        server.start()
        try:
            print(f"seed {SEED}: {CASES} cases, {ORGANISATIONS} organisations, {EVENTS} events")
            rows = asyncio.run(run(server.url))
        finally:
            server.kill()
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
