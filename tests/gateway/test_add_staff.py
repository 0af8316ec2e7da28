"""Accounts are made on the command line."""

import io
import sys
from datetime import UTC, datetime, timedelta

import pytest

from services.gateway.add_staff import SignInStores, account_from, add, arguments_from, disable, read_password
from services.gateway.auth.accounts import Accounts, Staff
from services.gateway.auth.audit import Trail
from services.gateway.auth.invitations import Invitations
from services.gateway.auth.lockout import Lockout, Try
from services.gateway.auth.passwords import matches
from services.gateway.auth.session import Sessions
from shared.kernel.scope import Scope, ScopeKind
from tests.gateway.in_memory import InMemoryCollection, InMemoryLedger

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


def the_stores() -> SignInStores:
    """Nobody knows this office yet."""
    collections = [InMemoryCollection() for _ in range(4)]
    accounts = Accounts(collections[0], with_demo=False)
    sessions, lockout = Sessions(collections[1], timedelta(minutes=30)), Lockout(collections[2])
    return SignInStores(accounts, sessions, lockout, Invitations(collections[3]), Trail(InMemoryLedger()))


def an_account(*arguments: str) -> Staff:
    """The account that the command line describes."""
    return account_from(arguments_from(list(arguments)))


async def test_added_account_can_sign_in_and_a_changed_one_keeps_its_habits() -> None:
    stores = the_stores()
    accounts = stores.accounts
    staff = an_account("zhangsan", "张三", "registrar", "centre_admin", "--email", "z@example.cn")
    await add(stores, staff, "a long password", NOON)
    await accounts.visited("zhangsan", NOON)
    await accounts.prefer("zhangsan", language="en")
    await add(stores, an_account("zhangsan", "张三", "registrar"), "another password", NOON)
    known = await accounts.get("zhangsan")
    assert known
    assert (known.language, known.roles, known.email) == ("en", {"registrar"}, None)
    assert known.last_visit_at
    assert await matches(known.password_hash, "another password")
    assert not await matches(known.password_hash, "a long password")


async def test_scope_of_a_person_from_outside_is_kept() -> None:
    stores = the_stores()
    both = ("--scope", "organisation:o-1", "--scope", "organisation:o-2")
    await add(stores, an_account("wangwu", "王五", "organisation_member", *both), "a long password", NOON)
    known = await stores.accounts.get("wangwu")
    assert known
    assert known.scope == Scope.of(ScopeKind.ORGANISATION, "o-1", "o-2")
    assert known.is_from_outside


async def test_new_password_opens_a_locked_name_and_ends_the_sessions_of_the_old_one() -> None:
    stores, staff = the_stores(), an_account("zhangsan", "张三", "registrar")
    await add(stores, staff, "a long password", NOON)
    token, _ = await stores.sessions.open("zhangsan", NOON)
    others, _ = await stores.sessions.open("lisi", NOON)
    tried = Try("zhangsan", "203.0.113.7/32")
    for _ in range(6):
        await stores.lockout.attempt(tried, NOON)
    assert await stores.lockout.attempt(tried, NOON)
    await add(stores, staff, "another password", NOON)
    assert await stores.lockout.attempt(tried, NOON) is None
    assert await stores.sessions.find(token, NOON) is None
    assert await stores.sessions.find(others, NOON)


async def test_disabled_account_cannot_come_in_and_keeps_its_name_until_it_is_added_again() -> None:
    stores, staff = the_stores(), an_account("zhangsan", "张三", "registrar")
    await add(stores, staff, "a long password", NOON)
    token, _ = await stores.sessions.open("zhangsan", NOON)
    assert arguments_from(["zhangsan", "--disable"]).disable
    await disable(stores, "zhangsan", NOON)
    assert await stores.accounts.get("zhangsan") is None
    assert await stores.sessions.find(token, NOON) is None
    assert [(one.name, one.disabled) for one in await stores.accounts.every()] == [("张三", True)]
    await add(stores, staff, "another password", NOON)
    assert await stores.accounts.get("zhangsan")


async def test_disabling_nobody_says_so() -> None:
    with pytest.raises(SystemExit, match="no account"):
        await disable(the_stores(), "nobody", NOON)


@pytest.mark.parametrize(
    "arguments",
    [
        ["Zhang San", "张三", "registrar"],
        ["zhang", "张三", "king"],
        ["zhang", "张三"],
        ["zhang", "张三", "ward"],
        ["zhang", "张三", "ward", "--scope", "organisation:o-1"],
        ["zhang", "张三", "ward", "--scope", "ward"],
        ["zhang", "张三", "registrar", "--scope", "organisation:o-1"],
        ["zhang", "张三", "ward", "registrar", "--scope", "ward:h/w"],
    ],
)
def test_account_that_is_not_right_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        arguments_from(arguments)


def test_short_password_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    with pytest.raises(SystemExit):
        read_password()


@pytest.mark.parametrize("email", ["张三 <z@x.cn>", "z@x.cn;y@x.cn", "z x@x.cn", "a@[1.2.3.4"])
def test_what_is_no_mail_address_makes_no_account(email: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments_from(["zhangsan", "张三", "rescue_worker", "--email", email])
    assert "is no mail address" in capsys.readouterr().err
