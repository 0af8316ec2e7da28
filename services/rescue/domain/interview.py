"""Interviews: who spoke with the person, in which language, and how well it went."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from annotated_types import MaxLen

from services.rescue.domain import errors
from services.rescue.domain.clue import ClueNote
from services.rescue.domain.fields import AbilityShown, Companion, Language, Remarks, WordsHeard
from shared.kernel.act import Act, Evidence
from shared.kernel.labels import Label

HeardClues = Annotated[tuple[ClueNote, ...], Label("线索", "Clues"), MaxLen(50)]


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
    recorded_at: datetime | None = None
    evidence: Evidence = ""


@dataclass(frozen=True)
class InterviewNote:
    """What the interviewer writes down. ``words_heard`` are the person's own words, as heard."""

    language: Language
    ability: AbilityShown
    interpreter: Companion = ""
    words_heard: WordsHeard = ""
    remarks: Remarks = ""
    clues: HeardClues = ()

    def __post_init__(self) -> None:
        if not self.language.strip():
            raise errors.TextMissing

    def interview(self, interview_id: str, act: Act) -> Interview:
        """The interview that is noted here."""
        return Interview(
            id=interview_id,
            at=act.occurred_at,
            by=act.by,
            language=self.language,
            ability=self.ability,
            interpreter=self.interpreter,
            words_heard=self.words_heard,
            remarks=self.remarks,
            recorded_at=act.recorded_at,
            evidence=act.evidence,
        )
