"""Accounts are made on the command line."""

import io
import sys
from datetime import UTC, datetime

import pytest

from services.gateway.add_staff import account_from, add, read_password
from services.gateway.auth.accounts import Accounts
from services.gateway.auth.passwords import matches
from tests.gateway.in_memory import InMemoryDocuments


async def test_added_account_can_sign_in_and_a_changed_one_keeps_its_habits() -> None:
    accounts = Accounts(InMemoryDocuments(), with_demo=False)
    staff = account_from(["zhangsan", "张三", "registrar", "centre_admin", "--email", "z@example.cn"])
    await add(accounts, staff, "a long password")
    await accounts.visited("zhangsan", datetime(2026, 11, 23, tzinfo=UTC))
    await accounts.prefer("zhangsan", language="en")
    await add(accounts, account_from(["zhangsan", "张三", "registrar"]), "another password")
    known = await accounts.get("zhangsan")
    assert known
    assert (known.language, known.roles, known.email) == ("en", {"registrar"}, None)
    assert known.last_visit_at
    assert await matches(known.password_hash, "another password")
    assert not await matches(known.password_hash, "a long password")


@pytest.mark.parametrize(
    "arguments", [["Zhang San", "张三", "registrar"], ["zhang", "张三", "king"], ["zhang", "张三"]]
)
def test_account_that_is_not_right_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        account_from(arguments)


def test_short_password_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    with pytest.raises(SystemExit):
        read_password()
