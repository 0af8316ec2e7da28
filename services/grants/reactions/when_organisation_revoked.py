"""An organisation lost its registration: its running projects are paid nothing more."""

from services.grants.domain.standing import LegalState, Standing
from services.grants.freezing import follow_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationRevoked
from shared.kernel.cause import Cause
from shared.kernel.upsert import change_or_create


async def when_organisation_revoked(event: OrganisationRevoked, cause: Cause, ports: Ports) -> None:
    """Remember it, then freeze the running projects, or show on the frozen ones why they stay so."""
    await change_or_create(
        ports.standings,
        Standing(event.organisation_id),
        cause,
        lambda standing: standing.change_legally(LegalState.REVOKED, event.open_reasons, late=cause.sequence is None),
    )
    await follow_standing(event.organisation_id, cause, ports)
