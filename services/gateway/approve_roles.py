"""Approve roles where no second administrator can: ``python -m services.gateway.approve_roles zhangsan``.

Roles that read about people in rescue take two persons. Where only one administrator could give them, whoever keeps the
server is the second: this shows whose roles they are, who proposed them and the review code, and gives them once that
code is typed. The trail keeps that it was done on the server, who proposed it, and the code.
"""

import argparse
import asyncio
import sys
from datetime import datetime, timedelta

from services.gateway.auth.accounts import Accounts, Staff
from services.gateway.auth.approving import RoleStores, approve
from services.gateway.auth.audit import CONSOLE, Trail
from services.gateway.auth.granting import proposed_roles
from services.gateway.auth.session import Sessions
from services.gateway.collection import MongoCollection
from services.gateway.engine.review import short
from services.gateway.ledger import MongoLedger
from services.gateway.settings import Settings
from shared.kernel.act import Act
from shared.kernel.clock import SystemClock
from shared.kernel.errors import DomainError
from shared.kernel.roles import role_names
from shared.storage.mongo import connect, database


def told(staff: Staff) -> str:
    """What waits, in one paragraph for whoever has to decide. Raises NoRolesWait."""
    waiting = proposed_roles(staff)
    return (
        f"{staff.name} ({staff.id}) would get: {role_names(waiting.what.roles, 'en')}\n"
        f"proposed by {waiting.what.proposed_by} at {waiting.what.at.isoformat()}\n"
        f"review code: {short(waiting.review_code)}\n"
    )


def typed_code(staff: Staff, typed: str) -> str:
    """The whole code where the short one was typed rightly; else what was typed, which is refused."""
    code = proposed_roles(staff).review_code
    return code if typed.replace(" ", "").upper() == short(code).replace(" ", "") else typed


async def run(stores: RoleStores, staff_id: str, at: datetime) -> None:
    """Show what waits, read the code, and give the roles. Exits with a sentence when that cannot be."""
    staff = await stores.accounts.known(staff_id)
    if staff is None or staff.disabled:
        sys.exit(f"there is no account {staff_id} that is open")
    try:
        sys.stdout.write(told(staff) + "Check the person and the need, then type the review code: ")
        sys.stdout.flush()
        seen = typed_code(staff, sys.stdin.readline().strip())
        await approve(stores, staff, Act(CONSOLE, at, at, seen=seen))
    except DomainError as refused:
        sys.exit(refused.sentence("en"))
    sys.stdout.write(f"{staff_id} has the roles from the next sign-in on\n")


def main() -> None:
    """Read the user name and approve."""
    parser = argparse.ArgumentParser(prog="approve_roles", description="Be the second person who approves roles.")
    parser.add_argument("user_name", help="whose roles wait")
    given, settings, now = parser.parse_args(), Settings(), SystemClock().now()
    own = database(connect(settings.mongo_url), f"{settings.database_prefix}gateway")
    accounts = Accounts(MongoCollection(own["staff"]), with_demo=True)
    sessions = Sessions(MongoCollection(own["sessions"]), timedelta(minutes=settings.session_minutes))
    stores = RoleStores(accounts, sessions, Trail(MongoLedger(own["audit_trail"])))
    asyncio.run(run(stores, given.user_name, now))


if __name__ == "__main__":
    main()
