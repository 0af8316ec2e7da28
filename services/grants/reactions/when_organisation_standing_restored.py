"""The last reason was cleared: what was frozen may be paid again."""

from services.grants.domain.standing import legal_state
from services.grants.freezing import change_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationStandingRestored
from shared.kernel.cause import Cause


async def when_organisation_standing_restored(event: OrganisationStandingRestored, cause: Cause, ports: Ports) -> None:
    """Clear the Standing, then release the organisation's frozen projects."""
    await change_standing(
        event.organisation_id,
        cause,
        ports,
        lambda standing, late: standing.restore(legal_state(event.status), late=late),
    )
