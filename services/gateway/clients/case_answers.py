"""What rescue answers about one case: its whole file."""

from datetime import datetime
from typing import Any

from services.gateway.clients.notice_answers import Notice
from services.gateway.clients.service import AllowedAction, Answer


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


class Intake(Answer):
    """How and when somebody came."""

    arrival: str
    found_at: datetime | None
    found_place: str
    brought_by: str
    handover_sheet: str
    circumstances: str


class EntryCorrection(Answer):
    """The entry was written down wrong."""

    before: datetime
    after: datetime
    reason: str
    at: datetime
    by: str


class Interview(Answer):
    """One conversation."""

    id: str
    at: datetime
    by: str
    language: str
    ability: str
    interpreter: str
    words_heard: str
    remarks: str


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


class Proposal(Answer):
    """One person of the talent pool, by number."""

    person_id: str
    native_county: str
    dialects: list[str]
    distance_km: float | None
    why: list[str]


class Contact(Answer):
    """One call to a proposed interpreter."""

    person_id: str
    outcome: str
    remarks: str
    at: datetime
    by: str


class InterpreterRequest(Answer):
    """What was asked for; ``proposals`` is None while the answer is awaited."""

    id: str
    clue_id: str
    area: str
    dialect: str | None
    requested_at: datetime
    requested_by: str
    proposals: list[Proposal] | None
    contacts: list[Contact]


class Limit(Answer):
    """One legal limit of the case."""

    code: str
    name_zh: str
    name_en: str
    source: str
    due_at: datetime | None
    state: str
    met_at: datetime | None
    late_reason: str | None
    released_at: datetime | None
    overdue: bool
    calendar_missing: bool

    def name(self, language: str) -> str:
        """What must be done, in the reader's language."""
        return self.name_zh if language == "zh" else self.name_en[:1].upper() + self.name_en[1:]


class Placement(Answer):
    """One stay."""

    place: str
    name: str
    since: datetime
    by: str


class Dna(Answer):
    """The report to the police."""

    office: str
    request_no: str
    at: datetime
    by: str


class HistoryEntry(Answer):
    """One line of the case's timeline."""

    what: str
    at: datetime
    by: str | None
    detail: str | None


class CaseFile(Answer):
    """Everything about one case."""

    id: str
    version: int
    case_no: str
    custody: str
    identity: str
    opened_at: datetime
    opened_by: str
    entered_at: datetime | None
    entry_corrections: list[EntryCorrection]
    departed_at: datetime | None
    departure: str | None
    intake: Intake
    person: Person
    may_be_minor: bool
    ability_improved: bool
    placements: list[Placement]
    interviews: list[Interview]
    clues: list[Clue]
    interpreter_requests: list[InterpreterRequest]
    notices: list[Notice]
    notice_outlived: bool
    dna: Dna | None
    limits: list[Limit]
    timeline: list[HistoryEntry]
    allowed_actions: list[AllowedAction]
