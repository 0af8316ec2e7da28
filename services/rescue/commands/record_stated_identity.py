"""Record that the person has said who they are (自述身份); the search pauses until that was checked."""

from services.rescue.domain import errors, identity_errors
from services.rescue.domain.fields import AsStated, CaseId, GivenName, StatedIdNumber
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.domain.person import StatedName, stated_number
from services.rescue.ports import Ports
from shared.clock.rules import LimitMissing
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class RecordStatedIdentity(ActCommand):
    """The name, and the ID number if the person knows it; left empty, the known one stays as it is."""

    case_id: CaseId
    name: GivenName
    id_number: StatedIdNumber = ""
    id_number_as_stated: AsStated = False


@command(
    RecordStatedIdentity,
    post("/cases/{case_id}/stated-identity"),
    label=Label("登记自述身份", "Record the stated identity"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.identity.require_unstated()),
    refusals=(
        errors.IdentityStated,
        identity_errors.NameSaysNothing,
        errors.TooManyNames,
        errors.IdNumberWrong,
        LimitMissing,
    ),
)
async def record_stated_identity(cmd: RecordStatedIdentity, cause: Cause, ports: Ports) -> Receipt:
    name, number = StatedName.written(cmd.name), stated_number(cmd.id_number)
    act = cmd.act(cause)
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.identity.record_statement(name, number, ports.clocks, act, as_stated=cmd.id_number_as_stated),
    )
