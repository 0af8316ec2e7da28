"""Rotate a key: ``python -m deploy.rotation master`` or ``index``; ``--status`` only tells how far it is.

Beside running services. It may be stopped at any time and is started again with the same command: it goes on where it
stopped.

**master** makes a new master key beside the present one (``master.key.next``), wraps every data key by it, and lets it
take the place of the present one, which is left as ``master.key.old``. Nothing that is sealed changes, and services
take the new key by themselves.

**index** makes a new key of the search index; the one before is left beside it (``index.key.previous``) and goes on
finding. rescue writes its index anew at its next start; the same command then takes the key before away.
Reads TONGXIN_MASTER_KEY, TONGXIN_MONGO_URL and TONGXIN_DATABASE_PREFIX.
"""

import argparse
import asyncio
import os
import secrets
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.command_line import carried_out
from deploy.local.home import write_private
from deploy.wiring import BACKEND
from services.rescue.adapters.blind_index import HmacBlindIndex
from shared.kernel.errors import Conflict
from shared.storage.master_keys import (
    INDEX_KEY_BYTES,
    MASTER_KEY_BYTES,
    SEARCH,
    derived,
    index_key_beside,
    index_keys,
    next_of,
    old_of,
    previous_of,
)
from shared.storage.mongo import Client, connect, database, reaching_storage
from shared.storage.store import UNFOLLOWED
from shared.storage.vault import Vault

AT_ONCE = 200
"""Data keys that are wrapped anew together; what is stopped loses at most so much work."""
TAKEN_S = 2.0
"""A process that was just making a key has made it by then."""
FOUND_BY_INDEX = ("cases", "ward_reports")


class OldKeyInTheWay(Conflict):
    slug = "rotation-old-key"
    zh = "{path} 还在：那是上一次更换下来的主密钥。请先把它移到单独保管的地方，再更换。"
    en = "{path} is still there: the master key that the last rotation took off. Move it to its own safe place first."


class FolderNotWritable(Conflict):
    slug = "rotation-not-writable"
    zh = "不能写入 {folder}：{why}。密钥由别处提供时，请在那里放入或替换 {name}，再执行一次。"
    en = (
        "{folder} cannot be written: {why}. Where keys are provided from elsewhere, put or replace {name} there, again."
    )


def ensure_index_key(master: Path, *, sealed_data: bool) -> bool:
    """Make the file of the index key where it is missing; says whether it was.

    Beside data that is found by the key derived from the master key, the file holds that one: nothing is written anew.
    """
    path = index_key_beside(master)
    if path.exists():
        return False
    key = derived(master.read_bytes(), SEARCH) if sealed_data else secrets.token_bytes(INDEX_KEY_BYTES)
    _write(path, key)
    return True


async def rotate_master(client: Client, prefix: str, master: Path, *, only_tell: bool = False) -> None:
    """Begin or go on with a rotation, to its end. Raises OldKeyInTheWay, FolderNotWritable and StorageAway."""
    if only_tell:
        for service, vault in _vaults(client, prefix, master).items():
            print(f"{service:<10} 还有 {await vault.wrapped_otherwise()} 把待换 · still to be wrapped anew")
        return
    old = old_of(master)
    if not next_of(master).exists() and not (old.exists() and await _rewrap(_vaults(client, prefix, master))):
        if old.exists():
            raise OldKeyInTheWay(path=old)
        ensure_index_key(master, sealed_data=True)
        _write(next_of(master), secrets.token_bytes(MASTER_KEY_BYTES))
    if next_of(master).exists():
        _require_put_away(master)
        await _rewrap(_vaults(client, prefix, master))
        _let_it_hold(master)
        await asyncio.sleep(TAKEN_S)
        await _rewrap(_vaults(client, prefix, master))
    print(f"已换用新的主密钥；旧的在 {old}，请移走单独保管或销毁 · the new master key holds; the old one is {old}")


