"""The organisation is called otherwise from a day on; contracts signed before keep the name of their day."""

from services.grants.freezing import change_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationChanged
from shared.kernel.cause import Cause


async def when_organisation_changed(event: OrganisationChanged, cause: Cause, ports: Ports) -> None:
    """Remember the name with its day."""
    await change_standing(
        event.organisation_id, cause, ports, lambda standing, _: standing.learn_name(event.name, event.effective_on)
    )
