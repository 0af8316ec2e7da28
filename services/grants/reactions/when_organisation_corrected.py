"""The name of an organisation stood wrong in the register: it was always called so."""

from services.grants.freezing import change_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationCorrected
from shared.kernel.cause import Cause


async def when_organisation_corrected(event: OrganisationCorrected, cause: Cause, ports: Ports) -> None:
    """Remember the right name."""
    await change_standing(event.organisation_id, cause, ports, lambda standing, _: standing.correct_name(event.name))
