"""A funded project (资助项目): its contract, its instalments, and whether payment is frozen."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from services.grants.domain import errors, events, hands
from services.grants.domain.agreement import Agreement, ContractParty
from services.grants.domain.correction import Correction
from services.grants.domain.entry import Entry
from services.grants.domain.freeze import Freeze
from services.grants.domain.instalment import Cancellation, Instalment, PlannedPart, Reversal
from services.grants.domain.report import Report
from services.grants.domain.standing import Standing
from shared.kernel.act import Act
from shared.kernel.aggregate import Aggregate
from shared.kernel.labels import Label, LabelledEnum, Words
from shared.kernel.money import Fen, format_yuan


class ProjectState(LabelledEnum):
    """Running until the whole contract amount is paid, then settled."""

    RUNNING = "running", "执行中", "Running"
    SETTLED = "settled", "已拨付完毕", "Paid in full"


StateOfProject = Annotated[ProjectState, Label("状态", "State")]


@dataclass
class Project(Aggregate):
    """One project of one organisation in one round.

    Invariants: the instalments never add up to more than the contract; what is paid is never altered, only reversed
    by a new entry; a frozen project pays nothing; nobody does two of plan, approval and payment of one instalment.
    Basis: registry-grants notes 4.6 (合同与拨付). ``invented`` marks example data: its number, its words, its amounts.
    """

    id: str
    number: str
    agreement: Agreement
    opened: Entry
    instalments: list[Instalment] = dataclasses.field(default_factory=list)
    freezes: list[Freeze] = dataclasses.field(default_factory=list)
    standing_revision: int = 0
    corrections: list[Correction] = dataclasses.field(default_factory=list)
    invented: bool = False

    @classmethod
    def open(
        cls,
        project_id: str,
        number: str,
        agreement: Agreement,
        standing: Standing,
        act: Act,
        *,
        invented: bool = False,
    ) -> "Project":
        """Open the project of a signed agreement, frozen at once where the organisation is listed.

        Raises DoneBeforeSigning.
        """
        project = cls(project_id, number, agreement, Entry.of(act), invented=invented)
        agreement.require_signed_before(act)
        project.record(events.ProjectOpened(project_id, agreement.organisation_id, number, act))
        project.follow(standing, act.recorded_at)
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
        self.require_running()
        if self.unplanned_fen == 0:
            raise errors.InstalmentsExceedContract(rest=format_yuan(0))

    def require_running(self) -> None:
        """Raise ProjectIsSettled when everything is paid."""
        if self.state is ProjectState.SETTLED:
            raise errors.ProjectIsSettled

    def require_fits(self, parts: Sequence[PlannedPart], rest: Fen) -> None:
        """Parts of the contract that together are within ``rest`` and none before the signing.

        Raises InstalmentsExceedContract or InstalmentDueBeforeSigning.
        """
        if sum(part.amount_fen for part in parts) > rest:
            raise errors.InstalmentsExceedContract(rest=format_yuan(rest))
        if any(part.due_on < self.agreement.signed_on for part in parts):
            raise errors.InstalmentDueBeforeSigning(signed_on=self.agreement.signed_on.isoformat())

    def plan_instalments(self, parts: Sequence[PlannedPart], act: Act) -> None:
        """Add instalments to the plan, all or none. A frozen project may be planned; it just does not pay."""
        self.require_plannable()
        self.agreement.require_signed_before(act)
        self.require_fits(parts, self.unplanned_fen)
        first, entry = len(self.instalments) + 1, Entry.of(act)
        added = [
            Instalment(no, part.amount_fen, part.due_on, entry, part.report_need)
            for no, part in enumerate(parts, first)
        ]
        self.instalments.extend(added)
        total = sum(part.amount_fen for part in parts)
        self.record(events.InstalmentsPlanned(self.id, tuple(one.no for one in added), total, act, self.number))

    def require_plan_approvable(self, by: str) -> list[Instalment]:
        """The planned instalments that ``by`` may approve together. Raises PlanIsApproved, ThreePeopleRequired."""
        waiting = [part for part in self.instalments if part.is_open and part.approved is None]
        if not waiting:
            raise errors.PlanIsApproved
        for part in waiting:
            hands.require_free(by, part, self.corrections, hands.APPROVE)
        return waiting

    def approve_plan(self, act: Act) -> None:
        """Approve every planned instalment that waits; only then may it be paid.

        Raises DoneBeforeSigning, and OccurredTooEarly for an approval of what was not planned yet.
        """
        waiting = self.require_plan_approvable(act.by)
        self.agreement.require_signed_before(act)
        for part in waiting:
            act.require_not_before(part.planned.occurred_at, Words("安排拨款的时间", "it was planned"))
            self._put(replace(part, approved=Entry.of(act)))
        total = sum(part.amount_fen for part in waiting)
        self.record(events.PlanApproved(self.id, tuple(part.no for part in waiting), total, act))

    def require_cancellable(self, no: int) -> None:
        """Raise InstalmentAlreadyPaid or InstalmentIsCancelled."""
        self.instalment(no).require_open()

    def cancel_instalment(self, no: int, reason: str, act: Act) -> None:
        """Take an unpaid instalment out of the plan. Its number stays, and its amount may be planned anew."""
        self.require_cancellable(no)
        part = self.instalment(no)
        self._put(replace(part, cancellation=Cancellation(Entry.of(act), reason)))
        waits = any(one.is_open and one.approved is None for one in self.instalments)
        self.record(events.InstalmentCancelled(self.id, no, part.amount_fen, act, waits))

    def propose_reversal(self, no: int, reason: str, act: Act) -> None:
        """Ask for a payment to be taken back (冲销); it stands until a second person has approved.

        Raises ReversedTooEarly for money that is said to have come back before it went out.
        """
        part = self.instalment(no)
        payment = part.require_reversible()
        if day := payment.entry.day_after(act):
            raise errors.ReversedTooEarly(day=day.isoformat())
        self._put(replace(part, reversals=(*part.reversals, Reversal(payment, part.amount_fen, reason, Entry.of(act)))))
        self.record(events.ReversalProposed(self.id, no, part.amount_fen, act, self.number))

    def approve_reversal(self, no: int, act: Act) -> None:
        """Take a payment back by a new entry; what was recorded is kept, and the instalment is unpaid again.

        A settled project runs again. Whoever saves this lets it look at its organisation's standing, which it has
        not followed while settled.
        """
        was_settled, part = self.state is ProjectState.SETTLED, self.instalment(no)
        self._put(part.with_reversal_decided(act, approved=True))
        self.record(events.PaymentReversed(self.id, no, part.amount_fen, act))
        if was_settled:
            self.record(events.ProjectReopened(self.id, self.agreement.organisation_id, self.number, act))

    def decline_reversal(self, no: int, act: Act) -> None:
        """Decline a reversal, or take one's own back; the payment stands."""
        self._put(self.instalment(no).with_reversal_decided(act, approved=False))
        self.record(events.ReversalDeclined(self.id, no, act))

    def submit_report(self, no: int, title: str, reference: str, act: Act) -> None:
        """Enter the report that the organisation handed in. Raises DoneBeforeSigning and OccurredTooEarly too."""
        part = self.instalment(no)
        kind = part.require_report_fits()
        self.agreement.require_signed_before(act)
        returned = part.report.decided if part.report else None
        act.require_not_before(
            returned.occurred_at if returned else None, Words("上次退回的时间", "it was returned last")
        )
        self._put(replace(part, reports=(*part.reports, Report(kind, title, reference, Entry.of(act)))))
        self.record(events.ReportSubmitted(self.id, no, act, self.number))

    def require_report_decidable(self, no: int, by: str) -> None:
        """Raise what stands against ``by`` accepting or returning the report; whoever planned does neither."""
        part = self.instalment(no)
        part.require_report_waits(by)
        hands.require_free(by, part, self.corrections, hands.ACCEPT)

    def accept_report(self, no: int, act: Act) -> None:
        """Accept the report of an instalment, which unlocks its payment."""
        self.require_report_decidable(no, act.by)
        self._put(self.instalment(no).with_report_decided(act, accepted=True))
        self.record(events.ReportAccepted(self.id, no, act))

    def return_report(self, no: int, reason: str, act: Act) -> None:
        """Return the report of an instalment, to be handed in anew."""
        self.require_report_decidable(no, act.by)
        self._put(self.instalment(no).with_report_decided(act, accepted=False, reason=reason))
        self.record(events.ReportReturned(self.id, no, act))

    def follow(self, standing: Standing, at: datetime) -> None:
        """Freeze, or release, as the organisation's standing says now (冻结与解冻).

        A revision that the project knows already, or has been overtaken, changes nothing: reactions may run twice,
        or beside each other, and the newest standing wins. A settled project has nothing left to freeze; it follows
        nothing, so that it sees the standing afresh should it run again.
        """
        if standing.id != self.agreement.organisation_id or self.state is ProjectState.SETTLED:
            return
        if standing.revision <= self.standing_revision:
            return
        self.standing_revision = standing.revision
        if self.agreement.organisation_name is None:
            named = standing.name_on(self.agreement.signed_on)
            self.agreement = replace(self.agreement, organisation_name=named)
        if standing.blocked:
            self._freeze(standing.reason_codes, at)
        elif self.frozen:
            self.freezes[-1] = replace(self.freezes[-1], lifted_at=at)
            of = self.agreement.organisation_id
            self.record(events.ProjectUnfrozen(self.id, of, self.number, at, self.invented))

    def pass_to(self, party: ContractParty, act: Act) -> None:
        """It is another organisation's than was entered, whose standing it has not followed yet."""
        self.agreement = replace(self.agreement, **dataclasses.asdict(party))
        self.standing_revision = 0
        self.record(events.ProjectReassigned(self.id, party.organisation_id, self.number, act))

    def instalment(self, no: int) -> Instalment:
        """One instalment. Raises NoSuchInstalment."""
        if not 1 <= no <= len(self.instalments):
            raise errors.NoSuchInstalment(no=no)
        return self.instalments[no - 1]

    def _put(self, part: Instalment) -> None:
        self.instalments[part.no - 1] = part

    def _freeze(self, reasons: tuple[str, ...], at: datetime) -> None:
        if not self.frozen:
            self.freezes.append(Freeze(at, reasons))
            of = self.agreement.organisation_id
            self.record(events.ProjectFrozen(self.id, of, self.number, reasons, at, self.invented))
        elif self.freezes[-1].reasons != reasons:
            self.freezes[-1] = replace(self.freezes[-1], reasons=reasons)
            self.record(events.FreezeReasonsChanged(self.id, reasons, at))
