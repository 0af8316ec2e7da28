"""Clues: what somebody without identity said or knew, in their own words, and what became of each."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.rescue.domain import errors
from services.rescue.domain.texts import Text500


class ClueKind(StrEnum):
    DIALECT = "dialect"
    AREA_WORD = "area_word"
    PLACE = "place"
    PERSON_NAME = "person_name"
    SCHOOL = "school"
    WORK = "work"
    FOOD = "food"
    FESTIVAL = "festival"
    CROP = "crop"
    TERRAIN = "terrain"
    WEATHER = "weather"
    SONG = "song"
    GESTURE = "gesture"
    CUSTOM = "custom"
    ROUTE = "route"
    OTHER = "other"


SPEECH = frozenset({ClueKind.DIALECT, ClueKind.AREA_WORD, ClueKind.PLACE})
"""Kinds that may say where somebody's speech is from; area and dialect of a request come from these alone."""


class ClueState(StrEnum):
    OPEN = "open"
    USED = "used"
    REFUTED = "refuted"


@dataclass(frozen=True)
class ClueNote:
    """A clue as it is written down: the raw words, and what they are taken to mean."""

    kind: ClueKind
    words: Text500
    normal_form: Text500 | None = None

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise errors.TextMissing


@dataclass(frozen=True)
class Clue:
    """One clue with its life: open, then used or refuted with the finding. Refuted ones are kept and remembered."""

    id: str
    interview_id: str
    note: ClueNote
    recorded_at: datetime
    recorded_by: str
    state: ClueState = ClueState.OPEN
    finding: Text500 | None = None
    checked_at: datetime | None = None
    checked_by: str | None = None

    @property
    def tells_speech(self) -> bool:
        """Whether an interpreter may be looked for by it."""
        return self.note.kind in SPEECH and self.state is not ClueState.REFUTED

    def checked(self, state: ClueState, finding: str | None, by: str, at: datetime) -> "Clue":
        """The clue after somebody looked into it. Raises ClueIsRefuted, and ClueIsChecked when used twice."""
        if self.state is ClueState.REFUTED:
            raise errors.ClueIsRefuted
        if self.state is state:
            raise errors.ClueIsChecked
        return replace(self, state=state, finding=finding, checked_at=at, checked_by=by)
