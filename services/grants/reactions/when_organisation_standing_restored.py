"""The last reason was cleared: what was frozen may be paid again."""

from services.grants.domain.standing import Standing, legal_state
from services.grants.freezing import follow_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationStandingRestored
from shared.kernel.cause import Cause
from shared.kernel.upsert import change_or_create


async def when_organisation_standing_restored(event: OrganisationStandingRestored, cause: Cause, ports: Ports) -> None:
    """Clear the Standing, then release the organisation's frozen projects."""
    await change_or_create(
        ports.standings,
        Standing(event.organisation_id),
        cause,
        lambda standing: standing.restore(legal_state(event.status), late=cause.sequence is None),
    )
    await follow_standing(event.organisation_id, cause, ports)
