"""What a case costs as it grows: its size, the time of a change and of a read, and two workers who write on it at once.

Run by ``make bench-cases``. Starts its own MongoDB on loopback, needs no broker, stops by itself, asserts nothing.
Beside the case stands what one document per interview would cost to read: as many values, each sealed by itself.
"""

import argparse
import asyncio
import json
import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import bson

from bench.verdict import percentile
from deploy.keys import KeyFiles, ensure_keys
from deploy.local.mongod import Mongod
from services.rescue.app import App
from services.rescue.case_record import RecordQuestion
from services.rescue.commands.open_case import OpenCase
from services.rescue.commands.record_interview import RecordInterview
from services.rescue.domain.clue import ClueNote
from services.rescue.domain.intake import Intake
from services.rescue.domain.kinds import Ability, Arrival, ClueKind
from services.rescue.main import SERVICE, build
from services.rescue.settings import RescueSettings
from shared.host import ServiceHost
from shared.kernel.cause import Actor, Cause
from shared.kernel.errors import ChangedMeanwhile
from shared.kernel.ids import new_id
from shared.storage.indexes import create_indexes

SEED = 20201223
SIZES = (10, 100, 500)
PLAIN = RecordQuestion(record=False)
"""A case as every page but its timeline reads it: its journal stays closed."""
FANG, LI = (Actor(name, frozenset({"rescue_worker"})) for name in ("fang", "li"))
CAME = datetime(2026, 9, 28, 1, tzinfo=UTC)
HEARD = "过年吃格拉条, 家门口有一条河, 河上有石桥, 桥头的大树底下有人卖茶. " * 3
NOTE: dict[str, Any] = {
    "language": "像安徽话",
    "ability": Ability.FEW_WORDS,
    "interpreter": "王护工",
    "words_heard": HEARD,
    "remarks": "今天肯开口, 说到家里有两个孩子时哭了, 下次请同乡翻译一起来.",
    "clues": (ClueNote(ClueKind.DIALECT, "像安徽话, 阜阳一带, 把'喝水'说成'哈费'", "安徽阜阳"),),
}
"""About 120 characters of the person's words, a remark and one clue: what a worker writes down in a good hour."""


class Station:
    """Rescue on its own MongoDB, called as its routes call it; counts how often a verb had to run again."""

    def __init__(self, host: ServiceHost) -> None:
        self.host = host
        self.app: App = build(host)
        self.tries = 0
        cases = host.stores["cases"]
        change = cases.change

        async def counted(case_id: str, cause: Cause, verb: Callable[[Any], object]) -> Any:
            def once_more(case: Any) -> object:
                self.tries += 1
                return verb(case)

            return await change(case_id, cause, once_more)

        setattr(cases, "change", counted)  # noqa: B010  (the store as the app holds it)

    async def open(self) -> str:
        """A new case."""
        came = OpenCase(intake=Intake(Arrival.POLICE, CAME, found_place="大桥镇路口"))
        return (await self.app.give(came, a_cause(FANG))).id

    async def talk(self, case_id: str, by: Actor = FANG) -> None:
        """One interview with a clue is written down."""
        await self.app.give(RecordInterview(case_id=case_id, **NOTE), a_cause(by))

    async def size(self, case_id: str) -> int:
        """Bytes of the case's document."""
        return len(bson.encode(await self.host.database["cases"].find_one({"_id": case_id}) or {}))


def a_cause(by: Actor) -> Cause:
    """The cause of one command."""
    made = new_id()
    return Cause(made, by, datetime.now(UTC), made)


