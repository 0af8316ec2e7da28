"""HTTP: interviews, clues, and the search for an interpreter."""

from fastapi import APIRouter

from services.rescue.commands.check_clue import CheckClue
from services.rescue.commands.contact_interpreter import ContactInterpreter
from services.rescue.commands.record_interview import RecordInterview
from services.rescue.commands.refute_clue import RefuteClue
from services.rescue.commands.request_interpreter import RequestInterpreter
from services.rescue.domain import errors
from services.rescue.domain.interpreter import ContactOutcome
from services.rescue.domain.interview import InterviewNote
from services.rescue.domain.texts import Text500
from services.rescue.entrypoints.deps import ON_A_CASE, AppDep
from shared.command.declaration import Command
from shared.web.deps import CauseDep
from shared.web.problems import problems
from shared.web.receipts import Accepted

router = APIRouter(prefix="/cases/{case_id}", tags=["interviews"])


class Finding(Command):
    """What came of looking into a clue."""

    finding: Text500 = ""


class Speech(Command):
    """Where the speech is from, in the words of a clue."""

    clue_id: str
    area: str
    dialect: str | None = None


class Call(Command):
    """A call to somebody who was proposed."""

    person_id: str
    outcome: ContactOutcome
    remarks: Text500 = ""


@router.post("/interviews", status_code=201, responses=problems(*ON_A_CASE, errors.TextMissing))
async def post_interview(case_id: str, body: InterviewNote, cause: CauseDep, app: AppDep) -> Accepted:
    """An interview with its clues."""
    return Accepted.of(await app.record_interview(RecordInterview(case_id=case_id, note=body), cause))


@router.post(
    "/clues/{clue_id}/check",
    responses=problems(*ON_A_CASE, errors.NoSuchClue, errors.ClueIsChecked, errors.ClueIsRefuted),
)
async def post_check(case_id: str, clue_id: str, body: Finding, cause: CauseDep, app: AppDep) -> Accepted:
    """The clue helped."""
    command = CheckClue(case_id=case_id, clue_id=clue_id, finding=body.finding)
    return Accepted.of(await app.check_clue(command, cause))


@router.post(
    "/clues/{clue_id}/refutation",
    responses=problems(*ON_A_CASE, errors.NoSuchClue, errors.ClueIsRefuted, errors.TextMissing),
)
async def post_refutation(case_id: str, clue_id: str, body: Finding, cause: CauseDep, app: AppDep) -> Accepted:
    """The clue is wrong; say why."""
    command = RefuteClue(case_id=case_id, clue_id=clue_id, finding=body.finding)
    return Accepted.of(await app.refute_clue(command, cause))


@router.post(
    "/interpreter-requests",
    status_code=201,
    responses=problems(
        *ON_A_CASE,
        errors.NoSpeechClue,
        errors.NoSuchClue,
        errors.SpeechNotFromClue,
        errors.InterpreterAlreadyRequested,
    ),
)
async def post_interpreter_request(case_id: str, body: Speech, cause: CauseDep, app: AppDep) -> Accepted:
    """Ask the talent pool for somebody who speaks like the person."""
    command = RequestInterpreter(case_id=case_id, clue_id=body.clue_id, area=body.area, dialect=body.dialect)
    return Accepted.of(await app.request_interpreter(command, cause))


@router.post(
    "/interpreter-requests/{request_id}/contacts",
    status_code=201,
    responses=problems(*ON_A_CASE, errors.NoSuchInterpreterRequest, errors.NotProposed),
)
async def post_contact(case_id: str, request_id: str, body: Call, cause: CauseDep, app: AppDep) -> Accepted:
    """A call to somebody who was proposed."""
    command = ContactInterpreter(
        case_id=case_id,
        request_id=request_id,
        person_id=body.person_id,
        outcome=body.outcome,
        remarks=body.remarks,
    )
    return Accepted.of(await app.contact_interpreter(command, cause))
