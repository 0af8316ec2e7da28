"""Write the data keys and the ledger of erasures of all services: ``python -m deploy.key_archive >data-keys.jsonl``.

One line of JSON for each. The data keys are wrapped by the master key; still, keep this archive apart from the dumps
of the data, make it at least every day and right before a restore, and keep the last few only: a destroyed key in an
old archive could open what was erased since. ``deploy.reerase --archive -`` puts it back.
Reads TONGXIN_MONGO_URL and TONGXIN_DATABASE_PREFIX; needs no key.
"""

import argparse
import os
import sys
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

from bson import json_util

from deploy.command_line import carried_out
from deploy.wiring import BACKEND
from shared.kernel.errors import Invalid
from shared.storage.erasures import ERASURES
from shared.storage.mongo import Client, connect, database, reaching_storage
from shared.storage.vault import KEYS


class ArchiveUnreadable(Invalid):
    slug = "key-archive-unreadable"
    zh = "第 {line} 行不是密钥存档的内容；没有写入任何东西。请检查文件是否完整。"
    en = "Line {line} is not of an archive of keys; nothing was written. Check that the file is whole."


async def archived(client: Client, prefix: str) -> AsyncIterator[str]:
    """The lines of the archive. Raises StorageAway."""
    for service in BACKEND:
        for collection in (ERASURES, KEYS):
            async with reaching_storage():
                async for document in database(client, prefix + service)[collection].find():
                    line = {"service": service, "collection": collection, "document": document}
                    yield json_util.dumps(line, json_options=json_util.CANONICAL_JSON_OPTIONS)


async def put_back(client: Client, prefix: str, lines: Iterable[str]) -> tuple[int, int]:
    """Add to ledgers and keys what an archive has; answers how many lines of ledgers were new, and how many keys.

    Of a key that is there too, the one that was wrapped last holds; a key whose aggregate was erased is not put back.
    Raises ArchiveUnreadable before anything is written, and StorageAway.
    """
    told, keys, erased = [_read(no, line) for no, line in enumerate(lines, start=1) if line.strip()], 0, 0
    for service, collection, document in told:
        if collection == ERASURES:
            async with reaching_storage():
                ledger = database(client, prefix + service)[ERASURES]
                done = await ledger.update_one({"_id": document["_id"]}, {"$setOnInsert": document}, upsert=True)
            erased += done.upserted_id is not None
    for service, collection, document in told:
        if collection == KEYS:
            keys += await _put_key(client, prefix + service, document)
    return erased, keys


async def _put_key(client: Client, name: str, key: dict[str, object]) -> bool:
    db, names = database(client, name), key.get("keyAltNames", [])
    async with reaching_storage():
        if await db[ERASURES].find_one({"subject": {"$in": names}}, {"_id": 1}):
            return False
        present = await db[KEYS].find_one({"_id": key["_id"]}, {"updateDate": 1})
        if present is not None and present["updateDate"] >= key["updateDate"]:
            return False
        await db[KEYS].replace_one({"_id": key["_id"]}, key, upsert=True)
    return True


def _read(no: int, line: str) -> tuple[str, str, dict[str, object]]:
    try:
        told = json_util.loads(line, json_options=json_util.JSONOptions(tz_aware=True))
        service, collection, document = told["service"], told["collection"], told["document"]
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveUnreadable(line=no) from error
    if service not in BACKEND or collection not in (ERASURES, KEYS) or "_id" not in document:
        raise ArchiveUnreadable(line=no)
    return service, collection, document


async def _run(environment: Mapping[str, str]) -> None:
    client, count = connect(environment["TONGXIN_MONGO_URL"]), 0
    try:
        async for line in archived(client, environment.get("TONGXIN_DATABASE_PREFIX", "tongxin_")):
            print(line)
            count += 1
    finally:
        client.close()
    print(f"已写出 {count} 行 · {count} lines were written", file=sys.stderr)


def main(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    """Exit code 1 when not everything could be read."""
    argparse.ArgumentParser(prog="deploy.key_archive", description=__doc__).parse_args(arguments)
    return carried_out(_run(environment), "deploy.key_archive")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
