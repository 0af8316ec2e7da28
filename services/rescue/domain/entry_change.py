"""When a correction of the time of arrival (更正入站时间) takes two people: it rewrites what limits were judged by."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from services.rescue.domain import departing, order
from services.rescue.domain.departure_errors import SettlementNeedsAnother
from services.rescue.domain.kinds import CorrectionState
from shared.clock.deadlines import Clocks, Deadline, Deadlines, DeadlineState
from shared.clock.rules import RuleTable
from shared.kernel.calendar import local_date

if TYPE_CHECKING:
    from services.rescue.domain.case import RescueCase


def needs_another(case: "RescueCase", before: datetime, after: datetime, at: datetime, clocks: Clocks) -> bool:
    """Whether a second person has to approve the correction, as of a departure.

    It is so when it would change the end or the outcome of a limit that was met or has ended; when somebody could be
    settled by it at once who could not before; and when the person is said to have come after their coming was first
    written down. Basis: 民发〔2015〕158号 一(二) counts the limits from the entry; that two
    people look at what would rewrite them is a rule of this house.
    Raises LimitMissing when the table lacks a limit.
    """
    today = local_date(at)
    settles = departing.is_waited(after, today, clocks.rules) and not departing.is_waited(before, today, clocks.rules)
    if settles or after > order.first_written(case):
        return True
    now = case.limits.deadlines.items
    then = Deadlines(list(now))
    then.redate(before, after, at, clocks)
    judged = [(old, new) for old, new in zip(now, then.items, strict=True) if _is_judged(old, at)]
    return any((_outcome(old, at), old.due_at) != (_outcome(new, at), new.due_at) for old, new in judged)


def require_not_brought_nearer_by(case: "RescueCase", by: str, on: date, rules: RuleTable) -> None:
    """Nobody settles a person whose time of arrival they moved alone so that it may be settled.

    Raises SettlementNeedsAnother.
    """
    alone = [one for one in case.custody.entry_corrections if one.by == by and one.decided_by is None]
    done = [one for one in alone if one.state is CorrectionState.DONE]
    if any(one.after < one.before and not departing.is_waited(one.before, on, rules) for one in done):
        raise SettlementNeedsAnother


def _is_judged(item: Deadline, at: datetime) -> bool:
    return item.met_at is not None or _outcome(item, at) in (DeadlineState.MET, DeadlineState.MISSED)


def _outcome(item: Deadline, at: datetime) -> DeadlineState:
    """What became of it, also where the clock has not told yet."""
    return DeadlineState.MISSED if item.awaits and item.is_late(at) else item.state
