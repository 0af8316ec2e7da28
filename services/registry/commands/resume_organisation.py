"""End the suspension of an organisation before its term (恢复活动)."""

from services.registry.commands.revoke_organisation import DecisionCommand
from services.registry.domain import errors
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.ports import Ports
from shared.command.declaration import command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ResumeOrganisation(DecisionCommand):
    """Which organisation, and the number of the decision."""


@command(
    ResumeOrganisation,
    post("/organisations/{organisation_id}/resumption"),
    label=Label(
        "恢复活动",
        "Resume",
        "期满会自动恢复；这里登记提前恢复的决定。",
        "It resumes by itself at the end; this is for a decision that ends the suspension earlier.",
    ),
    roles=OFFICE,
    offered=ON_ORGANISATION.when(lambda organisation, _: organisation.require_suspended()),
    refusals=(errors.OrganisationGone, errors.NotSuspended),
)
async def resume_organisation(cmd: ResumeOrganisation, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: o.resume(cmd.decision_no, act, ports.rules)
    )
