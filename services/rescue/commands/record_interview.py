"""Record an interview (问询) with the clues that were heard."""

from services.rescue.domain import errors
from services.rescue.domain.fields import AbilityShown, CaseId, Companion, Language, Remarks, WordsHeard
from services.rescue.domain.interview import HeardClues, InterviewNote
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class RecordInterview(ActCommand):
    """What the interviewer writes down. ``words_heard`` are the person's own words, as heard."""

    case_id: CaseId
    language: Language
    ability: AbilityShown
    interpreter: Companion = ""
    words_heard: WordsHeard = ""
    remarks: Remarks = ""
    clues: HeardClues = ()


@command(
    RecordInterview,
    post("/cases/{case_id}/interviews"),
    label=Label("记录问询", "Record an interview"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_search_open()),
    refusals=(errors.TextMissing,),
)
async def record_interview(cmd: RecordInterview, cause: Cause, ports: Ports) -> Receipt:
    interview_id = cause.new_id("interview")
    clue_ids = [cause.new_id(f"clue-{place}") for place in range(len(cmd.clues))]
    note = InterviewNote(cmd.language, cmd.ability, cmd.interpreter, cmd.words_heard, cmd.remarks, cmd.clues)
    act = cmd.act(cause)
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.conversation.record_interview(interview_id, clue_ids, note, act),
    )
