"""Record that an instalment was paid (登记拨付)."""

from services.grants.accounts import account_of
from services.grants.domain import account_errors, errors, news_errors, paying
from services.grants.domain.fields import InstalmentNo, PayeeAccountId, ProjectId, VoucherNo
from services.grants.domain.permissions import FINANCE, ON_INSTALMENT
from services.grants.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class PayInstalment(ActCommand):
    """Which instalment, when by the bank slip, the number of the voucher, which shows that time, and the account.

    The account is the one that whoever pays saw on the slip; a payment that names none is refused.
    """

    project_id: ProjectId
    no: InstalmentNo
    voucher_no: VoucherNo
    account_id: PayeeAccountId | None = None

    def act(self, cause: Cause) -> Act:
        """The payment; the voucher shows its time where nothing else does."""
        return Act.told(cause, self.occurred_at, self.evidence or self.voucher_no)


@command(
    PayInstalment,
    post("/projects/{project_id}/instalments/{no}/payment"),
    label=Label("登记拨付", "Record payment"),
    roles=FINANCE,
    offered=ON_INSTALMENT.when(lambda part, actor: paying.require_payable(*part[:3], actor.id, part.news)),
    refusals=(
        errors.InstalmentAlreadyPaid,
        errors.InstalmentIsCancelled,
        errors.InstalmentNotApproved,
        errors.ReportNeedUnknown,
        errors.ReportNotAccepted,
        errors.AccountMissing,
        errors.AccountWaits,
        account_errors.AccountNotNamed,
        account_errors.PayeeAccountChanged,
        errors.ThreePeopleRequired,
        errors.DoneBeforeSigning,
        errors.PaidTooEarly,
        errors.PaidWhileFrozen,
        errors.ProjectIsFrozen,
        errors.OrganisationSuspended,
        errors.OrganisationGone,
        news_errors.NewsUnfinished,
        news_errors.CutOffFromNews,
    ),
)
async def pay_instalment(cmd: PayInstalment, cause: Cause, ports: Ports) -> Receipt:
    organisation_id = (await ports.projects.get(cmd.project_id)).agreement.organisation_id
    account = await account_of(organisation_id, ports)
    news = await ports.news.of(organisation_id, cmd.project_id)
    return await ports.projects.change(
        cmd.project_id,
        cause,
        lambda project: paying.pay_instalment(
            project, cmd.no, cmd.voucher_no, account, cmd.act(cause), account_id=cmd.account_id, news=news
        ),
    )
