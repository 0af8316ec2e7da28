"""Revoke the registration of an organisation (撤销登记)."""

from services.registry.domain import errors
from services.registry.domain.fields import GivenDecisionNo, OrganisationId
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class DecisionCommand(ActCommand):
    """A decision on an organisation; its number shows when it was made, so that a late entry needs nothing more."""

    organisation_id: OrganisationId
    decision_no: GivenDecisionNo

    def act(self, cause: Cause) -> Act:
        """The decision as an act. Raises TimeWrong, OccurredInFuture or EvidenceMissing."""
        return Act.told(cause, self.occurred_at, self.evidence or self.decision_no)


class RevokeOrganisation(DecisionCommand):
    """Which organisation, and the number of the decision."""


@command(
    RevokeOrganisation,
    post("/organisations/{organisation_id}/revocation"),
    label=Label(
        "撤销登记",
        "Revoke",
        "撤销后不能恢复，列入严重违法失信名单，名称三年内不能使用；名录中保留记录。",
        "This cannot be undone. It is listed for serious breaches, and its name stays blocked for three years.",
    ),
    roles=OFFICE,
    offered=ON_ORGANISATION.when(lambda organisation, _: organisation.require_existing()),
    refusals=(errors.OrganisationGone,),
)
async def revoke_organisation(cmd: RevokeOrganisation, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: o.revoke(cmd.decision_no, act, ports.rules)
    )
