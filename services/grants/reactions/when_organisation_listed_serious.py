"""The organisation is on the list of serious breaches: nothing is paid to it."""

from services.grants.domain.standing import legal_state
from services.grants.freezing import change_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationListedSerious
from shared.kernel.cause import Cause


async def when_organisation_listed_serious(event: OrganisationListedSerious, cause: Cause, ports: Ports) -> None:
    """Keep it in the Standing, then freeze the running projects of the organisation."""
    await change_standing(
        event.organisation_id,
        cause,
        ports,
        lambda standing, late: standing.list_serious(True, event.open_reasons, legal_state(event.status), late=late),
    )
