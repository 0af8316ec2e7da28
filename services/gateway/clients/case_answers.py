"""What rescue answers about one case, as far as pages written by hand need it."""

from datetime import datetime
from typing import Any

from services.gateway.clients.service import Answer


class Known(Answer):
    """A value, or the code of why it is unknown."""

    value: Any = None
    unknown: str | None = None


class Person(Answer):
    """What is known of a person."""

    temporary_label: str | None
    name: Known
    other_names: list[dict[str, Any]]
    id_number: Known
    phone: Known
    sex: Known
    age: Known
    height_cm: Known
    home: Known
    ethnicity: Known
    marks: list[dict[str, Any]]
    features: str
    clothing: str
    belongings: str
    health: str


class ClueNote(Answer):
    """A clue as it was said."""

    kind: str
    words: str
    normal_form: str | None


class Clue(Answer):
    """A clue and what became of it."""

    id: str
    interview_id: str
    note: ClueNote
    recorded_at: datetime
    recorded_by: str
    state: str
    finding: str | None
    checked_at: datetime | None
    checked_by: str | None


class HistoryEntry(Answer):
    """One line of the case's timeline."""

    what: str
    at: datetime
    by: str | None
    detail: str | None


class CaseFile(Answer):
    """Of a case what the pages written by hand need: who it is, the clues, and who changed what last."""

    id: str
    version: int
    case_no: str
    shown_name: str | None
    label: str | None
    person: Person
    clues: list[Clue]
    timeline: list[HistoryEntry]
