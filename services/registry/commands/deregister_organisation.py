"""Deregister an organisation (注销登记): at its own wish, or to complete what the office ended."""

from services.registry.commands.revoke_organisation import DecisionCommand
from services.registry.domain import errors
from services.registry.domain.permissions import OFFICE, ON_ENDING
from services.registry.ports import Ports
from shared.command.declaration import command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class DeregisterOrganisation(DecisionCommand):
    """Which organisation, and the number of the decision."""


@command(
    DeregisterOrganisation,
    post("/organisations/{organisation_id}/deregistration"),
    label=Label(
        "注销登记",
        "Deregister",
        "资助项目结清、退出入驻以后才能注销。注销后不能恢复，名称一年内不能使用；名录中保留记录。",
        "Funded projects must be closed and its place in the park handed back first. This cannot be undone, and its "
        "name stays blocked for a year.",
    ),
    roles=OFFICE,
    offered=ON_ENDING.when(lambda part, _: part[0].require_deregisterable(part[1])),
    refusals=(errors.OrganisationGone, errors.StillResident, errors.ProjectsStillRunning),
)
async def deregister_organisation(cmd: DeregisterOrganisation, cause: Cause, ports: Ports) -> Receipt:
    act, running = cmd.act(cause), await ports.register.running_projects(cmd.organisation_id)
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: o.deregister(cmd.decision_no, running, act, ports.rules)
    )
