"""How an instalment is paid (拨付): in order, by somebody with no other hand in it, to the account that was seen.

Basis: registry-grants notes 4.6: approved, its report accepted, to the verified account, and not while frozen.
"""

from dataclasses import replace

from services.grants.domain import closing_errors, errors, events, hands
from services.grants.domain.account import Account, PayeeAccount
from services.grants.domain.entry import Entry
from services.grants.domain.instalment import Instalment, Payment
from services.grants.domain.news import COMPLETE, News
from services.grants.domain.project import Project
from services.grants.domain.project_state import ProjectState
from shared.kernel.act import Act
from shared.kernel.labels import Words


def require_payable(project: Project, no: int, account: PayeeAccount | None, by: str, news: News = COMPLETE) -> None:
    """Raise what stands against ``by`` paying instalment ``no`` to the organisation's account now."""
    project.instalment(no).require_open()
    _require_not_closing(project)
    if project.frozen:
        project.freezes[-1].refuse()
    _require_in_order(project, no, account, by)
    news.require_complete()


def pay_instalment(
    project: Project,
    no: int,
    voucher_no: str,
    account: PayeeAccount | None,
    act: Act,
    *,
    account_id: str | None,
    news: News = COMPLETE,
) -> None:
    """Record that an approved instalment was paid to the account that was seen.

    Raises PaidTooEarly and PaidWhileFrozen too: judged by when the money went out.
    """
    project.instalment(no).require_open()
    _require_not_closing(project)
    for freeze in project.freezes:
        freeze.require_not_of(act)
    payee = _require_in_order(project, no, account, act.by).payee(account_id, act)
    part = project.instalment(no)
    hands.require_free(act.by, part, project.corrections, hands.PAY, payee)
    project.agreement.require_signed_before(act)
    _require_after_causes(act, part, payee)
    news.require_complete()
    payment = Payment(Entry.of(act), voucher_no, payee.masked, account_id)
    project.instalments[no - 1] = replace(part, payment=payment)
    project.record(events.InstalmentPaid(project.id, no, part.amount_fen, act))
    if project.state is ProjectState.SETTLED:
        project.record(events.ProjectSettled(project.id, act))


def _require_not_closing(project: Project) -> None:
    if project.waiting_closure:
        raise closing_errors.ClosureWaits


def _require_in_order(project: Project, no: int, account: PayeeAccount | None, by: str) -> PayeeAccount:
    """The account of the organisation, once nothing but the time of the payment can stand against it."""
    part = project.instalment(no)
    if part.approved is None:
        raise errors.InstalmentNotApproved(no=no)
    part.require_reported()
    if account is None or account.id != project.agreement.organisation_id:
        raise errors.AccountMissing
    account.require_payable()
    hands.require_free(by, part, project.corrections, hands.PAY, account.current)
    return account


def _require_after_causes(act: Act, part: Instalment, account: Account) -> None:
    """Raise PaidTooEarly for a payment on a day before its approval, its report's acceptance or its account's check."""
    causes = (
        (part.approved, Words("批准日期", "its plan was approved")),
        (part.report.decided if part.report else None, Words("报告通过日期", "its report was accepted")),
        (account.decided, Words("收款账户核对日期", "its account was verified")),
    )
    for entry, words in causes:
        if entry and (day := entry.day_after(act)):
            raise errors.PaidTooEarly(cause_zh=words.zh, cause_en=words.en, day=day)
