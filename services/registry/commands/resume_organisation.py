"""End the suspension of an organisation (恢复活动)."""

from services.registry.domain import errors
from services.registry.domain.fields import GivenDecisionNo, OrganisationId
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ResumeOrganisation(Command):
    """Which organisation, and the number of the decision."""

    organisation_id: OrganisationId
    decision_no: GivenDecisionNo


@command(
    ResumeOrganisation,
    post("/organisations/{organisation_id}/resumption"),
    label=Label("恢复活动", "Resume", "组织恢复为正常登记状态。", "The organisation is registered as before."),
    roles=OFFICE,
    offered=ON_ORGANISATION.when(lambda organisation, _: organisation.require_suspended()),
    refusals=(errors.OrganisationGone, errors.NotSuspended),
)
async def resume_organisation(cmd: ResumeOrganisation, cause: Cause, ports: Ports) -> Receipt:
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: o.resume(cmd.decision_no, cause.actor.id, cause.at)
    )
