"""A project was completed or terminated: it no longer stands in the way of a deregistration."""

from services.registry.domain.funded_project import FundedProject
from services.registry.ports import Ports
from shared.contracts.grants import ProjectClosed
from shared.kernel.cause import Cause
from shared.kernel.upsert import change_or_create


async def when_project_closed(event: ProjectClosed, cause: Cause, ports: Ports) -> None:
    """Remember it, the first news of the project or not."""
    await change_or_create(ports.projects, FundedProject(event.project_id), cause, lambda project: project.settle())
