"""Deadlines as part of an aggregate's state: started from the rule table, warned of, met, missed or cancelled."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from shared.clock.deadline import Deadline, DeadlineState
from shared.clock.rules import LimitMissing, Pause, Rule, RuleTable, due_at, warn_at
from shared.kernel.calendar import CalendarMissing, EnteredYear, WorkingCalendar, counted, local_date
from shared.kernel.end_of_limit import end_of_limit
from shared.kernel.errors import Conflict, Invalid


class NothingDue(Conflict):
    """Time was already passed here by another process, or nothing is due yet."""

    slug = "nothing-due"
    zh, en = "现在没有到期事项。", "Nothing is due now."


class DeadlineNotRunning(Conflict):
    slug = "deadline-not-running"
    zh, en = "期限“{code}”没有在计时。", "The deadline “{code}” is not running."


class LateReasonRequired(Invalid):
    slug = "late-reason-required"
    zh = "期限已于 {due_zh} 届满，请填写超期原因。"
    en = "The limit ended on {due_en}. Say why it was missed."

    def __init__(self, due_at: datetime) -> None:
        told = end_of_limit(due_at)
        super().__init__(due_zh=told.zh, due_en=told.en)


@dataclass
class Clocks:
    """What limits are counted with: the rule table, and the working calendar as it is known now.

    All who count in a process share one; the calendar is replaced when a year of it was entered or corrected.
    """

    rules: RuleTable
    calendar: WorkingCalendar
    shipped: WorkingCalendar = field(init=False)
    """The calendar as it came with the product, without what was entered."""

    def __post_init__(self) -> None:
        self.shipped = self.calendar

    def with_entries(self, entries: Iterable[EnteredYear]) -> WorkingCalendar:
        """The calendar as these entries make it, in the order in which they were made."""
        return self.shipped.with_years(counted(entries))

    def applies(self, code: str, anchor: datetime) -> bool:
        """Whether the limit runs from this anchor: in force by its day, or by a transition for those before.

        Raises LimitMissing for a code that the table lacks.
        """
        versions = self.rules.versions(code)
        if not versions:
            raise LimitMissing(code=code, day=local_date(anchor))
        return versions[0].transition is not None or versions[0].valid_from <= local_date(anchor)

    def started(self, code: str, anchor: datetime, about: str = "", pauses: tuple[Pause, ...] = ()) -> Deadline:
        """A deadline by the rule for the anchor's day; undated when the calendar lacks data.

        Raises LimitMissing. A missing calendar does not raise, because help must not wait for it; passing time does.
        """
        rule = self.rules.rule_for(code, local_date(anchor))
        undated = Deadline(code=code, rule_version=rule.version, anchor=anchor, pauses=pauses, about=about)
        try:
            return self._dated(undated, rule)
        except CalendarMissing:
            return undated

    def dated(self, deadline: Deadline) -> Deadline:
        """A deadline with its end as the calendar gives it now. Raises CalendarMissing while it lacks data."""
        rule = self.rules.text(deadline.rule_version)
        return self._dated(deadline, rule or self.rules.rule_for(deadline.code, local_date(deadline.anchor)))

    def counted_again(self, deadline: Deadline) -> Deadline:
        """A dated deadline with its end as the calendar gives it now; as it is while undated, while the calendar lacks
        data, or when the table no longer has its text.
        """
        rule = self.rules.text(deadline.rule_version)
        if rule is None or deadline.due_at is None:
            return deadline
        try:
            return self._dated(deadline, rule)
        except CalendarMissing:
            return deadline

    def end_now(self, deadline: Deadline) -> datetime | None:
        """When a deadline ends as the calendar gives it now; None where that cannot be said. See ``counted_again``."""
        if deadline.due_at is not None:
            return self.counted_again(deadline).due_at
        try:
            return self.dated(deadline).due_at
        except (CalendarMissing, LimitMissing):
            return None

    def year_missing(self, deadline: Deadline) -> int | None:
        """The year whose calendar an undated deadline waits for; None when it has its end, or could have it."""
        if deadline.due_at is not None:
            return None
        try:
            self.dated(deadline)
        except CalendarMissing as missing:
            return missing.year
        return None

    def _dated(self, deadline: Deadline, rule: Rule) -> Deadline:
        due = due_at(rule, deadline.anchor, self.calendar, deadline.pauses)
        return replace(deadline, due_at=due, warn_at=warn_at(rule, due, self.calendar))


@dataclass
class Deadlines:
    """All deadlines of one aggregate, in the order in which they were started."""

    items: list[Deadline] = field(default_factory=list)

    @property
    def next_due_at(self) -> datetime | None:
        """When any of them is to be looked at next (UTC), or None."""
        return min((at for item in self.items if (at := item.look_at) is not None), default=None)

    def awaited(self, code: str, about: str = "") -> Deadline | None:
        """The deadline of this code, about this thing, whose duty is still to be done."""
        return next((item for item in self.items if (item.code, item.about) == (code, about) and item.awaits), None)

    def start(self, deadline: Deadline) -> None:
        """Let a further deadline run."""
        self.items.append(deadline)

    def meet(self, code: str, at: datetime, late_reason: str | None = None, about: str = "") -> Deadline:
        """The duty was done. Raises DeadlineNotRunning, and LateReasonRequired when late without a reason."""
        awaited = self.awaited(code, about)
        if awaited is None:
            raise DeadlineNotRunning(code=code)
        if awaited.due_at is None or not awaited.is_late(at):
            return self._put(awaited, replace(awaited, state=DeadlineState.MET, met_at=at))
        if not (late_reason or "").strip():
            raise LateReasonRequired(due_at=awaited.due_at)
        return self._put(awaited, replace(awaited, state=DeadlineState.MISSED, met_at=at, late_reason=late_reason))

    def meet_earlier(self, code: str, at: datetime, about: str = "") -> Deadline | None:
        """The duty turns out to have been done before the time that was known so far: it is judged by the earlier one.

        Returns None where it was not done yet, or not later than ``at``.
        """
        done = (item for item in self.items if (item.code, item.about) == (code, about) and item.met_at)
        item = next((one for one in done if one.met_at and one.met_at > at), None)
        if item is None:
            return None
        if item.due_at is not None and item.is_late(at):
            return self._put(item, replace(item, met_at=at))
        return self._put(item, replace(item, state=DeadlineState.MET, met_at=at, late_reason=None))

    def release(self, at: datetime, codes: Collection[str] | None = None) -> list[Deadline]:
        """Nothing (of these codes) is owed any more: what runs is cancelled, what was missed stays missed."""
        released = [item for item in self.items if item.owed and (codes is None or item.code in codes)]
        return [self._put(item, _released(item, at)) for item in released]

    def miss(self, codes: Collection[str], at: datetime) -> list[Deadline]:
        """Mark what has ended by then as missed, and return it."""
        late = [item for item in self.items if item.code in codes and item.awaits and item.is_late(at)]
        return [self._put(item, _missed(item)) for item in late if item.state is DeadlineState.OPEN]

    def pause(self, codes: Collection[str], at: datetime) -> list[Deadline]:
        """Let these limits not run from ``at`` on; returns those that ran. What was missed stays missed."""
        running = [item for item in self.items if item.code in codes and item.awaits]
        return [self._put(item, replace(item, pauses=(*item.pauses, Pause(at)))) for item in running]

    def resume(self, at: datetime, clocks: Clocks) -> list[Deadline]:
        """Let the paused limits run again, with what was left of each, never more; the clock warns of them anew."""
        paused = [item for item in self.items if item.owed and item.paused]
        return [self._put(item, _come_back(item, item.pauses[-1].since, at, clocks)) for item in paused]

    def restore(self, at: datetime, done: Collection[str] = ()) -> list[Deadline]:
        """Take back that limits were released then, because that was an error: they are owed as they stood.

        Those of the codes ``done`` whose duty was said to be done then are owed again, too.
        """
        wrong = [item for item in self.items if item.released_at == at or (item.code in done and item.met_at == at)]
        return [self._put(item, _restored(item)) for item in wrong]

    def redate(self, before: datetime, anchor: datetime, at: datetime, clocks: Clocks) -> None:
        """Recompute the deadlines that ran from ``before``, because their anchor was corrected. Raises LimitMissing.

        What was done or released is judged by the new end. What is still owed runs, and the next passing of time tells
        if it has ended; a missed one runs again only when its new end is still to come.
        """
        for item in [item for item in self.items if item.anchor == before]:
            self._put(item, _redated(item, clocks.started(item.code, anchor, item.about, item.pauses), at))

    def pass_time(self, at: datetime, clocks: Clocks) -> list[Deadline]:
        """Warn of and miss what is due by ``at``, each once, however long the process was down; returns what changed.

        Ends that the calendar gives otherwise now are moved first, and nothing else is done then.
        Raises NothingDue when time changes nothing, and CalendarMissing when only undated deadlines are left to do.
        """
        changed = self._count_again(at, clocks)
        if changed:
            return changed
        missing: CalendarMissing | None = None
        for item in [item for item in self.items if (look := item.look_at) is not None and look <= at]:
            try:
                changed.append(self._put(item, _passed(item, at, clocks)))
            except CalendarMissing as error:
                missing = error
        if not changed:
            raise missing or NothingDue
        return changed

    def _count_again(self, at: datetime, clocks: Clocks) -> list[Deadline]:
        """Move the ends of what is still owed to where the calendar puts them now, because its data was corrected.

        A moved limit is warned of anew; a missed one runs again when its new end is still to come.
        """
        moved = []
        for item in [item for item in self.items if item.awaits]:
            fresh = clocks.counted_again(item)
            if (fresh.due_at, fresh.warn_at) != (item.due_at, item.warn_at):
                moved.append(self._put(item, _redated(item, fresh, at)))
        return moved

    def _put(self, old: Deadline, new: Deadline) -> Deadline:
        self.items[self.items.index(old)] = new
        return new


def _released(item: Deadline, at: datetime) -> Deadline:
    state = DeadlineState.CANCELLED if item.state is DeadlineState.OPEN else item.state
    return replace(item, state=state, released_at=at)


def _restored(item: Deadline) -> Deadline:
    state = DeadlineState.MISSED if item.state is DeadlineState.MISSED else DeadlineState.OPEN
    return replace(item, state=state, released_at=None, met_at=None, late_reason=None)


def _come_back(item: Deadline, since: datetime, at: datetime, clocks: Clocks) -> Deadline:
    """A limit that did not run from ``since`` to ``at``."""
    ended = [pause for pause in item.pauses if pause.until is not None]
    back = replace(item, pauses=(*ended, Pause(since, max(since, at))), warned=item.state is DeadlineState.MISSED)
    return back if back.due_at is None else clocks.counted_again(back)


def _redated(item: Deadline, fresh: Deadline, at: datetime) -> Deadline:
    if item.owed:
        stays_missed = item.state is DeadlineState.MISSED and fresh.is_late(at)
        state = DeadlineState.MISSED if stays_missed else DeadlineState.OPEN
    elif fresh.is_late(item.met_at or item.released_at or fresh.anchor):
        state = DeadlineState.MISSED
    else:
        state = DeadlineState.MET if item.met_at else DeadlineState.CANCELLED
    kept = replace(fresh, met_at=item.met_at, late_reason=item.late_reason, released_at=item.released_at)
    return replace(kept, state=state, warned=state is DeadlineState.MISSED)


def _missed(item: Deadline) -> Deadline:
    return replace(item, state=DeadlineState.MISSED, warned=True)


def _passed(item: Deadline, at: datetime, clocks: Clocks) -> Deadline:
    if item.due_at is None:
        return clocks.dated(item)
    return _missed(item) if item.is_late(at) else replace(item, warned=True)