def _require_put_away(master: Path) -> None:
    """The key that an earlier rotation took off is not beside the present one any more."""
    old = old_of(master)
    if old.exists() and old.read_bytes() != master.read_bytes():
        raise OldKeyInTheWay(path=old)


def _let_it_hold(master: Path) -> None:
    """The new key takes the place of the present one, which stays beside it until a person puts it away."""
    try:
        if not old_of(master).exists():
            os.link(master, old_of(master))
        next_of(master).replace(master)
    except OSError as error:
        raise FolderNotWritable(folder=master.parent, why=error.strerror, name=master.name) from error


def _vaults(client: Client, prefix: str, master: Path) -> dict[str, Vault]:
    return {service: Vault.from_file(client, prefix + service, master) for service in BACKEND}


async def _rewrap(vaults: Mapping[str, Vault]) -> int:
    """Wrap all data keys by the key that wraps now; says how many it were."""
    total = 0
    for service, vault in vaults.items():
        done = 0
        while some := await vault.rewrap(AT_ONCE):
            done += some
            print(f"{service:<10} 已换 {done} 把，还有 {await vault.wrapped_otherwise()} 把 · wrapped anew", flush=True)
        total += done
    return total


async def rotate_index(client: Client, prefix: str, master: Path, *, only_tell: bool = False) -> None:
    """Begin a rotation of the index key, or end it when the whole index was written anew. Raises FolderNotWritable and
    StorageAway."""
    path = index_key_beside(master)
    ensure_index_key(master, sealed_data=True)
    if previous_of(path).exists():
        left = await _written_before(client, prefix, master)
        print(f"还有 {left} 条按旧密钥索引 · entries of the index still made with the key before")
        if not left and not only_tell:
            previous_of(path).unlink()
            print("更换完成，旧的索引密钥已删除 · done: the key before was deleted")
        elif left:
            print("请重启 rescue，它会重写索引，再执行一次 · restart rescue, which writes it anew, and run this again")
    elif only_tell:
        print("没有正在进行的更换 · no rotation is going on")
    else:
        _write(previous_of(path), path.read_bytes())
        fresh = next_of(path)
        _write(fresh, secrets.token_bytes(INDEX_KEY_BYTES))
        fresh.replace(path)
        print("已换新的索引密钥，请重启 rescue，再执行一次 · there is a new key: restart rescue, and run this again")


async def _written_before(client: Client, prefix: str, master: Path) -> int:
    mark = HmacBlindIndex(*index_keys(master)).mark
    other = {"view.index": {"$ne": mark}, "view.erased": {"$ne": True}}
    db, left = database(client, f"{prefix}rescue"), {"$or": [other, {UNFOLLOWED: True}]}
    async with reaching_storage():
        return sum([await db[collection].count_documents(left) for collection in FOUND_BY_INDEX])


def _write(path: Path, key: bytes) -> None:
    try:
        write_private(path, key)
    except OSError as error:
        raise FolderNotWritable(folder=path.parent, why=error.strerror, name=path.name) from error


async def _run(which: str, environment: Mapping[str, str], *, only_tell: bool) -> None:
    master, client = Path(environment["TONGXIN_MASTER_KEY"]), connect(environment["TONGXIN_MONGO_URL"])
    rotate = rotate_master if which == "master" else rotate_index
    try:
        await rotate(client, environment.get("TONGXIN_DATABASE_PREFIX", "tongxin_"), master, only_tell=only_tell)
    finally:
        client.close()


def main(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    """Exit code 1 when it did not come to its end; it may be run again."""
    parser = argparse.ArgumentParser(prog="deploy.rotation", description=__doc__)
    parser.add_argument("which", choices=["master", "index"])
    parser.add_argument("--status", action="store_true", help="tell how far a rotation is, change nothing")
    asked = parser.parse_args(arguments)
    return carried_out(_run(asked.which, environment, only_tell=asked.status), "deploy.rotation")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
