"""A correction of the time of arrival (更正入站时间): two people make it where limits were judged by the entry."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from services.rescue.domain import departing, entry_errors, entry_events, errors, events, order
from services.rescue.domain.departure_errors import SettlementNeedsAnother
from services.rescue.domain.intake import EntryCorrection
from services.rescue.domain.kinds import CorrectionState
from shared.clock.deadline import Deadline, DeadlineState
from shared.clock.deadlines import Clocks, Deadlines
from shared.clock.rules import RuleTable
from shared.kernel.act import Act
from shared.kernel.calendar import local_date
from shared.kernel.dual_control import DualControl, Proposal

if TYPE_CHECKING:
    from services.rescue.domain.case import RescueCase

ENTRY = DualControl[EntryCorrection]("entry", entry_errors.NoEntryCorrection, entry_errors.EntryCorrectionNeedsAnother)


def waiting(case: "RescueCase") -> EntryCorrection | None:
    """The correction that a second person has to decide about."""
    last = case.custody.entry_corrections[-1:]
    return next((one for one in last if one.state is CorrectionState.WAITING), None)


def require_correctable(case: "RescueCase") -> datetime:
    """When the person came, who is in care; no correction waits.

    Raises what require_in_care raises, or EntryCorrectionWaits.
    """
    entered_at = case.custody.require_in_care()
    if waiting(case) is not None:
        raise entry_errors.EntryCorrectionWaits
    return entered_at


def require_waiting(case: "RescueCase") -> Proposal[EntryCorrection]:
    """The correction that waits. Raises NoEntryCorrection."""
    return ENTRY.waiting(case.id, waiting(case))


def require_approvable(case: "RescueCase", by: str) -> Proposal[EntryCorrection]:
    """The correction of somebody in care, which this person did not propose.

    Raises what require_in_care raises, NoEntryCorrection, EntryAfterAct for what was done meanwhile, or
    EntryCorrectionNeedsAnother.
    """
    case.custody.require_in_care()
    found = require_waiting(case)
    order.require_entry_before_acts(case, found.what.after)
    return found.require_another(by)


def correct(case: "RescueCase", after: datetime, reason: str, clocks: Clocks, act: Act) -> None:
    """The person came at another time than was written down; the limits are counted from the true entry.

    What would rewrite how limits were judged waits for a second person (``needs_another``).
    Raises what require_correctable raises, NothingChanged, EntryAfterAct, TextMissing without a reason, and
    LimitMissing when the table lacks a limit.
    """
    before = require_correctable(case)
    if after == before:
        raise errors.NothingChanged
    order.require_entry_before_acts(case, after)
    told = EntryCorrection(before, after, reason.strip(), act.recorded_at, act.by)
    if needs_another(case, before, after, act.recorded_at, clocks):
        case.custody.entry_corrections.append(replace(told, state=CorrectionState.WAITING))
        case.happened(entry_events.EntryCorrectionProposed(case_id=case.id, act=act, case_no=case.case_no))
        return
    case.custody.entry_corrections.append(told)
    _enter(case, told, clocks, act)


def approve(case: "RescueCase", clocks: Clocks, act: Act) -> None:
    """A second person has checked when the person came; what was missed before stays told in the history.

    Raises what require_approvable raises, and LimitMissing when the table lacks a limit.
    """
    found = require_approvable(case, act.by).confirm(act)
    _decide(case, found, CorrectionState.DONE, act)
    _enter(case, found, clocks, act, proposed_by=found.by)


def decline(case: "RescueCase", act: Act) -> None:
    """The entry stays as it was written down, or whoever proposed the correction takes it back."""
    found = require_waiting(case).what
    _decide(case, found, CorrectionState.DECLINED, act)
    told = {"case_no": case.case_no, "proposed_by": found.by}
    case.happened(entry_events.EntryCorrectionDeclined(case_id=case.id, act=act, **told))


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


def _enter(case: "RescueCase", told: EntryCorrection, clocks: Clocks, act: Act, proposed_by: str | None = None) -> None:
    case.limits.redate(told.before, told.after, act.recorded_at, clocks)
    case.custody.entered_at = told.after
    case.happened(events.EntryCorrected(case_id=case.id, act=act, case_no=case.case_no, proposed_by=proposed_by))


def _decide(case: "RescueCase", told: EntryCorrection, state: CorrectionState, act: Act) -> None:
    decided = replace(told, state=state, decided_by=act.by, decided_at=act.recorded_at, review_code=act.seen)
    case.custody.entry_corrections[-1] = decided


def _is_judged(item: Deadline, at: datetime) -> bool:
    return item.met_at is not None or _outcome(item, at) in (DeadlineState.MET, DeadlineState.MISSED)


def _outcome(item: Deadline, at: datetime) -> DeadlineState:
    """What became of it, also where the clock has not told yet."""
    return DeadlineState.MISSED if item.awaits and item.is_late(at) else item.state
