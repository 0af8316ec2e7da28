"""The registry answered a request for an interpreter: whoever asked is told."""

from services.notify.domain.item import InboxItem
from services.notify.domain.subjects import interpreter_proposed
from services.notify.ports import Ports
from shared.contracts.registry import InterpreterProposed
from shared.kernel.cause import Cause


async def when_interpreter_proposed(event: InterpreterProposed, cause: Cause, ports: Ports) -> None:
    """One item for the person who asked. How many were found is said; who they are stands on the case page."""
    said = interpreter_proposed(event.case_id, event.case_no, len(event.proposals))
    item_id = cause.new_id(f"item to staff {event.requested_by}")
    await ports.items.create(InboxItem.to_staff(item_id, event.requested_by, said, cause.id), cause)