async def timed(times: int, do: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds that it takes, the median of so many times."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        await do()
        taken.append((time.perf_counter() - began) * 1000)
    return percentile(taken, 0.5)


async def apart(station: Station, case_id: str, number: int) -> float:
    """Milliseconds to open as many values as there would be documents, each sealed by itself with the case's key."""
    vault = station.host.vault
    if vault is None:
        raise ValueError("rescue seals")
    sealed = [await vault.seal(case_id, {"note": HEARD * 2, "number": n}) for n in range(number)]
    return await timed(5, lambda: _open_all(vault, sealed))


async def _open_all(vault: Any, sealed: list[Any]) -> None:
    for value in sealed:
        await vault.open(value)


async def together(station: Station, case_id: str, each: int, pause_s: float, chance: random.Random) -> dict[str, Any]:
    """Two workers write interviews on one case; ``pause_s`` is the mean time between two commands of one worker."""
    refused, station.tries, taken = 0, 0, []

    async def works(by: Actor) -> None:
        nonlocal refused
        for _ in range(each):
            await asyncio.sleep(chance.expovariate(1 / pause_s) if pause_s else 0)
            began = time.perf_counter()
            try:
                await station.talk(case_id, by)
            except ChangedMeanwhile:
                refused += 1
            taken.append((time.perf_counter() - began) * 1000)

    await asyncio.gather(works(FANG), works(LI))
    lost = station.tries - 2 * each
    p50, p99 = percentile(taken, 0.5), percentile(taken, 0.99)
    return {"commands": 2 * each, "lost_races": lost, "refused": refused, "p50_ms": round(p50, 1), "p99_ms": round(p99)}


async def measure(host: ServiceHost, sizes: tuple[int, ...], each: int) -> list[dict[str, Any]]:
    """A case of each size, looked at and then worked on by two."""
    await create_indexes(host.database, SERVICE.plan)
    station, chance, rows = Station(host), random.Random(SEED), []
    heads = f"{'interviews':>10}{'KB':>8}{'change ms':>11}{'read ms':>9}{'with record':>13}{'read apart ms':>15}"
    print(f"\n{heads}   two workers at once")
    for size in sizes:
        case_id = await station.open()
        for _ in range(size):
            await station.talk(case_id)
        row: dict[str, Any] = {"interviews": size, "kb": round(await station.size(case_id) / 1000, 1)}
        row["read_ms"] = round(await timed(30, partial(station.app.case_file, FANG, case_id, PLAIN)), 1)
        row["record_ms"] = round(await timed(30, partial(station.app.case_file, FANG, case_id)), 1)
        row["read_apart_ms"] = round(await apart(station, case_id, size), 1)
        row["change_ms"] = round(await timed(30, partial(station.talk, case_id)), 1)
        row["flat_out"] = await together(station, case_id, each, 0, chance)
        row["every_second"] = await together(station, case_id, each, 1.0, chance)
        rows.append(row)
        read = f"{row['read_ms']:>9}{row['record_ms']:>13}{row['read_apart_ms']:>15}   "
        figures = f"{size:>10}{row['kb']:>8}{row['change_ms']:>11}{read}"
        print(figures + f"flat out     {row['flat_out']}\n{'':>69}every second {row['every_second']}")
    return rows


async def run(mongo_url: str, folder: Path, sizes: tuple[int, ...], each: int) -> list[dict[str, Any]]:
    """Rescue in a database of its own on this server."""
    keys = KeyFiles.below(folder)
    ensure_keys(keys, sealed_data=False)
    settings = RescueSettings(
        mongo_url=mongo_url, database_prefix="bench_", actor_public_key=keys.actor_public, master_key=keys.master
    )
    host = ServiceHost(SERVICE, settings)
    try:
        return await measure(host, sizes, each)
    finally:
        host.client.close()


def main() -> None:
    """Start a MongoDB, measure, print the figures as one JSON list on the last line; all ends with this."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=30, help="commands of each of the two workers at a time")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Mongod(Path(folder) / "mongod")
        server.start()
        try:
            print(f"seed {SEED}, two workers of {asked.each} commands each")
            rows = asyncio.run(run(server.url, Path(folder), SIZES, asked.each))
        finally:
            server.kill()
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
