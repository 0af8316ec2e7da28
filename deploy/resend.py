"""Send a service's events again from its own log: ``python -m deploy.resend grants --since 2026-11-26T08:00+08:00``.

For a consumer whose database was restored from a backup. Run it after ``deploy.prepare`` and before the services
start, so that no consumer absorbs a later event of a subject first. Repeats do no harm: their ids are known.
"""

import argparse
import asyncio
import os
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aio_pika.exceptions import AMQPError

from deploy.wiring import SERVICES
from shared.kernel.errors import DomainError
from shared.messaging.broker import EventBroker, close, connect, make_broker, publish
from shared.messaging.relay import forms_of
from shared.storage.mongo import Database, database, reaching_storage
from shared.storage.mongo import connect as connect_storage

SUBJECTS_AT_ONCE = 50
EXAMPLE = "2026-11-26T08:00+08:00"


async def resend(log: Database, amqp_url: str, service: str, since: datetime) -> Counter[str]:
    """Send every event since then, each subject's in order and each one confirmed; answers how many of which type.

    Raises StorageAway, and aio_pika's errors or TimeoutError when the broker is away or refuses.
    """
    sent: Counter[str] = Counter()
    broker, turns = make_broker(amqp_url, service), asyncio.Semaphore(SUBJECTS_AT_ONCE)
    await connect(broker)
    try:
        subjects = await _first_of_each_subject(log, since)
        await asyncio.gather(*(_resend_subject(log, broker, turns, *one, sent) for one in subjects.items()))
    finally:
        await close(broker)
    return sent


async def _first_of_each_subject(log: Database, since: datetime) -> dict[str, int]:
    """The lowest sequence since then: from there on the order is by sequence, whatever the clocks of replicas said.

    Events keep their time as it is on the wire, in UTC; texts of whole seconds come before those with fractions.
    """
    pipeline: list[dict[str, Any]] = [
        {"$match": {"time": {"$gte": f"{since.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"}}},
        {"$group": {"_id": "$subject", "first": {"$min": "$sequence"}}},
    ]
    async with reaching_storage():
        return {row["_id"]: row["first"] async for row in log["events"].aggregate(pipeline)}


async def _resend_subject(
    log: Database, broker: EventBroker, turns: asyncio.Semaphore, subject: str, first: int, sent: Counter[str]
) -> None:
    where = {"subject": subject, "sequence": {"$gte": first}}
    async with turns, reaching_storage():
        async for event in log["events"].find(where, {"_id": 0}).sort("sequence", 1):
            for form, body in forms_of(event):
                await publish(broker, body, form["type"], form["id"], form["correlationid"])
            sent[event["type"]] += 1


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(f"{text} is no time; write it so: {EXAMPLE}") from error
    raise argparse.ArgumentTypeError(f"say the zone, too: {EXAMPLE}")


async def _run(service: str, since: datetime, environment: Mapping[str, str]) -> None:
    client = connect_storage(environment["TONGXIN_MONGO_URL"])
    log = database(client, environment.get("TONGXIN_DATABASE_PREFIX", "tongxin_") + service)
    try:
        sent = await resend(log, environment["TONGXIN_AMQP_URL"], service, since)
    finally:
        client.close()
    for type_, count in sorted(sent.items()):
        print(f"{count:>8} {type_}")
    print(f"已重发 {sent.total()} 个事件 · {sent.total()} events were sent again")


def main(arguments: list[str], environment: Mapping[str, str] = os.environ) -> int:
    """Exit code 1 when not everything was sent; it may be run again."""
    parser = argparse.ArgumentParser(prog="deploy.resend", description=__doc__)
    parser.add_argument("service", choices=SERVICES, help="whose events")
    parser.add_argument("--since", type=_moment, required=True, help="ISO 8601 with its zone")
    asked = parser.parse_args(arguments)
    try:
        asyncio.run(_run(asked.service, asked.since, environment))
    except (DomainError, AMQPError, OSError, TimeoutError) as away:
        print(f"没有全部重发，可以再执行一次 / not all were sent, run it again: {away!r}", file=sys.stderr)
        return 1
    except KeyError as missing:
        how = "with make up: .venv/bin/python -m deploy.local.within deploy.resend ..."
        print(f"缺少环境变量 / the environment lacks {missing}; {how}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
