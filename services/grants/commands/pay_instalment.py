"""Record that an instalment was paid (登记拨付)."""

from services.grants.domain import errors
from services.grants.domain.fields import InstalmentNo, ProjectId, VoucherNo
from services.grants.domain.instalment import Payment
from services.grants.domain.permissions import OFFICERS, ON_INSTALMENT
from services.grants.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class PayInstalment(Command):
    """Which instalment, and the number of the bank voucher where there is one."""

    project_id: ProjectId
    no: InstalmentNo
    voucher_no: VoucherNo | None = None


@command(
    PayInstalment,
    post("/projects/{project_id}/instalments/{no}/payment"),
    label=Label("登记拨付", "Record payment"),
    roles=OFFICERS,
    offered=ON_INSTALMENT.when(lambda part, _: part[0].require_payable(part[1])),
    refusals=(
        errors.InstalmentAlreadyPaid,
        errors.InstalmentIsCancelled,
        errors.ProjectIsFrozen,
        errors.OrganisationSuspended,
        errors.OrganisationGone,
    ),
)
async def pay_instalment(cmd: PayInstalment, cause: Cause, ports: Ports) -> Receipt:
    payment = Payment(cause.at, cause.actor.id, cmd.voucher_no)
    return await ports.projects.change(cmd.project_id, cause, lambda project: project.pay_instalment(cmd.no, payment))
