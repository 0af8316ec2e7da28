"""An organisation was listed as abnormal: its running projects are paid nothing until its standing is restored."""

from services.grants.domain.standing import Standing, legal_state
from services.grants.freezing import follow_standing
from services.grants.ports import Ports
from shared.contracts.registry import OrganisationListedAbnormal
from shared.kernel.cause import Cause
from shared.kernel.upsert import change_or_create


async def when_organisation_listed_abnormal(event: OrganisationListedAbnormal, cause: Cause, ports: Ports) -> None:
    """Remember the reason, then freeze the unpaid instalments of the organisation's running projects."""
    await change_or_create(
        ports.standings,
        Standing(event.organisation_id),
        cause,
        lambda standing: standing.list_abnormal(
            event.reason_id,
            event.reason_code,
            event.open_reasons,
            legal_state(event.status),
            late=cause.sequence is None,
        ),
    )
    await follow_standing(event.organisation_id, cause, ports)
