"""Ask the talent pool for somebody who speaks like the person (查找同乡翻译)."""

from services.rescue.domain import errors
from services.rescue.domain.fields import ByClue, CaseId, Dialect, GivenArea
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class RequestInterpreter(Command):
    """Area and dialect as the clue has them: nothing else leaves the service."""

    case_id: CaseId
    clue_id: ByClue
    area: GivenArea
    dialect: Dialect | None = None


@command(
    RequestInterpreter,
    post("/cases/{case_id}/interpreter-requests"),
    label=Label("查找同乡翻译", "Find an interpreter"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.conversation.require_interpretable()),
    refusals=(
        errors.NoSpeechClue,
        errors.NoSuchClue,
        errors.SpeechNotFromClue,
        errors.InterpreterAlreadyRequested,
    ),
)
async def request_interpreter(cmd: RequestInterpreter, cause: Cause, ports: Ports) -> Receipt:
    request_id, act = cause.new_id("interpreter-request"), Act.now(cause)
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.conversation.request_interpreter(request_id, cmd.clue_id, cmd.area, cmd.dialect or None, act),
    )
