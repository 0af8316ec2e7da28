"""An organisation came into the register: it can be funded, unless it came in as one that ended long ago."""

from services.grants.domain.standing import LegalState, Standing
from services.grants.freezing import follow_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationRegistered
from shared.kernel.cause import Cause
from shared.kernel.upsert import change_or_create


async def when_organisation_registered(event: OrganisationRegistered, cause: Cause, ports: Ports) -> None:
    """Remember that there is such an organisation, and in which legal state."""
    await change_or_create(
        ports.standings,
        Standing(event.organisation_id),
        cause,
        lambda standing: standing.change_legally(LegalState(event.status), 0, late=cause.sequence is None),
    )
    await follow_standing(event.organisation_id, cause, ports)
