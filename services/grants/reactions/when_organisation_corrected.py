"""Something stood wrong in the register: it was always called so, or a decision on it was entered by mistake."""

from services.grants.domain.standing import Standing, legal_state
from services.grants.freezing import change_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationCorrected
from shared.kernel.cause import Cause


async def when_organisation_corrected(event: OrganisationCorrected, cause: Cause, ports: Ports) -> None:
    """Remember the right name; bring the running projects in line with the legal state that holds after all."""

    def correct(standing: Standing, late: bool) -> None:
        standing.correct_name(event.name)
        if (legal := legal_state(event.status)) is not None:
            standing.change_legally(legal, event.open_reasons or 0, late=late)

    await change_standing(event.organisation_id, cause, ports, correct)
