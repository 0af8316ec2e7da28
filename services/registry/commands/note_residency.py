"""Note that an organisation moved into the park (登记入驻); until it moves out, it is not deregistered."""

from services.registry.domain import errors
from services.registry.domain.fields import OrganisationId, ParkPlace, ResidentUntil
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.domain.residing import move_in, require_may_move_in
from services.registry.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.act import OccurredTooEarly
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class NoteResidency(ActCommand):
    """Which organisation, where, and until when as agreed."""

    organisation_id: OrganisationId
    place: ParkPlace
    until: ResidentUntil | None = None


@command(
    NoteResidency,
    post("/organisations/{organisation_id}/residency"),
    label=Label(
        "登记入驻",
        "Note residency",
        "组织在园区有工位或者房间时登记；退出以前不能办理注销登记。到期不会自动退出。",
        "For an organisation with desks or a room in the park. It is not deregistered before it has moved out; the "
        "agreed day ends nothing by itself.",
    ),
    roles=OFFICE,
    offered=ON_ORGANISATION.when(lambda organisation, _: require_may_move_in(organisation)),
    refusals=(errors.OrganisationGone, errors.StillResident, errors.ResidencyEndsTooEarly, OccurredTooEarly),
)
async def note_residency(cmd: NoteResidency, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.organisations.change(cmd.organisation_id, cause, lambda o: move_in(o, cmd.place, cmd.until, act))
