"""A project may be paid again: the grants officers are told."""

from services.notify.domain.item import InboxItem
from services.notify.domain.project_subjects import project_unfrozen
from services.notify.ports import Ports
from shared.contracts.grants import ProjectUnfrozen
from shared.kernel.cause import Cause
from shared.kernel.roles import Role


async def when_project_unfrozen(event: ProjectUnfrozen, cause: Cause, ports: Ports) -> None:
    """One item for the role."""
    item_id = cause.new_id(f"item to role {Role.GRANTS_OFFICER}")
    said = project_unfrozen(event.project_id, event.project_no, example=bool(event.invented))
    await ports.items.create(InboxItem.to_role(item_id, Role.GRANTS_OFFICER, said, cause.id), cause)
