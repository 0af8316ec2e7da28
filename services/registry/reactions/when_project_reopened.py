"""A closed project runs again: its organisation may not be deregistered before it is closed."""

from services.registry.domain.funded_project import FundedProject
from services.registry.ports import Ports
from shared.contracts.grants import ProjectReopened
from shared.kernel.cause import Cause
from shared.kernel.upsert import change_or_create


async def when_project_reopened(event: ProjectReopened, cause: Cause, ports: Ports) -> None:
    """Remember it, the first news of the project or not."""
    await change_or_create(
        ports.projects,
        FundedProject(event.project_id),
        cause,
        lambda one: one.run(event.organisation_id, event.project_no or ""),
    )
