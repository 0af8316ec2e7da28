"""Somebody says that an entry of the register was a mistake: all who may decide are asked to check it."""

from services.notify.domain.item import InboxItem
from services.notify.domain.retraction_subjects import retraction_proposed
from services.notify.ports import Ports
from shared.contracts.registry import RetractionProposed
from shared.kernel.cause import Cause
from shared.kernel.roles import Role


async def when_retraction_proposed(event: RetractionProposed, cause: Cause, ports: Ports) -> None:
    """One item for each of the two roles, but not for the author: nobody decides about their own (双人复核)."""
    said = retraction_proposed(event.organisation_id, event.name, event.uscc, example=event.invented)
    for role in (Role.REGISTRAR, Role.CENTRE_ADMIN):
        item_id = cause.new_id(f"item to role {role}")
        await ports.items.create(InboxItem.to_role(item_id, role, said, cause.id, not_for=event.author), cause)
