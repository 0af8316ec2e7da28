"""A settled project runs again: what happened to its organisation meanwhile counts from now on."""

from services.grants.freezing import look_again
from services.grants.ports import Ports
from shared.contracts.grants import ProjectReopened
from shared.kernel.cause import Cause


async def when_project_reopened(event: ProjectReopened, cause: Cause, ports: Ports) -> None:
    """Look at the standing now that the project runs again."""
    await look_again(event.project_id, event.organisation_id, cause, ports)
