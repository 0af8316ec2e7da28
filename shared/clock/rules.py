"""The dated rule table: legal limits as data, with source and validity, and the instants they come to."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
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

OFFICE_OPENS = time(8, 30)
"""When a warning by days reaches people, Asia/Shanghai."""


class LimitMissing(Unavailable):
    """The rule table holds no limit of this code for this day."""

    slug = "limit-missing"
    zh = "规则表中没有 {day} 适用的期限“{code}”，请运维人员补充后再试。"
    en = "The rule table has no limit “{code}” in force on {day}. Ask an operator to add it, then try again."


class RuleTableWrong(ValueError):
    """The rule table contradicts itself; it is refused when it is read."""


class LimitUnit(StrEnum):
    """How a limit counts. Days, working days and months end at 24:00 Asia/Shanghai; hours end on the minute."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


class Status(StrEnum):
    """Whether the source's own text was read, or only reports of it."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Rule:
    """One limit, in force from ``valid_from`` to ``valid_to`` (both days included; no end while it is None)."""

    code: str
    name_zh: str
    name_en: str
    amount: int
    unit: LimitUnit
    anchor: str
    warn_amount: int
    warn_unit: LimitUnit
    source: str
    status: Status
    valid_from: date
    valid_to: date | None = None

    @property
    def version(self) -> str:
        """Which text of the limit this is: its code and the day from which it applies."""
        return f"{self.code}@{self.valid_from.isoformat()}"

    def in_force(self, on: date) -> bool:
        """Whether it applies on this day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


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
            _require_seamless(sorted(versions, key=lambda rule: rule.valid_from))

    def rule_for(self, code: str, on: date) -> Rule:
        """The limit of this code in force on this day. Raises LimitMissing."""
        for rule in self.rules:
            if rule.code == code and rule.in_force(on):
                return rule
        raise LimitMissing(code=code, day=on.isoformat())

    def text(self, version: str) -> Rule | None:
        """The limit in this very text (see ``Rule.version``); None when the table no longer has it."""
        return next((rule for rule in self.rules if rule.version == version), None)

    def versions(self, code: str) -> list[Rule]:
        """All texts of this limit, oldest first."""
        return sorted((rule for rule in self.rules if rule.code == code), key=lambda rule: rule.valid_from)


def due_at(rule: Rule, anchor: datetime, calendar: WorkingCalendar) -> datetime:
    """The UTC instant at which the limit ends. The anchor's own day does not count (民法典 第二百零一条).

    Raises CalendarMissing when working days run into a year without data.
    """
    return _counted(anchor, rule.amount, rule.unit, calendar)


def warn_at(rule: Rule, due: datetime, calendar: WorkingCalendar) -> datetime:
    """The UTC instant at which people are warned of the limit that ends at ``due``.

    Hours are counted back from the end; days, working days and months from its last day, to the opening of the office.
    """
    if rule.warn_unit is LimitUnit.HOURS:
        return due - timedelta(hours=rule.warn_amount)
    last = local_date(due - timedelta(microseconds=1))
    return local_instant(_day_counted(last, -rule.warn_amount, rule.warn_unit, calendar), OFFICE_OPENS)


def _counted(anchor: datetime, amount: int, unit: LimitUnit, calendar: WorkingCalendar) -> datetime:
    if unit is LimitUnit.HOURS:
        return anchor.astimezone(UTC) + timedelta(hours=amount)
    return deadline_end(_day_counted(local_date(anchor), amount, unit, calendar))


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
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        raise RuleTableWrong(f"limit {rule.version}: it ends before it begins")


def _require_seamless(versions: list[Rule]) -> None:
    for earlier, later in pairwise(versions):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            raise RuleTableWrong(f"limits {earlier.version} and {later.version} overlap")
        if earlier.valid_to + timedelta(days=1) != later.valid_from:
            raise RuleTableWrong(f"between limits {earlier.version} and {later.version} there is a gap")
