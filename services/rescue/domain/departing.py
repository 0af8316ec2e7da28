"""What each way of leaving demands of the case besides its own papers (离站条件)."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from services.rescue.domain import departure_errors, errors
from services.rescue.domain.departure_kinds import DisorderSigns
from services.rescue.domain.departure_rules import ALONE_FROM_AGE, ESCORTS, INTERVIEW_WITHIN_DAYS, rule_of
from services.rescue.domain.kinds import Departure
from services.rescue.domain.limits import SETTLEMENT
from services.rescue.domain.settling import require_answered
from services.rescue.domain.ways import Escorted, Way
from shared.clock.rules import RuleTable
from shared.kernel.calendar import add_months, local_date

if TYPE_CHECKING:
    from services.rescue.domain.case import RescueCase

ALONE = frozenset({Departure.LEFT_ALONE, Departure.WENT_HOME})


def require_way_open(case: "RescueCase", how: Departure, on: date | None = None) -> None:
    """The person may leave so. Raises NeverCame, CameAlready, AnswerAwaited, or as require_may_leave_alone and
    require_searched do.

    Without a day, by the newest rules, by the age as it was estimated, and regardless of how long something has lasted.
    """
    never, came = how is Departure.NEVER_CAME, case.custody.entered_at is not None
    if not came and not never:
        raise errors.NeverCame
    if came and never:
        raise errors.CameAlready
    if how in ALONE:
        require_may_leave_alone(case, on)
    elif how is Departure.SETTLED:
        require_searched(case, on)
        require_answered(case)


def require_may_leave_alone(case: "RescueCase", on: date | None = None) -> None:
    """Nobody leaves alone who may be a minor, of whose age nothing is known, or who has not been found free of signs
    of disorder.

    The age is an interval, and grows to that of the day: where it, or the day of birth in an ID number that checks,
    touches the years below, the minors' path is taken. Signs that nobody looked for are not signs that are not there.
    Basis: 民发〔2014〕132号 自行离站, for those of 16 and more without such signs;
    未成年人保护法 第九十二条、第九十三条.
    Raises AgeNotKnown, MayNotLeaveAlone, SignsNotAssessed or DisorderSignsSeen.
    """
    person, rule = case.identity.person, rule_of(ALONE_FROM_AGE, on)
    low = person.lowest_age_on(on) if on else (person.age.value.low if person.age.value else None)
    if low is None:
        raise departure_errors.AgeNotKnown
    if low < rule.amount:
        raise departure_errors.MayNotLeaveAlone(age=rule.amount, source=rule.source)
    if person.signs.found is DisorderSigns.NOT_ASSESSED:
        raise departure_errors.SignsNotAssessed
    if person.signs.found is DisorderSigns.SEEN:
        raise departure_errors.DisorderSignsSeen


def require_searched(case: "RescueCase", on: date | None = None) -> None:
    """Notices ran, and somebody spoke with the person lately. Raises NoNoticeRun or InterviewTooOld."""
    if all(notice.published_at is None for notice in case.search.notices):
        raise departure_errors.NoNoticeRun
    rule, interviews = rule_of(INTERVIEW_WITHIN_DAYS, on), case.conversation.interviews
    oldest = on - timedelta(days=rule.amount) if on else date.min
    if all(local_date(one.at) <= oldest for one in interviews):
        raise departure_errors.InterviewTooOld(days=rule.amount)


def is_waited(entered_at: datetime, on: date, rules: RuleTable) -> bool:
    """Whether more than the months of the limit have gone by since this entry; before it was law, none need."""
    waiting = _waiting(entered_at, on, rules)
    return waiting is None or on > waiting[1]


def _waiting(entered_at: datetime, on: date, rules: RuleTable) -> tuple[int, date] | None:
    """The months of the limit and the last day of them since this entry; None before it was law."""
    rule = next((rule for rule in rules.versions(SETTLEMENT) if rule.in_force(on)), None)
    return None if rule is None else (rule.amount, add_months(local_date(entered_at), rule.amount))


def require_waited(case: "RescueCase", on: date, rules: RuleTable) -> None:
    """More than the months of the limit have gone by since the entry; before it was law, none need.

    Raises SettledTooEarly.
    """
    entered_at = case.custody.entered_at
    waiting = _waiting(entered_at, on, rules) if entered_at else None
    if waiting is not None and on <= waiting[1]:
        months, last = waiting
        raise departure_errors.SettledTooEarly(months=months, day=last + timedelta(days=1))


def require_crew(case: "RescueCase", way: Way, on: date) -> None:
    """Somebody who is escorted has the crew that the rules demand. Raises EscortsMissing."""
    if isinstance(way, Escorted):
        way.require_crew(case.identity.person.sex.value, rule_of(ESCORTS, on))
