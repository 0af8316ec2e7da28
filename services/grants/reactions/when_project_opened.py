"""A project was opened: if its organisation's standing changed at that moment, the project follows it."""

from services.grants.freezing import follow
from services.grants.ports import Ports
from shared.contracts.grants import ProjectOpened
from shared.kernel.cause import Cause
from shared.kernel.errors import NotFound


async def when_project_opened(event: ProjectOpened, cause: Cause, ports: Ports) -> None:
    """Let the new project follow what it has not seen; an organisation never heard of is in good standing."""
    try:
        standing = await ports.standings.get(event.organisation_id)
    except NotFound:
        return
    if (await ports.projects.get(event.project_id)).standing_revision < standing.revision:
        await follow(event.project_id, standing, cause, ports)
