"""A suspension ended: what was frozen for it alone may be paid again."""

from services.grants.domain.standing import LegalState, Standing
from services.grants.freezing import follow_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationResumed
from shared.kernel.cause import Cause
from shared.kernel.upsert import change_or_create


async def when_organisation_resumed(event: OrganisationResumed, cause: Cause, ports: Ports) -> None:
    """Remember it, then release the frozen projects, unless the organisation is listed as abnormal besides."""
    await change_or_create(
        ports.standings,
        Standing(event.organisation_id),
        cause,
        lambda standing: standing.change_legally(
            LegalState.REGISTERED, event.open_reasons, late=cause.sequence is None
        ),
    )
    await follow_standing(event.organisation_id, cause, ports)
