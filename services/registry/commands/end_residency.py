"""Note that an organisation handed its place in the park back (登记退出入驻)."""

from services.registry.domain import errors
from services.registry.domain.fields import OrganisationId
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.domain.residing import move_out, require_resident
from services.registry.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.act import OccurredTooEarly
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class EndResidency(ActCommand):
    """Which organisation."""

    organisation_id: OrganisationId


@command(
    EndResidency,
    post("/organisations/{organisation_id}/residency/end"),
    label=Label(
        "登记退出入驻",
        "Note moving out",
        "工位、钥匙和物品交接完毕以后登记。",
        "Once desks, keys and things have been handed back.",
    ),
    roles=OFFICE,
    offered=ON_ORGANISATION.when(lambda organisation, _: require_resident(organisation)),
    refusals=(errors.NotResident, OccurredTooEarly),
)
async def end_residency(cmd: EndResidency, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.organisations.change(cmd.organisation_id, cause, lambda o: move_out(o, act))
