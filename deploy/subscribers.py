"""Other systems that hear our events: ``python -m deploy.subscribers add|list|allow|resend|password|remove``.

Reads TONGXIN_MONGO_URL and TONGXIN_DATABASE_PREFIX, TONGXIN_AMQP_URL (or TONGXIN_OUTSIDE_AMQP_URL) for where outsiders
are, and TONGXIN_AMQP_MANAGEMENT_URL, the broker's management API with an administrator's account. What is told of one
subscriber costs no other one: each has its account, its exchange and its queues (docs/adr/0028).
"""

import argparse
import os
import re
import secrets
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from deploy.broker_admin import BrokerAdmin
from deploy.command_line import carried_out, moment
from shared.storage.mongo import Database, connect, database
from shared.subscribers.names import account_of, exchange_of, outside_url, queues_of, vhost_of
from shared.subscribers.subscribers import Subscriber, Subscribers, chosen_types, require_name

OWNER = "notify"
"""The service that brings events to subscribers, in whose database they are kept."""
MOST_MESSAGES, MOST_BYTES = 100_000, 100_000_000
"""Bounds of one queue of a subscriber, in messages and bytes, whatever the subscriber declares."""
USER_LIMITS = {"max-connections": 10, "max-channels": 50}
MOST_QUEUES = 100
NOTHING = "^$"


@dataclass(frozen=True)
class Outside:
    """The virtual host for outsiders, as its administrator sees it. All raise OSErrors of BrokerAdmin."""

    admin: BrokerAdmin
    vhost: str
    forwarder: str
    """The account that forwards."""

    def open(self) -> None:
        """Make the virtual host, and let the forwarder write to the exchanges of subscribers."""
        self.admin.add_vhost(self.vhost)
        self.admin.limit_vhost(self.vhost, {"max-queues": MOST_QUEUES})
        if self.forwarder != self.admin.user:
            self.admin.allow(self.vhost, self.forwarder, {"configure": NOTHING, "write": r"^events\.", "read": NOTHING})

    def let_in(self, name: str, types: Collection[str]) -> str:
        """Make the account, exchange and bounds of a subscriber, and answer its password, which is kept nowhere."""
        self.admin.declare_topic_exchange(self.vhost, exchange_of(name))
        bounds = {"max-length": MOST_MESSAGES, "max-length-bytes": MOST_BYTES}
        self.admin.limit_queues(self.vhost, name, queues_of(name), bounds)
        password = secrets.token_urlsafe(24)
        self.admin.add_user(account_of(name), password)
        self.admin.limit_user(account_of(name), USER_LIMITS)
        self.allow(name, types)
        own = queues_of(name)
        read = rf"{own}|^{re.escape(exchange_of(name))}$"
        self.admin.allow(self.vhost, account_of(name), {"configure": own, "write": own, "read": read})
        return password

    def allow(self, name: str, types: Collection[str]) -> None:
        """It may bind exactly these routing keys: none with a wildcard, none besides."""
        read = "^(" + "|".join(re.escape(type_) for type_ in sorted(types)) + ")$"
        self.admin.allow_topics(self.vhost, account_of(name), exchange_of(name), write=NOTHING, read=read)

    def shut_out(self, name: str) -> None:
        """Delete its account, queues and exchange."""
        self.admin.drop_user(account_of(name))
        for queue in self.queues(name):
            self.admin.drop_queue(self.vhost, queue["name"])
        self.admin.drop_exchange(self.vhost, exchange_of(name))
        self.admin.drop_queue_limits(self.vhost, name)

    def queues(self, name: str) -> list[dict[str, Any]]:
        """Its queues as the broker tells them."""
        return [queue for queue in self.admin.queues(self.vhost) if re.match(queues_of(name), queue["name"])]


