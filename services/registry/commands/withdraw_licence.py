"""Withdraw the certificate of an organisation (吊销登记证书)."""

from services.registry.commands.revoke_organisation import DecisionCommand
from services.registry.domain import errors
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.ports import Ports
from shared.command.declaration import command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class WithdrawLicence(DecisionCommand):
    """Which organisation, and the number of the decision."""


@command(
    WithdrawLicence,
    post("/organisations/{organisation_id}/licence-withdrawal"),
    label=Label(
        "吊销登记证书",
        "Withdraw the certificate",
        "吊销后不能恢复，列入严重违法失信名单；组织还须办理注销登记，名称到那时再过一年才可以使用。",
        "This cannot be undone. It is listed for serious breaches, and must still be deregistered; "
        "its name is free a year after that.",
    ),
    roles=OFFICE,
    offered=ON_ORGANISATION.when(lambda organisation, _: organisation.require_existing()),
    refusals=(errors.OrganisationGone,),
)
async def withdraw_licence(cmd: WithdrawLicence, cause: Cause, ports: Ports) -> Receipt:
    act = cmd.act(cause)
    return await ports.organisations.change(
        cmd.organisation_id, cause, lambda o: o.withdraw_licence(cmd.decision_no, act, ports.rules)
    )
