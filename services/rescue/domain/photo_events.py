"""What happens to the photographs and recordings of a case; members of the union in ``events.py``."""

from dataclasses import dataclass
from typing import ClassVar

from services.rescue.domain.case_event import CaseEvent
from services.rescue.domain.kinds import Happening


@dataclass(frozen=True, kw_only=True)
class PhotoEvent(CaseEvent):
    """``file_id`` names the file, and nothing that it shows. Nobody outside hears of it."""

    file_id: str


@dataclass(frozen=True, kw_only=True)
class PhotoAdded(PhotoEvent):
    WHAT: ClassVar[Happening] = Happening.PHOTO_ADDED
    shows: str


@dataclass(frozen=True, kw_only=True)
class PhotoRemoved(PhotoEvent):
    WHAT: ClassVar[Happening] = Happening.PHOTO_REMOVED
    shows: str
