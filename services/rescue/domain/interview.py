"""Interviews: who spoke with the person, in which language, and how well it went."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from annotated_types import MaxLen

from services.rescue.domain import errors
from services.rescue.domain.clue import ClueNote
from services.rescue.domain.texts import Text4000


class Ability(StrEnum):
    """How the person could communicate, from not at all to freely."""

    NONE = "none"
    GESTURES = "gestures"
    FEW_WORDS = "few_words"
    SENTENCES = "sentences"
    FREELY = "freely"

    @property
    def rank(self) -> int:
        """0 for not at all, 4 for freely."""
        return list(Ability).index(self)


@dataclass(frozen=True)
class Interview:
    """One conversation, as it was noted."""

    id: str
    at: datetime
    by: str
    language: str
    ability: Ability
    interpreter: str
    words_heard: str
    remarks: str


@dataclass(frozen=True)
class InterviewNote:
    """What the interviewer writes down. ``words_heard`` are the person's own words, as heard."""

    language: Text4000
    ability: Ability
    interpreter: Text4000 = ""
    words_heard: Text4000 = ""
    remarks: Text4000 = ""
    clues: Annotated[tuple[ClueNote, ...], MaxLen(50)] = ()

    def __post_init__(self) -> None:
        if not self.language.strip():
            raise errors.TextMissing

    def interview(self, interview_id: str, by: str, at: datetime) -> Interview:
        """The interview that is noted here."""
        return Interview(
            interview_id, at, by, self.language, self.ability, self.interpreter, self.words_heard, self.remarks
        )
