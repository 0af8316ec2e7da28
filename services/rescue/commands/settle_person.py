"""Record that the person was settled here (登记落户安置); the search for their family goes on."""

from services.rescue.domain import departure_errors, errors
from services.rescue.domain import departure_fields as told
from services.rescue.domain.fields import CaseId
from services.rescue.domain.kinds import Departure
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.domain.ways import Settled
from services.rescue.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class SettlePerson(ActCommand):
    """The answers of the police, the approved plan, and the household."""

    case_id: CaseId
    comparison: told.GivenPoliceComparison
    cancelled_households: told.GivenCancelledHouseholds
    missing_list: told.GivenMissingList
    plan_no: told.GivenPlanNo
    household_no: told.GivenHouseholdNo
    household_of: told.GivenHouseholdOf


@command(
    SettlePerson,
    post("/cases/{case_id}/departure/settled"),
    label=Label("登记落户安置", "Record the settlement"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_departable(Departure.SETTLED)),
    refusals=(
        errors.NeverCame,
        departure_errors.NoNoticeRun,
        departure_errors.InterviewTooOld,
        departure_errors.AnswerAwaited,
        departure_errors.AnswerNotOnFile,
        departure_errors.SettledTooEarly,
        departure_errors.SettlementNeedsAnother,
    ),
)
async def settle_person(cmd: SettlePerson, cause: Cause, ports: Ports) -> Receipt:
    act, way = (
        cmd.act(cause),
        Settled(
            comparison=cmd.comparison,
            cancelled_households=cmd.cancelled_households,
            missing_list=cmd.missing_list,
            plan_no=cmd.plan_no,
            household_no=cmd.household_no,
            household_of=cmd.household_of,
        ),
    )
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.custody.settle(way, ports.clocks.rules, act))
