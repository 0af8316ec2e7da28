"""Something in grants waits for a second person: the head of the centre or finance is told."""

from services.notify.domain.decision_subjects import decision_awaited
from services.notify.domain.item import InboxItem
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.grants import DecisionAwaited
from shared.kernel.cause import Cause
from shared.kernel.roles import Role


async def when_decision_awaited(event: DecisionAwaited, cause: Cause, ports: Ports) -> None:
    """One item for the role, but not for who proposed a closing; it takes the place of one that asked for the same."""
    about = None if event.no is None else str(event.no)
    await settle_reminders(event.about_id, event.matter, cause, ports, about)
    role = Role.FINANCE if event.matter == "account" else Role.GRANTS_HEAD
    said = decision_awaited(event.about_id, event.matter, event.no, event.project_id, event.project_no)
    item_id = cause.new_id(f"item to role {role}")
    await ports.items.create(InboxItem.to_role(item_id, role, said, cause.id, not_for=event.author), cause)
