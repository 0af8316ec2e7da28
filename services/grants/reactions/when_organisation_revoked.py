"""An organisation lost its registration (撤销登记) or its certificate (吊销登记证书): nothing more is paid to it."""

from services.grants.domain.standing import LegalState
from services.grants.freezing import change_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationRevoked
from shared.kernel.cause import Cause


async def when_organisation_revoked(event: OrganisationRevoked, cause: Cause, ports: Ports) -> None:
    """Remember it, then freeze the running projects, or show on the frozen ones why they stay so."""
    await change_standing(
        event.organisation_id,
        cause,
        ports,
        lambda standing, late: standing.change_legally(LegalState(event.how), event.open_reasons, late=late),
    )
