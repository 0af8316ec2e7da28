"""Decline that an entry is taken back, or take the proposal back (不批准更正误登)."""

from services.registry.domain import retracting
from services.registry.domain import retraction_errors as wrong
from services.registry.domain.fields import OrganisationId
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class DeclineRetraction(Command):
    """Of which organisation the waiting retraction is declined, or taken back by whoever proposed it."""

    organisation_id: OrganisationId


@command(
    DeclineRetraction,
    post("/organisations/{organisation_id}/retraction/refusal"),
    label=Label("不批准更正误登", "Decline taking it back"),
    roles=OFFICE,
    offered=ON_ORGANISATION.when(lambda organisation, _: retracting.require_retraction(organisation)),
    refusals=(wrong.NoRetractionWaits,),
)
async def decline_retraction(cmd: DeclineRetraction, cause: Cause, ports: Ports) -> Receipt:
    act = Act.now(cause)
    return await ports.organisations.change(cmd.organisation_id, cause, lambda o: retracting.decline_retraction(o, act))
