"""The organisation of a project was corrected: what happened to the right one at that moment counts."""

from services.grants.freezing import look_again
from services.grants.ports import Ports
from shared.contracts.grants import ProjectReassigned
from shared.kernel.cause import Cause


async def when_project_reassigned(event: ProjectReassigned, cause: Cause, ports: Ports) -> None:
    """Look at the standing now that the project is stored as the right organisation's."""
    await look_again(event.project_id, event.organisation_id, cause, ports)
