"""A suspension ended: what was frozen for it alone may be paid again."""

from services.grants.domain.standing import LegalState
from services.grants.freezing import change_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationResumed
from shared.kernel.cause import Cause


async def when_organisation_resumed(event: OrganisationResumed, cause: Cause, ports: Ports) -> None:
    """Remember it, then release the frozen projects, unless the organisation is listed as abnormal besides."""
    await change_standing(
        event.organisation_id,
        cause,
        ports,
        lambda standing, late: standing.change_legally(LegalState.REGISTERED, event.open_reasons, late=late),
    )
