"""How projects are brought in line with the standing of their organisation, one document at a time.

Reactions to the registry first write the Standing, then visit the running projects; the reaction to a new project
reads the Standing after the project is stored. Whichever comes first, one of the two sees the other's write.
A cause without a sequence is a message that came out of order and that a person has applied all the same.
"""

from dataclasses import replace

from services.grants.domain.standing import Standing
from services.grants.ports import Ports
from shared.kernel.cause import Cause


async def follow_standing(organisation_id: str, cause: Cause, ports: Ports) -> None:
    """Bring every running project of the organisation in line with the Standing as it is stored now."""
    standing = await ports.standings.get(organisation_id)
    for project_id in await ports.running.of(organisation_id):
        await follow(project_id, standing, cause, ports)


async def follow(project_id: str, standing: Standing, cause: Cause, ports: Ports) -> None:
    """Bring one project in line.

    The cause is passed on without its sequence: the order of the registry's messages is judged once, at the
    Standing; a project judges by the Standing's revision.
    """
    unordered = replace(cause, subject=None, sequence=None)
    await ports.projects.change(project_id, unordered, lambda project: project.follow(standing, cause.at))
