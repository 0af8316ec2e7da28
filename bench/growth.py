"""Whether a change costs the same however much an aggregate has absorbed, and however many aggregates there are.

Run by ``make bench-growth``. One process and a MongoDB of its own on loopback; it stops by itself and asserts nothing.
What was absorbed and what lies beside is written straight into the store, in the shape that the product leaves it in.
"""

import argparse
import asyncio
import json
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from bench.counting import Counter
from bench.ours import ACTOR
from deploy.local.mongod import Mongod
from shared.contracts.envelope import StoredEvent
from shared.kernel.cause import Cause
from shared.kernel.ids import new_id
from shared.storage.absorbed_before import ABSORBED, KEPT
from shared.storage.documents import Documents
from shared.storage.indexes import DatabasePlan, create_indexes
from shared.storage.journal import Entry
from shared.storage.mongo import Database, connect, database
from shared.storage.store import AggregateStore

ABSORBED_BY_ONE = (10, 1_000, 100_000)
AGGREGATES = (1_000, 100_000, 1_000_000)
ROUNDS, CHANGES, WARM_UP = 5, 150, 20
AT_ONCE = 5_000


class Holding:
    """Stands where the relay stands: events and entries stay in their documents, where this bench removes them."""

    def offer(self, _: str, __: str, ___: Sequence[StoredEvent], ____: Sequence[Entry] = ()) -> bool:
        return True


@dataclass
class Case:
    """Counters that are changed in turn; what each change took in milliseconds, and of a core in each round."""

    what: str
    size: int
    store: AggregateStore[Counter]
    names: Sequence[str]
    sequence: int
    times: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


class Growth:
    """Counters that absorb the events of one subject each. All cases are prepared first, then measured in turn."""

    def __init__(self, db: Database, mongod: psutil.Process) -> None:
        self._db = db
        self._processes = (mongod, psutil.Process())

    async def absorbed_by_one(self, count: int) -> Case:
        """One counter that has absorbed so many events."""
        case = await self._case("absorbed by one", "absorbing", count, count + 1)
        name = f"one-{count}"
        await case.store.create(Counter(name), _cause("made"))
        entries = [_entry(sequence) for sequence in range(1, count + 1)]
        kept, left = entries[-KEPT:], entries[:-KEPT]
        for at in range(0, len(left), AT_ONCE):
            rows = [{"_id": f"absorbing/{name}/cause/{one['id']}", **one} for one in left[at : at + AT_ONCE]]
            await self._db[ABSORBED].insert_many(rows, ordered=False)
        more: dict[str, Any] = {"handled": kept}
        if left:
            row = {"_id": f"absorbing/{name}/subject/s", "sequence": len(left), "at": left[-1]["at"]}
            await self._db[ABSORBED].insert_one(row)
            more["handled_moves"] = 1
        await case.store.collection.update_one({"_id": name}, {"$set": more})
        case.names = [name] * CHANGES
        return case

    async def among(self, count: int) -> Case:
        """Counters anywhere among so many."""
        case = await self._case("aggregates", f"many_{count}", count, 1)
        await case.store.create(Counter("model"), _cause("made"))
        model = await case.store.collection.find_one({"_id": "model"})
        assert model is not None
        for at in range(0, count, AT_ONCE):
            rows = [model | {"_id": f"many-{n}", "handled": []} for n in range(at, min(at + AT_ONCE, count))]
            await case.store.collection.insert_many(rows, ordered=False)
        return case

    async def _case(self, what: str, collection: str, size: int, sequence: int) -> Case:
        await create_indexes(self._db, DatabasePlan([collection]))
        store = AggregateStore(self._db[collection], "growth", Documents(Counter), lambda _: None, Holding())
        return Case(what, size, store, (), sequence)

    async def round(self, case: Case, chance: random.Random) -> None:
        """Changes one after the other; the first are not counted."""
        names = case.names or [f"many-{chance.randrange(case.size)}" for _ in range(CHANGES)]
        before = 0.0
        for number, name in enumerate(names):
            if number == WARM_UP:
                before = self._cpu_ms()
            began = time.perf_counter()
            await case.store.change(name, _cause("s", case.sequence), Counter.count)
            case.sequence += 1
            if number >= WARM_UP:
                case.times.append((time.perf_counter() - began) * 1000)
        case.cpu.append((self._cpu_ms() - before) / (CHANGES - WARM_UP))
        await case.store.collection.update_many({"_id": {"$in": names}}, {"$set": {"journal": []}})

    def _cpu_ms(self) -> float:
        return sum((one.cpu_times().user + one.cpu_times().system) * 1000 for one in self._processes)


def _cause(subject: str, sequence: int | None = None) -> Cause:
    made = new_id()
    if sequence is None:
        return Cause(made, ACTOR, datetime.now(UTC), made)
    return Cause(made, ACTOR, datetime.now(UTC), made, subject=subject, sequence=sequence)


def _entry(sequence: int) -> dict[str, Any]:
    return {"id": new_id(), "at": datetime.now(UTC), "subject": "s", "sequence": sequence}


async def measure(mongod: Mongod, most: int) -> dict[str, float]:
    """Print the table; the figures, each beside the smallest case of its kind."""
    assert mongod.child is not None
    client = connect(mongod.url)
    growth = Growth(database(client, "growth"), psutil.Process(mongod.child.pid))
    cases = [await growth.absorbed_by_one(size) for size in ABSORBED_BY_ONE if size <= most]
    cases += [await growth.among(size) for size in AGGREGATES if size <= most]
    await client.admin.command("fsync")
    chance = random.Random(1)
    for _ in range(ROUNDS):
        for case in cases:
            await growth.round(case, chance)
    smallest: dict[str, float] = {}
    result: dict[str, float] = {}
    for case in cases:
        cpu = statistics.median(case.cpu)
        share = cpu / smallest.setdefault(case.what, cpu)
        print(
            f"{case.what:<16}{case.size:>10,}   median {statistics.median(case.times):6.2f} ms   "
            f"{cpu:5.2f} ms of a core   {share:5.2f} of the smallest"
        )
        result[f"{case.what.replace(' ', '_')}_{case.size}"] = round(share, 2)
    return result


def main() -> None:
    """Start a server, measure, print the figures as one JSON object on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=AGGREGATES[-1], help="leave out what is larger")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        mongod = Mongod(Path(home) / "mongod")
        try:
            mongod.start()
            result = asyncio.run(measure(mongod, asked.most))
        finally:
            mongod.kill()
    print(json.dumps(result))


if __name__ == "__main__":
    main()
