"""Tests of the record of one mail."""

from datetime import time, timedelta

import pytest

from services.notify.domain.contact import QuietHours
from services.notify.domain.delivery import BACK_OFF, LEASE, Delivery, DeliveryState, Outcome, Result
from services.notify.domain.events import MailDue, MailTried
from shared.clock.deadlines import NothingDue
from tests.builders_notify import MONDAY_9AM

AWAY = Result(Outcome.AWAY, "smtp 451")


def a_delivery() -> Delivery:
    return Delivery.due("d1", "i1", "jiuzhu", MONDAY_9AM)


def test_due_waits_for_its_first_attempt() -> None:
    delivery = a_delivery()
    assert delivery.next_due_at == MONDAY_9AM
    assert delivery.recorded() == [MailDue("d1", "i1")]


def test_begin_attempt_has_the_mail_to_itself_for_a_while() -> None:
    delivery = a_delivery()
    delivery.begin_attempt("li@demo.example", MONDAY_9AM)
    with pytest.raises(NothingDue):
        delivery.begin_attempt("li@demo.example", MONDAY_9AM + LEASE - timedelta(seconds=1))
    delivery.begin_attempt("li@demo.example", MONDAY_9AM + LEASE)
    assert [attempt.result for attempt in delivery.attempts] == [None, None]


def test_begin_attempt_too_early_is_refused() -> None:
    with pytest.raises(NothingDue):
        a_delivery().begin_attempt("li@demo.example", MONDAY_9AM - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.SENT, DeliveryState.SENT),
        (Outcome.REFUSED, DeliveryState.FAILED),
        (Outcome.NO_ADDRESS, DeliveryState.FAILED),
        (Outcome.NOT_CONFIGURED, DeliveryState.NOT_CONFIGURED),
    ],
)
def test_end_attempt_with_a_final_outcome_settles_it(outcome: Outcome, state: DeliveryState) -> None:
    delivery = a_delivery()
    delivery.begin_attempt("li@demo.example", MONDAY_9AM)
    delivery.end_attempt(Result(outcome), MONDAY_9AM, None)
    assert delivery.state is state
    assert delivery.next_due_at is None
    assert delivery.recorded()[-1] == MailTried("d1", outcome.value, MONDAY_9AM)
    with pytest.raises(NothingDue):
        delivery.begin_attempt("li@demo.example", MONDAY_9AM + timedelta(days=9))


def test_end_attempt_with_the_server_away_rests_longer_each_time_and_then_fails() -> None:
    delivery, at, rests = a_delivery(), MONDAY_9AM, []
    while delivery.next_attempt_at is not None:
        at = delivery.next_attempt_at
        delivery.begin_attempt("li@demo.example", at)
        delivery.end_attempt(AWAY, at, None)
        if delivery.next_attempt_at is not None:
            rests.append(delivery.next_attempt_at - at)
    assert tuple(rests) == BACK_OFF
    assert delivery.state is DeliveryState.FAILED
    assert len(delivery.attempts) == len(BACK_OFF) + 1


def test_end_attempt_with_the_server_away_rests_over_the_quiet_hours_of_its_reader() -> None:
    delivery = a_delivery()
    delivery.begin_attempt("li@demo.example", MONDAY_9AM)
    delivery.end_attempt(AWAY, MONDAY_9AM, QuietHours(time(9), time(12)))
    assert delivery.next_attempt_at == MONDAY_9AM + timedelta(hours=3)


def test_hold_back_waits_and_spends_no_attempt() -> None:
    delivery = a_delivery()
    delivery.hold_back(MONDAY_9AM + timedelta(hours=3), MONDAY_9AM)
    assert delivery.next_due_at == MONDAY_9AM + timedelta(hours=3)
    assert delivery.attempts == []
    assert delivery.recorded()[-1] == MailTried("d1", "held_back", MONDAY_9AM)
    with pytest.raises(NothingDue):
        delivery.hold_back(MONDAY_9AM + timedelta(hours=4), MONDAY_9AM)


def test_mail_that_is_called_off_is_settled_without_an_attempt() -> None:
    delivery = Delivery.due("d1", "i1", "jiuzhu", MONDAY_9AM)
    delivery.call_off(MONDAY_9AM)
    assert (delivery.state, delivery.next_due_at, delivery.attempts) == (DeliveryState.CALLED_OFF, None, [])
    with pytest.raises(NothingDue):
        delivery.call_off(MONDAY_9AM)
