"""Reverse a payment that was recorded by mistake or sent back by the bank (冲销拨付)."""

from services.grants.domain import errors
from services.grants.domain.fields import InstalmentNo, ProjectId, Reason
from services.grants.domain.permissions import OFFICERS, ON_INSTALMENT
from services.grants.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ReversePayment(Command):
    """The payment of which instalment, and why."""

    project_id: ProjectId
    no: InstalmentNo
    reason: Reason


@command(
    ReversePayment,
    post("/projects/{project_id}/instalments/{no}/payment/reversal"),
    label=Label("冲销", "Reverse"),
    roles=OFFICERS,
    offered=ON_INSTALMENT.when(lambda part, _: part[0].require_reversible(part[1])),
    refusals=(errors.InstalmentNotPaid,),
)
async def reverse_payment(cmd: ReversePayment, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: project.reverse_payment(cmd.no, cmd.reason, cause.actor.id, cause.at)
    )
