"""A social organisation (社会组织): its particulars, its legal life and its credit standing."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from services.registry.domain import errors, events, names, winding
from services.registry.domain.clocks import ClockCode, Timer
from services.registry.domain.credit import AbnormalReason, Credit
from services.registry.domain.entered import Entered
from services.registry.domain.founding import FOUNDED, LAST_STEP, require_before_entries, require_change_after
from services.registry.domain.funded_project import FundedProject
from services.registry.domain.history import Change, Correction, Facts, Step, as_of, begun, changed, corrected
from services.registry.domain.kinds import OrganisationStatus, Particular, SeriousGround, Standing
from services.registry.domain.noted import Noted
from services.registry.domain.particulars import Particulars, require_plain
from services.registry.domain.places import Gazetteer
from services.registry.domain.profile import Profile
from services.registry.domain.residency import Residency, require_moved_out
from services.registry.domain.retraction import Retraction
from services.registry.domain.rules import RegisterRules
from services.registry.domain.taking_over import AS_REGISTERED, TakenOver, take_over
from shared.clock.deadlines import NothingDue
from shared.kernel.act import Act
from shared.kernel.aggregate import Aggregate
from shared.kernel.calendar import local_date, local_instant


@dataclass
class Organisation(Aggregate):
    """One organisation from registration to its end.

    ``invented`` marks an entry that is an example as a whole; ``invented_fields`` are the particulars of a real
    organisation that are examples, each until it is changed or corrected.
    ``particulars`` are what is true today; ``history`` says what they were. ``clocks`` and ``blocked`` names follow
    from the rest; ``clocks`` is None in a document stored before there were any, until time has passed there once.
    ``names_taken_over`` is set where others took its names before such names were blocked: they keep them.
    ``told`` are the public facts as others heard them last; None in a document stored before they were told.
    ``entered`` is the import that brought it; None where none did, or where that was not kept.
    """

    id: str
    particulars: Particulars
    status: OrganisationStatus = OrganisationStatus.REGISTERED
    credit: Credit = field(default_factory=Credit)
    history: Facts = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    residencies: list[Residency] = field(default_factory=list)
    retractions: list[Retraction] = field(default_factory=list)
    blocked: list[names.NameBlock] = field(default_factory=list)
    clocks: list[Timer] | None = None
    names_taken_over: bool = False
    told: Profile | None = None
    invented: bool = False
    invented_fields: tuple[Particular, ...] = ()
    entered: Entered | None = None

    def __post_init__(self) -> None:
        self.credit.join(self)

    @classmethod
    def register(
        cls,
        organisation_id: str,
        particulars: Particulars,
        places: Gazetteer,
        act: Act,
        *,
        rules: RegisterRules,
        taken: TakenOver = AS_REGISTERED,
        invented: bool = False,
        invented_fields: Sequence[Particular] = (),
    ) -> "Organisation":
        """Enter an organisation that civil affairs has registered. Raises what is wrong with its particulars.

        ``taken`` says more only when an older register, with organisations long gone, is taken over.
        """
        particulars.require_sound(places, local_date(act.recorded_at))
        require_plain(particulars.name)
        organisation = cls(organisation_id, particulars, status := taken.status, clocks=[], invented=invented)
        organisation.invented_fields = () if invented else tuple(one for one in Particular if one in invented_fields)
        organisation.history, told = begun(particulars, act), (particulars.uscc, particulars.kind, status)
        organisation.record(events.OrganisationRegistered(organisation_id, *told, particulars.name, act))
        take_over(organisation, taken, act, rules)
        winding.tell_profile(organisation, act.recorded_at)
        return organisation

    @property
    def next_due_at(self) -> datetime | None:
        """When something happens here by itself."""
        return min((timer.due_at for timer in self.clocks or ()), default=None)

    @property
    def open_reasons(self) -> list[AbnormalReason]:
        """The reasons that keep it on the list of abnormal activity."""
        return self.credit.open_reasons

    @property
    def standing(self) -> Standing:
        """What the two lists say of it."""
        return self.credit.standing

    @property
    def suspended_until(self) -> date | None:
        """The last day of a suspension that lasts; None where none lasts, or none of its days is known."""
        return self.steps[-1].until if self.status is OrganisationStatus.SUSPENDED and self.steps else None

    @property
    def founded_at(self) -> datetime:
        """When its life began: nothing about it happened before."""
        return local_instant(self.particulars.founded_on, time.min)

    def correct(
        self,
        particulars: Particulars,
        places: Gazetteer,
        reason: str,
        act: Act,
        rules: RegisterRules,
        *,
        invented_fields: Collection[Particular] = (),
    ) -> None:
        """Put wrong particulars right and keep what stood before, with the reason; later changes stay.

        ``invented_fields`` are those that are examples as they are told now.
        """
        if not (fields := self.particulars.differing(particulars)):
            raise errors.NothingChanged
        today = local_date(act.recorded_at)
        particulars.require_sound(places, today)
        require_plain(particulars.name if "name" in fields else "")
        require_before_entries(self, particulars.founded_on)
        self.corrections.append(Correction(self.particulars, fields, reason, Noted.of(act), "name" in fields))
        self.history = corrected(self.history, particulars, today, act)
        self.particulars = particulars
        self._now_said(set(fields).difference(invented_fields), set(fields).intersection(invented_fields))
        self.record(events.OrganisationCorrected(self.id, fields, particulars.name if "name" in fields else None, act))
        self.wind(rules, act.recorded_at)

    def change(
        self,
        values: Mapping[str, str],
        effective_on: date,
        decision_no: str,
        act: Act,
        *,
        places: Gazetteer,
        rules: RegisterRules,
    ) -> None:
        """变更登记: from a day on, by an approval, some of the certificate is another (社会团体登记管理条例 第十八条).

        What was true before stays true of the days before; a former name stays blocked for a year.
        """
        self.require_existing()
        require_change_after(effective_on, self.particulars)
        after = {name: value for name, value in values.items() if value != getattr(self.particulars, name)}
        if not after:
            raise errors.NothingToChange
        today = local_date(act.recorded_at)
        self.particulars.but(after).require_sound(places, today)
        if "name" in after:
            require_plain(after["name"])
        before = {name: self.history[name].at(effective_on) or "" for name in after}
        self.changes.append(Change(before, after, effective_on, decision_no, Noted.of(act)))
        self.history = changed(self.history, after, effective_on, act)
        self.particulars = as_of(self.history, self.particulars, today)
        self._now_said(after)
        self.record(events.OrganisationChanged(self.id, tuple(after), after.get("name"), effective_on, act))
        self.wind(rules, act.recorded_at)

    def require_running(self) -> None:
        """Raise unless it may act: neither suspended nor gone."""
        self.require_existing()
        if self.status is OrganisationStatus.SUSPENDED:
            raise errors.NotRunning

    def require_existing(self) -> None:
        """Raise OrganisationGone once it has ended."""
        if self.status.has_ended:
            raise errors.OrganisationGone

    def require_suspended(self) -> None:
        """Raise unless it is suspended."""
        self.require_existing()
        if self.status is not OrganisationStatus.SUSPENDED:
            raise errors.NotSuspended

    def require_deregisterable(self, running: Sequence[FundedProject]) -> None:
        """Raise OrganisationGone once deregistered, which what the office ended is not yet; StillResident;
        ProjectsStillRunning (清算: 社会团体登记管理条例 第二十条)."""
        if self.status is OrganisationStatus.DEREGISTERED:
            raise errors.OrganisationGone
        require_moved_out(self.residencies)
        if running:
            raise errors.ProjectsStillRunning([one.number for one in running])

    def require_founded_before(self, act: Act) -> None:
        """Raise OccurredTooEarly when it is said to have happened before its founding."""
        act.require_not_before(self.founded_at, FOUNDED)

    def suspend(self, decision_no: str, until: date, act: Act, rules: RegisterRules) -> None:
        """限期停止活动 (社会团体登记管理条例 第三十条; 民办非企业单位登记管理暂行条例 第二十五条).

        It ends by itself, and leads to the list of serious breaches (民政部令第60号 第十五条第三项).
        """
        self.require_running()
        if until < local_date(act.occurred_at):
            raise errors.SuspensionEndsInPast(day=until)
        self._step(Step(OrganisationStatus.SUSPENDED, decision_no, Noted.of(act), until), act)
        self.record(events.OrganisationSuspended(self.id, len(self.open_reasons), until, act))
        self.credit.enter(SeriousGround.SUSPENDED, decision_no, "", act)
        self.wind(rules, act.recorded_at)

    def resume(self, decision_no: str, act: Act, rules: RegisterRules) -> None:
        """End the suspension before its term."""
        self.require_suspended()
        self._resume(decision_no, act)
        self.wind(rules, act.recorded_at)

    def deregister(self, decision_no: str, running: Sequence[FundedProject], act: Act, rules: RegisterRules) -> None:
        """注销, after liquidation: at its own wish, or to complete what the office ended.

        What the office ended leaves the list of serious breaches with it (民政部令第60号 第十七条).
        """
        self.require_deregisterable(running)
        ended_by_office = self.status.was_ended_by_office
        self._step(Step(OrganisationStatus.DEREGISTERED, decision_no, Noted.of(act)), act)
        self.record(events.OrganisationDeregistered(self.id, len(self.open_reasons), act))
        if ended_by_office:
            self.credit.leave("", act)
        self.wind(rules, act.recorded_at)

    def revoke(self, decision_no: str, act: Act, rules: RegisterRules) -> None:
        """撤销登记, by decision of the office; it leads to the list of serious breaches (第十五条第七项)."""
        self._end(OrganisationStatus.REVOKED, decision_no, act, rules)

    def withdraw_licence(self, decision_no: str, act: Act, rules: RegisterRules) -> None:
        """吊销登记证书 (慈善法 法律责任一章); it leads to the list of serious breaches (第十五条第七项)."""
        self._end(OrganisationStatus.LICENCE_WITHDRAWN, decision_no, act, rules)

    def pass_time(self, by: str, at: datetime, rules: RegisterRules) -> None:
        """Let happen what comes by itself, in order; what was due is true from its own time on. Raises NothingDue.

        The first time in a document of before there were clocks, others are told the name, which did not travel then.
        """
        before = (self.clocks, self.blocked, self.told)
        if self.clocks is None:
            self.record(events.OrganisationCorrected(self.id, (), self.particulars.name, Act(by, at, at)))
        self.wind(rules, at)
        changed = (self.clocks, self.blocked, self.told) != before
        while due := next((timer for timer in self.clocks or () if timer.due_at <= at), None):
            self._strike(due, Act(by, due.due_at, at))
            self.wind(rules, at)
            changed = True
        if not changed:
            raise NothingDue

    def leave_names(self) -> None:
        """Let others keep the names of this organisation that they took before such names were blocked."""
        self.names_taken_over = True

    def wind(self, rules: RegisterRules, now: datetime) -> None:
        """Let follow what follows from all that is known now; see ``winding``."""
        winding.wind(self, rules, now)

    def _now_said(self, real: Collection[str], invented: Collection[str] = ()) -> None:
        """What somebody has said of it since is an example no more, unless that too is said to be one."""
        if not self.invented:
            marked = {*self.invented_fields, *invented}.difference(real)
            self.invented_fields = tuple(one for one in Particular if one in marked)

    def _strike(self, timer: Timer, act: Act) -> None:
        """Do what a clock says. That of a blocked name never comes here: it goes when the clocks are set anew."""
        strikes: dict[ClockCode, Callable[[], None]] = {
            ClockCode.SUSPENSION_ENDS: lambda: self._resume("", act),
            ClockCode.PENALTY_LEAVES_LIST: lambda: self.credit.let_penalties_lapse(act),
            ClockCode.BECOMES_SERIOUS: lambda: self.credit.enter(SeriousGround.TWO_YEARS_ABNORMAL, "", "", act),
        }
        strikes[timer.code]()

    def _resume(self, decision_no: str, act: Act) -> None:
        self._step(Step(OrganisationStatus.REGISTERED, decision_no, Noted.of(act)), act)
        self.record(events.OrganisationResumed(self.id, len(self.open_reasons), act))

    def _end(self, status: OrganisationStatus, decision_no: str, act: Act, rules: RegisterRules) -> None:
        self.require_existing()
        self._step(Step(status, decision_no, Noted.of(act)), act)
        self.record(events.OrganisationRevoked(self.id, status, len(self.open_reasons), act))
        self.credit.enter(SeriousGround.REGISTRATION_ENDED, decision_no, "", act)
        self.wind(rules, act.recorded_at)

    def _step(self, step: Step, act: Act) -> None:
        """Take a step. Raises OccurredTooEarly when it is said to come before its founding or the step before it."""
        self.require_founded_before(act)
        if self.steps:
            act.require_not_before(self.steps[-1].told.occurred_at, LAST_STEP)
        self.status = step.status
        self.steps.append(step)
