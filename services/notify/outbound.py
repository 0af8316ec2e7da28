"""Which of notify's domain events leave the service, and as what."""

from typing import assert_never

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
from shared.contracts.contract import Contract


def outbound(event: DomainEvent) -> Contract | None:
    """The contract event to send, or None for what stays inside."""
    match event:
        case ItemCreated():
            recipients = [event.staff_id] if event.staff_id is not None else []
            return contracts.ItemCreated(item_id=event.item_id, recipients=recipients, role=event.role)
        case ItemMarked() | ItemSettled() | ContactChanged() | MailDue() | MailTried():
            return None
    assert_never(event)
