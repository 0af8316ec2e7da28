"""Make or change an account: ``python -m services.gateway.add_staff zhangsan 张三 registrar --email z@example.cn``.

A person from outside has one role from outside and a scope: ``... wangwu 王五 organisation_member --scope
organisation:<id>``, ``... bingqu3 三病区 ward --scope ward:<institution>/<ward>``; more of a kind: ``--scope`` again.

The password is read from the terminal, or from standard input when that is no terminal. A new password opens a locked
name and ends the sessions of the old one; ``zhangsan --disable`` closes the account of somebody who has left. It is for
the first account and for emergencies: everything else is done on the page of accounts.
"""

import argparse
import asyncio
import getpass
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.gateway.auth.accounts import Accounts, Staff
from services.gateway.auth.audit import CONSOLE, Trail, What
from services.gateway.auth.invitations import Invitations
from services.gateway.auth.lockout import Lockout
from services.gateway.auth.passwords import SHORTEST, hash_password
from services.gateway.auth.session import Sessions
from services.gateway.auth.user_names import USER_NAME
from services.gateway.collection import MongoCollection
from services.gateway.ledger import MongoLedger
from services.gateway.settings import Settings
from shared.kernel.clock import SystemClock
from shared.kernel.mail_address import is_address
from shared.kernel.roles import ROLE_CODES
from shared.kernel.scope import Scope, ScopeKind, is_whole
from shared.storage.mongo import connect, database

KEPT = {"language", "large_text", "last_visit_at", "previous_visit_at"}
_KINDS = ", ".join(ScopeKind)


def arguments_from(arguments: list[str]) -> argparse.Namespace:
    """What was asked for. Exits with a sentence when it is not right."""
    parser = argparse.ArgumentParser(prog="add_staff", description="Make, change or disable a staff account.")
    parser.add_argument("user_name", help="what this person signs in with: small letters and digits, never changed")
    parser.add_argument("name", nargs="?", help="the person's name")
    parser.add_argument("roles", nargs="*", metavar="role", help=", ".join(ROLE_CODES))
    parser.add_argument("--email", help="where notifications may be sent")
    parser.add_argument(
        "--scope", action="append", metavar="kind:id", help="what a person from outside may reach: " + _KINDS
    )
    parser.add_argument("--disable", action="store_true", help="this person has left: end every session, let nobody in")
    given = parser.parse_args(arguments)
    if not USER_NAME.fullmatch(given.user_name):
        parser.error(
            "a user name is 2 to 32 small letters, digits, dots, hyphens or underscores and begins with a letter"
        )
    if not given.disable and not (given.name and given.roles):
        parser.error("give the person's name and at least one role")
    if given.email and not is_address(given.email):
        parser.error(f"{given.email!r} is no mail address: give one alone, such as zhangsan@example.cn, without a name")
    if unknown := set(given.roles) - set(ROLE_CODES):
        parser.error(f"no such role: {', '.join(sorted(unknown))}")
    try:
        given.scope = Scope.parse(given.scope) if given.scope else None
    except ValueError:
        parser.error(f"a scope is kind:id, all of one kind; kinds are {_KINDS}")
    if not given.disable and not is_whole(frozenset(given.roles), given.scope):
        parser.error("staff have no scope; a person from outside has one role from outside and a scope of its kind")
    return given


def account_from(given: argparse.Namespace) -> Staff:
    """The account that the arguments describe, without its password."""
    roles = frozenset(given.roles)
    return Staff(
        id=given.user_name, name=given.name, roles=roles, scope=given.scope, password_hash="", email=given.email
    )


def read_password() -> str:
    """A password of at least twelve characters. Exits with a sentence when it is shorter."""
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(password) < SHORTEST:
        sys.exit(f"a password needs at least {SHORTEST} characters")
    return password


@dataclass(frozen=True)
class SignInStores:
    """The gateway's own collections that decide who may sign in."""

    accounts: Accounts
    sessions: Sessions
    lockout: Lockout
    invitations: Invitations
    trail: Trail


async def add(stores: SignInStores, staff: Staff, password: str, at: datetime) -> None:
    """Keep the account; language, text size and visits of an existing one stay. A new password opens a locked name."""
    known = await stores.accounts.known(staff.id)
    kept = known.model_dump(include=KEPT) if known else {}
    version = known.version + 1 if known else 0
    entered = {"password_hash": await hash_password(password), "changed_at": at, "version": version}
    await stores.accounts.put(staff.model_copy(update={**kept, **entered}))
    await stores.lockout.unlock(staff.id)
    await stores.invitations.revoke(staff.id)
    await stores.sessions.end_all(staff.id)
    await stores.trail.note(What.ENTERED, at, CONSOLE, staff.id, roles=",".join(sorted(staff.roles)))


async def disable(stores: SignInStores, staff_id: str, at: datetime) -> None:
    """Close the account of somebody who has left, from this moment. Exits with a sentence when nobody has that name."""
    try:
        await stores.accounts.disable(staff_id, at)
    except KeyError:
        sys.exit(f"there is no account {staff_id}")
    await stores.invitations.revoke(staff_id)
    await stores.sessions.end_all(staff_id)
    await stores.trail.note(What.CLOSED, at, CONSOLE, staff_id)


def main() -> None:
    """Read arguments and password, and keep the account."""
    given, settings, now = arguments_from(sys.argv[1:]), Settings(), SystemClock().now()
    own = database(connect(settings.mongo_url), f"{settings.database_prefix}gateway")
    stores = SignInStores(
        Accounts(MongoCollection(own["staff"]), with_demo=True),
        Sessions(MongoCollection(own["sessions"]), timedelta(minutes=settings.session_minutes)),
        Lockout(MongoCollection(own["sign_in_failures"])),
        Invitations(MongoCollection(own["invitations"])),
        Trail(MongoLedger(own["audit_trail"])),
    )
    if given.disable:
        asyncio.run(disable(stores, given.user_name, now))
        sys.stdout.write(f"{given.user_name} can sign in no more\n")
    else:
        asyncio.run(add(stores, account_from(given), read_password(), now))
        sys.stdout.write(f"{given.user_name} can sign in\n")


if __name__ == "__main__":
    main()
