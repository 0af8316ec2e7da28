"""Events sent again from the publisher's log reach a restored consumer once, in order, and disturb nobody else."""

from datetime import UTC, datetime, timedelta, timezone

import aio_pika
import pytest

from deploy.resend import NotEmpty, main, require_remembered, resend
from shared.messaging.topology import declare_topology, queue_of
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of
from tests.eventually import eventually
from tests.messaging.running import SERVICE, TYPE, Consuming, Ground, Publishing

pytestmark = pytest.mark.servers

CHINA = timezone(timedelta(hours=8))
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def ground(mongo_url: str, vhost_url: str, database: str) -> Ground:
    """Counters and ledgers in one database, on a virtual host of their own."""
    await declare_topology(vhost_url, {SERVICE: [TYPE]})
    return Ground(database_of(connect(mongo_url), f"{database}grants"), vhost_url)


async def test_resend_gives_a_restored_consumer_what_it_lost_and_repeats_do_no_harm(ground: Ground) -> None:
    await ground.open_ledgers("a", "b")
    async with Publishing(ground) as source, Consuming(ground):
        await source.open_counters("a", "b")
        await source.count("a", "b")
        await eventually(lambda: ground.has("a", 1))
        backup = await ground.db["ledgers"].find_one({"_id": "a"})
        await source.count("a", "a", "b")
        await eventually(lambda: ground.has("a", 3))
        await eventually(lambda: ground.has("b", 2))
        await eventually(source.is_empty)
    assert backup
    await ground.db["ledgers"].replace_one({"_id": "a"}, backup)
    sent = await resend(ground.db, ground.amqp_url, "grants", LONG_AGO)
    assert sent == {TYPE: 5}
    async with Consuming(ground):
        await eventually(lambda: ground.has("a", 3))
        await eventually(lambda: ground.is_left(0, 1))
    assert (await ground.values("a"), await ground.values("b")) == ([1, 2, 3], [1, 2])
    assert await ground.unfinished() == {}


async def test_resend_goes_on_by_sequence_from_the_first_event_since_then_whatever_later_clocks_said(
    ground: Ground,
) -> None:
    async with Publishing(ground) as source:
        await source.open_counters("a")
        await source.count("a", times=4)
        await eventually(source.is_empty)
    await ground.received(4)
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    for sequence, minutes in ((1, -9), (2, 0), (3, -1), (4, 5)):
        at = f"{noon + timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%S}{'.25' if minutes else ''}Z"
        await ground.db["events"].update_one({"sequence": sequence}, {"$set": {"time": at}})
    assert await resend(ground.db, ground.amqp_url, "grants", noon.astimezone(CHINA)) == {TYPE: 3}
    assert [event.sequence for event in await ground.received(3)] == [2, 3, 4]


@pytest.mark.parametrize("since", ["2026-11-26T08:00", "yesterday", "0001-01-01T00:00+14:00"])
def test_resend_since_a_moment_that_nobody_can_tell_is_refused_with_an_example(
    since: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["grants", "--since", since], {})
    assert "2026-11-26T08:00+08:00" in capsys.readouterr().err


def test_resend_without_a_broker_says_that_not_all_was_sent(
    mongo_url: str, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {"TONGXIN_MONGO_URL": mongo_url, "TONGXIN_AMQP_URL": "amqp://127.0.0.1:1/"}
    told["TONGXIN_DATABASE_PREFIX"] = database
    assert main(["grants", "--since", f"{datetime.now(UTC):%Y-%m-%dT%H:%M}+00:00"], told) == 1
    assert "run it again" in capsys.readouterr().err


def test_resend_of_what_receivers_have_forgotten_is_refused_in_a_sentence(
    mongo_url: str, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {"TONGXIN_MONGO_URL": mongo_url, "TONGXIN_AMQP_URL": "amqp://127.0.0.1:1/"}
    told["TONGXIN_DATABASE_PREFIX"] = database
    long_ago = f"{datetime.now(UTC) - timedelta(days=36):%Y-%m-%dT%H:%M}+00:00"
    assert main(["grants", "--since", long_ago], told) == 1
    error = capsys.readouterr().err
    assert "只记得最近 35 天内收过的事件" in error
    assert "older ones would take effect again" in error


async def test_resend_of_old_events_goes_to_an_empty_service_alone(
    mongo_url: str, database: str, vhost_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An event of 40 days ago reaches the queue of the one service, and no other, and never one that holds data."""
    db, long_ago = database_of(connect(mongo_url), f"{database}public"), datetime.now(UTC) - timedelta(days=40)
    await require_remembered(db, long_ago, datetime.now(UTC), "public")
    ground = Ground(database_of(connect(mongo_url), f"{database}grants"), vhost_url)
    await declare_topology(vhost_url, {SERVICE: [TYPE], "registry": [TYPE]})
    async with Publishing(ground) as source:
        await source.open_counters("a")
        await source.count("a")
        await eventually(source.is_empty)
    await ground.received(1)
    monkeypatch.setattr("deploy.resend.handled_types", lambda: {SERVICE: {TYPE}})
    assert await resend(ground.db, vhost_url, "grants", LONG_AGO, SERVICE) == {TYPE: 1}
    assert len(await ground.received(1)) == 1
    async with await aio_pika.connect(vhost_url) as connection:
        queue = await (await connection.channel()).declare_queue(queue_of("registry"), passive=True)
        assert queue.declaration_result.message_count == 1, "the first time alone"
    await db["notices"].insert_one({"_id": "n1"})
    with pytest.raises(NotEmpty):
        await require_remembered(db, long_ago, datetime.now(UTC), "public")
