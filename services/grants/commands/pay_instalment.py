"""Record that an instalment was paid (登记拨付)."""

from typing import Annotated

from pydantic import StringConstraints

from services.grants.domain.instalment import Payment
from services.grants.ports import Ports
from shared.contracts.command import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class PayInstalment(Command):
    """Which instalment, and the number of the bank voucher where there is one."""

    project_id: str
    no: int
    voucher_no: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)] | None = None


async def pay_instalment(cmd: PayInstalment, cause: Cause, ports: Ports) -> Receipt:
    payment = Payment(cause.at, cause.actor.id, cmd.voucher_no)
    return await ports.projects.change(cmd.project_id, cause, lambda project: project.pay_instalment(cmd.no, payment))
