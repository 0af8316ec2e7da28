"""A backup from before an erasure is put back, and what was erased stays erased: on real files of a real server."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy import key_archive, reerase
from deploy.local.mongod import Mongod
from tests.builders_rescue import HEAD
from tests.rescue.entrypoints.test_erasure import FOUND_BY, departed
from tests.rescue.entrypoints.test_finding import PRIVATE
from tests.rescue.station import a_station
from tests.servers import a_mongod

pytestmark = pytest.mark.servers

MASTER = bytes(range(96))
OTHER = {"name": {"value": {"han": "李建国"}}}


@pytest.fixture
def mongod(tmp_path: Path) -> Iterator[Mongod]:
    """A server whose files this test copies."""
    server = a_mongod(tmp_path / "mongod")
    server.launch()
    server.wait()
    yield server
    server.stop()


def backed_up(mongod: Mongod, into: Path) -> None:
    """Copy the files of the server, as docs/operators.md says for a machine without containers."""
    mongod.stop()
    shutil.copytree(mongod.home / "data", into)
    mongod.launch()
    mongod.wait()


def put_back(mongod: Mongod, backup: Path) -> None:
    """The other way."""
    mongod.stop()
    shutil.rmtree(mongod.home / "data")
    shutil.copytree(backup, mongod.home / "data")
    mongod.launch()
    mongod.wait()


async def test_person_erased_after_the_backup_is_erased_again_and_found_nowhere(
    mongod: Mongod, vhost_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup, home = tmp_path / "backup", tmp_path / "home"
    home.mkdir()

    environment = {"TONGXIN_MONGO_URL": mongod.url, "TONGXIN_DATABASE_PREFIX": "it_"}
    async with a_station(mongod.url, vhost_url, "it_", home, key_of_old=MASTER) as station:
        case_id, other = await departed(station), await station.opened(**OTHER)
        at = station.clock.now()
    await asyncio.to_thread(backed_up, mongod, backup)
    async with a_station(mongod.url, vhost_url, "it_", home, key_of_old=MASTER, at=at) as station:
        await station.do(f"/cases/{case_id}/erasure", {}, HEAD)
    capsys.readouterr()
    assert await asyncio.to_thread(key_archive.main, [], environment) == 0
    archive = tmp_path / "data-keys.jsonl"
    archive.write_text(capsys.readouterr().out, "utf-8")
    assert not any(private in archive.read_text("utf-8") for private in PRIVATE)

    await asyncio.to_thread(put_back, mongod, backup)
    async with a_station(mongod.url, vhost_url, "it_", home, key_of_old=MASTER, at=at) as station:
        assert (await station.get("/cases/search", name="张志英"))["total"] == 1, "the backup brings the person back"
    assert await asyncio.to_thread(reerase.main, ["--archive", str(archive)], environment) == 0
    told = capsys.readouterr().out
    assert f"rescue cases/{case_id}: 密钥 key 1, 记录 document 1" in told
    assert "1 erasures in the ledgers, 1 had come back" in told
    async with a_station(mongod.url, vhost_url, "it_", home, key_of_old=MASTER, at=at) as station:
        answer = await station.call("GET", f"/cases/{case_id}?purpose=test")
        assert (answer.status_code, answer.json()["slug"]) == (410, "case-erased")
        for query in FOUND_BY:
            assert await station.get("/cases/search", **query) == {"items": [], "total": 0}
        database = station.host.database
        raw = [str(one) for name in await database.list_collection_names() async for one in database[name].find()]
        assert not any(private in one for private in PRIVATE for one in raw)
        assert await database["sealing_keys"].count_documents({"keyAltNames": case_id}) == 0
        assert (await station.file(other))["shown_name"] == "李建国"
        (entry,) = await station.host.reader.every("access_log", {"subject": case_id, "what": "erasure"})
        assert (entry["actor"], entry["why"]) == ("service:deploy", "restored")
    assert await asyncio.to_thread(reerase.main, [], environment) == 0
    assert "1 erasures in the ledgers, 0 had come back" in capsys.readouterr().out
