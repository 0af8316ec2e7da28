"""Enter the account that an organisation is paid to, or another than before (登记收款账户)."""

from services.grants.domain import account_errors, errors
from services.grants.domain.account import PayeeAccount
from services.grants.domain.fields import AccountHolder, AccountNumber, AccountPaper, Bank, HolderReason, ProjectId
from services.grants.domain.permissions import OFFICERS, ON_ACCOUNT
from services.grants.freezing import standing_of
from services.grants.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt
from shared.kernel.upsert import change_or_create


class EnterAccount(ActCommand):
    """Of which project the organisation gets it; holder, bank and number, and the paper that they were read from.

    A holder that is not the organisation needs a reason.
    """

    project_id: ProjectId
    holder: AccountHolder
    bank: Bank
    number: AccountNumber
    paper: AccountPaper
    holder_reason: HolderReason = ""


@command(
    EnterAccount,
    post("/projects/{project_id}/payee-account"),
    label=Label("登记收款账户", "Enter account"),
    roles=OFFICERS,
    offered=ON_ACCOUNT.when(lambda account, _: account.require_enterable()),
    refusals=(
        errors.AccountWaits,
        errors.AccountUnchanged,
        errors.AccountNumberWrong,
        account_errors.HolderDiffers,
    ),
)
async def enter_account(cmd: EnterAccount, cause: Cause, ports: Ports) -> Receipt:
    project = await ports.projects.get(cmd.project_id)
    organisation_id = project.agreement.organisation_id
    standing = await standing_of(organisation_id, ports)
    return await change_or_create(
        ports.accounts,
        PayeeAccount(organisation_id),
        cause,
        lambda one: one.enter(
            cmd.holder,
            cmd.bank,
            cmd.number,
            cmd.paper,
            cmd.act(cause),
            organisation_name=standing.name if standing else None,
            holder_reason=cmd.holder_reason,
            project_id=project.id,
            project_no=project.number,
        ),
    )
