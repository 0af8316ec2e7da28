"""Record that somebody who was reported has come (登记入站)."""

from typing import Annotated

from pydantic import AwareDatetime

from services.rescue.domain import errors, intake_errors
from services.rescue.domain.fields import CaseId, EnteredAt
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.clock.rules import LimitMissing
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.clock import TimeWrong
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ReceivePerson(Command):
    """When the person came; the legal limits run from this instant."""

    case_id: CaseId
    entered_at: Annotated[EnteredAt, AwareDatetime]


@command(
    ReceivePerson,
    post("/cases/{case_id}/reception"),
    label=Label("登记入站", "Record the arrival"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_receivable()),
    refusals=(
        errors.AlreadyReceived,
        errors.ArrivalInFuture,
        intake_errors.FoundAfterArrival,
        TimeWrong,
        LimitMissing,
    ),
)
async def receive_person(cmd: ReceivePerson, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.custody.receive(cmd.entered_at, ports.clocks, act)
    )
