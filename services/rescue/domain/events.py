"""What happens in a case, inside the service. Nothing here leaves it except through outbound.py."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class CaseEvent:
    """Something that happened in a case. WHAT is its word in the case's history; ``by`` is None for the clock."""

    WHAT: ClassVar[str]

    case_id: str
    at: datetime
    by: str | None = None


@dataclass(frozen=True, kw_only=True)
class CaseOpened(CaseEvent):
    WHAT: ClassVar[str] = "case_opened"
    case_no: str


@dataclass(frozen=True, kw_only=True)
class PersonReceived(CaseEvent):
    WHAT: ClassVar[str] = "person_received"


@dataclass(frozen=True, kw_only=True)
class PersonPlaced(CaseEvent):
    WHAT: ClassVar[str] = "person_placed"
    place: str


@dataclass(frozen=True, kw_only=True)
class PersonDeparted(CaseEvent):
    WHAT: ClassVar[str] = "person_departed"
    how: str


@dataclass(frozen=True, kw_only=True)
class PersonDescribed(CaseEvent):
    """``fields`` are the names of what changed, never the values."""

    WHAT: ClassVar[str] = "person_described"
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class IntakeSupplemented(CaseEvent):
    """``fields`` are the names of what changed, never the values."""

    WHAT: ClassVar[str] = "intake_supplemented"
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EntryCorrected(CaseEvent):
    WHAT: ClassVar[str] = "entry_corrected"


@dataclass(frozen=True, kw_only=True)
class IdentityStatedBySelf(CaseEvent):
    WHAT: ClassVar[str] = "identity_stated"


@dataclass(frozen=True, kw_only=True)
class SearchStarted(CaseEvent):
    WHAT: ClassVar[str] = "search_started"


@dataclass(frozen=True, kw_only=True)
class InterviewRecorded(CaseEvent):
    WHAT: ClassVar[str] = "interview_recorded"
    interview_id: str


@dataclass(frozen=True, kw_only=True)
class AbilityImproved(CaseEvent):
    """The person communicates better than before; what could not be asked then should be asked now."""

    WHAT: ClassVar[str] = "ability_improved"
    interview_id: str


@dataclass(frozen=True, kw_only=True)
class ClueChecked(CaseEvent):
    WHAT: ClassVar[str] = "clue_checked"
    clue_id: str


@dataclass(frozen=True, kw_only=True)
class ClueRefuted(CaseEvent):
    WHAT: ClassVar[str] = "clue_refuted"
    clue_id: str


@dataclass(frozen=True, kw_only=True)
class InterpreterRequested(CaseEvent):
    WHAT: ClassVar[str] = "interpreter_requested"
    request_id: str
    area: str
    dialect: str | None
    requested_by: str


@dataclass(frozen=True, kw_only=True)
class InterpretersProposed(CaseEvent):
    WHAT: ClassVar[str] = "interpreters_proposed"
    request_id: str
    count: int


@dataclass(frozen=True, kw_only=True)
class InterpreterContacted(CaseEvent):
    WHAT: ClassVar[str] = "interpreter_contacted"
    request_id: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class NoticeProposed(CaseEvent):
    WHAT: ClassVar[str] = "notice_proposed"
    notice_id: str


@dataclass(frozen=True, kw_only=True)
class NoticePublished(CaseEvent):
    WHAT: ClassVar[str] = "notice_published"
    notice_id: str


@dataclass(frozen=True, kw_only=True)
class NoticeWithdrawn(CaseEvent):
    WHAT: ClassVar[str] = "notice_withdrawn"
    notice_id: str


@dataclass(frozen=True, kw_only=True)
class DnaRequested(CaseEvent):
    WHAT: ClassVar[str] = "dna_requested"


@dataclass(frozen=True, kw_only=True)
class PersonErased(CaseEvent):
    WHAT: ClassVar[str] = "person_erased"
    ground: str


@dataclass(frozen=True, kw_only=True)
class DeadlineEvent(CaseEvent):
    """Something that time, or doing a duty, did to a deadline."""

    case_no: str
    code: str
    rule_version: str
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class DeadlineDated(DeadlineEvent):
    """The calendar has been entered, so the end of the limit is known now."""

    WHAT: ClassVar[str] = "deadline_dated"


@dataclass(frozen=True, kw_only=True)
class DeadlineDueSoon(DeadlineEvent):
    WHAT: ClassVar[str] = "deadline_due_soon"


@dataclass(frozen=True, kw_only=True)
class DeadlineMissed(DeadlineEvent):
    WHAT: ClassVar[str] = "deadline_missed"


DomainEvent = (
    CaseOpened
    | PersonReceived
    | PersonPlaced
    | PersonDeparted
    | PersonDescribed
    | IntakeSupplemented
    | EntryCorrected
    | IdentityStatedBySelf
    | SearchStarted
    | InterviewRecorded
    | AbilityImproved
    | ClueChecked
    | ClueRefuted
    | InterpreterRequested
    | InterpretersProposed
    | InterpreterContacted
    | NoticeProposed
    | NoticePublished
    | NoticeWithdrawn
    | DnaRequested
    | PersonErased
    | DeadlineDated
    | DeadlineDueSoon
    | DeadlineMissed
)
"""Everything that happens in a case; outbound.py decides for each whether others hear of it."""
