"""An organisation was listed as abnormal: its running projects are paid nothing until its standing is restored."""

from services.grants.domain.standing import legal_state
from services.grants.freezing import change_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationListedAbnormal
from shared.kernel.cause import Cause


async def when_organisation_listed_abnormal(event: OrganisationListedAbnormal, cause: Cause, ports: Ports) -> None:
    """Remember the reason, then freeze the unpaid instalments of the organisation's running projects."""
    await change_standing(
        event.organisation_id,
        cause,
        ports,
        lambda standing, late: standing.list_abnormal(
            event.reason_id,
            event.reason_code,
            event.open_reasons,
            legal_state(event.status),
            late=late,
        ),
    )