class Desk:
    """What an operator decides about subscribers, at the broker and in the records alike; each may be repeated."""

    def __init__(self, db: Database, outside: Outside) -> None:
        self._subscribers = Subscribers(db)
        self._outside = outside

    async def add(self, name: str, types: Collection[str], now: datetime) -> str:
        """Let it in and answer its password. Raises SubscriberNameInvalid, TypeMayNotLeave, SubscriberExists."""
        chosen = chosen_types(types)
        await self._subscribers.add(require_name(name), chosen, now)
        try:
            self._outside.open()
            return self._outside.let_in(name, chosen)
        except BaseException:
            await self._subscribers.remove(name)
            raise

    async def allow(self, name: str, types: Collection[str]) -> list[str]:
        """It hears exactly these from now on. Raises SubscriberNotFound, TypeMayNotLeave."""
        chosen = chosen_types(types)
        await self._subscribers.get(name)
        self._outside.allow(name, chosen)
        await self._subscribers.allow(name, chosen)
        return chosen

    async def password(self, name: str) -> str:
        """Give it another password, and make again whatever the broker has lost of it; what is connected is cut off.

        Raises SubscriberNotFound.
        """
        one = await self._subscribers.get(name)
        self._outside.open()
        password = self._outside.let_in(name, one.types)
        self._outside.admin.disconnect(account_of(name))
        return password

    async def resend(self, name: str, since: datetime) -> None:
        """Tell it alone again what happened since then. Raises SubscriberNotFound."""
        await self._subscribers.begin_again(name, since)

    async def remove(self, name: str) -> None:
        """Shut it out, with its queues. Raises SubscriberNotFound."""
        await self._subscribers.get(name)
        self._outside.shut_out(name)
        await self._subscribers.remove(name)

    async def listed(self) -> list[str]:
        """A few lines for each: what it hears, what it was told, what it refused, and how long its queues are."""
        return [line for one in await self._subscribers.all() for line in self._lines(one)]

    def _lines(self, one: Subscriber) -> Iterator[str]:
        held = f", held since {one.held_since:%Y-%m-%d %H:%M:%SZ}" if one.held_since else ""
        yield f"{one.name}: told {one.told}, refused {one.refused}, missed {one.missed}{held}"
        for queue in self._outside.queues(one.name):
            yield f"    {queue['name']}: {queue.get('messages', '?')} messages, {queue.get('consumers', '?')} consumers"
        yield from (f"    {type_}" for type_ in sorted(one.types))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.subscribers", description=__doc__)
    kinds = parser.add_subparsers(dest="what", required=True)
    kinds.add_parser("list", help="who hears what, what was refused, and how long the queues are")
    for name, sentence in (
        ("add", "let a system in; its password is printed once"),
        ("allow", "it hears exactly these types from now on"),
    ):
        kind = kinds.add_parser(name, help=sentence)
        kind.add_argument("name")
        kind.add_argument("types", nargs="+", help="event types; a * at the end stands for all that begin so")
    again = kinds.add_parser("resend", help="tell it alone again what happened since then, of the last 30 days")
    again.add_argument("name")
    again.add_argument("--since", type=moment, required=True, help="ISO 8601 with its zone")
    kinds.add_parser("password", help="another password, and whatever a new broker lacks of it").add_argument("name")
    kinds.add_parser("remove", help="shut it out, with its queues").add_argument("name")
    return parser


async def _run(asked: argparse.Namespace, environment: Mapping[str, str]) -> None:
    inside = environment["TONGXIN_AMQP_URL"]
    outside = environment.get("TONGXIN_OUTSIDE_AMQP_URL") or outside_url(inside)
    admin = BrokerAdmin(environment["TONGXIN_AMQP_MANAGEMENT_URL"])
    client = connect(environment["TONGXIN_MONGO_URL"])
    owner = environment.get("TONGXIN_DATABASE_PREFIX", "tongxin_") + OWNER
    desk = Desk(database(client, owner), Outside(admin, vhost_of(outside), _forwarder(admin, outside, owner)))
    try:
        match asked.what:
            case "list":
                print("\n".join(await desk.listed()) or "没有订阅方 · no subscribers")
            case "add":
                _tell_account(asked.name, await desk.add(asked.name, asked.types, datetime.now(UTC)), outside)
            case "allow":
                print("\n".join(await desk.allow(asked.name, asked.types)))
            case "resend":
                await desk.resend(asked.name, asked.since)
                print(f"将从 {asked.since} 起重发 · will be told again from {asked.since} on")
            case "password":
                _tell_account(asked.name, await desk.password(asked.name), outside)
            case _:
                await desk.remove(asked.name)
                print(f"已移除 · removed: {asked.name}")
    finally:
        client.close()


def _forwarder(admin: BrokerAdmin, outside: str, owner: str) -> str:
    """The account that forwards: the one of the service, where services have accounts of their own."""
    return owner if admin.has_user(owner) else unquote(urlsplit(outside).username or "guest")


def _tell_account(name: str, password: str, outside: str) -> None:
    """What the other system needs; the password is told this once."""
    print("只显示这一次 · shown this once:")
    print(f"  vhost     {vhost_of(outside)}\n  user      {account_of(name)}\n  password  {password}")
    print(f"  exchange  {exchange_of(name)}\n  queues    {name}.…")


def main(arguments: list[str], environment: Mapping[str, str] = os.environ) -> int:
    """Exit code 1 after a sentence that says why not."""
    return carried_out(_run(_parser().parse_args(arguments), environment), "deploy.subscribers")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
