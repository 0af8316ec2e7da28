"""Record an interview (问询) with the clues that were heard."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId
from services.rescue.domain.interview import InterviewNote
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class RecordInterview(ActCommand):
    """The interviewer's note."""

    case_id: CaseId
    note: InterviewNote


@command(
    RecordInterview,
    post("/cases/{case_id}/interviews", whole="note"),
    label=Label("记录问询", "Record an interview"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_in_care()),
    refusals=(errors.TextMissing,),
)
async def record_interview(cmd: RecordInterview, cause: Cause, ports: Ports) -> Receipt:
    interview_id = cause.new_id("interview")
    clue_ids = [cause.new_id(f"clue-{place}") for place in range(len(cmd.note.clues))]
    act = cmd.act(cause)
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.conversation.record_interview(interview_id, clue_ids, cmd.note, act),
    )
