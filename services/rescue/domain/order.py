"""What comes before what in a case: nothing done with or for a person is earlier than its cause."""

from datetime import datetime
from typing import TYPE_CHECKING

from services.rescue.domain import entry_errors
from services.rescue.domain.kinds import Happening
from shared.kernel.act import Act
from shared.kernel.labels import Words

if TYPE_CHECKING:
    from services.rescue.domain.case import HistoryEntry, RescueCase

WITH_THE_PERSON = frozenset(
    {
        Happening.PERSON_PLACED,
        Happening.IDENTITY_STATED,
        Happening.INTERVIEW_RECORDED,
        Happening.ABILITY_REPORTED,
    }
)
"""What takes the person's presence, so that it is between the entry and the departure.

Papers, replies and publications are not among it: they may come when the person has gone and nobody knows it yet.
"""
AFTER_ENTRY = WITH_THE_PERSON | {
    Happening.IDENTITY_CHECKED,
    Happening.NOTICE_PROPOSED,
    Happening.NOTICE_APPROVED,
    Happening.NOTICE_PUBLISHED,
    Happening.DNA_REQUESTED,
    Happening.INQUIRY_SENT,
    Happening.INQUIRY_ANSWERED,
    Happening.DUTY_RECORDED,
    Happening.INTERPRETER_REQUESTED,
    Happening.INTERPRETER_CONTACTED,
}
"""What follows from the person's having come."""


def first_written(case: "RescueCase") -> datetime:
    """When it was first written down that the person had come."""
    received = (line.recorded_at or line.at for line in case.history if line.what is Happening.PERSON_RECEIVED)
    return next(received, case.opened_at)


def require_entry_before_acts(case: "RescueCase", entered_at: datetime) -> None:
    """Nothing on file that follows from the entry is earlier than it. Raises EntryAfterAct."""
    acts = [line for line in case.history if line.what in AFTER_ENTRY]
    first = min(acts, key=lambda line: line.at, default=None)
    if first is not None and entered_at > first.at:
        raise entry_errors.EntryAfterAct(what_zh=first.what.label.zh, what_en=first.what.label.en, at=first.at)


def require_after_acts(case: "RescueCase", act: Act) -> None:
    """The departure is not earlier than what was done with the person. Raises OccurredTooEarly."""
    acts: list[HistoryEntry] = [line for line in case.history if line.what in WITH_THE_PERSON]
    last = max(acts, key=lambda line: line.at, default=None)
    if last is not None:
        label = last.what.label
        act.require_not_before(last.at, Words(f"“{label.zh}”的时间", f"“{label.en}”"))
