"""Make or change an account: ``python -m services.gateway.add_staff zhangsan 张三 registrar --email z@example.cn``.

The password is read from the terminal, or from standard input when that is no terminal. A new password opens a locked
name and ends the sessions of the old one; ``zhangsan --disable`` closes the account of somebody who has left. Restart
the gateway afterwards, so that notify hears of it.
"""

import argparse
import asyncio
import getpass
import re
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.gateway.auth.accounts import Accounts, Staff
from services.gateway.auth.lockout import Lockout
from services.gateway.auth.passwords import SHORTEST, hash_password
from services.gateway.auth.session import Sessions
from services.gateway.collection import MongoCollection
from services.gateway.settings import Settings
from shared.kernel.clock import SystemClock
from shared.kernel.roles import Role
from shared.storage.mongo import connect, database

USER_NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}")


def arguments_from(arguments: list[str]) -> argparse.Namespace:
    """What was asked for. Exits with a sentence when it is not right."""
    parser = argparse.ArgumentParser(prog="add_staff", description="Make, change or disable a staff account.")
    parser.add_argument("user_name", help="what this person signs in with: small letters and digits, never changed")
    parser.add_argument("name", nargs="?", help="the person's name")
    parser.add_argument("roles", nargs="*", metavar="role", help=", ".join(Role))
    parser.add_argument("--email", help="where notifications may be sent")
    parser.add_argument("--disable", action="store_true", help="this person has left: end every session, let nobody in")
    given = parser.parse_args(arguments)
    if not USER_NAME.fullmatch(given.user_name):
        parser.error(
            "a user name is 2 to 32 small letters, digits, dots, hyphens or underscores and begins with a letter"
        )
    if not given.disable and not (given.name and given.roles):
        parser.error("give the person's name and at least one role")
    if unknown := set(given.roles) - set(Role):
        parser.error(f"no such role: {', '.join(sorted(unknown))}")
    return given


def account_from(given: argparse.Namespace) -> Staff:
    """The account that the arguments describe, without its password."""
    return Staff(id=given.user_name, name=given.name, roles=frozenset(given.roles), password_hash="", email=given.email)


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


async def add(stores: SignInStores, staff: Staff, password: str, at: datetime) -> None:
    """Keep the account; language, text size and visits of an existing one stay. A new password opens a locked name."""
    known = await stores.accounts.get(staff.id)
    kept = known.model_dump(include={"language", "large_text", "last_visit_at", "previous_visit_at"}) if known else {}
    entered = {"password_hash": await hash_password(password), "changed_at": at}
    await stores.accounts.put(staff.model_copy(update={**kept, **entered}))
    await stores.lockout.succeeded(staff.id)
    await stores.sessions.end_all(staff.id)


async def disable(stores: SignInStores, staff_id: str, at: datetime) -> None:
    """Close the account of somebody who has left, from this moment. Exits with a sentence when nobody has that name."""
    try:
        await stores.accounts.disable(staff_id, at)
    except KeyError:
        sys.exit(f"there is no account {staff_id}")
    await stores.sessions.end_all(staff_id)


def main() -> None:
    """Read arguments and password, and keep the account."""
    given, settings, now = arguments_from(sys.argv[1:]), Settings(), SystemClock().now()
    own = database(connect(settings.mongo_url), f"{settings.database_prefix}gateway")
    stores = SignInStores(
        Accounts(MongoCollection(own["staff"]), with_demo=True),
        Sessions(MongoCollection(own["sessions"]), timedelta(minutes=settings.session_minutes)),
        Lockout(MongoCollection(own["sign_in_failures"])),
    )
    if given.disable:
        asyncio.run(disable(stores, given.user_name, now))
        sys.stdout.write(f"{given.user_name} can sign in no more\n")
    else:
        asyncio.run(add(stores, account_from(given), read_password(), now))
        sys.stdout.write(f"{given.user_name} can sign in\n")


if __name__ == "__main__":
    main()
