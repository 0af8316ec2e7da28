"""Keys are rotated beside a running service: nothing becomes unreadable, nobody is lost to the search."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from bson import Binary

from deploy import rotation
from deploy.rotation import main
from shared.storage.master_keys import index_key_beside, next_of, old_of, previous_of
from shared.storage.mongo import connect
from shared.storage.vault import MasterKeyWrong, Vault
from tests.rescue.entrypoints.test_finding import ZHANG
from tests.rescue.station import a_station

pytestmark = pytest.mark.servers

MASTER = bytes(range(96))


@pytest.fixture
def master(tmp_path: Path) -> Path:
    """The master key of an installation that has no file for its index key yet."""
    path = tmp_path / "master.key"
    path.write_bytes(MASTER)
    return path


@pytest.fixture
def environment(mongo_url: str, database: str, master: Path) -> dict[str, str]:
    """What the command is told."""
    told = {"TONGXIN_MONGO_URL": mongo_url, "TONGXIN_DATABASE_PREFIX": database}
    return told | {"TONGXIN_MASTER_KEY": str(master)}


@pytest.fixture
async def vault(mongo_url: str, database: str, master: Path) -> AsyncIterator[Vault]:
    """The vault of a running service."""
    client = connect(mongo_url)
    opened = Vault.from_file(client, f"{database}rescue", master)
    yield opened
    await opened.close()
    client.close()


def bytes_in(path: Path) -> bytes:
    """The key in a file."""
    return path.read_bytes()


async def sealed_in(vault: Vault, *names: str) -> dict[str, Binary]:
    """Something sealed with the key of each."""
    for name in names:
        await vault.make_key(name)
    return {name: await vault.seal(name, f"words of {name}") for name in names}


async def all_open(vault: Vault, sealed: dict[str, Binary]) -> bool:
    """Whether each is read as it was sealed."""
    return all([await vault.open(value) == f"words of {name}" for name, value in sealed.items()])


async def test_rotation_of_the_master_key_beside_a_running_service_stops_anywhere_and_goes_on(
    vault: Vault, master: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, mongo_url: str
) -> None:
    sealed = await sealed_in(vault, *(f"c{number}" for number in range(5)))
    monkeypatch.setattr(rotation, "AT_ONCE", 2)
    monkeypatch.setattr(rotation, "TAKEN_S", 0.1)
    whole = Vault.rewrap
    done: list[int] = []

    async def stops(self: Vault, most: int) -> int:
        done.append(await whole(self, most))
        if len(done) == 4:
            raise KeyboardInterrupt
        return done[-1]

    with monkeypatch.context() as stopped:
        stopped.setattr(Vault, "rewrap", stops)
        with pytest.raises(KeyboardInterrupt):
            await asyncio.to_thread(main, ["master"], environment)
    assert next_of(master).exists()
    assert bytes_in(master) == MASTER
    sealed |= await sealed_in(vault, "meanwhile")
    assert await all_open(vault, sealed)
    assert await asyncio.to_thread(main, ["master"], environment) == 0
    assert not next_of(master).exists()
    assert bytes_in(old_of(master)) == MASTER != bytes_in(master)
    assert await vault.wrapped_otherwise() == 0
    old_of(master).unlink()
    fresh = Vault.from_file(connect(mongo_url), f"{environment['TONGXIN_DATABASE_PREFIX']}rescue", master)
    sealed |= await sealed_in(vault, "afterwards")
    for each in (vault, fresh):
        assert await all_open(each, sealed)


async def test_what_the_old_master_key_wrapped_is_worth_nothing_to_whoever_has_it_alone(
    vault: Vault, master: Path, environment: dict[str, str], mongo_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = await sealed_in(vault, "c1")
    monkeypatch.setattr(rotation, "TAKEN_S", 0.1)
    assert await asyncio.to_thread(main, ["master"], environment) == 0
    thief = Vault(connect(mongo_url), f"{environment['TONGXIN_DATABASE_PREFIX']}rescue", MASTER)
    with pytest.raises(MasterKeyWrong):
        await thief.open(sealed["c1"])


async def test_next_rotation_waits_until_the_old_key_was_put_away(
    vault: Vault, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await sealed_in(vault, "c1")
    monkeypatch.setattr(rotation, "TAKEN_S", 0.1)
    assert await asyncio.to_thread(main, ["master"], environment) == 0
    assert await asyncio.to_thread(main, ["master"], environment) == 1
    assert "Move it to its own safe place first" in capsys.readouterr().err


async def test_people_are_found_before_while_and_after_the_index_key_is_rotated(
    mongo_url: str, vhost_url: str, environment: dict[str, str], master: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefix = environment["TONGXIN_DATABASE_PREFIX"]

    async def found(station: Any) -> list[int]:
        wanted: tuple[dict[str, str], ...] = ({"name": "张志英"}, {"phone_tail": "13812345678"})
        return [(await station.get("/cases/search", **one))["total"] for one in wanted]

    async def tokens(station: Any) -> list[str]:
        (row,) = await station.host.reader.every("cases", {})
        return list(row["view"]["tokens"])

    monkeypatch.setattr(rotation, "TAKEN_S", 0.1)
    async with a_station(mongo_url, vhost_url, prefix, master.parent, key_of_old=MASTER) as station:
        await station.opened(**ZHANG)
        before = await tokens(station)
        assert await asyncio.to_thread(main, ["master"], environment) == 0
        assert await found(station) == [1, 1]
    changed = bytes_in(master)
    async with a_station(mongo_url, vhost_url, prefix, master.parent, key_of_old=changed) as station:
        assert await found(station) == [1, 1]
        assert await tokens(station) == before, "another master key is no other index key"
    assert await asyncio.to_thread(main, ["index"], environment) == 0
    assert await asyncio.to_thread(main, ["index"], environment) == 0
    assert previous_of(index_key_beside(master)).exists(), "nothing was written anew yet"
    async with a_station(mongo_url, vhost_url, prefix, master.parent, key_of_old=changed) as station:
        assert await found(station) == [1, 1]
        for _ in range(100):
            if not set(await tokens(station)) & set(before):
                break
            await asyncio.sleep(0.05)
        assert not set(await tokens(station)) & set(before)
        assert await found(station) == [1, 1]
    assert await asyncio.to_thread(main, ["index"], environment) == 0
    assert not previous_of(index_key_beside(master)).exists()
    async with a_station(mongo_url, vhost_url, prefix, master.parent, key_of_old=changed) as station:
        assert await found(station) == [1, 1]
