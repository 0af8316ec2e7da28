"""Clear one reason from the list of abnormal activity (移出活动异常名录的一条事由)."""

from services.registry.domain import errors
from services.registry.domain.fields import GivenClearingNote, OrganisationId, ReasonId
from services.registry.domain.permissions import OFFICE, ON_REASON
from services.registry.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ClearAbnormalReason(ActCommand):
    """Which reason, and what was checked before it was cleared."""

    organisation_id: OrganisationId
    reason_id: ReasonId
    note: GivenClearingNote


@command(
    ClearAbnormalReason,
    post("/organisations/{organisation_id}/abnormal-reasons/{reason_id}/clearing"),
    label=Label("移出这一条", "Clear this one"),
    roles=OFFICE,
    offered=ON_REASON.when(lambda part, _: part[0].credit.require_clearable(part[1])),
    refusals=(errors.OrganisationGone, errors.ReasonAlreadyCleared),
)
async def clear_abnormal_reason(cmd: ClearAbnormalReason, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: o.credit.clear_reason(cmd.reason_id, cmd.note, act, ports.rules)
    )
