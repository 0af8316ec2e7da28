"""After a backup was put back: erase again what was erased since. ``python -m deploy.reerase --archive - <FILE``

Puts back data keys and ledger of an archive that ``deploy.key_archive`` wrote (without ``--archive`` the ledger that is
in the database holds), then takes away of each aggregate in the ledger what the backup brought back: its key, what it
was found by, its files, and words about it in the log of events. Run it after ``deploy.prepare`` and
``deploy.restored``, before the services start. Repeats do no harm.
Reads TONGXIN_MONGO_URL and TONGXIN_DATABASE_PREFIX; needs no key.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.command_line import carried_out
from deploy.key_archive import put_back
from deploy.rebuild import projections_of
from deploy.wiring import SERVICES
from shared.contracts.rescue_public import NoticeMadePublic, NoticeTakenDown
from shared.kernel.cause import Actor
from shared.kernel.clock import Clock, SystemClock
from shared.projection.projector import Projector
from shared.storage.erasures import ERASURES, Reerased, reerase
from shared.storage.mongo import Client, Database, connect, database, reaching_storage
from shared.web.access import AccessLog

BY = Actor("service:deploy")


async def reerase_all(client: Client, prefix: str, clock: Clock) -> None:
    """Print a line for each aggregate of the ledgers that had come back, and a sum. Raises StorageAway."""
    known = again = 0
    for service in SERVICES:
        db = database(client, prefix + service)
        async with reaching_storage():
            lines = await db[ERASURES].find().sort("_id", 1).to_list(None)
        projector = Projector(db, projections_of(service), clock) if lines else None
        for line in lines:
            done = await reerase(db, service, line, clock.now(), await _still_public(db, line["subject"]))
            known += 1
            if not done.anything:
                continue
            again += 1
            if projector is not None and projector.follows(line["collection"]):
                await projector.write(line["collection"], [line["subject"]])
            await AccessLog(db, clock).read(BY, line["subject"], "erasure", "restored")
            print(_told(service, line["_id"], done), flush=True)
    print(
        f"账上 {known} 项清除，其中 {again} 项被备份带回，已再次清除 · "
        f"{known} erasures in the ledgers, {again} had come back with the backup and were erased again"
    )


async def _still_public(db: Database, subject: str) -> list[NoticeTakenDown]:
    """What the public site has to be told: notices of which this backup knows that they are public and not that they
    were taken down."""
    of_case = {"subject": subject, "type": {"$in": [NoticeMadePublic.type(), NoticeTakenDown.type()]}}
    shown: set[str] = set()
    async with reaching_storage():
        async for event in db["events"].find(of_case).sort("sequence", 1):
            keep = shown.add if event["type"] == NoticeMadePublic.type() else shown.discard
            keep(event["data"]["notice_no"])
    return [NoticeTakenDown(notice_no=one) for one in sorted(shown)]


def _told(service: str, what: str, done: Reerased) -> str:
    parts = [("密钥 key", int(done.key)), ("记录 document", int(done.document))]
    parts += [("文件 files", done.files), ("事件 events", done.events)]
    return f"{service} {what}: " + ", ".join(f"{name} {count}" for name, count in parts)


async def _run(archive: str | None, environment: Mapping[str, str]) -> None:
    lines = [] if archive is None else _lines(archive)
    client, prefix = connect(environment["TONGXIN_MONGO_URL"]), environment.get("TONGXIN_DATABASE_PREFIX", "tongxin_")
    try:
        if archive is not None:
            erased, keys = await put_back(client, prefix, lines)
            print(
                f"存档：补记 {erased} 项清除，放回 {keys} 把密钥 · archive: {erased} erasures and {keys} keys put back"
            )
        await reerase_all(client, prefix, SystemClock())
    finally:
        client.close()


def _lines(archive: str) -> list[str]:
    return (sys.stdin.read() if archive == "-" else Path(archive).read_text("utf-8")).splitlines()


def main(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    """Exit code 1 when not everything could be done; it may be run again."""
    parser = argparse.ArgumentParser(prog="deploy.reerase", description=__doc__)
    parser.add_argument("--archive", help="file that deploy.key_archive wrote; - reads standard input")
    return carried_out(_run(parser.parse_args(arguments).archive, environment), "deploy.reerase")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
