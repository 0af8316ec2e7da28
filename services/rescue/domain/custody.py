"""Custody: how the person came, where they are cared for, and how care ended."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from services.rescue.domain import departing, departure_errors, entry_change, errors, events, order, settling
from services.rescue.domain.beds import bed_key
from services.rescue.domain.intake import EntryCorrection, Intake
from services.rescue.domain.kinds import Arrival, CustodyState, Departure, Place
from services.rescue.domain.limits import NORMAL_STAY, OF_THE_STAY
from services.rescue.domain.part import CasePart
from services.rescue.domain.placement import Placement
from services.rescue.domain.search_keys import Key
from services.rescue.domain.ways import DepartureCorrection, Leaving, Settled, Way
from shared.clock.deadlines import Clocks
from shared.clock.rules import RuleTable
from shared.kernel.act import Act
from shared.kernel.calendar import local_date
from shared.kernel.clock import utc
from shared.kernel.dual_control import DualControl, Proposal, last_waiting
from shared.kernel.errors import Erased
from shared.kernel.labels import Words

ARRIVAL = Words("入站时间", "the arrival at the station")
FOUND = Words("发现时间", "the time at which the person was found")
ARRANGED = frozenset(
    {Departure.WENT_HOME, Departure.LEFT_ALONE, Departure.FETCHED, Departure.ESCORTED, Departure.TRANSFERRED}
)
"""The ways of leaving that the station arranges; nobody arranges that somebody walks out or dies."""
LAST_MOVE = Words("上一次安排照料地点的时间", "the last move to a place of care")

CORRECTION = DualControl[DepartureCorrection](
    "departure", departure_errors.NoDepartureCorrection, departure_errors.CorrectionNeedsAnother
)


@dataclass
class Custody(CasePart):
    """``entered_at`` (入站) is when the person came as it is known now; the intake keeps what was said at first."""

    intake: Intake
    state: CustodyState
    entered_at: datetime | None = None
    entry_corrections: list[EntryCorrection] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    departed_at: datetime | None = None
    departure: Departure | None = None
    leaving: Leaving | None = None
    departure_corrections: list[DepartureCorrection] = field(default_factory=list)

    @classmethod
    def begun(cls, intake: Intake) -> "Custody":
        """The custody of somebody who has come, or was only reported so far."""
        state = CustodyState.REPORTED if intake.entered_at is None else CustodyState.RECEIVED
        return cls(intake, state, intake.entered_at)

    @property
    def stays(self) -> tuple[str, ...]:
        """The names of all places where the person was brought; they never leave the service."""
        return tuple(stay.name for stay in self.placements)

    @property
    def search_continues(self) -> bool:
        """Whether who the person is, and where their family, is still looked for: in care, and after a settlement."""
        return self.departure in (None, Departure.SETTLED) and self.entered_at is not None

    @property
    def waiting_correction(self) -> DepartureCorrection | None:
        """The correction of the departure that a second person has to decide about."""
        return last_waiting(self.departure_corrections)

    def require_open(self) -> None:
        """A case whose person has departed stays as it is. Raises CaseClosed."""
        if self.state is CustodyState.DEPARTED:
            raise errors.CaseClosed

    def require_in_care(self) -> datetime:
        """When the person came, who has not departed since. Raises CaseClosed or NotYetReceived."""
        self.require_open()
        if self.entered_at is None:
            raise errors.NotYetReceived
        return self.entered_at

    def require_receivable(self) -> None:
        """The person was only reported so far. Raises CaseClosed or AlreadyReceived."""
        self.require_open()
        if self.entered_at is not None:
            raise errors.AlreadyReceived

    def require_after_arrival(self, act: Act) -> None:
        """Raise OccurredTooEarly for what is said to have happened before the person came, or was found at all."""
        act.require_not_before(self.entered_at, ARRIVAL)
        act.require_not_before(self.intake.found_at if self.entered_at is None else None, FOUND)

    def require_search_open(self) -> datetime:
        """When the person came, whose identity and family are still looked for: one in care, or settled.

        Basis: 民发〔2015〕158号, whose search goes on after the placement. Raises CaseClosed or NotYetReceived.
        """
        if self.state is CustodyState.DEPARTED and not self.search_continues:
            raise errors.CaseClosed
        if self.entered_at is None:
            raise errors.NotYetReceived
        return self.entered_at

    def require_departable(self, how: Departure) -> None:
        """The person may leave in this way now, by the newest rules. Raises CaseClosed, and as require_way_open."""
        self.require_open()
        departing.require_way_open(self.case, how)

    def require_departure_correctable(self) -> Departure:
        """How the person left; no correction waits. Raises Erased, HasNotLeft or DepartureCorrectionWaits."""
        if self.case.erasure is not None:
            raise Erased
        if self.departure is None or self.departed_at is None:
            raise departure_errors.HasNotLeft
        if self.waiting_correction is not None:
            raise departure_errors.DepartureCorrectionWaits
        return self.departure

    def require_departure_correction(self) -> Proposal[DepartureCorrection]:
        """The correction that waits. Raises NoDepartureCorrection."""
        return CORRECTION.waiting(self.case.id, self.waiting_correction)

    def require_departure_correction_approvable(self, by: str) -> Proposal[DepartureCorrection]:
        """The correction, which this person did not propose. Raises NoDepartureCorrection or CorrectionNeedsAnother."""
        return self.require_departure_correction().require_another(by)

    def receive(self, entered_at: datetime, clocks: Clocks, act: Act) -> None:
        """The reported person has come (入站): the search begins, and its limits run from then."""
        self.require_receivable()
        self.entered_at = self._came(entered_at, act.recorded_at)
        self.state = CustodyState.RECEIVED
        came = replace(act, occurred_at=self.entered_at)
        self.case.happened(events.PersonReceived(case_id=self.case.id, act=came))
        self.case.search.begin(clocks, act)

    def supplement_intake(self, intake: Intake, act: Act) -> None:
        """Complete or correct how the person came. When they came is corrected by ``correct_entry`` alone."""
        self.require_open()
        replace(intake, entered_at=self.entered_at).require_past(act.recorded_at)
        intake = replace(intake, entered_at=self.intake.entered_at)
        changed = intake.differs_in(self.intake)
        if not changed:
            raise errors.NothingChanged
        self.intake = intake
        self.case.happened(events.IntakeSupplemented(case_id=self.case.id, act=act, fields=changed))

    def correct_entry(self, entered_at: datetime, reason: str, clocks: Clocks, act: Act) -> None:
        """The person came at another time than was written down; see ``entry_change.correct``."""
        entry_change.correct(self.case, self._came(entered_at, act.recorded_at), reason, clocks, act)

    @property
    def hospital_bed(self) -> Key | None:
        """The key of the bed where the person lies in hospital now; None elsewhere, or where none was named."""
        last = self.placements[-1] if self.placements else None
        if last is None or last.place is not Place.HOSPITAL or self.state is CustodyState.DEPARTED:
            return None
        return bed_key(last.name, last.ward, last.bed or "")

    def place(self, place: Place, name: str, act: Act, ward: str = "", bed: str | None = None) -> None:
        """Bring the person to a place of care: station, hospital (its ward and bed too), welfare home, entrusted home.

        Raises OccurredTooEarly for a time before the arrival or before the last move.
        """
        act.require_not_before(self.require_in_care(), ARRIVAL)
        last = self.placements[-1] if self.placements else None
        act.require_not_before(last.since if last else None, LAST_MOVE)
        if last is not None and (last.place, last.name, last.ward, last.bed) == (place, name.strip(), ward, bed):
            raise errors.AlreadyThere
        stay = Placement(place, name.strip(), act.occurred_at, act.by, act.recorded_at, act.evidence, ward, bed)
        self.placements.append(stay)
        self.state = place.custody
        self.case.happened(events.PersonPlaced(case_id=self.case.id, act=act, place=place), place)

    def depart(self, way: Way, act: Act, late_reason: str | None = None) -> None:
        """Care has ended (离站); the search and its limits end with it, unless the person was settled here.

        A departure that was arranged does the duty to arrange one (民发〔2014〕132号 离站准备).
        Raises what require_way_open raises for the day of the departure, EscortsMissing, OccurredTooEarly for a time
        before the arrival, or before what was done with the person (``order.WITH_THE_PERSON``), and LateReasonRequired
        when it was arranged late and no reason is given.
        """
        self.require_open()
        on = local_date(act.occurred_at)
        departing.require_way_open(self.case, way.how, on)
        departing.require_crew(self.case, way, on)
        self.require_after_arrival(act)
        act.require_not_before(self.placements[-1].since if self.placements else None, LAST_MOVE)
        order.require_after_acts(self.case, act)
        if way.how in ARRANGED:
            self.case.limits.do_duty(NORMAL_STAY, late_reason, act)
        self.state, self.departed_at, self.departure = CustodyState.DEPARTED, act.occurred_at, way.how
        self.leaving = Leaving.of(way, act)
        self.case.happened(events.PersonDeparted(case_id=self.case.id, act=act, how=way.how), way.how)
        if self.search_continues:
            self.case.limits.release_only(OF_THE_STAY, act)
        else:
            self.case.search.end(act)

    def settle(self, papers: Settled, rules: RuleTable, act: Act) -> None:
        """Settled here (落户安置) after the months of the limits, with the answers that the case asked for itself.

        Raises SettledTooEarly, AnswerNotOnFile, and what depart raises.
        """
        self.require_departable(Departure.SETTLED)
        entry_change.require_not_brought_nearer_by(self.case, act.by, local_date(act.occurred_at), rules)
        departing.require_waited(self.case, local_date(act.occurred_at), rules)
        self.depart(settling.referring(self.case, papers), act)

    def propose_departure_correction(self, rightly: Departure | None, reason: str, act: Act) -> None:
        """The departure was recorded wrong, a death too (更正离站登记); nothing changes before another has approved.

        What is said to be true instead must be a way that the rules leave open. Raises as require_way_open.
        """
        how = self.require_departure_correctable()
        if rightly is not None:
            departing.require_way_open(self.case, rightly)
        left = self.departed_at or act.recorded_at
        told = DepartureCorrection(how, left, self.leaving, reason.strip(), rightly, act.by, act.recorded_at)
        self.departure_corrections.append(told)
        case_no = self.case.case_no
        self.case.happened(events.DepartureCorrectionProposed(case_id=self.case.id, act=act, case_no=case_no), how)

    def approve_departure_correction(self, act: Act) -> None:
        """A second person has checked it: the person is where they were before, and what was owed is owed again.

        What was recorded stays in the correction. If the person left in another way, that is recorded anew. A proposal
        to erase them goes with the departure.
        """
        waiting = self.require_departure_correction().confirm(act)
        self._decide(waiting, act, approved=True)
        last = self.placements[-1].place.custody if self.placements else None
        came = CustodyState.REPORTED if self.entered_at is None else CustodyState.RECEIVED
        self.state, self.departed_at, self.departure, self.leaving = last or came, None, None, None
        self.case.limits.restore(waiting.departed_at, arranged=waiting.how in ARRANGED)
        if self.case.erasure_proposal is not None:
            self.case.decline_erasure(act)
        told = {"case_no": self.case.case_no, "how": waiting.how, "proposed_by": waiting.proposed_by}
        self.case.happened(events.DepartureCorrected(case_id=self.case.id, act=act, **told), waiting.how)

    def decline_departure_correction(self, act: Act) -> None:
        """The departure stays as it was recorded, or whoever proposed the correction takes it back."""
        waiting = self.require_departure_correction().what
        self._decide(waiting, act, approved=False)
        told = {"case_no": self.case.case_no, "proposed_by": waiting.proposed_by}
        self.case.happened(events.DepartureCorrectionDeclined(case_id=self.case.id, act=act, **told), waiting.how)

    def forget_person(self) -> None:
        """The states and times stay; how the person came and left and where they stayed goes."""
        self.intake, self.entry_corrections, self.placements = Intake(Arrival.OTHER), [], []
        self.leaving, self.departure_corrections = None, []

    def _decide(self, waiting: DepartureCorrection, act: Act, *, approved: bool) -> None:
        decided = replace(waiting, decided_by=act.by, decided_at=act.recorded_at, approved=approved)
        self.departure_corrections[-1] = replace(decided, review_code=act.seen)

    def _came(self, entered_at: datetime, at: datetime) -> datetime:
        """The instant of the entry in UTC. Raises TimeWrong, ArrivalInFuture or FoundAfterArrival."""
        came = utc(entered_at)
        if came > at:
            raise errors.ArrivalInFuture
        self.intake.require_found_before(came)
        return came
