"""A payment and a freeze are judged by when the money went out, not by when somebody wrote it down."""

from datetime import datetime, timedelta

import pytest

from services.grants.domain import errors
from services.grants.domain.paying import pay_instalment, require_payable
from services.grants.domain.project import Project
from services.grants.domain.standing import Standing
from shared.kernel.calendar import local_date, local_instant
from tests.builders_grants import (
    CASHIER,
    MONDAY_9AM,
    ORGANISATION,
    a_project,
    an_abnormal_standing,
    an_account,
    an_act,
)

TUESDAY, FRIDAY = MONDAY_9AM + timedelta(days=1), MONDAY_9AM + timedelta(days=4)
SATURDAY = MONDAY_9AM + timedelta(days=5)


def a_frozen_project(*, lifted: bool = False) -> Project:
    """Approved on Monday, frozen on Tuesday at nine, released on Friday at nine where it is."""
    project = a_project("p1", 500_000)
    project.follow(an_abnormal_standing("unreachable"), TUESDAY)
    if lifted:
        project.follow(Standing(ORGANISATION, revision=2), FRIDAY)
    return project


def paid_at(project: Project, when: datetime) -> None:
    """The payment of that time, written down on Saturday."""
    account = an_account()
    act = an_act(CASHIER.id, at=SATURDAY, occurred_at=when)
    pay_instalment(project, 1, "PZ-1", account, act, account_id=account.current_id)


def day_of(when: datetime) -> datetime:
    """The day alone, as a form tells it where nobody wrote the hour."""
    return local_instant(local_date(when), datetime.min.time())


def test_what_went_out_before_the_freeze_is_recorded_while_it_lasts() -> None:
    project = a_frozen_project()
    with pytest.raises(errors.ProjectIsFrozen):
        require_payable(project, 1, an_account(), CASHIER.id)
    paid_at(project, TUESDAY - timedelta(minutes=1))
    assert project.instalment(1).is_paid
    assert project.frozen


@pytest.mark.parametrize("lifted", [False, True])
@pytest.mark.parametrize(
    "when", [TUESDAY, FRIDAY - timedelta(minutes=1), day_of(TUESDAY), day_of(MONDAY_9AM + timedelta(days=2))]
)
def test_payment_of_a_time_inside_a_freeze_is_refused_also_once_it_is_lifted(lifted: bool, when: datetime) -> None:
    project = a_frozen_project(lifted=lifted)
    with pytest.raises(errors.PaidWhileFrozen, match="24 Nov 2026, 09:00"):
        paid_at(project, when)


def test_day_of_the_release_needs_its_hour() -> None:
    project = a_frozen_project(lifted=True)
    with pytest.raises(errors.PaidWhileFrozen, match="27 Nov 2026, 09:00"):
        paid_at(project, day_of(FRIDAY))
    paid_at(project, FRIDAY)


def test_payment_now_of_a_frozen_project_is_refused_by_its_reason() -> None:
    project, account = a_frozen_project(), an_account()
    with pytest.raises(errors.ProjectIsFrozen):
        pay_instalment(project, 1, "x", account, an_act(CASHIER.id, at=SATURDAY), account_id=account.current_id)
