"""Tests of entering, verifying and declining the account that an organisation is paid to."""

import pytest

from services.grants.commands.decline_account import DeclineAccount
from services.grants.commands.enter_account import EnterAccount
from services.grants.commands.verify_account import VerifyAccount
from services.grants.domain.account import AccountState
from services.grants.domain.errors import AccountMissing, AccountNumberDiffers, SecondPersonRequired
from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from tests.builders_grants import CASHIER, NUMBER, OFFICER, ORGANISATION, a_command_cause, grants_in_memory
from tests.second_person import confirming

ENTER = EnterAccount(project_id="p1", holder="锋之社", bank="中国银行奉化支行", number=NUMBER, paper="开户许可证 1")
VERIFY = confirming(VerifyAccount, project_id="p1", number=NUMBER, paper="开户许可证 1")


async def test_account_is_entered_by_one_and_verified_by_another() -> None:
    grants = await grants_in_memory().with_project("p1")
    for _ in range(2):
        await grants.app.give(ENTER, a_command_cause("enter"))
    with pytest.raises(RoleRequired):
        await grants.app.give(VERIFY, a_command_cause("verify"))
    with pytest.raises(SecondPersonRequired):
        await grants.app.give(VERIFY, a_command_cause("verify", Actor(OFFICER.id, CASHIER.roles)))
    with pytest.raises(AccountNumberDiffers):
        await grants.app.give(VERIFY.model_copy(update={"number": "12345678"}), a_command_cause("verify", CASHIER))
    await grants.app.give(VERIFY, a_command_cause("verify", CASHIER))
    assert (await grants.accounts.get(ORGANISATION)).state is AccountState.VERIFIED
    told = [sent.payload() for sent in grants.accounts.published]
    asked = {"about_id": ORGANISATION, "matter": "account", "no": None, "project_id": "p1", "project_no": "资2026-0001"}
    settled = {"about_id": ORGANISATION, "matters": ["account"], "no": None, "project_no": None, "refused_to": None}
    settled |= {"project_id": None, "organisation_id": None, "accepted": None}
    assert told == [asked | {"author": None}, settled], "never a number"


async def test_change_of_the_account_waits_for_the_second_person_and_may_be_declined() -> None:
    grants = await (await grants_in_memory().with_project("p1")).with_account()
    await grants.app.give(ENTER.model_copy(update={"number": "6228480012345678"}), a_command_cause("change"))
    assert (await grants.accounts.get(ORGANISATION)).state is AccountState.WAITING
    await grants.app.give(DeclineAccount(project_id="p1", reason="材料不全"), a_command_cause("decline", CASHIER))
    account = await grants.accounts.get(ORGANISATION)
    assert (account.state, account.current and account.current.masked) == (AccountState.VERIFIED, "**** 2345")


async def test_verify_account_where_none_was_entered_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1")
    with pytest.raises(AccountMissing):
        await grants.app.give(VERIFY, a_command_cause("verify", CASHIER))
