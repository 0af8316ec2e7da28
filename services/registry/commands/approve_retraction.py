"""Approve that a wrong entry is taken back (批准更正误登), with all that followed from it."""

from services.registry.domain import errors, retracting
from services.registry.domain import retraction_errors as wrong
from services.registry.domain.fields import OrganisationId
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.ports import Ports
from shared.command.declaration import Confirmation, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ApproveRetraction(Confirmation):
    """Of which organisation the waiting retraction is approved."""

    organisation_id: OrganisationId


@command(
    ApproveRetraction,
    post("/organisations/{organisation_id}/retraction/approval"),
    label=Label("批准更正误登", "Approve taking it back"),
    roles=OFFICE,
    offered=ON_ORGANISATION.confirming(
        retracting.RETRACTION, lambda organisation, actor: retracting.require_approvable(organisation, actor.id)
    ),
    refusals=(
        wrong.EntryNotRetractable,
        errors.NameTaken,
    ),
)
async def approve_retraction(cmd: ApproveRetraction, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: retracting.approve_retraction(o, act, ports.rules)
    )
