"""What happened in a project, newest first: when it was true, and when it was written down."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Annotated

from services.grants.correction_view import TermsChanged, changed_terms
from services.grants.domain.account import PayeeAccount
from services.grants.domain.closure import Closure
from services.grants.domain.correction import Correction
from services.grants.domain.entry import Entry
from services.grants.domain.freeze import Freeze, FrozenFor
from services.grants.domain.instalment import Instalment, PlannedPart
from services.grants.domain.project import Project
from services.grants.domain.report import Report
from shared.kernel.dual_control import ReviewCode
from shared.kernel.labels import LabelledEnum, Unit
from shared.kernel.money import Fen
from shared.web.view import View


class Happening(LabelledEnum):
    """What can stand in a project's timeline."""

    OPENED = "opened", "立项", "Project opened"
    PLANNED = "planned", "安排拨款", "Payment planned"
    PLAN_APPROVED = "plan_approved", "批准拨款计划", "Plan approved"
    REPORT_SUBMITTED = "report_submitted", "收到报告", "Report handed in"
    REPORT_ACCEPTED = "report_accepted", "报告通过", "Report accepted"
    REPORT_RETURNED = "report_returned", "退回报告", "Report returned"
    PAID = "paid", "已拨付", "Paid"
    REVERSAL_PROPOSED = "reversal_proposed", "提出冲销", "Reversal proposed"
    REVERSED = "reversed", "冲销拨付", "Payment reversed"
    REVERSAL_DECLINED = "reversal_declined", "不批准冲销", "Reversal declined"
    CANCELLED = "cancelled", "取消一期拨款", "Instalment cancelled"
    FROZEN = "frozen", "冻结未拨款项", "Unpaid instalments frozen"
    FREEZE_CHANGED = "freeze_changed", "冻结原因有变化", "Frozen for other reasons"
    UNFROZEN = "unfrozen", "解除冻结", "Released"
    CORRECTION_PROPOSED = "correction_proposed", "提出更正", "Correction proposed"
    CORRECTION_APPROVED = "correction_approved", "批准更正", "Correction approved"
    CORRECTION_DECLINED = "correction_declined", "不批准更正", "Correction declined"
    CLOSING_PROPOSED = "closing_proposed", "提出结项或者终止", "Closing proposed"
    COMPLETED = "completed", "结项", "Project completed"
    TERMINATED = "terminated", "终止项目", "Project terminated"
    CLOSING_DECLINED = "closing_declined", "不批准结项或者终止", "Closing declined"
    REOPENED = "reopened", "恢复执行", "Project runs again"
    ACCOUNT_ENTERED = "account_entered", "登记收款账户", "Account entered"
    ACCOUNT_VERIFIED = "account_verified", "核对收款账户", "Account verified"
    ACCOUNT_DECLINED = "account_declined", "退回收款账户", "Account declined"


class TimelineEntry(View):
    """Something that happened: a code for the words, by whom (nobody for the registry), and the details.

    ``at`` is when it was true, or when it was written down where only that is known; ``recorded_at`` when it was
    written down, ``evidence`` what shows the former. ``reasons`` are codes of a freeze, ``note`` is what a person gave
    as the reason, ``paper`` the number of a report, voucher or other paper. ``terms`` are
    those that a correction changes, before and after; ``review_code`` is that of what a second person confirmed.
    """

    what: Happening
    at: datetime
    recorded_at: datetime
    evidence: str = ""
    by: str | None = None
    amount_fen: Annotated[Fen, Unit("fen")] | None = None
    instalments: Sequence[int] = ()
    reasons: Sequence[str] = ()
    note: str = ""
    paper: str = ""
    terms: TermsChanged | None = None
    review_code: ReviewCode = ""


def timeline(project: Project, account: PayeeAccount | None) -> list[TimelineEntry]:
    """Everything that happened in a project, and to the account of its organisation."""
    entries = [_told(Happening.OPENED, project.opened), *_plans(project)]
    for part in project.instalments:
        entries += [one for report in part.reports for one in _reports(part, report)]
        entries += _payments(part, [one.decided for one in project.closures if one.approved])
    entries += [one for freeze in project.freezes for one in _freezes(freeze)]
    entries += [one for correction in project.corrections for one in _corrections(correction)]
    entries += [one for closure in project.closures for one in _closures(closure)]
    entries += _accounts(account)
    return sorted(entries, key=lambda entry: (entry.at, entry.recorded_at), reverse=True)


def _told(
    what: Happening,
    entry: Entry,
    *,
    amount_fen: Fen | None = None,
    instalments: Sequence[int] = (),
    note: str = "",
    paper: str = "",
) -> TimelineEntry:
    return TimelineEntry(
        what=what,
        at=entry.since,
        recorded_at=entry.recorded_at,
        evidence=entry.evidence,
        by=entry.by,
        amount_fen=amount_fen,
        instalments=instalments,
        note=note,
        paper=paper,
        review_code=entry.seen,
    )


