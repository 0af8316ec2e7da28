"""Tests of recording a payment."""

from datetime import timedelta

import pytest

from services.grants.commands.pay_instalment import PayInstalment
from services.grants.domain.errors import AccountMissing, InstalmentAlreadyPaid, PaidTooEarly, ProjectIsFrozen
from shared.kernel.act import OccurredInFuture
from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from tests.builders_grants import (
    CASHIER,
    MONDAY_9AM,
    OFFICER,
    ORGANISATION,
    a_command_cause,
    an_abnormal_standing,
    grants_in_memory,
)

PAY = PayInstalment(project_id="p1", no=1, voucher_no="PZ-0001", account_id=f"{ORGANISATION}-1")


async def test_pay_instalment_is_recorded_once() -> None:
    grants = await (await grants_in_memory().with_project("p1", 500_000)).with_account()
    for _ in range(2):
        await grants.app.give(PAY, a_command_cause(actor=CASHIER))
    project = await grants.projects.get("p1")
    assert project.paid_fen == 500_000
    assert project.instalments[0].payment is not None
    assert project.instalments[0].payment.entry.by == "caiwu"


async def test_pay_instalment_again_by_another_click_is_refused() -> None:
    grants = await (await grants_in_memory().with_project("p1", 500_000)).with_account()
    await grants.app.give(PAY, a_command_cause("first", CASHIER))
    with pytest.raises(InstalmentAlreadyPaid):
        await grants.app.give(PAY, a_command_cause("second", CASHIER))


async def test_pay_instalment_of_a_frozen_project_is_refused() -> None:
    grants = await (await grants_in_memory().with_project("p1", 500_000)).with_account()
    standing = an_abnormal_standing("report_missing")
    await grants.projects.change("p1", a_command_cause("freeze"), lambda p: p.follow(standing, MONDAY_9AM))
    with pytest.raises(ProjectIsFrozen):
        await grants.app.give(PAY, a_command_cause(actor=CASHIER))


async def test_pay_instalment_tells_when_it_was_paid_and_the_voucher_shows_it() -> None:
    grants = await (await grants_in_memory().with_project("p1", 500_000)).with_account()
    paid_on = MONDAY_9AM - timedelta(hours=30)
    with pytest.raises(PaidTooEarly):
        await grants.app.give(PAY.model_copy(update={"occurred_at": paid_on}), a_command_cause(actor=CASHIER))
    later = a_command_cause("later", CASHIER, MONDAY_9AM + timedelta(days=2))
    await grants.app.give(PAY.model_copy(update={"occurred_at": MONDAY_9AM}), later)
    payment = (await grants.projects.get("p1")).instalment(1).payment
    assert payment is not None
    assert (payment.entry.occurred_at, payment.entry.evidence) == (MONDAY_9AM, "PZ-0001")
    assert payment.entry.recorded_at == MONDAY_9AM + timedelta(days=2), "entered late"


async def test_pay_instalment_in_the_future_is_refused() -> None:
    grants = await (await grants_in_memory().with_project("p1", 500_000)).with_account()
    tomorrow = PAY.model_copy(update={"occurred_at": MONDAY_9AM + timedelta(days=1)})
    with pytest.raises(OccurredInFuture):
        await grants.app.give(tomorrow, a_command_cause(actor=CASHIER))


async def test_pay_instalment_without_an_account_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000)
    with pytest.raises(AccountMissing):
        await grants.app.give(PAY, a_command_cause(actor=CASHIER))


async def test_pay_instalment_by_an_officer_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000)
    with pytest.raises(RoleRequired):
        await grants.app.give(PAY, a_command_cause(actor=OFFICER))


async def test_pay_instalment_by_a_registrar_is_refused() -> None:
    grants = await (await grants_in_memory().with_project("p1", 500_000)).with_account()
    with pytest.raises(RoleRequired):
        await grants.app.give(PAY, a_command_cause(actor=Actor("dengji", frozenset({"registrar"}))))
