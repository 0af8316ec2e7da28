"""A project was opened: if its organisation is listed as abnormal already, the project is frozen at once."""

from services.grants.freezing import follow
from services.grants.ports import Ports
from shared.contracts.grants import ProjectOpened
from shared.kernel.cause import Cause
from shared.kernel.errors import NotFound


async def when_project_opened(event: ProjectOpened, cause: Cause, ports: Ports) -> None:
    """Let the new project follow its organisation's standing; an organisation never heard of is in good standing."""
    try:
        standing = await ports.standings.get(event.organisation_id)
    except NotFound:
        return
    await follow(event.project_id, standing, cause, ports)
