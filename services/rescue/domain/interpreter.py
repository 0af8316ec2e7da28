"""Looking for somebody who speaks like the person: area and dialect go out, proposals come back, calls are logged."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from services.rescue.domain import errors
from services.rescue.domain.clue import Clue
from services.rescue.domain.fields import (
    SPEECH_LIMIT,
    Area,
    CallRemarks,
    Dialect,
    Kilometres,
    NativeCounty,
    Outcome,
    WhyProposed,
)
from shared.kernel.act import Evidence


@dataclass(frozen=True)
class Proposal:
    """One person of the talent pool, by number; name and phone stay in the registry."""

    person_id: str
    native_county: NativeCounty
    dialects: tuple[str, ...] = ()
    distance_km: Kilometres | None = None
    why: WhyProposed = ()


@dataclass(frozen=True)
class Contact:
    """One call to a proposed interpreter."""

    person_id: str
    outcome: Outcome
    remarks: CallRemarks
    at: datetime
    by: str
    recorded_at: datetime | None = None
    evidence: Evidence = ""


@dataclass(frozen=True)
class InterpreterRequest:
    """What was asked for, who was proposed (None while the answer is awaited), and who was called."""

    id: str
    clue_id: str
    area: Area
    dialect: Dialect | None
    requested_at: datetime
    requested_by: str
    proposals: tuple[Proposal, ...] | None = None
    proposed_at: datetime | None = None
    contacts: tuple[Contact, ...] = ()

    def awaits(self, area: str, dialect: str | None) -> bool:
        """Whether this very thing was asked for and is still unanswered."""
        return self.proposals is None and (self.area, self.dialect) == (area, dialect)

    def require_heard(self, clue: Clue) -> None:
        """Raise SpeechNotFromClue unless area and dialect are short and every character of them stands in the clue.

        This is the privacy border of the request: nothing that is not in a clue about speech can leave through it.
        """
        said = _letters(clue.note.words + (clue.note.normal_form or ""))
        for text in (self.area, self.dialect):
            if text is None:
                continue
            letters, short = _letters(text), 0 < len(text) <= SPEECH_LIMIT
            if not (clue.tells_speech and short and letters and letters <= said and not any(c.isdigit() for c in text)):
                raise errors.SpeechNotFromClue(limit=SPEECH_LIMIT)


def _letters(text: str) -> set[str]:
    return {c for c in unicodedata.normalize("NFKC", text).lower() if unicodedata.category(c)[0] in "LN"}
