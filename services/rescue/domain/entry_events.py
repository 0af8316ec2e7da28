"""What happens to a correction of the time of arrival that waits; members of the union in ``events.py``."""

from dataclasses import dataclass
from typing import ClassVar

from services.rescue.domain.case_event import CaseEvent
from services.rescue.domain.kinds import Happening


@dataclass(frozen=True, kw_only=True)
class EntryCorrectionProposed(CaseEvent):
    """Somebody says that the time of arrival is wrong; a colleague decides."""

    WHAT: ClassVar[Happening] = Happening.ENTRY_CORRECTION_PROPOSED
    case_no: str


@dataclass(frozen=True, kw_only=True)
class EntryCorrectionDeclined(CaseEvent):
    """The time stays as it was written down; ``proposed_by`` took the correction back, or hears of the refusal."""

    WHAT: ClassVar[Happening] = Happening.ENTRY_CORRECTION_DECLINED
    case_no: str
    proposed_by: str
