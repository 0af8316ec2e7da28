"""Make or change an account: ``python -m services.gateway.add_staff zhangsan 张三 registrar --email z@example.cn``.

The password is read from the terminal, or from standard input when that is no terminal. Restart the gateway
afterwards, so that notify hears of the account.
"""

import argparse
import asyncio
import getpass
import re
import sys

from services.gateway.auth.accounts import Accounts, Staff
from services.gateway.auth.passwords import SHORTEST, hash_password
from services.gateway.auth.roles import ROLE_WORDS
from services.gateway.documents import MongoDocuments
from services.gateway.settings import Settings
from shared.storage.mongo import connect, database

USER_NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}")


def account_from(arguments: list[str]) -> Staff:
    """The account that the arguments describe, without its password. Exits with a sentence when they are not right."""
    parser = argparse.ArgumentParser(prog="add_staff", description="Make or change a staff account.")
    parser.add_argument("user_name", help="what this person signs in with: small letters and digits, never changed")
    parser.add_argument("name", help="the person's name")
    parser.add_argument("roles", nargs="+", choices=sorted(ROLE_WORDS), metavar="role", help=", ".join(ROLE_WORDS))
    parser.add_argument("--email", help="where notifications may be sent")
    given = parser.parse_args(arguments)
    if not USER_NAME.fullmatch(given.user_name):
        parser.error(
            "a user name is 2 to 32 small letters, digits, dots, hyphens or underscores and begins with a letter"
        )
    return Staff(id=given.user_name, name=given.name, roles=frozenset(given.roles), password_hash="", email=given.email)


def read_password() -> str:
    """A password of at least twelve characters. Exits with a sentence when it is shorter."""
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(password) < SHORTEST:
        sys.exit(f"a password needs at least {SHORTEST} characters")
    return password


async def add(accounts: Accounts, staff: Staff, password: str) -> None:
    """Keep the account; language, text size and visits of an existing one stay."""
    known = await accounts.get(staff.id)
    kept = known.model_dump(include={"language", "large_text", "last_visit_at", "previous_visit_at"}) if known else {}
    await accounts.put(staff.model_copy(update={**kept, "password_hash": await hash_password(password)}))


def main() -> None:
    """Read arguments and password, and keep the account."""
    staff, settings = account_from(sys.argv[1:]), Settings()
    client = connect(settings.mongo_url)
    own = database(client, f"{settings.database_prefix}gateway")
    accounts = Accounts(MongoDocuments(own["staff"]), with_demo=True)
    asyncio.run(add(accounts, staff, read_password()))
    sys.stdout.write(f"{staff.id} can sign in\n")


if __name__ == "__main__":
    main()
