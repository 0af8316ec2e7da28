"""Find what was changed in or is missing from the journals: ``python -m deploy.verify_journal [service …]``.

The audit trail of accounts, which the gateway keeps, is looked at too.

Reads only; safe beside running services. Needs no master key: the chain is over what is stored, sealed or not. Exit
code 1 when anything is wrong. Reads TONGXIN_MONGO_URL and TONGXIN_DATABASE_PREFIX.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence

from deploy.command_line import carried_out
from deploy.prepare import database_plans
from deploy.wiring import BACKEND
from services.gateway.auth.audit import Trail
from services.gateway.ledger import MongoLedger
from shared.kernel.errors import DomainError
from shared.storage.journal import JOURNAL
from shared.storage.journal_reading import Fault, faults_in
from shared.storage.mongo import Client, connect, database, reaching_storage

GATEWAY = "gateway"


class JournalWrong(DomainError):
    slug = "journal-wrong"
    zh = "日志有 {count} 处不对（见上）：请从备份核对，并查明谁改动过数据库。"
    en = "The journals are wrong in {count} places (above): compare with a backup, find out who changed the database."


async def verify(
    client: Client, prefix: str, services: Sequence[str], environment: Mapping[str, str] = os.environ
) -> None:
    """Print a line for each fault and one for each service. Raises JournalWrong, StorageAway."""
    count = await _trail(client, prefix) if GATEWAY in services else 0
    for service in (one for one in services if one != GATEWAY):
        journal, faults = database(client, prefix + service), list[Fault]()
        plan = database_plans(environment)[service]
        for collection in plan.aggregates:
            faults += [fault async for fault in faults_in(journal, collection, plan.kept_for(collection))]
        for one in faults:
            print(f"{service} {one.collection}/{one.subject}: {one.fault}")
        async with reaching_storage():
            entries = await journal[JOURNAL].estimated_document_count()
        print(f"{service:<10} {entries:>9} 条 entries, {len(faults)} 处不对 wrong")
        count += len(faults)
    if count:
        raise JournalWrong(count=count)


async def _trail(client: Client, prefix: str) -> int:
    """The audit trail of accounts, which is a chain of its own; how many faults it has."""
    faults = await Trail(MongoLedger(database(client, prefix + GATEWAY)["audit_trail"])).faults()
    for fault in faults:
        print(f"{GATEWAY} audit_trail/{fault}")
    print(f"{GATEWAY:<10} 账号审计 audit trail, {len(faults)} 处不对 wrong")
    return len(faults)


async def _run(services: Sequence[str], environment: Mapping[str, str]) -> None:
    client = connect(environment["TONGXIN_MONGO_URL"])
    try:
        await verify(client, environment.get("TONGXIN_DATABASE_PREFIX", "tongxin_"), services, environment)
    finally:
        client.close()


def main(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    """Exit code 1 when anything is wrong, or could not be looked at."""
    parser = argparse.ArgumentParser(prog="deploy.verify_journal", description=__doc__)
    parser.add_argument(
        "services", nargs="*", choices=[*BACKEND, GATEWAY, []], help="whose journals; without, everybody's"
    )
    asked = parser.parse_args(arguments)
    return carried_out(_run(asked.services or [*BACKEND, GATEWAY], environment), "deploy.verify_journal")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
