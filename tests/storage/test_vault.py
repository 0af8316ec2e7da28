"""Sealed fields: unreadable on disk, one key for each aggregate, and a destroyed key erases for good."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from bson import Binary
from bson.raw_bson import RawBSONDocument

from deploy.local.mongod import Mongod
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Erased
from shared.storage.documents import Documents
from shared.storage.indexes import create_indexes
from shared.storage.mongo import Client, Database, StorageAway, connect, database
from shared.storage.reading import Reader
from shared.storage.store import AggregateStore
from shared.storage.vault import KEYS, MasterKeyWrong, Vault, is_sealed
from tests.eventually import eventually
from tests.storage.drawers import PLAN, Drawer, Offers, a_cause, a_store

pytestmark = pytest.mark.servers

MASTER = bytes(range(96))
CLEAR = "阿依古丽·买买提"


@pytest.fixture
async def vault(client: Client, db: Database) -> AsyncIterator[Vault]:
    opened = Vault(client, db.name, MASTER)
    yield opened
    await opened.close()


@pytest.fixture
def sealed(db: Database, offers: Offers, vault: Vault) -> AggregateStore[Drawer]:
    return a_store(db, offers, Documents(Drawer, sealed=["owner"], vault=vault))


async def raw_bytes(db: Database, collection: str) -> bytes:
    """What lies on the server, undecoded."""
    raw = db.client.get_database(db.name, codec_options=db.codec_options.with_options(document_class=RawBSONDocument))
    return b"".join([document.raw async for document in raw[collection].find()])


async def test_sealed_field_is_unreadable_on_the_server_and_opens_for_us(
    sealed: AggregateStore[Drawer], db: Database, vault: Vault
) -> None:
    await sealed.create(Drawer("d1", label="open", owner=CLEAR), a_cause("make"))
    on_disk = await raw_bytes(db, "drawers")
    assert b"open" in on_disk
    for clear in (CLEAR.encode(), CLEAR.encode("utf-16-le"), MASTER[:16]):
        assert clear not in on_disk + await raw_bytes(db, KEYS)
    assert (await sealed.get("d1")).owner == CLEAR
    document = await Reader(db, vault).one("drawers", {"_id": "d1"})
    assert document is not None
    assert is_sealed(document["state"]["owner"])
    assert (await Reader(db, vault).open(document))["state"]["owner"] == CLEAR
    with pytest.raises(Erased):
        await Reader(db).open(document)


async def test_changes_keep_sealing_and_the_same_value_never_looks_the_same(
    sealed: AggregateStore[Drawer], db: Database
) -> None:
    await sealed.create(Drawer("d1", owner=CLEAR), a_cause("make"))
    first = await db["drawers"].find_one({"_id": "d1"})
    await sealed.change("d1", a_cause("c1"), Drawer.put)
    second = await db["drawers"].find_one({"_id": "d1"})
    assert first is not None
    assert second is not None
    assert first["state"]["owner"] != second["state"]["owner"]
    assert (await sealed.get("d1")).owner == CLEAR
    assert CLEAR.encode() not in await raw_bytes(db, "drawers")


@pytest.mark.parametrize("value", [None, "", 7, [CLEAR], {"name": CLEAR, "marks": [{"at": None}]}])
async def test_anything_a_document_holds_can_be_sealed(vault: Vault, value: object) -> None:
    await vault.make_key("d1")
    assert await vault.open(await vault.seal("d1", value)) == value


async def test_each_aggregate_has_a_key_of_its_own_made_once(
    sealed: AggregateStore[Drawer], db: Database, vault: Vault
) -> None:
    for drawer_id in ("d1", "d2"):
        await sealed.create(Drawer(drawer_id, owner=CLEAR), a_cause(drawer_id))
    await asyncio.gather(*(vault.make_key("d3") for _ in range(10)))
    keys = await db[KEYS].find().to_list(None)
    assert sorted(key["keyAltNames"] for key in keys) == [["d1"], ["d2"], ["d3"]]
    assert len({bytes(key["keyMaterial"]) for key in keys}) == 3


async def test_destroyed_key_erases_one_aggregate_and_leaves_the_others(
    sealed: AggregateStore[Drawer], db: Database, client: Client, vault: Vault
) -> None:
    for drawer_id in ("d1", "d2"):
        await sealed.create(Drawer(drawer_id, label=drawer_id, owner=CLEAR), a_cause(drawer_id))
    assert await sealed.erase("d1")
    assert not await sealed.erase("d1")
    for asked in (sealed.get("d1"), sealed.change("d1", a_cause("c"), Drawer.put), vault.seal("d1", "again")):
        with pytest.raises(Erased):
            await asked
    assert (await sealed.get("d2")).owner == CLEAR
    elsewhere = Vault(client, db.name, MASTER)
    document = await Reader(db).one("drawers", {"_id": "d1"})
    assert document is not None
    assert document["state"]["label"] == "d1"
    with pytest.raises(Erased):
        await elsewhere.open(document["state"]["owner"])
    await elsewhere.close()


@dataclass
class Owner:
    name: str
    since: int = 2026


@dataclass
class Cupboard(Aggregate):
    id: str
    drawer_id: str = "d1"
    owner: Owner = field(default_factory=lambda: Owner(CLEAR))


async def test_a_field_inside_a_part_and_a_whole_part_are_sealed_and_open_again(db: Database, vault: Vault) -> None:
    await vault.make_key("c1")
    for path in ("owner.name", "owner"):
        documents = Documents(Cupboard, sealed=[path], vault=vault)
        state = (await documents.dump(Cupboard("c1")))["state"]
        within = state if path == "owner" else state["owner"]
        assert {name for name, value in within.items() if is_sealed(value)} == {path.split(".")[-1]}
        assert await documents.load("c1", state) == Cupboard("c1")
        opened = await Reader(db, vault).open({"state": state})
        assert opened["state"] == {"drawer_id": "d1", "owner": {"name": CLEAR, "since": 2026}}


async def test_an_aggregate_sealed_with_the_key_of_another_is_erased_with_it(
    sealed: AggregateStore[Drawer], db: Database, offers: Offers, vault: Vault
) -> None:
    documents = Documents(Cupboard, sealed=["owner"], vault=vault, key_of=lambda cupboard: cupboard.drawer_id)
    cupboards = AggregateStore(db["cupboards"], "drawers", documents, lambda _: None, offers)
    await sealed.create(Drawer("d1", owner=CLEAR), a_cause("make"))
    await cupboards.create(Cupboard("c1"), a_cause("beside"))
    await cupboards.change("c1", a_cause("c"), lambda cupboard: setattr(cupboard.owner, "since", 2027))
    assert (await cupboards.get("c1")).owner == Owner(CLEAR, 2027)
    assert CLEAR.encode() not in await raw_bytes(db, "cupboards")
    assert [key["keyAltNames"] for key in await db[KEYS].find().to_list(None)] == [["d1"]]
    assert not await cupboards.erase("c1")
    assert await sealed.erase("d1")
    for asked in (cupboards.get("c1"), cupboards.create(Cupboard("c2"), a_cause("late"))):
        with pytest.raises(Erased):
            await asked
    assert await db["cupboards"].count_documents({}) == 1


async def test_creation_repeated_after_erasure_brings_nothing_back(sealed: AggregateStore[Drawer]) -> None:
    await sealed.create(Drawer("d1", owner=CLEAR), a_cause("make"))
    await sealed.erase("d1")
    assert (await sealed.create(Drawer("d1", owner=CLEAR), a_cause("make"))).repeated
    with pytest.raises(Erased):
        await sealed.get("d1")


async def test_destroying_keys_does_not_disturb_those_who_are_sealing(vault: Vault) -> None:
    """With the driver's own close in between, this ended the process by a segmentation fault."""
    workers, others = [f"w{n}" for n in range(4)], [f"d{n}" for n in range(30)]
    await asyncio.gather(*(vault.make_key(name) for name in workers + others))
    done = asyncio.Event()

    async def seal_and_open(name: str) -> None:
        while not done.is_set():
            assert await vault.open(await vault.seal(name, name)) == name

    working = [asyncio.create_task(seal_and_open(name)) for name in workers]
    for name in others:
        assert await vault.destroy_key(name)
    done.set()
    await asyncio.gather(*working)


