"""Sessions of the running gateway, opened in its database: signing in by the form takes a second for each role."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from services.gateway.auth.accounts import Accounts
from services.gateway.auth.cookies import Cookies
from services.gateway.auth.demo_accounts import DEMO_ACCOUNTS
from services.gateway.auth.session import Session, Sessions
from services.gateway.collection import MongoCollection
from shared.storage.mongo import connect, database

COOKIE = Cookies(secure=False, form_secret=b"").session_name
LONG = timedelta(minutes=30)


async def open_session(environment: Mapping[str, str], role: str) -> tuple[str, Session]:
    """What the sign-in page does once it knows the password: the cookie's token, and the session."""
    name, now = next(one.staff_id for one in DEMO_ACCOUNTS if one.role == role), datetime.now(UTC)
    client = connect(environment["TONGXIN_MONGO_URL"])
    try:
        own = database(client, f"{environment['TONGXIN_DATABASE_PREFIX']}gateway")
        await Accounts(MongoCollection(own["staff"]), with_demo=True).visited(name, now)
        return await Sessions(MongoCollection(own["sessions"]), LONG).open(name, now)
    finally:
        client.close()
