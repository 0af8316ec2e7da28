"""Decline an account that was entered, or take it back (退回账户); the one before stands."""

from services.grants.domain import errors
from services.grants.domain.fields import ProjectId, Reason
from services.grants.domain.permissions import FINANCE, OFFICERS, ON_ACCOUNT
from services.grants.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class DeclineAccount(Command):
    """Of which project, and what is wrong with it."""

    project_id: ProjectId
    reason: Reason


@command(
    DeclineAccount,
    post("/projects/{project_id}/payee-account/refusal"),
    label=Label("退回账户", "Decline account"),
    roles=FINANCE | OFFICERS,
    offered=ON_ACCOUNT.when(lambda account, _: account.require_waiting()),
    refusals=(
        errors.AccountMissing,
        errors.NoAccountWaits,
    ),
)
async def decline_account(cmd: DeclineAccount, cause: Cause, ports: Ports) -> Receipt:
    project = await ports.projects.get(cmd.project_id)
    told, act = {"project_id": project.id, "project_no": project.number}, Act.now(cause)
    return await ports.accounts.change(
        project.agreement.organisation_id, cause, lambda one: one.decline(cmd.reason, act, **told)
    )
