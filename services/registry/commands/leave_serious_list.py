"""Take an organisation off the list of serious breaches (移出严重违法失信名单)."""

from services.registry.domain import credit_errors, errors
from services.registry.domain.fields import GivenClearingNote, OrganisationId
from services.registry.domain.permissions import OFFICE, ON_SERIOUS_LIST
from services.registry.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class LeaveSeriousList(ActCommand):
    """Which organisation, and what was checked before it left the list."""

    organisation_id: OrganisationId
    note: GivenClearingNote


@command(
    LeaveSeriousList,
    post("/organisations/{organisation_id}/serious-grounds/leaving"),
    label=Label(
        "移出严重违法失信名单",
        "Take off the serious list",
        "列入满两年、期间没有再被列入、异常事由全部移出以后，按组织的申请办理。",
        "At its request: after two years without anything new, once no reason for being abnormal is open.",
    ),
    roles=OFFICE,
    offered=ON_SERIOUS_LIST.when(lambda part, _: part[0].credit.require_may_leave(part[2], part[1])),
    refusals=(
        errors.OrganisationGone,
        credit_errors.NotSeriouslyListed,
        credit_errors.EndedStaysListed,
        credit_errors.SeriousTooEarly,
        credit_errors.ReasonsStillOpen,
    ),
)
async def leave_serious_list(cmd: LeaveSeriousList, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: o.credit.leave_serious_list(cmd.note, act, ports.rules)
    )
