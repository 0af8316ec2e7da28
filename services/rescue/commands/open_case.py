"""Open a case (登记求助): with almost nothing known it can be saved, for help comes first."""

from pydantic import Field

from services.rescue.domain import departure_errors, errors, identity_errors, intake_errors
from services.rescue.domain.case import RescueCase
from services.rescue.domain.fields import IdentityStated
from services.rescue.domain.intake import Intake
from services.rescue.domain.permissions import CARE, ON_CASES
from services.rescue.domain.person import Person
from services.rescue.ports import Ports
from shared.clock.rules import LimitMissing
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.calendar import local_date
from shared.kernel.cause import Cause
from shared.kernel.clock import TimeWrong
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt

NOT_NUMBERED = ""
"""A case that is refused takes no number: it is opened without one first."""


class OpenCase(Command):
    """How and when the person came is all that is needed; what is known of them may follow."""

    intake: Intake
    person: Person = Field(default_factory=Person)
    identity_stated: IdentityStated = False


@command(
    OpenCase,
    post("/cases"),
    label=Label("登记求助", "New intake"),
    roles=CARE,
    offered=ON_CASES.always,
    refusals=(
        errors.ArrivalInFuture,
        errors.FoundInFuture,
        intake_errors.FoundAfterArrival,
        intake_errors.HomePlaceUnknown,
        intake_errors.PhoneUnreadable,
        errors.AgeIntervalWrong,
        departure_errors.AssessorMissing,
        errors.EstimatedInFuture,
        errors.AnswerContradicts,
        TimeWrong,
        errors.IdNumberWrong,
        errors.NameNotStated,
        identity_errors.NameSaysNothing,
        LimitMissing,
    ),
)
async def open_case(cmd: OpenCase, cause: Cause, ports: Ports) -> Receipt:
    cmd.intake.require_past(cause.at)
    person = cmd.person.dated(Person(), local_date(cause.at)).located(Person(), ports.places)
    case_id, act = cause.new_id("case"), Act.now(cause)

    def opened(case_no: str) -> RescueCase:
        return RescueCase.open(case_id, case_no, cmd.intake, person, ports.clocks, act, stated=cmd.identity_stated)

    opened(NOT_NUMBERED)
    return await ports.cases.create(opened(await ports.numbers.issue(cause)), cause)
