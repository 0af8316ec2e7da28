"""What happens in a case, inside the service. Nothing here leaves it except through outbound.py."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from services.rescue.domain.case_event import CaseEvent
from services.rescue.domain.entry_events import EntryCorrectionDeclined, EntryCorrectionProposed
from services.rescue.domain.erasure_events import ErasureDeclined, ErasureProposed, PersonErased
from services.rescue.domain.inquiry_events import InquiryAnswered, InquirySent
from services.rescue.domain.kinds import Happening
from services.rescue.domain.limit_events import DeadlineDated, DeadlineDueSoon, DeadlineMissed, DeadlineSettled
from services.rescue.domain.photo_events import PhotoAdded, PhotoRemoved
from services.rescue.domain.public_events import NoticeMadePublic, NoticeTakenDown
from services.rescue.domain.search_kinds import CheckOutcome, PublicationChannel
from services.rescue.domain.ward_events import WardReported, WardReportSettled


@dataclass(frozen=True, kw_only=True)
class CaseOpened(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.CASE_OPENED
    case_no: str


@dataclass(frozen=True, kw_only=True)
class CaseHandedOver(CaseEvent):
    """``responsible`` and ``before`` are user names; ``before`` is None where nobody was known to be responsible."""

    WHAT: ClassVar[Happening] = Happening.CASE_HANDED_OVER
    case_no: str
    responsible: str
    before: str | None


@dataclass(frozen=True, kw_only=True)
class PersonReceived(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.PERSON_RECEIVED


@dataclass(frozen=True, kw_only=True)
class PersonPlaced(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.PERSON_PLACED
    place: str


@dataclass(frozen=True, kw_only=True)
class PersonDeparted(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.PERSON_DEPARTED
    how: str


@dataclass(frozen=True, kw_only=True)
class DepartureCorrectionProposed(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.DEPARTURE_CORRECTION_PROPOSED
    case_no: str


@dataclass(frozen=True, kw_only=True)
class DepartureCorrectionDeclined(CaseEvent):
    """``proposed_by`` is who proposed it."""

    WHAT: ClassVar[Happening] = Happening.DEPARTURE_CORRECTION_DECLINED
    case_no: str
    proposed_by: str


@dataclass(frozen=True, kw_only=True)
class DepartureCorrected(CaseEvent):
    """What was recorded of the departure is not true; the person is where they were before."""

    WHAT: ClassVar[Happening] = Happening.DEPARTURE_CORRECTED
    case_no: str
    how: str
    proposed_by: str


@dataclass(frozen=True, kw_only=True)
class FieldsChanged(CaseEvent):
    """``fields`` are the names of what changed, never the values."""

    fields: tuple[str, ...]

    @property
    def concerns(self) -> tuple[str, ...]:
        return self.fields


@dataclass(frozen=True, kw_only=True)
class PersonDescribed(FieldsChanged):
    WHAT: ClassVar[Happening] = Happening.PERSON_DESCRIBED


@dataclass(frozen=True, kw_only=True)
class IntakeSupplemented(FieldsChanged):
    WHAT: ClassVar[Happening] = Happening.INTAKE_SUPPLEMENTED


@dataclass(frozen=True, kw_only=True)
class EntryCorrected(CaseEvent):
    """The person came at another time; ``proposed_by`` where a colleague had to decide, None where nobody had."""

    WHAT: ClassVar[Happening] = Happening.ENTRY_CORRECTED
    case_no: str
    proposed_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class IdentityStatedBySelf(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.IDENTITY_STATED


@dataclass(frozen=True, kw_only=True)
class SearchStarted(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.SEARCH_STARTED


@dataclass(frozen=True, kw_only=True)
class InterviewRecorded(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.INTERVIEW_RECORDED
    interview_id: str


@dataclass(frozen=True, kw_only=True)
class AbilityReported(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.ABILITY_REPORTED


@dataclass(frozen=True, kw_only=True)
class AbilityImproved(CaseEvent):
    """Better speech than before; ``asked``: it opened the task to interview again, of ``responsible`` (a user name)."""

    WHAT: ClassVar[Happening] = Happening.ABILITY_IMPROVED
    case_no: str
    responsible: str | None
    asked: bool


@dataclass(frozen=True, kw_only=True)
class InterviewTaskSettled(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.INTERVIEW_TASK_SETTLED


@dataclass(frozen=True, kw_only=True)
class ClueChecked(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.CLUE_CHECKED
    clue_id: str


@dataclass(frozen=True, kw_only=True)
class ClueRefuted(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.CLUE_REFUTED
    clue_id: str


@dataclass(frozen=True, kw_only=True)
class InterpreterRequested(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.INTERPRETER_REQUESTED
    case_no: str
    request_id: str
    area: str
    dialect: str | None
    requested_by: str


@dataclass(frozen=True, kw_only=True)
class InterpretersProposed(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.INTERPRETERS_PROPOSED
    request_id: str
    count: int


@dataclass(frozen=True, kw_only=True)
class InterpreterContacted(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.INTERPRETER_CONTACTED
    request_id: str
    person_id: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class IdentityChecked(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.IDENTITY_CHECKED
    outcome: CheckOutcome
    proposed_by: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NoticeEvent(CaseEvent):
    """Something that happened to a notice of a member of staff; ``due_at`` is the end of its limit."""

    case_no: str
    notice_id: str
    author: str
    due_at: datetime | None = None

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.notice_id,)


@dataclass(frozen=True, kw_only=True)
class NoticeProposed(NoticeEvent):
    WHAT: ClassVar[Happening] = Happening.NOTICE_PROPOSED


@dataclass(frozen=True, kw_only=True)
class NoticeApproved(NoticeEvent):
    WHAT: ClassVar[Happening] = Happening.NOTICE_APPROVED
    proposed_by: str


@dataclass(frozen=True, kw_only=True)
class NoticeReturned(NoticeEvent):
    WHAT: ClassVar[Happening] = Happening.NOTICE_RETURNED


@dataclass(frozen=True, kw_only=True)
class NoticePublished(NoticeEvent):
    WHAT: ClassVar[Happening] = Happening.NOTICE_PUBLISHED
    channel: PublicationChannel


@dataclass(frozen=True, kw_only=True)
class NoticeWithdrawn(NoticeEvent):
    WHAT: ClassVar[Happening] = Happening.NOTICE_WITHDRAWN


@dataclass(frozen=True, kw_only=True)
class DutyRecorded(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.DUTY_RECORDED
    code: str


DomainEvent = (
    CaseOpened
    | CaseHandedOver
    | PersonReceived
    | PersonPlaced
    | PersonDeparted
    | DepartureCorrectionProposed
    | DepartureCorrectionDeclined
    | DepartureCorrected
    | PersonDescribed
    | IntakeSupplemented
    | EntryCorrected
    | EntryCorrectionProposed
    | EntryCorrectionDeclined
    | IdentityStatedBySelf
    | SearchStarted
    | InterviewRecorded
    | AbilityReported
    | AbilityImproved
    | InterviewTaskSettled
    | ClueChecked
    | ClueRefuted
    | InterpreterRequested
    | InterpretersProposed
    | InterpreterContacted
    | NoticeProposed
    | NoticeApproved
    | NoticeReturned
    | NoticePublished
    | NoticeWithdrawn
    | IdentityChecked
    | InquirySent
    | InquiryAnswered
    | DutyRecorded
    | PhotoAdded
    | PhotoRemoved
    | DeadlineSettled
    | ErasureProposed
    | ErasureDeclined
    | PersonErased
    | DeadlineDated
    | DeadlineDueSoon
    | DeadlineMissed
    | NoticeMadePublic
    | NoticeTakenDown
    | WardReported
    | WardReportSettled
)
"""Everything that happens in a case and to reports of wards; outbound.py decides whether others hear of it."""
