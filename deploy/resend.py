"""Send a service's events again from its own log: ``python -m deploy.resend grants --since 2026-11-26T08:00+08:00``.

For a consumer whose database was restored from a backup. Run it after ``deploy.prepare`` and before the services
start, so that no consumer absorbs a later event of a subject first. Repeats do no harm: their ids are known, for 35
days. What is older would take effect again, so it is refused, except ``--to`` one service that has absorbed nothing at
all yet: it alone gets them then.
"""

import argparse
import asyncio
import os
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from aio_pika.exceptions import AMQPError

from deploy.command_line import moment
from deploy.prepare import database_plans, handled_types
from deploy.wiring import HEARING, SERVICES
from shared.kernel.errors import Conflict, DomainError, Invalid
from shared.messaging.broker import EventBroker, close, connect, make_broker, publish
from shared.messaging.relay import forms_of
from shared.messaging.topology import queue_of
from shared.storage.absorbed import HANDLED_FOR
from shared.storage.mongo import Database, database, reaching_storage
from shared.storage.mongo import connect as connect_storage

SUBJECTS_AT_ONCE = 50
MARGIN = timedelta(hours=1)
"""What is forgotten while events are being sent is not sent."""


class ForgottenSince(Invalid):
    slug = "resend-forgotten"
    zh = (
        "各服务只记得最近 {days} 天内收过的事件，更早的重发会再次生效。请从 {earliest} 或更晚的时间开始；"
        "若某个服务的数据库是空的，用 --to 只发给它。"
    )
    en = (
        "Services remember for {days} days which events they absorbed; older ones would take effect again. Begin at "
        "{earliest} or later; for one service whose database is empty, send to it alone with --to."
    )


class NotEmpty(Conflict):
    slug = "resend-not-empty"
    zh = "{service} 的数据库不是空的（{collection} 中已有数据），{days} 天以前的事件会再次生效，没有发送。"
    en = (
        "The database of {service} is not empty (there is something in {collection}): events of more than {days} days "
        "ago would take effect again. Nothing was sent."
    )


async def require_remembered(receiving: Database, since: datetime, now: datetime, to: str | None) -> None:
    """What is sent again since then was absorbed never, or so lately that it is known.

    ``receiving`` is the database of the service ``to`` which it is sent, if that is one alone. Raises ForgottenSince,
    NotEmpty and StorageAway.
    """
    earliest = now - HANDLED_FOR + MARGIN
    if since >= earliest:
        return
    if to is None:
        raise ForgottenSince(days=HANDLED_FOR.days, earliest=f"{earliest:%Y-%m-%dT%H:%M}+00:00")
    for collection in database_plans()[to].aggregates:
        async with reaching_storage():
            if await receiving[collection].find_one({}, {"_id": 1}):
                raise NotEmpty(service=to, collection=collection, days=HANDLED_FOR.days)


async def resend(log: Database, amqp_url: str, service: str, since: datetime, to: str | None = None) -> Counter[str]:
    """Send every event since then, each subject's in order and each one confirmed; answers how many of which type.

    With ``to`` only what this service reacts to, and to it alone.
    Raises StorageAway, and aio_pika's errors or TimeoutError when the broker is away or refuses.
    """
    sent: Counter[str] = Counter()
    only = None if to is None else (queue_of(to), handled_types()[to])
    broker, turns = make_broker(amqp_url, service), asyncio.Semaphore(SUBJECTS_AT_ONCE)
    await connect(broker)
    try:
        subjects = await _first_of_each_subject(log, since)
        await asyncio.gather(*(_resend_subject(log, broker, turns, *one, sent, only) for one in subjects.items()))
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
    log: Database,
    broker: EventBroker,
    turns: asyncio.Semaphore,
    subject: str,
    first: int,
    sent: Counter[str],
    only: tuple[str, set[str]] | None,
) -> None:
    """``only`` is the one queue that gets them, and the types that it is for; None for everybody who is bound."""
    where: dict[str, Any] = {"subject": subject, "sequence": {"$gte": first}}
    queue, wanted = only or (None, None)
    async with turns, reaching_storage():
        async for event in log["events"].find(where, {"_id": 0, "at": 0}).sort("sequence", 1):
            forms = [(form, body) for form, body in forms_of(event) if wanted is None or form["type"] in wanted]
            for form, body in forms:
                await publish(broker, body, form["type"], form["id"], form["correlationid"], queue)
            if forms:
                sent[event["type"]] += 1


async def _run(service: str, since: datetime, to: str | None, environment: Mapping[str, str]) -> None:
    client = connect_storage(environment["TONGXIN_MONGO_URL"])
    prefix = environment.get("TONGXIN_DATABASE_PREFIX", "tongxin_")
    log, receiving = database(client, prefix + service), database(client, prefix + (to or service))
    try:
        await require_remembered(receiving, since, datetime.now(UTC), to)
        sent = await resend(log, environment["TONGXIN_AMQP_URL"], service, since, to)
    finally:
        client.close()
    for type_, count in sorted(sent.items()):
        print(f"{count:>8} {type_}")
    print(f"已重发 {sent.total()} 个事件 · {sent.total()} events were sent again")


def main(arguments: list[str], environment: Mapping[str, str] = os.environ) -> int:
    """Exit code 1 when not everything was sent; it may be run again."""
    parser = argparse.ArgumentParser(prog="deploy.resend", description=__doc__)
    parser.add_argument("service", choices=SERVICES, help="whose events")
    parser.add_argument("--since", type=moment, required=True, help="ISO 8601 with its zone")
    parser.add_argument("--to", choices=HEARING, help="the one service that gets them; without, everybody who is bound")
    asked = parser.parse_args(arguments)
    try:
        asyncio.run(_run(asked.service, asked.since, asked.to, environment))
    except (ForgottenSince, NotEmpty) as refused:
        print(f"✗ {refused.sentence('zh')}\n  {refused.sentence('en')}", file=sys.stderr)
        return 1
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
