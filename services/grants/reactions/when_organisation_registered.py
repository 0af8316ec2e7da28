"""An organisation came into the register: it can be funded, unless it came in as one that ended long ago."""

from services.grants.domain.standing import LegalState, Standing
from services.grants.freezing import change_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationRegistered
from shared.kernel.cause import Cause


async def when_organisation_registered(event: OrganisationRegistered, cause: Cause, ports: Ports) -> None:
    """Remember that there is such an organisation, what it is called, and in which legal state it is."""

    def learn(standing: Standing, late: bool) -> None:
        standing.learn_name(event.name)
        standing.change_legally(LegalState(event.status), 0, late=late)

    await change_standing(event.organisation_id, cause, ports, learn)
