"""Log a call to somebody whom the talent pool proposed (联系翻译)."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CallRemarks, CaseId, Outcome, RequestId, TalentId
from services.rescue.domain.permissions import CARE, ON_INTERPRETER_REQUEST
from services.rescue.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ContactInterpreter(ActCommand):
    """Whom, and how it went."""

    case_id: CaseId
    request_id: RequestId
    person_id: TalentId
    outcome: Outcome
    remarks: CallRemarks = ""


@command(
    ContactInterpreter,
    post("/cases/{case_id}/interpreter-requests/{request_id}/contacts"),
    label=Label("联系翻译", "Contact an interpreter"),
    roles=CARE,
    offered=ON_INTERPRETER_REQUEST.when(lambda part, _: part[0].conversation.require_contactable(part[1])),
    refusals=(
        errors.NoProposals,
        errors.NotProposed,
    ),
)
async def contact_interpreter(cmd: ContactInterpreter, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.conversation.contact_interpreter(
            cmd.request_id, cmd.person_id, cmd.outcome, cmd.remarks, act
        ),
    )
