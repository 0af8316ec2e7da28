"""Tests of the account that an organisation is paid to: two people, a paper, and no number that gets out."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.grants.app import COMMANDS
from services.grants.domain import account_errors, errors
from services.grants.domain.account import AccountState, PayeeAccount
from services.grants.domain.paying import pay_instalment
from services.grants.domain.permissions import ON_ACCOUNT
from shared.kernel.act import OccurredTooEarly
from shared.kernel.errors import DomainError
from tests.builders_grants import CASHIER, MONDAY_9AM, NUMBER, ORGANISATION, a_project, an_account, an_act


def test_account_is_paid_to_once_a_second_person_has_typed_the_same_number() -> None:
    """registry-grants notes 4.6: payee account = verified account."""
    account = an_account(verified=False)
    with pytest.raises(errors.AccountWaits):
        account.require_payable()
    with pytest.raises(errors.SecondPersonRequired):
        account.verify(NUMBER, "开户许可证 1", an_act())
    with pytest.raises(errors.AccountNumberDiffers):
        account.verify("3901 1200 0920 0012 346", "开户许可证 1", an_act(CASHIER.id))
    assert account.state is AccountState.WAITING
    account.verify(NUMBER.replace(" ", "-"), "开户许可证 1", an_act(CASHIER.id))
    account.require_payable()
    assert account.current
    assert account.current.masked == "**** 2345"


def test_payments_wait_while_a_change_of_the_account_waits() -> None:
    account, project = an_account(), a_project("p1", 500_000)
    account.enter("锋之社", "农业银行奉化支行", "6228480012345678", "变更说明", an_act())
    with pytest.raises(errors.AccountWaits):
        pay_instalment(project, 1, "PZ-1", account, an_act(CASHIER.id), account_id=account.current_id)
    with pytest.raises(errors.AccountWaits):
        account.enter("x", "y", "12345678", "z", an_act())
    account.decline("材料不全", an_act(CASHIER.id))
    pay_instalment(project, 1, "PZ-1", account, an_act(CASHIER.id), account_id=account.current_id)
    payment = project.instalment(1).payment
    assert payment
    assert payment.account == "**** 2345"


@pytest.mark.parametrize("number", ["1234567", "1" * 33, "62284800A2345678", ""])
def test_number_that_cannot_be_one_is_refused(number: str) -> None:
    with pytest.raises(errors.AccountNumberWrong):
        PayeeAccount(ORGANISATION).enter("x", "y", number, "z", an_act())


def test_same_account_again_is_refused() -> None:
    account = an_account()
    now = account.current
    assert now
    with pytest.raises(errors.AccountUnchanged):
        account.enter(now.holder, now.bank, NUMBER, "z", an_act())


def test_nothing_that_happens_to_an_account_tells_its_number() -> None:
    account = PayeeAccount(ORGANISATION)
    account.enter("x", "y", NUMBER, "z", an_act())
    account.verify(NUMBER, "z", an_act(CASHIER.id))
    told = f"{account.recorded()} {account.accounts}"
    assert "390112000920" not in told.replace(" ", "")


def test_account_that_was_only_ever_declined_is_none() -> None:
    account = an_account(verified=False)
    account.decline("材料不全", an_act())
    assert account.state is AccountState.MISSING
    with pytest.raises(errors.AccountMissing):
        account.require_payable()
    with pytest.raises(errors.NoAccountWaits):
        account.verify(NUMBER, "x", an_act(CASHIER.id))


def test_pay_without_an_account_is_refused() -> None:
    with pytest.raises(errors.AccountMissing):
        pay_instalment(a_project("p1", 500_000), 1, "PZ-1", None, an_act(CASHIER.id), account_id=None)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("enter_account", "verify_account", "decline_account")),
        st.sampled_from(("62284800123456", "39011200092001")),
        st.sampled_from(("zhou", "wu", "li")),
    ),
    max_size=15,
)


def test_every_command_on_an_account_is_among_the_steps() -> None:
    assert {command.name for command in COMMANDS if command.target == ON_ACCOUNT.name} == {
        "enter_account",
        "verify_account",
        "decline_account",
    }


@given(STEPS)
def test_whatever_is_tried_by_whomever_only_what_two_people_typed_is_paid_to(steps: list[tuple[str, str, str]]) -> None:
    """registry-grants notes 4.6."""
    account = PayeeAccount(ORGANISATION)
    for verb, number, by in steps:
        before = (list(account.accounts), list(account.numbers))
        try:
            match verb:
                case "enter_account":
                    account.enter("x", "y", number, "z", an_act(by))
                case "verify_account":
                    account.verify(number, "z", an_act(by))
                case _:
                    account.decline("x", an_act(by))
        except DomainError:
            assert (account.accounts, account.numbers) == before, "a refused verb changes nothing"
        assert len(account.accounts) == len(account.numbers)
        for one in account.accounts:
            assert not one.verified or (one.decided and one.decided.by != one.entered.by)
        if account.waiting is None and account.current is not None:
            account.require_payable()
        else:
            with pytest.raises((errors.AccountWaits, errors.AccountMissing)):
                account.require_payable()


NAME = "奉化区锋之社社会工作服务中心"
OTHER = ("9999 0000 2222", "变更说明")


def changed(days_later: int = 1) -> PayeeAccount:
    """The account, another than before since so many days later."""
    account, later = an_account(), MONDAY_9AM + timedelta(days=days_later)
    account.enter(NAME, "农业银行奉化支行", OTHER[0], OTHER[1], an_act(at=later))
    account.verify(*OTHER, an_act("cw2", at=later))
    return account


def test_payment_to_an_account_that_the_payer_did_not_see_is_refused() -> None:
    """registry-grants notes 4.6: whoever pays names the verified account; a change meanwhile is not paid to blindly."""
    seen, account, project = an_account().current_id, changed(), a_project("p1", 500_000)
    now = an_act(CASHIER.id, at=MONDAY_9AM + timedelta(days=2))
    with pytest.raises(account_errors.PayeeAccountChanged, match="2222"):
        pay_instalment(project, 1, "PZ-1", account, now, account_id=seen)
    with pytest.raises(account_errors.AccountNotNamed):
        pay_instalment(project, 1, "PZ-1", account, now, account_id=None)
    with pytest.raises(account_errors.PayeeAccountChanged):
        pay_instalment(project, 1, "PZ-1", account, now, account_id="another organisation's")
    pay_instalment(project, 1, "PZ-1", account, now, account_id=account.current_id)
    payment = project.instalment(1).payment
    assert payment
    assert (payment.account, payment.account_id) == ("**** 2222", f"{ORGANISATION}-2")


def test_payment_of_a_day_before_the_change_went_to_the_account_of_that_day() -> None:
    project, later = a_project("p1", 500_000), MONDAY_9AM + timedelta(days=5)
    earlier = an_act(CASHIER.id, at=later, occurred_at=MONDAY_9AM + timedelta(hours=2))
    pay_instalment(project, 1, "PZ-1", changed(), earlier, account_id=an_account().current_id)
    payment = project.instalment(1).payment
    assert payment
    assert payment.account == "**** 2345"


def test_holder_that_is_not_the_organisation_needs_a_reason_that_stays_with_the_account() -> None:
    account = PayeeAccount(ORGANISATION)
    with pytest.raises(account_errors.HolderDiffers, match=NAME):
        account.enter("李四", "工商银行", NUMBER, "x", an_act(), organisation_name=NAME)
    assert account.accounts == []
    reason = "组织尚未开户，主管部门代收，附说明"
    account.enter("李四", "工商银行", NUMBER, "x", an_act(), organisation_name=NAME, holder_reason=reason)
    assert account.waiting
    assert (account.waiting.is_of(NAME), account.waiting.holder_reason) == (False, reason)


@pytest.mark.parametrize("holder", [NAME, "奉化区 锋之社社会工作服务中心", "奉化区锋之社社会工作服务中心。"])
def test_holder_written_otherwise_is_the_organisation_all_the_same(holder: str) -> None:
    account = PayeeAccount(ORGANISATION)
    account.enter(holder, "工商银行", NUMBER, "x", an_act(), organisation_name=NAME)
    assert account.waiting
    assert account.waiting.is_of(NAME)


def test_account_verified_before_it_was_entered_is_refused() -> None:
    account = an_account(verified=False)
    with pytest.raises(OccurredTooEarly, match="entered"):
        account.verify(NUMBER, "x", an_act(CASHIER.id, occurred_at=MONDAY_9AM - timedelta(minutes=1)))
    account.verify(NUMBER, "x", an_act(CASHIER.id))
    with pytest.raises(OccurredTooEarly, match="decided"):
        account.enter(NAME, "x", OTHER[0], "x", an_act(occurred_at=MONDAY_9AM - timedelta(minutes=1)))


def test_payment_of_a_day_before_the_account_was_verified_is_refused() -> None:
    project, account = a_project("p1", 500_000), an_account(verified=False)
    tomorrow = MONDAY_9AM + timedelta(days=1)
    account.verify(NUMBER, "x", an_act(CASHIER.id, at=tomorrow))
    told = an_act(CASHIER.id, at=tomorrow, occurred_at=MONDAY_9AM)
    with pytest.raises(errors.PaidTooEarly, match="verified"):
        pay_instalment(project, 1, "PZ-1", account, told, account_id=account.current_id)
