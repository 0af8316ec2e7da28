"""Write down what is known of the person now, as a whole (更新人员情况)."""

from services.rescue.domain import departure_errors, errors, intake_errors
from services.rescue.domain.case import RescueCase
from services.rescue.domain.fields import CaseId
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.domain.person import Person
from services.rescue.ports import Ports
from shared.command.declaration import Command, command, put
from shared.kernel.act import Act
from shared.kernel.calendar import local_date
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class DescribePerson(Command):
    """The whole description; what is left out becomes not asked."""

    case_id: CaseId
    person: Person


@command(
    DescribePerson,
    put("/cases/{case_id}/person", whole="person"),
    label=Label("更新人员情况", "Update the description"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_open()),
    refusals=(
        errors.IdNumberWrong,
        intake_errors.HomePlaceUnknown,
        intake_errors.PhoneUnreadable,
        errors.NothingChanged,
        errors.AnswerContradicts,
        errors.AgeIntervalWrong,
        departure_errors.AssessorMissing,
        errors.EstimatedInFuture,
        errors.TextMissing,
    ),
)
async def describe_person(cmd: DescribePerson, cause: Cause, ports: Ports) -> Receipt:
    act, today = Act.now(cause), local_date(cause.at)

    def describe(case: RescueCase) -> None:
        known = case.identity.person
        case.identity.describe(cmd.person.dated(known, today).located(known, ports.places), act)

    return await ports.cases.change(cmd.case_id, cause, describe)
