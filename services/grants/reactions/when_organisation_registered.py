"""An organisation came into the register: it can be funded, unless it came in as one that ended long ago."""

from services.grants.domain.standing import LegalState
from services.grants.freezing import change_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationRegistered
from shared.kernel.cause import Cause


async def when_organisation_registered(event: OrganisationRegistered, cause: Cause, ports: Ports) -> None:
    """Remember that there is such an organisation, and in which legal state."""
    await change_standing(
        event.organisation_id,
        cause,
        ports,
        lambda standing, late: standing.change_legally(LegalState(event.status), 0, late=late),
    )
