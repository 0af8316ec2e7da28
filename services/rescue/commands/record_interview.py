"""Record an interview (问询) with the clues that were heard."""

from services.rescue.domain.interview import InterviewNote
from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class RecordInterview(Command):
    """The interviewer's note."""

    case_id: str
    note: InterviewNote


async def record_interview(cmd: RecordInterview, cause: Cause, ports: Ports) -> Receipt:
    interview_id = cause.new_id("interview")
    clue_ids = [cause.new_id(f"clue-{place}") for place in range(len(cmd.note.clues))]
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.conversation.record_interview(interview_id, clue_ids, cmd.note, cause.actor.id, cause.at),
    )
