"""The dated rule table: legal limits as data, with source and validity, and the instants they come to."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from shared.kernel.calendar import (
    WorkingCalendar,
    add_months,
    deadline_end,
    local_date,
    local_instant,
)
from shared.kernel.errors import Unavailable
from shared.kernel.labels import LabelledEnum

OFFICE_OPENS = time(8, 30)
"""When a warning by days reaches people, Asia/Shanghai."""


class LimitMissing(Unavailable):
    """The rule table holds no limit of this code for this day."""

    slug = "limit-missing"
    zh = "规则表中没有{day}适用的期限“{code}”，请运维人员补充后再试。"
    en = "The rule table has no limit “{code}” in force on {day}. Ask an operator to add it, then try again."


class RuleTableWrong(ValueError):
    """The rule table contradicts itself; it is refused when it is read."""


class LimitUnit(LabelledEnum):
    """How a limit counts. Days, working days and months end at 24:00 Asia/Shanghai; hours end on the minute."""

    HOURS = "hours", "小时", "hours"
    DAYS = "days", "天", "days"
    WORKING_DAYS = "working_days", "个工作日", "working days"
    MONTHS = "months", "个月", "months"


class Status(LabelledEnum):
    """Whether the source's own text was read, or only reports of it; a rule of this house has no source to read."""

    CONFIRMED = "confirmed", "已核对原文", "Confirmed"
    REPORTED = "reported", "据报道，未核对原文", "Reported"
    HOUSE = "house", "本站自定，没有查到规定", "A rule of this house; no law was found"


class Transition(LabelledEnum):
    """What a limit means for those who were here before there was one."""

    FROM_IN_FORCE = "from_in_force", "从施行之日起算", "Counted from the day it came into force"


@dataclass(frozen=True, slots=True)
class Rule:
    """One limit, in force from ``valid_from`` to ``valid_to`` (both days included; no end while it is None).

    ``anchor`` is the code of what it counts from, with its words beside it. ``rolls`` tells whether an end on a
    holiday or a weekend moves to the next working day, and ``rolls_source`` on which basis. ``transition``, on the
    first text of a limit only, lets it count for earlier anchors too, and ``transition_source`` says why. ``seen_in``
    says where its words were read or reported.
    """

    code: str
    name_zh: str
    name_en: str
    amount: int
    unit: LimitUnit
    anchor: str
    anchor_zh: str
    anchor_en: str
    warn_amount: int
    warn_unit: LimitUnit
    rolls: bool
    rolls_source: str
    source: str
    status: Status
    valid_from: date
    valid_to: date | None = None
    transition: Transition | None = None
    transition_source: str = ""
    seen_in: str = ""

    @property
    def version(self) -> str:
        """Which text of the limit this is: its code and the day from which it applies."""
        return f"{self.code}@{self.valid_from.isoformat()}"

    def in_force(self, on: date) -> bool:
        """Whether it applies on this day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def counts_from(self, anchor: datetime) -> datetime:
        """The instant from which the limit counts: its anchor, or by the transition the beginning of its first day."""
        if self.transition is not None and local_date(anchor) < self.valid_from:
            return local_instant(self.valid_from, time.min)
        return anchor


@dataclass(frozen=True)
class RuleTable:
    """All limits of a service. Of each code exactly one is in force on every day since the first."""

    rules: tuple[Rule, ...]

    def __post_init__(self) -> None:
        by_code: defaultdict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            _require_sense(rule)
            by_code[rule.code].append(rule)
        for versions in by_code.values():
            versions.sort(key=lambda rule: rule.valid_from)
            _require_seamless(versions)
            _require_transition_first(versions)

    def rule_for(self, code: str, on: date) -> Rule:
        """The limit of this code for an anchor on this day: the text in force, or before there was one the first text
        with a transition. Raises LimitMissing.
        """
        versions = self.versions(code)
        for rule in versions:
            if rule.in_force(on):
                return rule
        if versions and versions[0].transition is not None and on < versions[0].valid_from:
            return versions[0]
        raise LimitMissing(code=code, day=on)

    def text(self, version: str) -> Rule | None:
        """The limit in this very text (see ``Rule.version``); None when the table no longer has it."""
        return next((rule for rule in self.rules if rule.version == version), None)

    def versions(self, code: str) -> list[Rule]:
        """All texts of this limit, oldest first."""
        return sorted((rule for rule in self.rules if rule.code == code), key=lambda rule: rule.valid_from)


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which a limit did not run; ``until`` is None while it lasts."""

    since: datetime
    until: datetime | None = None


