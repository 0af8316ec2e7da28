"""A replica whose clock is an hour ahead or behind: not ready, and no limit is missed or ends early by it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.registry.main import SERVICE as REGISTRY
from shared.clock.loop import PassTimeLoop
from shared.kernel.clock import SystemClock
from shared.storage import server_clock
from shared.storage.mongo import connect, database, server_time
from shared.storage.server_clock import ServerClock
from tests.running_services import running_office

pytestmark = pytest.mark.servers
HOUR = timedelta(hours=1)


class Shifted(SystemClock):
    """This machine's clock, moved."""

    def __init__(self, by: timedelta) -> None:
        self.by = by

    def now(self) -> datetime:
        return super().now() + self.by


@pytest.mark.parametrize("by", [HOUR, -HOUR])
async def test_limits_end_when_they_do_by_the_server_on_a_replica_with_a_wrong_clock(
    mongo_url: str, by: timedelta
) -> None:
    client = connect(mongo_url)
    clock = ServerClock(lambda: server_time(database(client, "clock")), Shifted(by))
    now = datetime.now(UTC)
    due = {"ended a minute ago": now - timedelta(minutes=1), "ends in half an hour": now + HOUR / 2}
    passed: dict[str, datetime] = {}

    async def find(at: datetime, _: int) -> list[str]:
        return [name for name, end in due.items() if end <= at and name not in passed]

    async def run(name: str, at: datetime) -> None:
        passed[name] = at

    loop = PassTimeLoop(find, run, clock, timedelta(seconds=1), clock.is_right)
    assert await loop.once() == 1
    assert passed.keys() == {"ended a minute ago"}
    assert abs(passed["ended a minute ago"] - now) < timedelta(seconds=30)
    client.close()


@pytest.mark.parametrize("by", [HOUR, -HOUR])
async def test_service_with_a_wrong_clock_is_not_ready_and_works_by_the_time_of_the_server(
    mongo_url: str, vhost_url: str, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: timedelta
) -> None:
    monkeypatch.setattr(server_clock, "SystemClock", lambda: Shifted(by))
    async with running_office(mongo_url, vhost_url, f"{database}_", tmp_path, REGISTRY) as office:
        host, http = office.registry.host, office.registry.http
        answer = await http.get("/health/ready")
        assert answer.status_code == 503
        [clock] = [check for check in answer.json()["checks"] if check["name"] == "clock"]
        assert not clock["ok"]
        assert "the database server's" in clock["why"]
        assert abs(host.clock.now() - datetime.now(UTC)) < timedelta(seconds=30)
