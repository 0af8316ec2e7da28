"""Verify the account of an organisation against a paper (核对收款账户): somebody else than who entered it."""

from services.grants.domain import errors
from services.grants.domain.account import ACCOUNT
from services.grants.domain.fields import AccountNumber, AccountPaper, ProjectId
from services.grants.domain.permissions import FINANCE, ON_ACCOUNT
from services.grants.ports import Ports
from shared.command.declaration import ConfirmingAct, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class VerifyAccount(ConfirmingAct):
    """Of which project; the number, typed once more from the paper, and which paper that is."""

    project_id: ProjectId
    number: AccountNumber
    paper: AccountPaper


@command(
    VerifyAccount,
    post("/projects/{project_id}/payee-account/verification"),
    label=Label("核对收款账户", "Verify account"),
    roles=FINANCE,
    offered=ON_ACCOUNT.confirming(ACCOUNT, lambda account, actor: account.require_verifiable(actor.id)),
    refusals=(
        errors.AccountMissing,
        errors.AccountNumberWrong,
        errors.AccountNumberDiffers,
    ),
)
async def verify_account(cmd: VerifyAccount, cause: Cause, ports: Ports) -> Receipt:
    organisation_id = (await ports.projects.get(cmd.project_id)).agreement.organisation_id
    return await ports.accounts.change(
        organisation_id, cause, lambda one: one.verify(cmd.number, cmd.paper, cmd.act(cause))
    )
