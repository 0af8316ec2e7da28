"""Log a call to somebody whom the talent pool proposed (联系翻译)."""

from services.rescue.domain.interpreter import ContactOutcome
from services.rescue.domain.texts import Text500
from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class ContactInterpreter(Command):
    """Whom, and how it went."""

    case_id: str
    request_id: str
    person_id: str
    outcome: ContactOutcome
    remarks: Text500 = ""


async def contact_interpreter(cmd: ContactInterpreter, cause: Cause, ports: Ports) -> Receipt:
    by = cause.actor.id
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.conversation.contact_interpreter(
            cmd.request_id, cmd.person_id, cmd.outcome, cmd.remarks, by, cause.at
        ),
    )
