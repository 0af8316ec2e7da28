"""Which of the public site's domain events leave the service: none, it only shows what others published."""

from typing import assert_never

from services.public.domain import events
from shared.contracts.contract import Contract


def outbound(event: events.DomainEvent) -> Contract | None:
    """Nothing leaves."""
    match event:
        case events.NoticeShown() | events.NoticeGone() | events.ProfileShown():
            return None
        case _:
            assert_never(event)
