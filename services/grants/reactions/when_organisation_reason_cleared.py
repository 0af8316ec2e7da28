"""One reason was cleared: the freeze stays while others are open."""

from services.grants.domain.standing import Standing, legal_state
from services.grants.freezing import follow_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationReasonCleared
from shared.kernel.cause import Cause
from shared.kernel.upsert import change_or_create


async def when_organisation_reason_cleared(event: OrganisationReasonCleared, cause: Cause, ports: Ports) -> None:
    """Drop the reason, then show the remaining ones on the frozen projects; with none left they are released."""
    await change_or_create(
        ports.standings,
        Standing(event.organisation_id),
        cause,
        lambda standing: standing.drop_reason(
            event.reason_id, event.open_reasons, legal_state(event.status), late=cause.sequence is None
        ),
    )
    await follow_standing(event.organisation_id, cause, ports)
