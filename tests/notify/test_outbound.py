"""Tests of what leaves notify."""

import pytest

import shared.contracts.notify as contracts
from services.notify.domain.events import (
    ContactChanged,
    DomainEvent,
    ItemCreated,
    ItemMarked,
    ItemSettled,
    MailDue,
    MailTried,
)
from services.notify.outbound import outbound
from tests.builders_notify import MONDAY_9AM


def test_outbound_of_an_item_for_a_person_names_that_person() -> None:
    assert outbound(ItemCreated("i1", "jiuzhu", None)) == contracts.ItemCreated(item_id="i1", recipients=["jiuzhu"])


def test_outbound_of_an_item_for_a_role_names_the_role() -> None:
    sent = outbound(ItemCreated("i1", None, "rescue_worker"))
    assert sent == contracts.ItemCreated(item_id="i1", recipients=[], role="rescue_worker")


@pytest.mark.parametrize(
    "event",
    [
        ItemMarked("i1", "jiuzhu", MONDAY_9AM),
        ItemSettled("i1", MONDAY_9AM),
        ContactChanged("jiuzhu"),
        MailDue("d1", "i1"),
        MailTried("d1", "sent", MONDAY_9AM),
    ],
)
def test_outbound_of_everything_else_stays_inside(event: DomainEvent) -> None:
    assert outbound(event) is None
