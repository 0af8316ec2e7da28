"""What registry answers: organisations, imports, choices for forms, people of the talent pool."""

from datetime import date, datetime
from typing import Any

from services.gateway.clients.service import AllowedAction, Answer


class OrganisationLine(Answer):
    """One organisation in a list."""

    id: str
    uscc: str
    name: str
    kind: str
    street: str
    founded_on: date
    status: str
    standing: str
    open_reasons: int
    invented: bool


class OrganisationList(Answer):
    """One page of organisations."""

    items: list[OrganisationLine]
    next_cursor: str | None
    total: int
    allowed_actions: tuple[AllowedAction, ...] = ()


class Reason(Answer):
    """One reason on the list of abnormal activity."""

    id: str
    code: str
    year: int | None
    note: str
    decision_no: str
    open: bool
    listed_at: datetime
    listed_by: str
    cleared_at: datetime | None
    cleared_by: str | None
    clearing_note: str
    allowed_actions: tuple[AllowedAction, ...] = ()

    @property
    def may_be_cleared(self) -> bool:
        """Whether the reader may clear it now."""
        return any(action.allowed for action in self.allowed_actions if action.name == "clear_abnormal_reason")


class Correction(Answer):
    """One correction of the particulars."""

    fields: list[str]
    before: dict[str, Any]
    reason: str
    by: str
    at: datetime


class OrganisationEvent(Answer):
    """One entry of the timeline."""

    what: str
    at: datetime
    by: str | None
    decision_no: str = ""
    until: date | None = None
    code: str | None = None
    note: str = ""


class Organisation(Answer):
    """One organisation's page."""

    id: str
    version: int
    uscc: str
    name: str
    kind: str
    street_code: str
    street: str
    address: str
    supervisor: str
    legal_representative: str
    founded_on: date
    status: str
    standing: str
    open_reasons: int
    suspended_until: date | None
    reasons: list[Reason]
    corrections: list[Correction]
    timeline: list[OrganisationEvent]
    invented: bool
    allowed_actions: list[AllowedAction]


class Choice(Answer):
    """A code with its words."""

    code: str
    zh: str
    en: str


class Reference(Answer):
    """What forms choose from."""

    streets: list[Choice]
    dialects: list[Choice]


class RowProblem(Answer):
    """What is wrong in one cell of an imported file."""

    row: int
    column: str
    slug: str
    zh: str
    en: str


class ImportLine(Answer):
    """One import and its figures."""

    id: str
    file_name: str
    dry_run: bool
    update_existing: bool
    rows: int
    created: int
    updated: int
    unchanged: int
    failed: int
    by: str
    at: datetime
    finished_at: datetime | None = None


class ImportResult(ImportLine):
    """One import with all that was wrong in its file."""

    problems: list[RowProblem]


class Statistics(Answer):
    """How many organisations there are; those that ended are counted apart."""

    total: int
    by_kind: dict[str, int]
    by_status: dict[str, int]
    by_standing: dict[str, int]


class Talent(Answer):
    """One person of the talent pool; of one who has left (``in_pool`` false) nothing but the id is known."""

    id: str
    display_name: str
    skills: list[str]
    dialects: list[str]
    native_code: str
    native_county: str
    availability: str
    in_pool: bool
    invented: bool


class TalentList(Answer):
    """One page of the talent pool."""

    items: list[Talent]
    next_cursor: str | None
    total: int
    allowed_actions: tuple[AllowedAction, ...] = ()


class TalentPage(Talent):
    """One person's page; the phone number is masked unless ``phone_shown``."""

    version: int
    phone: str
    phone_shown: bool
    dialect_group: str | None
    note: str
    added_at: datetime
    withdrawn_at: datetime | None
    allowed_actions: list[AllowedAction]


class PlaceChoice(Answer):
    """A place somebody may have grown up in."""

    code: str
    full_name: str
