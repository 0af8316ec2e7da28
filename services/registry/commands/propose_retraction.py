"""Propose to take back what was entered by mistake (更正误登): a decision, a listing or a change."""

from services.registry.domain import retracting
from services.registry.domain import retraction_errors as wrong
from services.registry.domain.fields import GivenRetractionReason, OrganisationId, WrongEntry
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ProposeRetraction(Command):
    """Which entry, and what shows that it is wrong."""

    organisation_id: OrganisationId
    entry: WrongEntry
    reason: GivenRetractionReason


@command(
    ProposeRetraction,
    post("/organisations/{organisation_id}/retraction"),
    label=Label(
        "更正误登",
        "Take back a wrong entry",
        "登记错了的列入、变更、停止活动、恢复、注销、撤销或者吊销，另一位同事批准后收回，由它产生的列入和冻结随之解除。",
        "For a listing, change or decision that was entered by mistake. Once a colleague has approved it, what "
        "followed from it is taken back too.",
    ),
    roles=OFFICE,
    offered=ON_ORGANISATION.when(lambda organisation, _: retracting.require_something_retractable(organisation)),
    refusals=(wrong.NothingToRetract, wrong.RetractionWaits, wrong.EntryNotRetractable),
)
async def propose_retraction(cmd: ProposeRetraction, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: retracting.propose_retraction(o, cmd.entry, cmd.reason, act)
    )
