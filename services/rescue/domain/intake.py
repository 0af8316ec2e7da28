"""How and when somebody came: all that a case needs to be opened."""

from dataclasses import dataclass, fields
from datetime import datetime

from services.rescue.domain.errors import ArrivalInFuture, FoundInFuture, TextMissing
from services.rescue.domain.fields import (
    ArrivalBy,
    BroughtBy,
    Circumstances,
    CorrectionReason,
    EnteredAt,
    FoundAt,
    FoundPlace,
    HandoverSheet,
    StateOfCorrection,
)
from services.rescue.domain.intake_errors import FoundAfterArrival
from services.rescue.domain.kinds import CorrectionState
from shared.kernel.clock import utc
from shared.kernel.dual_control import ReviewCode


@dataclass(frozen=True)
class Intake:
    """The first lines of the register. ``entered_at`` is None for a person who was only reported so far.

    ``handover_sheet`` is the number of the 公安机关护送流浪乞讨人员交接表 (民发〔2015〕158号 附件1), if any.
    """

    arrival: ArrivalBy
    entered_at: EnteredAt | None = None
    found_at: FoundAt | None = None
    found_place: FoundPlace = ""
    brought_by: BroughtBy = ""
    handover_sheet: HandoverSheet = ""
    circumstances: Circumstances = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "entered_at", utc(self.entered_at))
        object.__setattr__(self, "found_at", utc(self.found_at))

    def require_past(self, at: datetime) -> None:
        """Raise ArrivalInFuture or FoundInFuture when the person is said to have come or been found after ``at``, and
        FoundAfterArrival when they are said to have come before they were found.
        """
        if self.entered_at is not None and self.entered_at > at:
            raise ArrivalInFuture
        if self.found_at is not None and self.found_at > at:
            raise FoundInFuture
        self.require_found_before(self.entered_at)

    def require_found_before(self, entered_at: datetime | None) -> None:
        """The person was not found after they came. Raises FoundAfterArrival."""
        if self.found_at is not None and entered_at is not None and self.found_at > entered_at:
            raise FoundAfterArrival

    def differs_in(self, other: "Intake") -> tuple[str, ...]:
        """The names of the fields in which two intakes differ."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name))


@dataclass(frozen=True)
class EntryCorrection:
    """The entry was written down wrong: what stood there, what is true, and how that is known.

    One that rewrites what limits were judged by waits for a second person (``entry_change.needs_another``).
    """

    before: datetime
    after: datetime
    reason: CorrectionReason
    at: datetime
    by: str
    state: StateOfCorrection = CorrectionState.DONE
    decided_by: str | None = None
    decided_at: datetime | None = None
    review_code: ReviewCode = ""

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise TextMissing
