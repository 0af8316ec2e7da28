"""Interviews: who spoke with the person, in which language, and how well it went."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from annotated_types import MaxLen

from services.rescue.domain import errors
from services.rescue.domain.clue import ClueNote
from services.rescue.domain.fields import AbilityShown, Companion, Language, Remarks, WordsHeard
from shared.kernel.labels import Label


@dataclass(frozen=True)
class Interview:
    """One conversation, as it was noted."""

    id: str
    at: datetime
    by: str
    language: Language
    ability: AbilityShown
    interpreter: Companion
    words_heard: WordsHeard
    remarks: Remarks


@dataclass(frozen=True)
class InterviewNote:
    """What the interviewer writes down. ``words_heard`` are the person's own words, as heard."""

    language: Language
    ability: AbilityShown
    interpreter: Companion = ""
    words_heard: WordsHeard = ""
    remarks: Remarks = ""
    clues: Annotated[tuple[ClueNote, ...], Label("线索", "Clues"), MaxLen(50)] = ()

    def __post_init__(self) -> None:
        if not self.language.strip():
            raise errors.TextMissing

    def interview(self, interview_id: str, by: str, at: datetime) -> Interview:
        """The interview that is noted here."""
        return Interview(
            interview_id, at, by, self.language, self.ability, self.interpreter, self.words_heard, self.remarks
        )
