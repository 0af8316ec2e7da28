"""Accounts as they were kept before open still, and say of themselves what is known: nothing is made up."""

from datetime import UTC, date, datetime

from services.gateway.auth.accounts import Accounts, Leave, Staff
from services.gateway.auth.lockout import Failures
from services.gateway.auth.session import Session
from tests.gateway.in_memory import InMemoryCollection

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
OLD = {
    "id": "lisi", "name": "李四", "roles": ["registrar"], "password_hash": "$argon2id$x", "email": None,
    "language": "zh", "large_text": False, "demo": False, "disabled": False, "changed_at": None,
    "last_visit_at": "2026-11-20T01:00:00Z", "previous_visit_at": None,
}  # fmt: skip
TODAY = date(2026, 11, 23)


async def test_account_of_before_opens_and_can_be_administered() -> None:
    collection = InMemoryCollection()
    await collection.change("lisi", lambda _: OLD)
    accounts = Accounts(collection, with_demo=False)
    staff = await accounts.get("lisi")
    assert staff
    assert (staff.version, staff.leave, staff.scope, staff.state(TODAY)) == (0, None, None, "active")
    assert (await accounts.administer("lisi", 0, NOON, roles=["finance"])).version == 1


def test_session_and_count_of_before_open() -> None:
    old = {"id": "x", "staff_id": "lisi", "csrf_token": "t", "started_at": NOON, "expires_at": NOON}
    assert Session.model_validate(old).waits == ""
    count = {"count": 3, "first_at": NOON, "locked_until": None, "forget_after": NOON}
    assert Failures.model_validate(count).one_more(NOON).count == 4


def test_state_says_how_an_account_stands() -> None:
    staff = Staff.model_validate(OLD)
    leave = Leave(from_on=TODAY, until_on=TODAY, substitute="wangwu")
    assert staff.model_copy(update={"leave": leave}).state(TODAY) == "away"
    assert staff.model_copy(update={"leave": leave}).state(date(2026, 11, 24)) == "active"
    assert staff.model_copy(update={"password_hash": ""}).state(TODAY) == "invited"
    assert staff.model_copy(update={"disabled": True, "leave": leave}).state(TODAY) == "left"
