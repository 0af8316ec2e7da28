"""An organisation was ordered to stop its activities: its running projects are paid nothing until it resumes."""

from services.grants.domain.standing import LegalState
from services.grants.freezing import change_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationSuspended
from shared.kernel.cause import Cause


async def when_organisation_suspended(event: OrganisationSuspended, cause: Cause, ports: Ports) -> None:
    """Remember it, then freeze the unpaid instalments of the organisation's running projects."""
    await change_standing(
        event.organisation_id,
        cause,
        ports,
        lambda standing, late: standing.change_legally(LegalState.SUSPENDED, event.open_reasons, late=late),
    )
