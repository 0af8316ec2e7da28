"""The page of rules (规则一览): every legal limit with its source, and the years of the working calendar."""

from datetime import date

from services.rescue.domain.departure_demands import DatedDemand, demands
from services.rescue.domain.fields import Basis, LimitName
from services.rescue.domain.permissions import ON_CALENDAR, ON_CALENDAR_ENTRY
from services.rescue.domain.rule_fields import (
    AmountOfLimit,
    BasisStatus,
    CountedFrom,
    DaysOff,
    EarlierBasis,
    EnteredBy,
    EnteredOn,
    EntryId,
    InForceFrom,
    InForceTo,
    MakeUpDays,
    NoticeNumber,
    PackageVersion,
    Rolls,
    RollsBasis,
    SeenIn,
    StillHolds,
    TakesBack,
    UnitOfLimit,
    WarnAmount,
    WayOfLeaving,
    WrongYear,
    YearNumber,
    YearShown,
)
from services.rescue.ports import CalendarYears
from shared.clock.deadlines import Clocks
from shared.clock.rules import Rule
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.calendar import CalendarYear, EnteredYear, latest, local_date
from shared.kernel.calendar_entry import complete
from shared.kernel.cause import Actor
from shared.kernel.clock import Clock
from shared.web.view import View


class RuleRow(View):
    """One text of one legal limit. ``amount`` is in ``unit``, ``warn_amount`` in ``warn_unit``.

    ``current`` tells whether it is in force today. ``earlier_basis`` says why it counts for those who were here before
    it was in force; empty where it does not.
    """

    code: str
    version: str
    name_zh: LimitName
    name_en: LimitName
    amount: AmountOfLimit
    unit: UnitOfLimit
    anchor: str
    anchor_zh: CountedFrom
    anchor_en: CountedFrom
    warn_amount: WarnAmount
    warn_unit: UnitOfLimit
    source: Basis
    seen_in: SeenIn
    status: BasisStatus
    rolls: Rolls
    rolls_source: RollsBasis
    valid_from: InForceFrom
    valid_to: InForceTo | None
    current: bool
    earlier_basis: EarlierBasis


class CalendarRow(View):
    """One year of the working calendar; ``by`` and ``at`` are empty for a year that came with the product.

    ``wrong``: what was entered is no year to count with, or lacks public holidays; it is to be corrected or taken back.
    ``entry`` is the one that holds; null for a year that came with the product, ``package`` then the version of the
    package that it is from, null for a file of the operators' own.
    """

    year: YearShown
    source: NoticeNumber
    days_off: DaysOff
    make_up_days: MakeUpDays
    by: EnteredBy | None
    at: EnteredOn | None
    wrong: WrongYear = False
    entry: EntryId | None
    package: PackageVersion | None = None
    allowed_actions: list[AllowedAction]


class EntryRow(View):
    """One entry, or the taking back of the one before it, whose ``source`` says why."""

    year: YearShown
    source: NoticeNumber
    by: EnteredBy
    at: EnteredOn
    takes_back: TakesBack
    holds: StillHolds


class DemandRow(View):
    """One thing that a way of leaving asks for. Without ``valid_from`` no day is known since when."""

    how: WayOfLeaving
    what_zh: str
    what_en: str
    source: Basis
    status: BasisStatus
    valid_from: InForceFrom | None
    current: bool


class LimitRules(View):
    """Every limit, what each way of leaving asks for, the years of the calendar and all entries from the newest, and
    the year that has to be entered now.
    """

    items: list[RuleRow]
    departures: list[DemandRow]
    years: list[CalendarRow]
    entries: list[EntryRow]
    year_to_enter: YearNumber | None
    allowed_actions: list[AllowedAction]


async def rule_list(
    calendar_years: CalendarYears, package: str | None, offers: Offers, clocks: Clocks, clock: Clock, actor: Actor
) -> LimitRules:
    """All of it, for every member of staff: it is law and tells of nobody. ``package`` is that of the calendar."""
    today = local_date(clock.now())
    entries = await calendar_years.entries()
    entered, calendar = latest(entries), clocks.with_entries(entries)
    years = {**calendar.years, **{number: one.year for number, one in entered.items()}}
    return LimitRules(
        items=[_rule(rule, today) for rule in clocks.rules.rules],
        departures=[_demand(one) for one in demands(clocks.rules, today)],
        years=[
            _year(number, years[number], entered.get(number) or package, offers, actor)
            for number in sorted(years, reverse=True)
        ],
        entries=[_entry(one, holds=entered.get(one.number) is one) for one in reversed(entries)],
        year_to_enter=calendar.year_to_enter(today),
        allowed_actions=offers.on(ON_CALENDAR, None, actor),
    )


def _rule(rule: Rule, today: date) -> RuleRow:
    return RuleRow(
        code=rule.code,
        version=rule.version,
        name_zh=rule.name_zh,
        name_en=rule.name_en,
        amount=rule.amount,
        unit=rule.unit,
        anchor=rule.anchor,
        anchor_zh=rule.anchor_zh,
        anchor_en=rule.anchor_en,
        warn_amount=rule.warn_amount,
        warn_unit=rule.warn_unit,
        source=rule.source,
        seen_in=rule.seen_in,
        status=rule.status,
        rolls=rule.rolls,
        rolls_source=rule.rolls_source,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        current=rule.in_force(today),
        earlier_basis=rule.transition_source,
    )


def _demand(one: DatedDemand) -> DemandRow:
    return DemandRow(
        how=one.how,
        what_zh=one.words.zh,
        what_en=one.words.en,
        source=one.source,
        status=one.status,
        valid_from=one.valid_from,
        current=one.current,
    )


def _entry(one: EnteredYear, *, holds: bool) -> EntryRow:
    told = {"year": one.number, "source": one.year.source, "by": one.by, "at": one.at}
    return EntryRow(**told, takes_back=one.takes_back, holds=holds)


def _year(
    number: int, year: CalendarYear, from_: EnteredYear | str | None, offers: Offers, actor: Actor
) -> CalendarRow:
    """A year as somebody entered it, or from the package of this version."""
    entered = from_ if isinstance(from_, EnteredYear) else None
    return CalendarRow(
        year=number,
        source=year.source,
        days_off=sorted(year.days_off),
        make_up_days=sorted(year.make_up_days),
        by=entered.by if entered else None,
        at=entered.at if entered else None,
        wrong=entered is not None and not (entered.countable and complete(number, year)),
        entry=entered.id if entered else None,
        package=from_ if isinstance(from_, str) else None,
        allowed_actions=offers.on(ON_CALENDAR_ENTRY, None, actor) if entered else [],
    )
