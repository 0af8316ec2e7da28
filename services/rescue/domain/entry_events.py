"""What happens to a correction of the time of arrival that waits; members of the union in ``events.py``."""

from dataclasses import dataclass
from typing import ClassVar

from services.rescue.domain.case_event import CaseEvent
from services.rescue.domain.kinds import Happening


@dataclass(frozen=True, kw_only=True)
class EntryEvent(CaseEvent):
    """Something that happened to a correction while it waited; the timeline tells of it, and nobody outside hears."""


@dataclass(frozen=True, kw_only=True)
class EntryCorrectionProposed(EntryEvent):
    WHAT: ClassVar[Happening] = Happening.ENTRY_CORRECTION_PROPOSED


@dataclass(frozen=True, kw_only=True)
class EntryCorrectionDeclined(EntryEvent):
    WHAT: ClassVar[Happening] = Happening.ENTRY_CORRECTION_DECLINED
