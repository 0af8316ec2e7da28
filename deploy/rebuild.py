"""Make the rows of a projection anew: ``make rebuild service=rescue projection=due_list ARGS=--compare``.

Safe beside running services, which read the present rows until the new ones are whole. ``--compare`` says as well
which of the present rows differed from the new ones; exit code 1 then. Without a projection all of the service's are
rebuilt.
Reads TONGXIN_MONGO_URL and TONGXIN_DATABASE_PREFIX; needs no key, for nothing sealed is in a row.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from time import monotonic

from deploy.command_line import carried_out
from deploy.wiring import SERVICES
from shared.kernel.clock import Clock, SystemClock
from shared.kernel.errors import DomainError
from shared.messaging.event_counts import NAME as EVENT_COUNTS
from shared.messaging.event_counts import EventCounts
from shared.projection.projection import Projection
from shared.projection.projector import Projector
from shared.projection.rebuilding import Rebuilt, rebuild
from shared.storage.mongo import connect, database

SHOWN = 20
"""How many of the aggregates that differed are named."""


class RowsDiffered(DomainError):
    slug = "projection-differed"
    zh = "有 {count} 行与重建的结果不同（见上），已由新的行代替。请查明原因，例如是否直接改过数据库。"
    en = "{count} rows differed from the new ones (above), which replaced them. Find out why: was the database edited?"


class NoSuchProjection(DomainError):
    slug = "projection-unknown"
    zh = "{service} 没有读模型“{name}”；有：{known}。"
    en = "{service} has no projection {name}; it has: {known}."


def projections_of(service: str) -> list[Projection]:
    """The projections that a service declares, each with the form of its view."""
    formed: list[Projection] = import_module(f"services.{service}.main").SERVICE.formed
    return formed


async def rebuild_all(url: str, prefix: str, service: str, name: str | None, *, compare: bool) -> None:
    """Print a line for each projection. Raises NoSuchProjection, RowsDiffered, BeingRebuilt and StorageAway."""
    declared = projections_of(service)
    wanted = [one for one in declared if name in (None, one.name)]
    if name not in (None, EVENT_COUNTS) and not wanted:
        raise NoSuchProjection(
            service=service, name=name, known=", ".join([*(one.name for one in declared), EVENT_COUNTS])
        )
    client, clock, count = connect(url), SystemClock(), 0
    try:
        projector = Projector(database(client, prefix + service), declared, clock)
        for projection in wanted:
            done = await rebuild(projector, projection, clock, compare=compare)
            count += told(service, projection.name, done, compare=compare)
        if name in (None, EVENT_COUNTS):
            counted = await recounted(projector, clock)
            count += told(service, EVENT_COUNTS, counted, compare=True)
    finally:
        client.close()
    if count:
        raise RowsDiffered(count=count)


async def recounted(projector: Projector, clock: Clock) -> Rebuilt:
    """The counts of published events, hour by hour, made anew from the log. Raises StorageAway."""
    began = monotonic()
    hours, wrong = await EventCounts(projector.database).recount(clock.now())
    return Rebuilt(hours, monotonic() - began, wrong)


def told(service: str, name: str, done: Rebuilt, *, compare: bool) -> int:
    """Print what a rebuild did; says how many rows differed."""
    verdict = f", {len(done.different)} 行不同 different" if compare else ""
    print(f"{service} {name:<20} {done.rows:>8} 行 rows {done.seconds:8.2f} s{verdict}")
    for one in done.different[:SHOWN]:
        print(f"  {one}")
    return len(done.different)


def main(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    """Exit code 1 when rows differed, or nothing could be rebuilt."""
    parser = argparse.ArgumentParser(prog="deploy.rebuild", description=__doc__)
    parser.add_argument("service", choices=SERVICES)
    parser.add_argument("projection", nargs="?", help="without, all of the service's")
    parser.add_argument("--compare", action="store_true", help="say which of the present rows differ from the new ones")
    asked = parser.parse_args(arguments)

    async def run() -> None:
        url, prefix = environment["TONGXIN_MONGO_URL"], environment.get("TONGXIN_DATABASE_PREFIX", "tongxin_")
        await rebuild_all(url, prefix, asked.service, asked.projection, compare=asked.compare)

    return carried_out(run(), "deploy.rebuild")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
