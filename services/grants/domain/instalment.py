"""One instalment of a contract amount (分期拨款): planned, approved, paid or cancelled; nothing is overwritten."""

from dataclasses import dataclass, replace
from datetime import date

from services.grants.domain import errors
from services.grants.domain.entry import Entry
from services.grants.domain.report import REPORT, Report, ReportNeed, ReportState
from shared.kernel.act import Act
from shared.kernel.dual_control import DualControl, Proposal, last_waiting
from shared.kernel.money import Fen


@dataclass(frozen=True)
class Payment:
    """When an instalment was paid and who recorded it, the number of the voucher (凭证号), and the account masked.

    Voucher and account are unknown for payments from before they were asked for; ``account_id`` is the account that
    whoever paid saw and named.
    """

    entry: Entry
    voucher_no: str | None = None
    account: str | None = None
    account_id: str | None = None


@dataclass(frozen=True)
class Reversal:
    """The entry that takes back a payment recorded by mistake or sent back by the bank (冲销), decided by another.

    ``amount_fen`` is what was paid: once the payment is taken back, the instalment may be corrected.
    """

    payment: Payment
    amount_fen: Fen
    reason: str
    proposed: Entry
    decided: Entry | None = None
    approved: bool = False

    @property
    def waits(self) -> bool:
        """Whether nobody has decided yet."""
        return self.decided is None


REVERSAL = DualControl[Reversal](
    "reversal",
    errors.NoReversalWaits,
    errors.SecondPersonRequired,
    lambda one: (one.proposed.by, one.payment.entry.by),
)
"""Neither whoever asked for it nor whoever paid approves."""


@dataclass(frozen=True)
class Cancellation:
    """When an unpaid instalment was taken out of the plan, by whom, and why."""

    entry: Entry
    reason: str


@dataclass(frozen=True)
class PlannedPart:
    """One line of a plan: how much, for which day, and which report the contract asks for before (None: not said)."""

    amount_fen: Fen
    due_on: date
    report_need: ReportNeed | None = None

    def __post_init__(self) -> None:
        if self.amount_fen <= 0:
            raise errors.AmountNotPositive


@dataclass(frozen=True)
class Instalment:
    """Part of the contract amount. ``no`` counts from 1 within the project, cancelled ones included."""

    no: int
    amount_fen: Fen
    due_on: date
    planned: Entry
    report_need: ReportNeed | None = None
    approved: Entry | None = None
    reports: tuple[Report, ...] = ()
    payment: Payment | None = None
    reversals: tuple[Reversal, ...] = ()
    cancellation: Cancellation | None = None

    @property
    def terms(self) -> PlannedPart:
        """What may be corrected of it while it is unpaid."""
        return PlannedPart(self.amount_fen, self.due_on, self.report_need)

    @property
    def is_cancelled(self) -> bool:
        """Whether it was taken out of the plan."""
        return self.cancellation is not None

    @property
    def is_paid(self) -> bool:
        """Whether the money has gone out."""
        return self.payment is not None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be paid."""
        return not self.is_paid and not self.is_cancelled

    @property
    def payers(self) -> set[str]:
        """Everybody who ever recorded a payment of it, those taken back too."""
        payments = [*(one.payment for one in self.reversals), *([self.payment] if self.payment else [])]
        return {one.entry.by for one in payments}

    @property
    def waiting_reversal(self) -> Reversal | None:
        """The reversal that a second person has to decide about."""
        return last_waiting(self.reversals)

    @property
    def report(self) -> Report | None:
        """What was handed in last, of the kind that the contract asks for."""
        fitting = [one for one in self.reports if one.kind is self.report_need]
        return fitting[-1] if fitting else None

    @property
    def report_state(self) -> ReportState:
        """How its report stands."""
        if self.report_need is None:
            return ReportState.UNKNOWN
        if self.report_need is ReportNeed.NONE:
            return ReportState.NOT_NEEDED
        if self.report is None:
            return ReportState.AWAITED
        if self.report.waits:
            return ReportState.SUBMITTED
        return ReportState.ACCEPTED if self.report.accepted else ReportState.RETURNED

    def require_open(self) -> None:
        """Raise InstalmentAlreadyPaid or InstalmentIsCancelled."""
        if self.is_paid:
            raise errors.InstalmentAlreadyPaid(no=self.no)
        if self.is_cancelled:
            raise errors.InstalmentIsCancelled(no=self.no)

    def require_reported(self) -> None:
        """Raise what of its report stands against paying (拨付以通过的报告为前提; registry-grants notes 4.6)."""
        match self.report_state:
            case ReportState.UNKNOWN:
                raise errors.ReportNeedUnknown(no=self.no)
            case ReportState.AWAITED | ReportState.RETURNED | ReportState.SUBMITTED:
                raise errors.ReportNotAccepted(no=self.no)

    def require_report_fits(self) -> ReportNeed:
        """The kind of report that may be handed in now. Raises NoReportNeeded or ReportThere."""
        self.require_open()
        if self.report_need is None:
            raise errors.ReportNeedUnknown(no=self.no)
        if self.report_need is ReportNeed.NONE:
            raise errors.NoReportNeeded(no=self.no)
        if self.report_state in (ReportState.SUBMITTED, ReportState.ACCEPTED):
            raise errors.ReportThere(no=self.no)
        return self.report_need

    def require_report_waits(self, by: str) -> Proposal[Report]:
        """The report that ``by`` may accept or return. Raises NoReportWaits or SecondPersonRequired."""
        self.require_open()
        waiting = self.report if self.report_state is ReportState.SUBMITTED else None
        return REPORT.waiting(str(self.no), waiting).require_another(by)

    def with_report_decided(self, report: Report, act: Act, *, accepted: bool, reason: str = "") -> "Instalment":
        """With this report of it accepted or returned."""
        decided = report.decide(act, accepted=accepted, reason=reason)
        return replace(self, reports=tuple(decided if one is report else one for one in self.reports))

    def require_reversible(self) -> Payment:
        """The payment that may be taken back, also while frozen. Raises InstalmentNotPaid or ReversalWaits."""
        if self.payment is None:
            raise errors.InstalmentNotPaid(no=self.no)
        if self.waiting_reversal:
            raise errors.ReversalWaits
        return self.payment

    def require_reversal(self) -> Proposal[Reversal]:
        """The reversal that waits. Raises NoReversalWaits."""
        return REVERSAL.waiting(str(self.no), self.waiting_reversal)

    def require_reversal_approvable(self, by: str) -> Proposal[Reversal]:
        """The reversal that ``by`` may approve. Raises NoReversalWaits or SecondPersonRequired."""
        return self.require_reversal().require_another(by)

    def with_reversal_decided(self, waiting: Reversal, act: Act, *, approved: bool) -> "Instalment":
        """With its waiting reversal approved (the money is unpaid again) or declined (everything as it was)."""
        decided = replace(waiting, decided=Entry.of(act), approved=approved)
        payment = None if approved else self.payment
        return replace(self, payment=payment, reversals=(*self.reversals[:-1], decided))
