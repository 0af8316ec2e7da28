"""A project was opened: if its organisation's standing changed at that moment, the project follows it."""

from services.grants.freezing import look_again
from services.grants.ports import Ports
from shared.contracts.grants import ProjectOpened
from shared.kernel.cause import Cause


async def when_project_opened(event: ProjectOpened, cause: Cause, ports: Ports) -> None:
    """Look at the standing now that the project is stored."""
    await look_again(event.project_id, event.organisation_id, cause, ports)
