"""HTTP: the person comes, is placed, described, says who they are, and leaves."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import AwareDatetime, Field

from services.rescue.commands.correct_entry import CorrectEntry
from services.rescue.commands.describe_person import DescribePerson
from services.rescue.commands.erase_case import EraseCase
from services.rescue.commands.place_person import PlacePerson
from services.rescue.commands.receive_person import ReceivePerson
from services.rescue.commands.record_departure import RecordDeparture
from services.rescue.commands.record_stated_identity import RecordStatedIdentity
from services.rescue.commands.supplement_intake import SupplementIntake
from services.rescue.domain import errors
from services.rescue.domain.answers import Answer, not_asked
from services.rescue.domain.erasure import ErasureGround
from services.rescue.domain.intake import Arrival, Intake
from services.rescue.domain.person import Person, StatedName
from services.rescue.domain.placement import Departure, Place
from services.rescue.domain.texts import Text60, Text200, Text500, Text2000
from services.rescue.entrypoints.deps import ON_A_CASE, AppDep
from shared.clock.rules import LimitMissing
from shared.command.declaration import Command
from shared.web.access import AccessLogDep
from shared.web.deps import CauseDep
from shared.web.problems import problems
from shared.web.receipts import Accepted

router = APIRouter(prefix="/cases/{case_id}", tags=["care"])


class Reception(Command):
    """When the person came."""

    entered_at: AwareDatetime


class ArrivalFacts(Command):
    """How the person came."""

    arrival: Arrival
    found_at: AwareDatetime | None = None
    found_place: Text2000 = ""
    brought_by: Text2000 = ""
    handover_sheet: Text2000 = ""
    circumstances: Text2000 = ""


class TrueEntry(Command):
    """When the person truly came, and how that is known."""

    entered_at: AwareDatetime
    reason: Text500


class Stay(Command):
    """Where the person is brought."""

    place: Place
    name: Text200 = ""


class Leaving(Command):
    """How the person left, and whether they signed that they leave by their own will."""

    how: Departure
    declared: bool = False


class LegalGround(Command):
    """On which ground the person is erased (个人信息保护法 第四十七条第一款)."""

    ground: ErasureGround


class StatedIdentity(Command):
    """Who the person says they are."""

    name: StatedName
    id_number: Answer[Text60] = Field(default_factory=not_asked)


@router.post("/reception", responses=problems(*ON_A_CASE, errors.AlreadyReceived, errors.ArrivalInFuture))
async def post_reception(case_id: str, body: Reception, cause: CauseDep, app: AppDep) -> Accepted:
    """The reported person has come."""
    entered_at: datetime = body.entered_at
    return Accepted.of(await app.receive_person(ReceivePerson(case_id=case_id, entered_at=entered_at), cause))


@router.post("/intake", responses=problems(*ON_A_CASE, errors.NothingChanged, errors.FoundInFuture))
async def post_intake(case_id: str, body: ArrivalFacts, cause: CauseDep, app: AppDep) -> Accepted:
    """How the person came, as a whole; send If-Match with the version that was edited."""
    command = SupplementIntake(case_id=case_id, intake=Intake(**body.model_dump()))
    return Accepted.of(await app.supplement_intake(command, cause))


@router.post(
    "/entry",
    responses=problems(
        *ON_A_CASE, errors.NothingChanged, errors.ArrivalInFuture, errors.TimeWrong, errors.TextMissing, LimitMissing
    ),
)
async def post_entry(case_id: str, body: TrueEntry, cause: CauseDep, app: AppDep) -> Accepted:
    """The person came at another time than was written down; the limits are counted anew."""
    command = CorrectEntry(case_id=case_id, entered_at=body.entered_at, reason=body.reason)
    return Accepted.of(await app.correct_entry(command, cause))


@router.post("/placements", responses=problems(*ON_A_CASE, errors.AlreadyThere))
async def post_placement(case_id: str, body: Stay, cause: CauseDep, app: AppDep) -> Accepted:
    """The person is brought to a place of care."""
    return Accepted.of(await app.place_person(PlacePerson(case_id=case_id, place=body.place, name=body.name), cause))


@router.post(
    "/departure",
    responses=problems(
        *ON_A_CASE, errors.NeverCame, errors.CameAlready, errors.MayNotLeaveAlone, errors.DeclarationRequired
    ),
)
async def post_departure(case_id: str, body: Leaving, cause: CauseDep, app: AppDep) -> Accepted:
    """Care has ended."""
    command = RecordDeparture(case_id=case_id, how=body.how, declared=body.declared)
    return Accepted.of(await app.record_departure(command, cause))


@router.post("/erasure", responses=problems(*ON_A_CASE, errors.NotDeparted, errors.NoticeStillPublic))
async def post_erasure(
    case_id: str, body: LegalGround, cause: CauseDep, app: AppDep, access_log: AccessLogDep
) -> Accepted:
    """Erase the person for good; who did it and on which ground is kept in the access log."""
    receipt = await app.erase_case(EraseCase(case_id=case_id, ground=body.ground), cause)
    await access_log.read(cause.actor, case_id, "erasure", body.ground)
    return Accepted.of(receipt)


@router.put("/person", responses=problems(*ON_A_CASE, errors.NothingChanged, errors.AnswerContradicts))
async def put_person(case_id: str, body: Person, cause: CauseDep, app: AppDep) -> Accepted:
    """What is known of the person now, as a whole; send If-Match with the version that was edited."""
    return Accepted.of(await app.describe_person(DescribePerson(case_id=case_id, person=body), cause))


@router.post("/stated-identity", responses=problems(*ON_A_CASE, errors.IdentityStated, errors.TooManyNames))
async def post_stated_identity(case_id: str, body: StatedIdentity, cause: CauseDep, app: AppDep) -> Accepted:
    """The person has said who they are."""
    command = RecordStatedIdentity(case_id=case_id, name=body.name, id_number=body.id_number)
    return Accepted.of(await app.record_stated_identity(command, cause))
