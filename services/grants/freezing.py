"""How projects are brought in line with the standing of their organisation, one document at a time.

Reactions to the registry first write the Standing, then visit the running projects; the reaction to a project that is
new, or runs again, reads the Standing after the project is stored. Whichever comes first, one of the two sees the
other's write.
A cause without a sequence is a message that came out of order and that a person has applied all the same.
"""

from collections.abc import Callable
from dataclasses import replace

from services.grants.domain.standing import Standing
from services.grants.ports import Ports
from shared.kernel.cause import Cause
from shared.kernel.errors import NotFound
from shared.kernel.upsert import change_or_create


async def change_standing(
    organisation_id: str, cause: Cause, ports: Ports, change: Callable[[Standing, bool], None]
) -> None:
    """Write the Standing, the first news of the organisation or not, then bring every running project in line with it.

    ``change`` is told whether the message is applied late.
    """
    late = cause.sequence is None
    await change_or_create(ports.standings, Standing(organisation_id), cause, lambda standing: change(standing, late))
    standing = await ports.standings.get(organisation_id)
    for project_id in await ports.running.of(organisation_id):
        await follow(project_id, standing, cause, ports)


async def look_again(project_id: str, organisation_id: str, cause: Cause, ports: Ports) -> None:
    """Let a project that has just begun, begun again or changed hands follow what it has not seen.

    An organisation never heard of is in good standing.
    """
    standing = await standing_of(organisation_id, ports)
    if standing and (await ports.projects.get(project_id)).standing_revision < standing.revision:
        await follow(project_id, standing, cause, ports)


async def standing_of(organisation_id: str, ports: Ports) -> Standing | None:
    """The standing of an organisation; None for one never heard of."""
    try:
        return await ports.standings.get(organisation_id)
    except NotFound:
        return None


async def follow(project_id: str, standing: Standing, cause: Cause, ports: Ports) -> None:
    """Bring one project in line.

    The cause is passed on without its sequence: the order of the registry's messages is judged once, at the
    Standing; a project judges by the Standing's revision.
    """
    unordered = replace(cause, subject=None, sequence=None)
    await ports.projects.change(project_id, unordered, lambda project: project.follow(standing, cause.at))