def _plans(project: Project) -> Iterator[TimelineEntry]:
    """What was planned, and what was approved, together: one line each."""
    for what, of in (
        (Happening.PLANNED, lambda part: part.planned),
        (Happening.PLAN_APPROVED, lambda part: part.approved),
    ):
        for entry, group in groupby(project.instalments, of):
            if entry is not None:
                parts = list(group)
                total = sum(_amount_then(project, part, entry) for part in parts)
                yield _told(what, entry, amount_fen=total, instalments=[part.no for part in parts])


def _amount_then(project: Project, part: Instalment, entry: Entry) -> Fen:
    """What an instalment was to be when this was written down: what a correction approved later found."""
    for one in project.corrections:
        later = one.decided is not None and one.decided.recorded_at > entry.recorded_at
        if one.no == part.no and one.approved and later and isinstance(one.before, PlannedPart):
            return one.before.amount_fen
    return part.amount_fen


def _payments(part: Instalment, closed: Sequence[Entry | None]) -> Iterator[TimelineEntry]:
    """Every payment of an instalment, those taken back too, and its cancellation unless the project ``closed`` by it.

    Until November 2026 one person alone reversed a payment: nothing had been proposed.
    """
    numbers, fen = [part.no], part.amount_fen
    taken_back = [(one.payment, one.amount_fen) for one in part.reversals if one.approved]
    for payment, paid in [*taken_back, *([(part.payment, fen)] if part.payment else [])]:
        paper = payment.voucher_no or ""
        yield _told(Happening.PAID, payment.entry, amount_fen=paid, instalments=numbers, paper=paper)
    for one in part.reversals:
        proposed = _told(
            Happening.REVERSAL_PROPOSED, one.proposed, amount_fen=one.amount_fen, instalments=numbers, note=one.reason
        )
        if one.decided == one.proposed:
            yield proposed.model_copy(update={"what": Happening.REVERSED})
            continue
        yield proposed
        if one.decided:
            what = Happening.REVERSED if one.approved else Happening.REVERSAL_DECLINED
            yield _told(what, one.decided, amount_fen=one.amount_fen, instalments=numbers)
    if (ended := part.cancellation) and ended.entry not in closed:
        yield _told(Happening.CANCELLED, ended.entry, amount_fen=fen, instalments=numbers, note=ended.reason)


def _reports(part: Instalment, report: Report) -> Iterator[TimelineEntry]:
    paper = " ".join(filter(None, (report.title, report.reference)))
    yield _told(Happening.REPORT_SUBMITTED, report.submitted, instalments=[part.no], paper=paper)
    if report.decided:
        what = Happening.REPORT_ACCEPTED if report.accepted else Happening.REPORT_RETURNED
        yield _told(what, report.decided, instalments=[part.no], note=report.reason)


def _freezes(freeze: Freeze) -> Iterator[TimelineEntry]:
    for one in freeze.told or (FrozenFor(freeze.at, freeze.reasons),):
        what = Happening.FROZEN if one.since == freeze.at else Happening.FREEZE_CHANGED
        yield TimelineEntry(what=what, at=one.since, recorded_at=one.since, reasons=list(one.reasons))
    if freeze.lifted_at:
        yield TimelineEntry(what=Happening.UNFROZEN, at=freeze.lifted_at, recorded_at=freeze.lifted_at)


def _corrections(one: Correction) -> Iterator[TimelineEntry]:
    numbers = [] if one.no is None else [one.no]
    terms = {"terms": changed_terms(one)}
    proposed = _told(Happening.CORRECTION_PROPOSED, one.proposed, instalments=numbers, note=one.reason)
    yield proposed.model_copy(update=terms)
    if one.decided:
        what = Happening.CORRECTION_APPROVED if one.approved else Happening.CORRECTION_DECLINED
        yield _told(what, one.decided, instalments=numbers).model_copy(update=terms)


def _closures(one: Closure) -> Iterator[TimelineEntry]:
    """The amounts are what is not paid any more; the instalments that it took out of the plan have no line besides."""
    fen = one.released_fen
    yield _told(Happening.CLOSING_PROPOSED, one.proposed, amount_fen=fen, note=one.reason)
    if one.decided:
        what = Happening(one.kind.value) if one.approved else Happening.CLOSING_DECLINED
        yield _told(what, one.decided, amount_fen=fen)
    if one.reopened:
        yield _told(Happening.REOPENED, one.reopened)


def _accounts(account: PayeeAccount | None) -> Iterator[TimelineEntry]:
    for one in account.accounts if account else ():
        yield _told(Happening.ACCOUNT_ENTERED, one.entered, paper=one.paper)
        if one.decided:
            what = Happening.ACCOUNT_VERIFIED if one.verified else Happening.ACCOUNT_DECLINED
            yield _told(what, one.decided, note=one.reason, paper=one.seen)
