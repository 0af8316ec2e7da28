"""The organisation of a project was corrected: it stands in the way of the right one's deregistration alone."""

from services.registry.domain.funded_project import FundedProject
from services.registry.ports import Ports
from shared.contracts.grants import ProjectReassigned
from shared.kernel.cause import Cause
from shared.kernel.upsert import change_or_create


async def when_project_reassigned(event: ProjectReassigned, cause: Cause, ports: Ports) -> None:
    """Remember whose it is, the first news of the project or not."""
    await change_or_create(
        ports.projects,
        FundedProject(event.project_id),
        cause,
        lambda one: one.run(event.organisation_id, event.project_no),
    )
