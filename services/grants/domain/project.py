"""A funded project (资助项目): its contract, its instalments, and whether payment is frozen."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from services.grants.domain import errors
from services.grants.domain.agreement import Agreement
from services.grants.domain.amount import AmountCorrection
from services.grants.domain.events import (
    AmountApproved,
    AmountDeclined,
    AmountProposed,
    FreezeReasonsChanged,
    InstalmentCancelled,
    InstalmentPaid,
    InstalmentsPlanned,
    PaymentReversed,
    ProjectFrozen,
    ProjectOpened,
    ProjectReopened,
    ProjectSettled,
    ProjectUnfrozen,
)
from services.grants.domain.instalment import Cancellation, Instalment, Payment, PlannedPart, Reversal
from services.grants.domain.standing import Standing, require_running
from shared.kernel.aggregate import Aggregate
from shared.kernel.labels import Label, LabelledEnum
from shared.kernel.money import Fen, format_yuan


class ProjectState(LabelledEnum):
    """Running until the whole contract amount is paid, then settled."""

    RUNNING = "running", "执行中", "Running"
    SETTLED = "settled", "已拨付完毕", "Paid in full"


StateOfProject = Annotated[ProjectState, Label("状态", "State")]


@dataclass(frozen=True)
class Freeze:
    """One stretch of time in which nothing could be paid, with the reason codes known last."""

    at: datetime
    reasons: tuple[str, ...]
    lifted_at: datetime | None = None


@dataclass
class Project(Aggregate):
    """One project of one organisation in one round.

    Invariants: the instalments never add up to more than the contract; what is paid is never altered, only reversed
    by a new entry; a frozen project pays nothing. Basis: registry-grants notes 4.6 (合同与拨付).
    """

    id: str
    number: str
    agreement: Agreement
    opened_at: datetime
    opened_by: str
    instalments: list[Instalment] = dataclasses.field(default_factory=list)
    freezes: list[Freeze] = dataclasses.field(default_factory=list)
    standing_revision: int = 0
    amount_corrections: list[AmountCorrection] = dataclasses.field(default_factory=list)

    @classmethod
    def open(
        cls, project_id: str, number: str, agreement: Agreement, standing: Standing, by: str, at: datetime
    ) -> "Project":
        """Open the project of a signed agreement, frozen at once where the organisation is listed."""
        project = cls(project_id, number, agreement, at, by)
        project.record(ProjectOpened(project_id, agreement.organisation_id, at))
        project.follow(standing, at)
        return project

    @property
    def planned_fen(self) -> Fen:
        """The sum of all instalments, paid or not; cancelled ones do not count."""
        return sum(part.amount_fen for part in self.instalments if not part.is_cancelled)

    @property
    def paid_fen(self) -> Fen:
        """The sum of the paid instalments."""
        return sum(part.amount_fen for part in self.instalments if part.is_paid)

    @property
    def unpaid_fen(self) -> Fen:
        """What of the contract amount has not been paid."""
        return self.agreement.amount_fen - self.paid_fen

    @property
    def frozen_fen(self) -> Fen:
        """What cannot be paid now because the project is frozen: everything unpaid, or nothing."""
        return self.unpaid_fen if self.frozen else 0

    @property
    def unplanned_fen(self) -> Fen:
        """What of the contract amount no instalment speaks for yet."""
        return self.agreement.amount_fen - self.planned_fen

    @property
    def state(self) -> ProjectState:
        """Settled once the paid instalments reach the contract amount."""
        return ProjectState.SETTLED if self.paid_fen == self.agreement.amount_fen else ProjectState.RUNNING

    @property
    def frozen(self) -> bool:
        """Whether payment is frozen now."""
        return bool(self.freezes) and self.freezes[-1].lifted_at is None

    def require_plannable(self) -> None:
        """Raise ProjectIsSettled or InstalmentsExceedContract when no further instalment fits."""
        if self.state is ProjectState.SETTLED:
            raise errors.ProjectIsSettled
        if self.unplanned_fen == 0:
            raise errors.InstalmentsExceedContract(rest=format_yuan(0))

    def plan_instalments(self, parts: Sequence[PlannedPart], by: str, at: datetime) -> None:
        """Add instalments to the plan, all or none. A frozen project may be planned; it just does not pay."""
        self.require_plannable()
        total = sum(part.amount_fen for part in parts)
        if total > self.unplanned_fen:
            raise errors.InstalmentsExceedContract(rest=format_yuan(self.unplanned_fen))
        if any(part.due_on < self.agreement.signed_on for part in parts):
            raise errors.InstalmentDueBeforeSigning(signed_on=self.agreement.signed_on.isoformat())
        first = len(self.instalments) + 1
        added = [Instalment(no, part.amount_fen, part.due_on, at, by) for no, part in enumerate(parts, first)]
        self.instalments.extend(added)
        self.record(InstalmentsPlanned(self.id, tuple(one.no for one in added), total, by, at))

    def require_payable(self, no: int | None = None) -> None:
        """Raise what stands against paying instalment ``no``, or any instalment at all."""
        part = None if no is None else self._instalment(no)
        if part is not None and part.is_paid:
            raise errors.InstalmentAlreadyPaid(no=no)
        if part is not None and part.is_cancelled:
            raise errors.InstalmentIsCancelled(no=no)
        if self.frozen:
            require_running(self.freezes[-1].reasons)
            raise errors.ProjectIsFrozen
        if self.planned_fen == self.paid_fen:
            raise errors.NothingToPay

    def pay_instalment(self, no: int, payment: Payment) -> None:
        """Record that an instalment was paid."""
        self.require_payable(no)
        paid = replace(self._instalment(no), payment=payment)
        self.instalments[no - 1] = paid
        self.record(InstalmentPaid(self.id, no, paid.amount_fen, payment.by, payment.at))
        if self.state is ProjectState.SETTLED:
            self.record(ProjectSettled(self.id, payment.at))

    def require_cancellable(self, no: int) -> None:
        """Raise InstalmentAlreadyPaid or InstalmentIsCancelled."""
        part = self._instalment(no)
        if part.is_paid:
            raise errors.InstalmentAlreadyPaid(no=no)
        if part.is_cancelled:
            raise errors.InstalmentIsCancelled(no=no)

    def cancel_instalment(self, no: int, reason: str, by: str, at: datetime) -> None:
        """Take an unpaid instalment out of the plan. Its number stays, and its amount may be planned anew."""
        self.require_cancellable(no)
        cancelled = replace(self._instalment(no), cancellation=Cancellation(at, by, reason))
        self.instalments[no - 1] = cancelled
        self.record(InstalmentCancelled(self.id, no, cancelled.amount_fen, by, at))

    def require_reversible(self, no: int) -> Payment:
        """The payment that may be reversed, also while frozen. Raises InstalmentNotPaid."""
        payment = self._instalment(no).payment
        if payment is None:
            raise errors.InstalmentNotPaid(no=no)
        return payment

    def reverse_payment(self, no: int, reason: str, by: str, at: datetime) -> None:
        """Take a payment back by a new entry (冲销); what was recorded is kept, and the instalment is unpaid again.

        A settled project runs again. Whoever saves this lets it look at its organisation's standing, which it has
        not followed while settled.
        """
        reversal = Reversal(self.require_reversible(no), at, by, reason)
        was_settled, part = self.state is ProjectState.SETTLED, self._instalment(no)
        self.instalments[no - 1] = replace(part, payment=None, reversals=(*part.reversals, reversal))
        self.record(PaymentReversed(self.id, no, part.amount_fen, by, at))
        if was_settled:
            self.record(ProjectReopened(self.id, self.agreement.organisation_id, at))

    def follow(self, standing: Standing, at: datetime) -> None:
        """Freeze, or release, as the organisation's standing says now (冻结与解冻).

        A revision that the project knows already, or has been overtaken, changes nothing: reactions may run twice,
        or beside each other, and the newest standing wins. A settled project has nothing left to freeze; it follows
        nothing, so that it sees the standing afresh should it run again.
        """
        if standing.revision <= self.standing_revision or self.state is ProjectState.SETTLED:
            return
        self.standing_revision = standing.revision
        if standing.blocked:
            self._freeze(standing.reason_codes, at)
        elif self.frozen:
            self.freezes[-1] = replace(self.freezes[-1], lifted_at=at)
            self.record(ProjectUnfrozen(self.id, self.agreement.organisation_id, self.number, at))

    @property
    def waiting_amount(self) -> AmountCorrection | None:
        """The correction of the contract amount that a second person has to decide about."""
        last = self.amount_corrections[-1] if self.amount_corrections else None
        return last if last and last.waits else None

    def require_amount_correctable(self) -> None:
        """Raise ProjectIsSettled or AmountCorrectionWaits."""
        if self.state is ProjectState.SETTLED:
            raise errors.ProjectIsSettled
        if self.waiting_amount:
            raise errors.AmountCorrectionWaits

    def propose_amount(self, after_fen: Fen, reason: str, by: str, at: datetime) -> None:
        """Propose another contract amount (更正合同金额); nothing changes before a second person has approved."""
        self.require_amount_correctable()
        if after_fen == self.agreement.amount_fen:
            raise errors.AmountUnchanged
        self._require_above_plan(after_fen)
        self.amount_corrections.append(AmountCorrection(self.agreement.amount_fen, after_fen, reason, by, at))
        self.record(AmountProposed(self.id, after_fen, by, at))

    def require_amount_approvable(self, by: str) -> AmountCorrection:
        """The correction that ``by`` may approve. Raises NoAmountWaits or SecondPersonRequired."""
        waiting = self.require_amount_waiting()
        if waiting.proposed_by == by:
            raise errors.SecondPersonRequired
        return waiting

    def require_amount_waiting(self) -> AmountCorrection:
        """The correction that waits. Raises NoAmountWaits."""
        if self.waiting_amount is None:
            raise errors.NoAmountWaits
        return self.waiting_amount

    def approve_amount(self, by: str, at: datetime) -> None:
        """Approve a colleague's correction: the amount is the contract's from now on."""
        waiting = self.require_amount_approvable(by)
        self._require_above_plan(waiting.after_fen)
        self.amount_corrections[-1] = replace(waiting, decided_by=by, decided_at=at, approved=True)
        self.agreement = replace(self.agreement, amount_fen=waiting.after_fen)
        self.record(AmountApproved(self.id, waiting.after_fen, by, at))
        if self.state is ProjectState.SETTLED:
            self.record(ProjectSettled(self.id, at))

    def decline_amount(self, by: str, at: datetime) -> None:
        """Decline a correction, or take one's own back; the contract stays as it was."""
        self.amount_corrections[-1] = replace(self.require_amount_waiting(), decided_by=by, decided_at=at)
        self.record(AmountDeclined(self.id, by, at))

    def _require_above_plan(self, amount_fen: Fen) -> None:
        if amount_fen < self.planned_fen:
            raise errors.AmountBelowPlan(planned=format_yuan(self.planned_fen))

    def _freeze(self, reasons: tuple[str, ...], at: datetime) -> None:
        if not self.frozen:
            self.freezes.append(Freeze(at, reasons))
            self.record(ProjectFrozen(self.id, self.agreement.organisation_id, self.number, reasons, at))
        elif self.freezes[-1].reasons != reasons:
            self.freezes[-1] = replace(self.freezes[-1], reasons=reasons)
            self.record(FreezeReasonsChanged(self.id, reasons, at))

    def _instalment(self, no: int) -> Instalment:
        if not 1 <= no <= len(self.instalments):
            raise errors.NoSuchInstalment(no=no)
        return self.instalments[no - 1]
