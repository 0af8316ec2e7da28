"""Bring the person to a place of care: station, hospital, welfare home, or an entrusted home (安排照料地点)."""

from services.rescue.domain import errors
from services.rescue.domain.fields import CareAt, CaseId, PlaceName
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.domain.ward_fields import BedNo, WardName
from services.rescue.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class PlacePerson(ActCommand):
    """Where the person is brought, in hospital to which bed; name, ward and bed never leave the service."""

    case_id: CaseId
    place: CareAt
    name: PlaceName = ""
    ward: WardName = ""
    bed: BedNo | None = None


@command(
    PlacePerson,
    post("/cases/{case_id}/placements"),
    label=Label("安排照料地点", "Place in care"),
    roles=CARE,
    offered=ON_CASE.when(lambda case, _: case.custody.require_in_care()),
    refusals=(errors.AlreadyThere,),
)
async def place_person(cmd: PlacePerson, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.custody.place(cmd.place, cmd.name, act, cmd.ward, cmd.bed)
    )
