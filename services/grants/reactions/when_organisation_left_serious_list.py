"""The organisation left the list of serious breaches."""

from services.grants.domain.standing import legal_state
from services.grants.freezing import change_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationLeftSeriousList
from shared.kernel.cause import Cause


async def when_organisation_left_serious_list(event: OrganisationLeftSeriousList, cause: Cause, ports: Ports) -> None:
    """Keep it in the Standing, then release what nothing else keeps frozen."""
    await change_standing(
        event.organisation_id,
        cause,
        ports,
        lambda standing, late: standing.list_serious(False, event.open_reasons, legal_state(event.status), late=late),
    )
