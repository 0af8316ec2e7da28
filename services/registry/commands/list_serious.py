"""Enter one ground on the list of serious breaches (列入严重违法失信名单)."""

from services.registry.commands.revoke_organisation import DecisionCommand
from services.registry.domain import credit_errors, errors
from services.registry.domain.fields import Ground, ReasonNote
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.ports import Ports
from shared.command.declaration import command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ListSerious(DecisionCommand):
    """On which ground, and on which decision."""

    ground: Ground
    note: ReasonNote = ""


@command(
    ListSerious,
    post("/organisations/{organisation_id}/serious-grounds"),
    label=Label(
        "列入严重违法失信名单",
        "List for serious breaches",
        "停止活动、撤销、吊销、三年内两次处罚和列入异常满两年由系统自动列入；其余情形在这里登记。两年以后才能移出。",
        "Suspension, revocation, two penalties and two years as abnormal are listed by themselves; others are entered "
        "here. It stays listed for at least two years.",
    ),
    roles=OFFICE,
    offered=ON_ORGANISATION.when(lambda organisation, _: organisation.require_existing()),
    refusals=(
        errors.OrganisationGone,
        errors.ReasonNeedsNote,
        credit_errors.GroundComesByItself,
        credit_errors.GroundAlreadyOpen,
    ),
)
async def list_serious(cmd: ListSerious, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.organisations.change(
        cmd.organisation_id,
        cause,
        lambda o: o.credit.list_serious(cmd.ground, cmd.decision_no, cmd.note, act, ports.rules),
    )
