"""Enter one reason on the list of abnormal activity (列入活动异常名录)."""

from services.registry.domain import credit_errors, errors
from services.registry.domain.fields import DecisionNo, OrganisationId, Reason, ReasonNote, ReasonYear
from services.registry.domain.listing import Listing
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ListAbnormal(ActCommand):
    """Which reason, of which year where it is a missing annual report; each further reason is a command of its own."""

    organisation_id: OrganisationId
    code: Reason
    year: ReasonYear | None = None
    decision_no: DecisionNo = ""
    note: ReasonNote = ""


@command(
    ListAbnormal,
    post("/organisations/{organisation_id}/abnormal-reasons"),
    label=Label(
        "列入活动异常名录",
        "List as abnormal",
        "列入后，该组织执行中的资助项目将自动冻结未拨付的款项，并通知资助专员。每次列入一条原因。",
        "Unpaid instalments of its running projects will be frozen and the grants officers told. One reason at a time.",
    ),
    roles=OFFICE,
    offered=ON_ORGANISATION.when(lambda organisation, _: organisation.require_existing()),
    refusals=(
        errors.OrganisationGone,
        errors.ReasonAlreadyOpen,
        errors.ReasonNeedsNote,
        errors.ReasonNeedsYear,
        credit_errors.PenaltyNeedsNumber,
        credit_errors.ReasonHasNoYear,
        credit_errors.ReportNotRuled,
        credit_errors.ReportNotOwed,
        credit_errors.ReportNotYetDue,
    ),
)
async def list_abnormal(cmd: ListAbnormal, cause: Cause, ports: Ports) -> Receipt:
    listing = Listing(cmd.code, cmd.year, cmd.note, cmd.decision_no)
    act = Act.told(cause, cmd.occurred_at, cmd.evidence or cmd.decision_no)
    return await ports.organisations.change(
        cmd.organisation_id,
        cause,
        lambda o: o.credit.list_abnormal(cause.new_id("reason"), listing, act, ports.rules),
    )
