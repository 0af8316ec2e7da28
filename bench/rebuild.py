"""Every projection of a running installation is made anew by the operator's command, while its pages are read.

Run by ``make bench-rebuild``. Starts all services with the example data (769 organisations) on loopback, puts copies of
its cases and events beside them, to 10,000 and 100,000, as the stores write them and marked as not taken in yet, so
that the running services make their rows; then runs ``deploy.rebuild ... --compare`` for each as a process of its own,
which is what ``make rebuild`` does. Beside it people read the pages that are made of the rows.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from pymongo import MongoClient

from bench.installation import Running, installation
from bench.pages import SEED, add_cases, sign_in
from bench.verdict import percentile
from deploy.rebuild import projections_of
from shared.messaging.event_counts import NAME as EVENT_COUNTS

CASES, EVENTS = 10_000, 100_000
SERVICES = ("rescue", "registry", "grants")
READ = (
    ("rescue_worker", "/rescue/due"),
    ("rescue_worker", "/rescue/cases?q=示例"),
    ("centre_admin", "/today"),
    ("grants_officer", "/grants/organisations"),
    ("operator", "/ops/messages"),
)
"""Pages that are made of rows, and as whom they are read."""
TOLD = re.compile(r"(\d+) 行 rows +([\d.]+) s, (\d+) 行不同")
TAKEN_IN_WITHIN_S = 300.0


@dataclass
class Reading:
    """What went on beside a rebuild: how long each page took, in ms, and which were not answered."""

    taken: list[float] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def go_on(self, browsers: Mapping[str, httpx.Client]) -> None:
        """Read page after page until it is ended."""
        while not self.ended.is_set():
            for role, path in READ:
                began = time.perf_counter()
                answer = browsers[role].get(path)
                self.taken.append((time.perf_counter() - began) * 1000)
                if answer.status_code != 200:
                    self.broken.append(f"{path} {answer.status_code}")
            self.ended.wait(0.1)


def add_events(log: Any, count: int, seed: int) -> None:
    """Copies of the events that are there, spread over 35 days."""
    chance, originals, now = random.Random(seed), list(log.find().limit(2_000)), datetime.now(UTC)
    for begin in range(0, count, 10_000):
        copies = []
        for number in range(begin, min(count, begin + 10_000)):
            at = now - timedelta(minutes=chance.randrange(60 * 24 * 35))
            told = {"_id": f"bench-{number}", "time": _like(originals[0]["time"], at)}
            copies.append({**chance.choice(originals), **told})
        log.insert_many(copies, ordered=False)


def _like(stored: object, at: datetime) -> object:
    """A time as the log keeps it: a text or a date."""
    return at.isoformat() if isinstance(stored, str) else at


def fill(client: MongoClient[dict[str, Any]], prefix: str) -> dict[str, int]:
    """Add what is missing, and wait until the running service has rows of it all; answers how many there are."""
    rescue = client[f"{prefix}rescue"]
    before = {one["_id"] for one in rescue.cases.find({}, {"_id": 1})}
    add_cases(rescue.cases, CASES - len(before), SEED)
    add_events(rescue.events, EVENTS - rescue.events.count_documents({}), SEED)
    rescue.cases.update_many({"_id": {"$nin": sorted(before)}}, {"$set": {"unfollowed": True}})
    deadline = time.monotonic() + TAKEN_IN_WITHIN_S
    while rescue.cases.count_documents({"unfollowed": True}):
        if time.monotonic() > deadline:
            raise TimeoutError("the running service did not take the cases in")
        time.sleep(0.5)
    return {
        "cases": rescue.cases.count_documents({}),
        "events": rescue.events.count_documents({}),
        "organisations": client[f"{prefix}registry"].organisations.count_documents({}),
        "standings": client[f"{prefix}grants"].standings.count_documents({}),
    }


def rebuilt(running: Running, service: str, projection: str, browsers: Mapping[str, httpx.Client]) -> dict[str, Any]:
    """One projection by the operator's command, with reads going on. Raises RuntimeError where it does not say."""
    reading = Reading()
    others = threading.Thread(target=reading.go_on, args=(browsers,))
    others.start()
    began = time.perf_counter()
    command = [sys.executable, "-m", "deploy.rebuild", service, projection, "--compare"]
    done = subprocess.run(command, env={**os.environ, **running.environment}, capture_output=True, text=True)
    whole = time.perf_counter() - began
    reading.ended.set()
    others.join()
    told = TOLD.search(done.stdout)
    if told is None:
        raise RuntimeError(f"{service} {projection}: {done.stdout} {done.stderr}")
    return {
        "projection": f"{service} {projection}",
        "rows": int(told[1]),
        "seconds": float(told[2]),
        "command_s": round(whole, 2),
        "different": int(told[3]),
        "reads": len(reading.taken),
        "read_p95_ms": round(percentile(reading.taken, 0.95), 1),
        "not_answered": len(reading.broken),
    }


def bench(running: Running) -> list[dict[str, Any]]:
    """A row of figures for each projection of each service."""
    with MongoClient[dict[str, Any]](running.environment["TONGXIN_MONGO_URL"]) as client:
        print(f"seed {SEED}: {fill(client, running.environment['TONGXIN_DATABASE_PREFIX'])}")
    browsers = {role: sign_in(running.address, role) for role in {role for role, _ in READ}}
    rows = []
    for service in SERVICES:
        names = [*(one.name for one in projections_of(service)), *([EVENT_COUNTS] if service == "rescue" else [])]
        for name in names:
            rows.append(rebuilt(running, service, name, browsers))
            print("  ".join(f"{key} {value}" for key, value in rows[-1].items()))
    return rows


def main() -> None:
    """Start an installation, measure, print the figures as one JSON list on the last line; all ends with this."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with installation() as running:
        rows = bench(running)
    print(json.dumps(rows, ensure_ascii=False))


if __name__ == "__main__":
    main()
