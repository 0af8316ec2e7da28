"""A funded project (资助项目): its contract, its instalments, and whether payment is frozen."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.grants.domain import closing_errors, errors, events, hands, year_errors
from services.grants.domain.agreement import LONGEST, Agreement
from services.grants.domain.closure import Closure
from services.grants.domain.correction import Correction
from services.grants.domain.entry import Entry
from services.grants.domain.freeze import Freeze
from services.grants.domain.instalment import Cancellation, Instalment, PlannedPart, Reversal
from services.grants.domain.news import COMPLETE, News
from services.grants.domain.project_state import ProjectState
from services.grants.domain.report import Report
from services.grants.domain.standing import Standing
from services.grants.domain.sums import ProjectSums
from shared.kernel.act import Act
from shared.kernel.aggregate import Aggregate
from shared.kernel.dual_control import Proposal
from shared.kernel.files import FileRef
from shared.kernel.labels import Words
from shared.kernel.money import Fen, format_yuan
from shared.kernel.scope import Scope, ScopeKind


@dataclass
class Project(ProjectSums, Aggregate):
    """One project of one organisation in one round.

    Invariants: the instalments never add up to more than the contract; what is paid is never altered, only reversed
    by a new entry; a frozen project pays nothing; nobody does two of plan, approval and payment of one instalment.
    The contract is what is paid, what is unpaid, and what was released when the project was closed.
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
    closures: list[Closure] = dataclasses.field(default_factory=list)

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

    def is_within(self, scope: Scope) -> bool:
        """The people of the organisation reach the projects of its contracts."""
        return scope.covers(ScopeKind.ORGANISATION, self.agreement.organisation_id)

    def require_plannable(self) -> None:
        """Raise ProjectIsSettled or InstalmentsExceedContract when no further instalment fits."""
        self.require_running()
        if self.unplanned_fen == 0:
            raise errors.InstalmentsExceedContract(rest=format_yuan(0))

    def require_running(self) -> None:
        """Raise ProjectIsSettled when everything is paid, ProjectIsClosed once it was closed."""
        self.require_not_closed()
        if self.state is ProjectState.SETTLED:
            raise errors.ProjectIsSettled

    def require_not_closed(self) -> None:
        """Raise ProjectIsClosed."""
        if self.closure:
            raise closing_errors.ProjectIsClosed

    def require_fits(self, parts: Sequence[PlannedPart], rest: Fen) -> None:
        """Parts of the contract that together are within ``rest`` and none before the signing.

        Raises InstalmentsExceedContract, InstalmentDueBeforeSigning or InstalmentDueTooLate.
        """
        if sum(part.amount_fen for part in parts) > rest:
            raise errors.InstalmentsExceedContract(rest=format_yuan(rest))
        if any(part.due_on < self.agreement.signed_on for part in parts):
            raise errors.InstalmentDueBeforeSigning(signed_on=self.agreement.signed_on)
        last = max(part.due_on for part in parts)
        if last.year > self.agreement.signed_on.year + LONGEST:
            raise year_errors.InstalmentDueTooLate(day=last, years=LONGEST)

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

    def require_plan_approvable(self, by: str, news: News = COMPLETE) -> list[Instalment]:
        """The planned instalments that ``by`` may approve together.

        Raises PlanIsApproved, ThreePeopleRequired, and NewsUnfinished or CutOffFromNews.
        """
        waiting = [part for part in self.instalments if part.is_open and part.approved is None]
        if not waiting:
            raise errors.PlanIsApproved
        for part in waiting:
            hands.require_free(by, part, self.corrections, hands.APPROVE)
        news.require_complete()
        return waiting

    def approve_plan(self, act: Act, news: News = COMPLETE) -> None:
        """Approve every planned instalment that waits; only then may it be paid.

        Raises DoneBeforeSigning, and OccurredTooEarly for an approval of what was not planned yet.
        """
        waiting = self.require_plan_approvable(act.by, news)
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
            raise errors.ReversedTooEarly(day=day)
        self._put(replace(part, reversals=(*part.reversals, Reversal(payment, part.amount_fen, reason, Entry.of(act)))))
        self.record(events.ReversalProposed(self.id, no, part.amount_fen, act, self.number))

    def approve_reversal(self, no: int, act: Act) -> None:
        """Take a payment back by a new entry; what was recorded is kept, and the instalment is unpaid again.

        A settled or closed project runs again. Whoever saves this lets it look at its organisation's standing, which
        it has not followed meanwhile.
        """
        was_running, part = self.state is ProjectState.RUNNING, self.instalment(no)
        waiting = part.require_reversal().confirm(act)
        self._put(part.with_reversal_decided(waiting, act, approved=True))
        self.closures = [replace(one, reopened=Entry.of(act)) if one.holds else one for one in self.closures]
        self.record(events.PaymentReversed(self.id, no, part.amount_fen, act, waiting.proposed.by))
        if not was_running:
            self.record(events.ProjectReopened(self.id, self.agreement.organisation_id, self.number, act))

    def decline_reversal(self, no: int, act: Act) -> None:
        """Decline a reversal, or take one's own back; the payment stands."""
        part = self.instalment(no)
        waiting = part.require_reversal().what
        self._put(part.with_reversal_decided(waiting, act, approved=False))
        self.record(events.ReversalDeclined(self.id, no, act, self.number, waiting.proposed.by))

    @property
    def file_ids(self) -> frozenset[str]:
        """The ids of all files that the project holds: the receipts of every report, returned ones included."""
        reports = (report for part in self.instalments for report in part.reports)
        return frozenset(one.id for report in reports for one in report.receipts)

    def submit_report(
        self, no: int, title: str, reference: str, act: Act, *, receipts: tuple[FileRef, ...] = (), told: str = ""
    ) -> None:
        """Enter the report that the organisation handed in, or take in what it ``told`` itself, with its receipts.

        Raises DoneBeforeSigning and OccurredTooEarly too.
        """
        part = self.instalment(no)
        kind = part.require_report_fits()
        self.agreement.require_signed_before(act)
        returned = part.report.decided if part.report else None
        act.require_not_before(
            returned.occurred_at if returned else None, Words("上次退回的时间", "it was returned last")
        )
        report = Report(kind, title, reference, Entry.of(act), receipts=receipts, told=told)
        self._put(replace(part, reports=(*part.reports, report)))
        self.record(events.ReportSubmitted(self.id, no, act, self.number))

    def require_report_decidable(self, no: int, by: str) -> Proposal[Report]:
        """The report, which ``by`` may accept or return; whoever planned does neither."""
        part = self.instalment(no)
        waiting = part.require_report_waits(by)
        hands.require_free(by, part, self.corrections, hands.ACCEPT)
        return waiting

    def accept_report(self, no: int, act: Act) -> None:
        """Accept the report of an instalment, which unlocks its payment."""
        report = self.require_report_decidable(no, act.by).confirm(act)
        self._put(self.instalment(no).with_report_decided(report, act, accepted=True))
        self.record(events.ReportAccepted(self.id, no, act, *self._whose, report.submitted.by))

    def return_report(self, no: int, reason: str, act: Act) -> None:
        """Return the report of an instalment, to be handed in anew."""
        report = self.require_report_decidable(no, act.by).what
        self._put(self.instalment(no).with_report_decided(report, act, accepted=False, reason=reason))
        self.record(events.ReportReturned(self.id, no, act, *self._whose, report.submitted.by))

    def follow(self, standing: Standing, at: datetime) -> None:
        """Freeze, or release, as the organisation's standing says now (冻结与解冻).

        A revision that the project knows already, or has been overtaken, changes nothing: reactions may run twice,
        or beside each other, and the newest standing wins. A settled or closed project has nothing left to freeze; it
        follows nothing, so that it sees the standing afresh should it run again.
        """
        if standing.id != self.agreement.organisation_id or self.state is not ProjectState.RUNNING:
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

    def instalment(self, no: int) -> Instalment:
        """One instalment. Raises NoSuchInstalment."""
        if not 1 <= no <= len(self.instalments):
            raise errors.NoSuchInstalment(no=no)
        return self.instalments[no - 1]

    @property
    def _whose(self) -> tuple[str, str]:
        """The organisation, and the project's number: what the organisation is told of a decision by."""
        return self.agreement.organisation_id, self.number

    def _put(self, part: Instalment) -> None:
        self.instalments[part.no - 1] = part

    def _freeze(self, reasons: tuple[str, ...], at: datetime) -> None:
        if not self.frozen:
            self.freezes.append(Freeze.begin(at, reasons))
            of = self.agreement.organisation_id
            self.record(events.ProjectFrozen(self.id, of, self.number, reasons, at, self.invented))
        elif self.freezes[-1].reasons != reasons:
            self.freezes[-1] = self.freezes[-1].go_on(at, reasons)
            self.record(events.FreezeReasonsChanged(self.id, reasons, at))
