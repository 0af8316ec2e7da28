"""What happens to the legal limits of a case; members of the union in ``events.py``."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from services.rescue.domain.case_event import CaseEvent
from services.rescue.domain.kinds import Happening
from services.rescue.domain.search_kinds import HowSettled
from shared.kernel.act import Act


@dataclass(frozen=True, kw_only=True)
class DeadlineSettled:
    """A limit waits for nobody now: its duty was done, it pauses, or it is owed no more. No line of the history.

    It is told, too, of the task to interview again when that pauses (``ability.INTERVIEW_TASK``), and of changing a
    draft that was sent back (``search.NOTICE_TASK``).
    """

    case_id: str
    act: Act
    code: str
    about: str = ""
    how: HowSettled


@dataclass(frozen=True, kw_only=True)
class DeadlineEvent(CaseEvent):
    """Something that time, or doing a duty, did to a deadline; ``about`` tells those of one code apart."""

    case_no: str
    code: str
    about: str = ""
    rule_version: str
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class DeadlineDated(DeadlineEvent):
    """The calendar has been entered, so the end of the limit is known now."""

    WHAT: ClassVar[Happening] = Happening.DEADLINE_DATED


@dataclass(frozen=True, kw_only=True)
class DeadlineDueSoon(DeadlineEvent):
    WHAT: ClassVar[Happening] = Happening.DEADLINE_DUE_SOON


@dataclass(frozen=True, kw_only=True)
class DeadlineMissed(DeadlineEvent):
    WHAT: ClassVar[Happening] = Happening.DEADLINE_MISSED
