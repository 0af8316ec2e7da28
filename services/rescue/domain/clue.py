"""Clues: what somebody without identity said or knew, in their own words, and what became of each."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.rescue.domain import errors
from services.rescue.domain.fields import (
    ClueMeaning,
    ClueWords,
    Finding,
    KindOfClue,
    RecordedAt,
    RecordedBy,
    StateOfClue,
)
from services.rescue.domain.kinds import ClueKind, ClueState
from shared.kernel.act import Act

SPEECH = frozenset({ClueKind.DIALECT, ClueKind.AREA_WORD, ClueKind.PLACE})
"""Kinds that may say where somebody's speech is from; area and dialect of a request come from these alone."""


@dataclass(frozen=True)
class ClueNote:
    """A clue as it is written down: the raw words, and what they are taken to mean."""

    kind: KindOfClue
    words: ClueWords
    normal_form: ClueMeaning | None = None

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise errors.TextMissing


@dataclass(frozen=True)
class Clue:
    """One clue with its life: open, then used or refuted with the finding. Refuted ones are kept and remembered."""

    id: str
    interview_id: str
    note: ClueNote
    recorded_at: RecordedAt
    recorded_by: RecordedBy
    state: StateOfClue = ClueState.OPEN
    finding: Finding | None = None
    checked_at: datetime | None = None
    checked_by: str | None = None

    @property
    def tells_speech(self) -> bool:
        """Whether an interpreter may be looked for by it."""
        return self.note.kind in SPEECH and self.state is not ClueState.REFUTED

    def require_unrefuted(self) -> None:
        """Nobody found it wrong; one that was used may still be. Raises ClueIsRefuted."""
        if self.state is ClueState.REFUTED:
            raise errors.ClueIsRefuted

    def require_unchecked(self) -> None:
        """Nobody looked into it yet. Raises ClueIsRefuted or ClueIsChecked."""
        self.require_unrefuted()
        if self.state is ClueState.USED:
            raise errors.ClueIsChecked

    def checked(self, state: ClueState, finding: str | None, act: Act) -> "Clue":
        """The clue after somebody looked into it."""
        return replace(self, state=state, finding=finding, checked_at=act.recorded_at, checked_by=act.by)
