"""What an operator types about subscribers, and what comes of it at the broker."""

import asyncio
from datetime import UTC, datetime

import aio_pika
import pytest

from deploy.subscribers import Desk, Outside, main
from shared.subscribers.names import account_of, exchange_of
from shared.subscribers.subscribers import SubscriberExists, SubscriberNotFound
from tests.messaging.running import an_event
from tests.servers import Servers
from tests.subscribers.yard import TYPE, Yard

pytestmark = pytest.mark.servers


@pytest.fixture
def environment(yard: Yard, servers: Servers) -> dict[str, str]:
    """What the command reads."""
    return {
        "TONGXIN_MONGO_URL": servers.mongo_url,
        "TONGXIN_DATABASE_PREFIX": yard.ground.db.name.removesuffix("notify"),
        "TONGXIN_AMQP_URL": yard.ground.amqp_url,
        "TONGXIN_OUTSIDE_AMQP_URL": yard.outside_url,
        "TONGXIN_AMQP_MANAGEMENT_URL": servers.management_url,
    }


def test_a_subscriber_that_is_added_listed_and_removed(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str], servers: Servers
) -> None:
    assert main(["add", "desk-one", "registry.organisation.*", TYPE], environment) == 0
    told = capsys.readouterr().out
    password = next(line.split()[1] for line in told.splitlines() if line.strip().startswith("password"))
    assert len(password) >= 32
    assert servers.management.has_user("outside-desk-one")
    assert main(["list"], environment) == 0
    listed = capsys.readouterr().out
    assert "desk-one: told 0, refused 0, missed 0" in listed
    assert TYPE in listed
    assert password not in listed
    assert main(["resend", "desk-one", "--since", "2026-11-26T08:00+08:00"], environment) == 0
    assert main(["remove", "desk-one"], environment) == 0
    assert not servers.management.has_user("outside-desk-one")


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        (["add", "UPPER", "*"], "小写字母"),
        (["add", "desk-two", "rescue.interpreter.requested.v1"], "不对外提供"),
        (["allow", "nobody", "*"], "没有名为 nobody"),
        (["remove", "nobody"], "没有名为 nobody"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str], typed: list[str], slug: str
) -> None:
    assert main(typed, environment) == 1
    assert slug in capsys.readouterr().err


def test_without_the_management_api_the_command_says_what_is_missing(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    del environment["TONGXIN_AMQP_MANAGEMENT_URL"]
    assert main(["list"], environment) == 1
    assert "TONGXIN_AMQP_MANAGEMENT_URL" in capsys.readouterr().err


def test_a_management_api_that_is_away_or_refuses_is_told_in_a_sentence(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str], servers: Servers
) -> None:
    refused = environment | {"TONGXIN_AMQP_MANAGEMENT_URL": servers.management_url.replace("guest:guest", "guest:no")}
    away = environment | {"TONGXIN_AMQP_MANAGEMENT_URL": "http://guest:guest@127.0.0.1:1"}
    for one in (refused, away):
        assert main(["add", "desk-three", TYPE], one) == 1
        assert "✗" in capsys.readouterr().err
    assert main(["allow", "desk-three", TYPE], environment) == 1  # nothing was left behind


async def test_a_name_is_given_once(yard: Yard) -> None:
    await yard.add("once")
    with pytest.raises(SubscriberExists):
        await yard.add("once")


async def test_another_password_shuts_out_whoever_has_the_old_one(yard: Yard) -> None:
    await yard.add("one")
    await yard.queue_of("one", "one.all")
    closed = asyncio.Event()
    connection = await aio_pika.connect(yard.url_of("one"))
    connection.close_callbacks.add(lambda *_: closed.set())
    yard.passwords["one"] = await yard.desk.password("one")
    async with asyncio.timeout(20):
        await closed.wait()
    await yard.queue_of("one", "one.all")


async def test_another_password_makes_again_what_a_new_broker_lacks(yard: Yard) -> None:
    await yard.add("one")
    yard.admin.drop_vhost(yard.vhost)
    yard.admin.drop_user(account_of("one"))
    yard.passwords["one"] = await yard.desk.password("one")
    await yard.queue_of("one", "one.all")
    async with yard.forwarding():
        await yard.ground.send(an_event("s", 1))
        assert await yard.heard("one", "one.all", 1)


async def test_who_was_removed_leaves_neither_queue_nor_exchange_nor_record(yard: Yard) -> None:
    await yard.add("one")
    await yard.queue_of("one", "one.all")
    await yard.desk.remove("one")
    assert yard.admin.queues(yard.vhost) == []
    exchanges = {one["name"] for one in yard.admin.ask("GET", f"exchanges/{yard.vhost}")}
    assert exchange_of("one") not in exchanges
    with pytest.raises(SubscriberNotFound):
        await yard.subscribers.get("one")


async def test_the_forwarder_may_only_write_to_exchanges_of_subscribers(yard: Yard) -> None:
    yard.admin.add_user("forwarder-only", "pw")
    try:
        await Desk(yard.ground.db, Outside(yard.admin, yard.vhost, "forwarder-only")).add(
            "one", [TYPE], datetime.now(UTC)
        )
        found = yard.admin.ask("GET", f"permissions/{yard.vhost}/forwarder-only")
        assert (found["configure"], found["write"], found["read"]) == ("^$", r"^events\.", "^$")
    finally:
        yard.admin.drop_user("forwarder-only")
        yard.admin.drop_user(account_of("one"))
