"""How and when somebody came: all that a case needs to be opened."""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum

from services.rescue.domain.answers import utc
from services.rescue.domain.errors import ArrivalInFuture, FoundInFuture, TextMissing
from services.rescue.domain.texts import Text500, Text2000


class Arrival(StrEnum):
    """How the person came (求助方式)."""

    CAME_ALONE = "came_alone"
    POLICE = "police"
    CITIZEN = "citizen"
    CITY_MANAGEMENT = "city_management"
    HOSPITAL = "hospital"
    PATROL = "patrol"
    HOTLINE = "hotline"
    OTHER = "other"


@dataclass(frozen=True)
class Intake:
    """The first lines of the register. ``entered_at`` is None for a person who was only reported so far.

    ``handover_sheet`` is the number of the 公安机关护送流浪乞讨人员交接表 (民发〔2015〕158号 附件1), if any.
    """

    arrival: Arrival
    entered_at: datetime | None = None
    found_at: datetime | None = None
    found_place: Text2000 = ""
    brought_by: Text2000 = ""
    handover_sheet: Text2000 = ""
    circumstances: Text2000 = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "entered_at", utc(self.entered_at))
        object.__setattr__(self, "found_at", utc(self.found_at))

    def require_past(self, at: datetime) -> None:
        """Raise ArrivalInFuture or FoundInFuture when the person is said to have come or been found after ``at``."""
        if self.entered_at is not None and self.entered_at > at:
            raise ArrivalInFuture
        if self.found_at is not None and self.found_at > at:
            raise FoundInFuture

    def differs_in(self, other: "Intake") -> tuple[str, ...]:
        """The names of the fields in which two intakes differ."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name))


@dataclass(frozen=True)
class EntryCorrection:
    """The entry was written down wrong: what stood there, what is true, and how that is known."""

    before: datetime
    after: datetime
    reason: Text500
    at: datetime
    by: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise TextMissing
