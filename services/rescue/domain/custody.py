"""Custody: how the person came, where they are cared for, and how care ended."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from services.rescue.domain import errors, events
from services.rescue.domain.intake import EntryCorrection, Intake
from services.rescue.domain.kinds import Arrival, CustodyState, Departure, Place
from services.rescue.domain.part import CasePart
from services.rescue.domain.person import MAY_LEAVE_ALONE
from services.rescue.domain.placement import Placement
from shared.clock.deadlines import Clocks
from shared.kernel.act import Act
from shared.kernel.clock import utc
from shared.kernel.labels import Words

ARRIVAL = Words("入站时间", "the arrival at the station")
LAST_MOVE = Words("上一次安排照料地点的时间", "the last move to a place of care")


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
    declared: bool = False
    """Whether a declaration was signed to leave by one's own will (自愿离站声明)."""

    @classmethod
    def begun(cls, intake: Intake) -> "Custody":
        """The custody of somebody who has come, or was only reported so far."""
        state = CustodyState.REPORTED if intake.entered_at is None else CustodyState.RECEIVED
        return cls(intake, state, intake.entered_at)

    @property
    def stays(self) -> tuple[str, ...]:
        """The names of all places where the person was brought; they never leave the service."""
        return tuple(stay.name for stay in self.placements)

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

    def require_departable(self, how: Departure, *, declared: bool) -> None:
        """The way of leaving can be true and is allowed.

        Nobody leaves alone who may be under 16, nor without a signed declaration who may be under 18. Basis:
        民发〔2014〕132号 离站准备; 未成年人保护法 第九十二条、第九十三条.
        Raises CaseClosed, NeverCame, CameAlready, MayNotLeaveAlone or DeclarationRequired.
        """
        self.require_open()
        if self.entered_at is None and how is not Departure.NEVER_CAME:
            raise errors.NeverCame
        if self.entered_at is not None and how is Departure.NEVER_CAME:
            raise errors.CameAlready
        age = self.case.identity.person.age.value
        if how is not Departure.LEFT_ALONE or age is None or not age.may_be_minor:
            return
        if age.low < MAY_LEAVE_ALONE:
            raise errors.MayNotLeaveAlone(age=MAY_LEAVE_ALONE)
        if not declared:
            raise errors.DeclarationRequired

    def receive(self, entered_at: datetime, act: Act) -> None:
        """The reported person has come (入站)."""
        self.require_receivable()
        self.entered_at = self._came(entered_at, act.recorded_at)
        self.state = CustodyState.RECEIVED
        came = replace(act, occurred_at=self.entered_at)
        self.case.happened(events.PersonReceived(case_id=self.case.id, act=came))

    def supplement_intake(self, intake: Intake, act: Act) -> None:
        """Complete or correct how the person came. When they came is corrected by ``correct_entry`` alone."""
        self.require_open()
        intake = replace(intake, entered_at=self.intake.entered_at)
        intake.require_past(act.recorded_at)
        changed = intake.differs_in(self.intake)
        if not changed:
            raise errors.NothingChanged
        self.intake = intake
        self.case.happened(events.IntakeSupplemented(case_id=self.case.id, act=act, fields=changed))

    def correct_entry(self, entered_at: datetime, reason: str, clocks: Clocks, act: Act) -> None:
        """The person came at another time than was written down; the limits are counted from the true entry.

        Raises NothingChanged, and LimitMissing when the table lacks a limit.
        """
        before, after = self.require_in_care(), self._came(entered_at, act.recorded_at)
        if after == before:
            raise errors.NothingChanged
        self.entry_corrections.append(EntryCorrection(before, after, reason.strip(), act.recorded_at, act.by))
        self.case.limits.redate(before, after, act.recorded_at, clocks)
        self.entered_at = after
        self.case.happened(events.EntryCorrected(case_id=self.case.id, act=act))

    def place(self, place: Place, name: str, act: Act) -> None:
        """Bring the person to a place of care: station, hospital, welfare home, or an entrusted home.

        Raises OccurredTooEarly for a time before the arrival or before the last move.
        """
        act.require_not_before(self.require_in_care(), ARRIVAL)
        last = self.placements[-1] if self.placements else None
        act.require_not_before(last.since if last else None, LAST_MOVE)
        if last is not None and (last.place, last.name) == (place, name.strip()):
            raise errors.AlreadyThere
        self.placements.append(Placement(place, name.strip(), act.occurred_at, act.by, act.recorded_at, act.evidence))
        self.state = place.custody
        self.case.happened(events.PersonPlaced(case_id=self.case.id, act=act, place=place), place)

    def depart(self, how: Departure, act: Act, *, declared: bool = False) -> None:
        """Care has ended (离站), and with it the search and its limits."""
        self.require_departable(how, declared=declared)
        act.require_not_before(self.entered_at, ARRIVAL)
        self.state, self.departed_at, self.departure = CustodyState.DEPARTED, act.occurred_at, how
        self.declared = declared
        self.case.happened(events.PersonDeparted(case_id=self.case.id, act=act, how=how), how)
        self.case.search.end(act)

    def forget_person(self) -> None:
        """The states and times stay; how the person came and where they stayed goes."""
        self.intake, self.entry_corrections, self.placements = Intake(Arrival.OTHER), [], []

    def _came(self, entered_at: datetime, at: datetime) -> datetime:
        """The instant of the entry in UTC. Raises TimeWrong or ArrivalInFuture."""
        came = utc(entered_at)
        if came > at:
            raise errors.ArrivalInFuture
        return came
