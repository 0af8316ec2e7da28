"""Record that the person has died (登记去世); the head of the station does."""

from services.rescue.domain import departure_fields as told
from services.rescue.domain import errors
from services.rescue.domain.fields import CaseId
from services.rescue.domain.kinds import Departure
from services.rescue.domain.permissions import HEADS, ON_CASE
from services.rescue.domain.ways import Died
from services.rescue.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class RecordDeath(ActCommand):
    """The certificate, who was informed, and what became of belongings, remains and ashes."""

    case_id: CaseId
    certificate: told.GivenDeathCertificate
    police: told.GivenPoliceInformed
    belongings: told.GivenBelongingsReturned
    ashes: told.GivenAshes


@command(
    RecordDeath,
    post("/cases/{case_id}/departure/died"),
    label=Label("登记去世", "Record the death"),
    roles=HEADS,
    offered=ON_CASE.when(lambda case, _: case.custody.require_departable(Departure.DECEASED)),
    refusals=(errors.NeverCame,),
)
async def record_death(cmd: RecordDeath, cause: Cause, ports: Ports) -> Receipt:
    act, way = (
        cmd.act(cause),
        Died(certificate=cmd.certificate, police=cmd.police, belongings=cmd.belongings, ashes=cmd.ashes),
    )
    return await ports.cases.change(cmd.case_id, cause, lambda case: case.custody.depart(way, act))