async def test_wrong_master_key_is_an_error_and_no_erasure(vault: Vault, client: Client, db: Database) -> None:
    await vault.make_key("d1")
    value = await vault.seal("d1", CLEAR)
    stranger = Vault(client, db.name, MASTER[::-1])
    outcomes = await asyncio.gather(stranger.open(value), stranger.seal("d1", CLEAR), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [MasterKeyWrong, MasterKeyWrong]


@pytest.mark.parametrize("length", [0, 95, 97])
def test_master_key_of_another_length_is_refused(client: Client, tmp_path: Path, length: int) -> None:
    (tmp_path / "key").write_bytes(b"k" * length)
    with pytest.raises(MasterKeyWrong, match=f"has {length}"):
        Vault.from_file(client, "x", tmp_path / "key")


def test_blind_keys_differ_by_purpose_and_by_master_key(client: Client) -> None:
    one, other = Vault(client, "x", MASTER), Vault(client, "x", MASTER[::-1])
    keys = [one.blind_keys("names"), one.blind_keys("numbers"), other.blind_keys("names")]
    assert len(set(keys)) == 3
    assert one.blind_keys("names") == keys[0]
    assert {len(key) for (key,) in keys} == {32}


def test_only_encrypted_binaries_count_as_sealed() -> None:
    assert is_sealed(Binary(b"x", 6))
    assert not any(is_sealed(value) for value in (Binary(b"x", 0), b"x", "x", None))


async def test_storage_away_while_encrypting_is_storage_away_and_no_erasure(own_mongod: Mongod) -> None:
    client = connect(own_mongod.url, patience_s=0.3)
    db = database(client, "away_vault")
    await client.drop_database(db.name)
    await create_indexes(db, PLAN)
    vault = Vault(client, db.name, MASTER)
    await vault.make_key("d1")
    value = await vault.seal("d1", CLEAR)
    own_mongod.kill()
    fresh = Vault(client, db.name, MASTER)
    asked = [fresh.open(value), fresh.seal("d1", CLEAR), fresh.make_key("d2"), fresh.destroy_key("d1")]
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [StorageAway] * 4
    own_mongod.start()

    async def is_back() -> bool:
        with suppress(StorageAway):
            return await fresh.open(value) == CLEAR
        return False

    await eventually(is_back)
    for one in (vault, fresh):
        await one.close()
    client.close()
