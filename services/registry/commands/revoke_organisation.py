"""Revoke the registration of an organisation (撤销登记)."""

from services.registry.domain import errors
from services.registry.domain.fields import GivenDecisionNo, OrganisationId
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class RevokeOrganisation(Command):
    """Which organisation, and the number of the decision."""

    organisation_id: OrganisationId
    decision_no: GivenDecisionNo


@command(
    RevokeOrganisation,
    post("/organisations/{organisation_id}/revocation"),
    label=Label(
        "撤销登记",
        "Revoke",
        "撤销后不能恢复，名录中保留记录。",
        "This cannot be undone; the record stays in the register.",
    ),
    roles=OFFICE,
    offered=ON_ORGANISATION.when(lambda organisation, _: organisation.require_existing()),
    refusals=(errors.OrganisationGone,),
)
async def revoke_organisation(cmd: RevokeOrganisation, cause: Cause, ports: Ports) -> Receipt:
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: o.revoke(cmd.decision_no, cause.actor.id, cause.at)
    )
