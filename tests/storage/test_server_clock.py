"""A machine whose clock is wrong is noticed, beside a real database server too."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.kernel.clock import FixedClock, SystemClock
from shared.observability.metrics import clock_apart_seconds, value_of
from shared.storage.mongo import connect, database, server_time
from shared.storage.server_clock import ServerClock

NOW = datetime(2026, 9, 28, 1, tzinfo=UTC)


class Shifted:
    """This machine's clock, moved."""

    def __init__(self, by: timedelta) -> None:
        self.by = by

    def now(self) -> datetime:
        return SystemClock().now() + self.by


@pytest.mark.servers
@pytest.mark.parametrize(
    ("by", "agrees", "said"),
    [
        (timedelta(0), True, ""),
        (timedelta(seconds=10), True, ""),
        (timedelta(seconds=40), False, "s ahead of the database server's"),
        (timedelta(hours=30), False, "s ahead of the database server's"),
        (timedelta(minutes=-5), False, "s behind the database server's"),
    ],
)
async def test_a_shifted_clock_is_noticed_beside_a_real_server(
    mongo_url: str, by: timedelta, agrees: bool, said: str
) -> None:
    client = connect(mongo_url)
    clock = ServerClock(lambda: server_time(database(client, "clock")), Shifted(by))
    health = await clock.check()
    assert (await clock.agrees(), health.ok) == (agrees, agrees)
    assert said in health.why
    assert value_of(clock_apart_seconds) == pytest.approx(by.total_seconds(), abs=30)
    client.close()


async def test_an_answer_that_takes_long_is_no_wrong_clock() -> None:
    own = FixedClock(NOW)

    async def late() -> datetime:
        own.move(timedelta(minutes=5))
        return NOW + timedelta(minutes=1)

    assert await ServerClock(late, own).agrees()
