"""Make a colleague responsible for a case (转交个案)."""

from typing import Annotated

from pydantic import StringConstraints

from services.rescue.domain import errors
from services.rescue.domain.charge_fields import USER_NAME, GivenResponsible, HandoverNote
from services.rescue.domain.fields import CaseId
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class HandOverCase(Command):
    """Which case, to whom (a user name), and what that colleague should know."""

    case_id: CaseId
    to: Annotated[GivenResponsible, StringConstraints(pattern=USER_NAME)]
    note: HandoverNote = ""


@command(
    HandOverCase,
    post("/cases/{case_id}/handover"),
    label=Label("转交个案", "Hand the case over"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.charge.require_handable()),
    refusals=(errors.ResponsibleAlready,),
)
async def hand_over_case(cmd: HandOverCase, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.charge.hand_over(cmd.to, cmd.note, act))