def due_at(rule: Rule, anchor: datetime, calendar: WorkingCalendar, pauses: Iterable[Pause] = ()) -> datetime:
    """The UTC instant at which the limit ends. The anchor's own day does not count (民法典 第二百零一条).

    A last day on a holiday or a weekend rolls to the next working day where the rule says so (民法典 第二百零三条).
    After a pause that began before the end, what was left then is left again: hours to the minute, days and months
    by days, working days by working days; a pause within one day gives days nothing back.
    Raises CalendarMissing when working days, or such a roll, run into a year without data.
    """
    begin = rule.counts_from(anchor)
    if rule.unit is LimitUnit.HOURS:
        end = begin.astimezone(UTC) + timedelta(hours=rule.amount)
        for pause in pauses:
            if pause.until is not None and pause.since < end:
                end += pause.until - max(pause.since, begin)
        return end
    last = _day_counted(local_date(begin), rule.amount, rule.unit, calendar)
    for pause in pauses:
        if pause.until is not None and pause.since < deadline_end(last):
            last = _later(last, pause.since, pause.until, rule.unit, calendar)
    return deadline_end(calendar.next_working_day(last) if rule.rolls else last)


def _later(last: date, since: datetime, until: datetime, unit: LimitUnit, calendar: WorkingCalendar) -> date:
    """The last day of a limit in days after a pause."""
    day, back = local_date(since), local_date(until)
    if unit is not LimitUnit.WORKING_DAYS:
        return last + (back - day)
    lost = 0
    while day < back:
        day += timedelta(days=1)
        lost += calendar.is_working_day(day)
    return calendar.add_working_days(last, lost)


def warn_at(rule: Rule, due: datetime, calendar: WorkingCalendar) -> datetime:
    """The UTC instant at which people are warned of the limit that ends at ``due``.

    Hours are counted back from the end; days, working days and months from its last day, to the opening of the office.
    """
    if rule.warn_unit is LimitUnit.HOURS:
        return due - timedelta(hours=rule.warn_amount)
    last = local_date(due - timedelta(microseconds=1))
    return local_instant(_day_counted(last, -rule.warn_amount, rule.warn_unit, calendar), OFFICE_OPENS)


def _day_counted(start: date, amount: int, unit: LimitUnit, calendar: WorkingCalendar) -> date:
    if unit is LimitUnit.WORKING_DAYS:
        return calendar.add_working_days(start, amount)
    if unit is LimitUnit.MONTHS:
        return add_months(start, amount)
    return start + timedelta(days=amount)


def read_rules(path: Path) -> RuleTable:
    """Read a TOML file of ``[[limit]]`` entries. Raises RuleTableWrong, naming what is wrong with which limit."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise RuleTableWrong(f"{path} is no TOML: {error}") from error
    return RuleTable(tuple(_rules(written.get("limit", []))))


def _rules(entries: Iterable[dict[str, Any]]) -> Iterable[Rule]:
    for entry in entries:
        plain = dict(entry)
        try:
            warn = plain.pop("warn")
            if "transition" in plain:
                plain["transition"] = Transition(plain["transition"])
            yield Rule(
                **{**plain, "unit": LimitUnit(plain["unit"]), "status": Status(plain["status"])},
                warn_amount=warn["amount"],
                warn_unit=LimitUnit(warn["unit"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise RuleTableWrong(f"limit {entry.get('code', '?')}: {error}") from error


def _require_sense(rule: Rule) -> None:
    if type(rule.amount) is not int or type(rule.warn_amount) is not int:
        raise RuleTableWrong(f"limit {rule.version}: amounts must be whole numbers")
    if rule.amount <= 0 or rule.warn_amount <= 0:
        raise RuleTableWrong(f"limit {rule.version}: amounts must be positive")
    if not rule.source.strip():
        raise RuleTableWrong(f"limit {rule.version}: a legal source is needed")
    if type(rule.rolls) is not bool or not rule.rolls_source.strip():
        raise RuleTableWrong(f"limit {rule.version}: whether its end rolls must be said, with a source of its own")
    if rule.rolls and rule.unit in (LimitUnit.HOURS, LimitUnit.WORKING_DAYS):
        raise RuleTableWrong(f"limit {rule.version}: an end in {rule.unit} never rolls")
    if (rule.transition is None) is bool(rule.transition_source.strip()):
        raise RuleTableWrong(f"limit {rule.version}: a transition and its source belong together")
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        raise RuleTableWrong(f"limit {rule.version}: it ends before it begins")


def _require_seamless(versions: list[Rule]) -> None:
    for earlier, later in pairwise(versions):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            raise RuleTableWrong(f"limits {earlier.version} and {later.version} overlap")
        if earlier.valid_to + timedelta(days=1) != later.valid_from:
            raise RuleTableWrong(f"between limits {earlier.version} and {later.version} there is a gap")


def _require_transition_first(versions: list[Rule]) -> None:
    for later in versions[1:]:
        if later.transition is not None:
            raise RuleTableWrong(f"limit {later.version}: only the first text of a limit can have a transition")
