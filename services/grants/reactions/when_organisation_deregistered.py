"""An organisation ended at its own wish: its running projects are paid nothing more."""

from services.grants.domain.standing import LegalState
from services.grants.freezing import change_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationDeregistered
from shared.kernel.cause import Cause


async def when_organisation_deregistered(event: OrganisationDeregistered, cause: Cause, ports: Ports) -> None:
    """Remember it, then freeze the running projects, or show on the frozen ones why they stay so."""
    await change_standing(
        event.organisation_id,
        cause,
        ports,
        lambda standing, late: standing.change_legally(LegalState.DEREGISTERED, event.open_reasons, late=late),
    )
