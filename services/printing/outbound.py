"""Which of printing's domain events leave the service: none. What was printed is asked for, and told to nobody else."""

from typing import assert_never

from services.printing.domain import events
from shared.contracts.contract import Contract


def outbound(event: events.DomainEvent) -> Contract | None:
    """The contract event to send, or None for what stays inside."""
    match event:
        case events.PrintRegistered() | events.PaperMade():
            return None
        case _:
            assert_never(event)
