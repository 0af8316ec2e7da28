"""Suspend an organisation (限期停止活动)."""

from services.registry.domain import errors
from services.registry.domain.fields import GivenDecisionNo, OrganisationId, SuspendedUntil
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class SuspendOrganisation(Command):
    """Which organisation, the number of the decision, and the last day where the decision names one."""

    organisation_id: OrganisationId
    decision_no: GivenDecisionNo
    until: SuspendedUntil | None = None


@command(
    SuspendOrganisation,
    post("/organisations/{organisation_id}/suspension"),
    label=Label(
        "限期停止活动",
        "Suspend",
        "停止期间不能开展活动；期满或整改后可以恢复。",
        "It may not act until then; it can resume after the term or after corrections.",
    ),
    roles=OFFICE,
    offered=ON_ORGANISATION.when(lambda organisation, _: organisation.require_running()),
    refusals=(errors.OrganisationGone, errors.NotRunning, errors.SuspensionEndsInPast),
)
async def suspend_organisation(cmd: SuspendOrganisation, cause: Cause, ports: Ports) -> Receipt:
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: o.suspend(cmd.decision_no, cmd.until, cause.actor.id, cause.at)
    )
