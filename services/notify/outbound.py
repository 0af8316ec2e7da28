"""Which of notify's domain events leave the service, and as what."""

from typing import assert_never

import shared.contracts.notify as contracts
from services.notify.domain import events
from shared.contracts.contract import Contract


def outbound(event: events.DomainEvent) -> Contract | None:
    """The contract event to send, or None for what stays inside."""
    match event:
        case events.ItemCreated():
            recipients = [event.staff_id] if event.staff_id is not None else []
            told = {"recipients": recipients, "role": event.role, "scope": event.scope}
            return contracts.ItemCreated(item_id=event.item_id, **told)
        case events.ItemMarked() | events.ItemSettled() | events.ItemPassedOn() | events.ContactChanged():
            return None
        case events.MailDue() | events.MailTried() | events.NewsFollowed():
            return None
        case _:
            assert_never(event)
