"""The reminder ledger judges the order of what one case asks for."""

import pytest

from services.notify.domain.events import NewsFollowed
from services.notify.domain.ledger import ReminderLedger
from shared.kernel.errors import OutOfOrder

CASE = "rescue/case-1"


def test_ledger_follows_events_in_their_order_and_a_repeat_of_the_latest() -> None:
    ledger = ReminderLedger(CASE)
    for sequence in (5, 6, 6):
        ledger.follow(sequence)
    assert ledger.heard == 6
    assert ledger.recorded()[-1] == NewsFollowed(CASE, 6)


def test_event_from_before_the_latest_is_out_of_order_and_past() -> None:
    ledger = ReminderLedger(CASE, heard=6)
    with pytest.raises(OutOfOrder):
        ledger.follow(5)
    assert [ledger.is_past(sequence) for sequence in (5, 6, 7, None)] == [True, False, False, False]
    assert ledger.heard == 6


def test_event_without_a_sequence_is_followed_and_changes_no_order() -> None:
    ledger = ReminderLedger(CASE, heard=6)
    ledger.follow(None)
    assert ledger.heard == 6
