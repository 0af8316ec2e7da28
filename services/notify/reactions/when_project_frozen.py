"""A project was frozen: the grants officers are told."""

from services.notify.domain.item import InboxItem
from services.notify.domain.project_subjects import project_frozen
from services.notify.ports import Ports
from shared.contracts.grants import ProjectFrozen
from shared.kernel.cause import Cause
from shared.kernel.roles import Role


async def when_project_frozen(event: ProjectFrozen, cause: Cause, ports: Ports) -> None:
    """One item for the role; the project's page gives the reasons."""
    item_id = cause.new_id(f"item to role {Role.GRANTS_OFFICER}")
    said = project_frozen(event.project_id, event.project_no, event.reason_codes, example=bool(event.invented))
    await ports.items.create(InboxItem.to_role(item_id, Role.GRANTS_OFFICER, said, cause.id), cause)
