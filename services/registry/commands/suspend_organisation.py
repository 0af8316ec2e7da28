"""Suspend an organisation (限期停止活动)."""

from services.registry.commands.revoke_organisation import DecisionCommand
from services.registry.domain import errors
from services.registry.domain.fields import SuspendedUntil
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.ports import Ports
from shared.command.declaration import command, post
from shared.kernel.act import Act
from shared.kernel.calendar import local_date
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class SuspendOrganisation(DecisionCommand):
    """Which organisation, the number of the decision, and its last day.

    One that is over already is only entered late, and what shows it is said besides the number.
    """

    until: SuspendedUntil

    def act(self, cause: Cause) -> Act:
        """The decision. Raises EvidenceMissing too, for one that is over and nothing but its number shows."""
        is_over = self.until < local_date(cause.at)
        return Act.told(cause, self.occurred_at, self.evidence if is_over else self.evidence or self.decision_no)


@command(
    SuspendOrganisation,
    post("/organisations/{organisation_id}/suspension"),
    label=Label(
        "限期停止活动",
        "Suspend",
        "停止期间不能开展活动，期满自动恢复；同时列入严重违法失信名单，两年以后才能移出。",
        "It may not act until then, and resumes by itself. It is listed for serious breaches for at least two years.",
    ),
    roles=OFFICE,
    offered=ON_ORGANISATION.when(lambda organisation, _: organisation.require_running()),
    refusals=(errors.OrganisationGone, errors.NotRunning, errors.SuspensionEndsInPast),
)
async def suspend_organisation(cmd: SuspendOrganisation, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: o.suspend(cmd.decision_no, cmd.until, act, ports.rules)
    )
