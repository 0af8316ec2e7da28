"""What happens to the requests to police and laboratories; members of the union in ``events.py``."""

from dataclasses import dataclass
from typing import ClassVar

from services.rescue.domain.case_event import CaseEvent
from services.rescue.domain.kinds import Happening
from services.rescue.domain.search_kinds import InquiryKind, ReplyOutcome


@dataclass(frozen=True, kw_only=True)
class InquirySent(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.INQUIRY_SENT
    inquiry_id: str
    kind: InquiryKind


@dataclass(frozen=True, kw_only=True)
class InquiryAnswered(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.INQUIRY_ANSWERED
    inquiry_id: str
    outcome: ReplyOutcome
