"""One reason was cleared: the freeze stays while others are open."""

from services.grants.domain.standing import legal_state
from services.grants.freezing import change_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationReasonCleared
from shared.kernel.cause import Cause


async def when_organisation_reason_cleared(event: OrganisationReasonCleared, cause: Cause, ports: Ports) -> None:
    """Drop the reason, then show the remaining ones on the frozen projects; with none left they are released."""
    await change_standing(
        event.organisation_id,
        cause,
        ports,
        lambda standing, late: standing.drop_reason(
            event.reason_id, event.open_reasons, legal_state(event.status), late=late
        ),
    )
