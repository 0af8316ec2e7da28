"""The dated rules of the register: periods of names and lists, when annual reports are due, whose office is whose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from services.registry.domain.kinds import OrganisationKind
from shared.clock.rules import LimitMissing, RuleTable, Status
from shared.kernel.calendar import add_months, deadline_end, local_date

NAME_AFTER_DEREGISTRATION = "name_after_deregistration"
NAME_AFTER_CHANGE = "name_after_change"
NAME_AFTER_REVOCATION = "name_after_revocation"
ABNORMAL_BECOMES_SERIOUS = "abnormal_becomes_serious"
PENALTY_LEAVES_LIST = "penalty_leaves_list"
PENALTIES_COUNTED_TOGETHER = "penalties_counted_together"
SERIOUS_AT_LEAST = "serious_at_least"


@dataclass(frozen=True)
class ReportRule:
    """When the annual report of ``year`` (or of every year from ``first_year`` on) is due in the year after.

    ``due`` and ``registered_by`` are month and day; who was registered later in the year had not to report for it.
    """

    kinds: frozenset[OrganisationKind]
    due: tuple[int, int]
    registered_by: tuple[int, int]
    source: str
    status: Status
    year: int | None = None
    first_year: int | None = None

    def is_for(self, year: int, kind: OrganisationKind) -> bool:
        """Whether it says something about this year and kind of organisation."""
        return kind in self.kinds and (self.year == year or (self.first_year or year + 1) <= year)

    def due_on(self, year: int) -> date:
        """The last day of the window for the report of this year."""
        return date(year + 1, *self.due)

    def last_registration(self, year: int) -> date:
        """The last day on which somebody was registered who has to report for this year."""
        return date(year, *self.registered_by)


@dataclass(frozen=True)
class RegisterRules:
    """All rules. ``home`` is the code of the office that keeps this register; ``succeeded`` says of the code of a
    registering office by which one it was taken over.
    """

    table: RuleTable
    reports: tuple[ReportRule, ...]
    home: str
    succeeded: Mapping[str, str]

    def end(self, code: str, anchor: datetime) -> datetime:
        """The UTC instant at which a period of whole months ends that began on the anchor's day.

        An anchor before the first text counts by the first: the law asks today how long ago it was.
        Raises LimitMissing.
        """
        day, versions = local_date(anchor), self.table.versions(code)
        if not versions:
            raise LimitMissing(code=code, day=day)
        rule = self.table.rule_for(code, max(day, versions[0].valid_from))
        return deadline_end(add_months(day, rule.amount))

    def report(self, year: int, kind: OrganisationKind) -> ReportRule | None:
        """What holds for the annual report of this year; a year of its own goes before the general rule."""
        found = [one for one in self.reports if one.is_for(year, kind)]
        return next((one for one in found if one.year == year), found[0] if found else None)

    def authority(self, uscc: str) -> str:
        """The code of the registering office that answers for this credit code today."""
        region = uscc[2:8]
        return self.succeeded.get(region, region)
