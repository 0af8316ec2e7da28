"""What rescue answers in lists: cases, alike cases, the due list."""

from datetime import datetime

from services.gateway.clients.service import Answer


class CaseLine(Answer):
    """One case in a list, masked."""

    id: str
    case_no: str
    custody: str
    erased: bool
    opened_at: datetime
    shown_name: str | None
    label: str | None
    sex: str | None
    age_low: int | None
    age_high: int | None


class CaseList(Answer):
    """One page of cases."""

    items: list[CaseLine]
    total: int


class LikenessReason(Answer):
    """Why a case came up."""

    zh: str
    en: str


class AlikeCase(Answer):
    """A case that may be the same person."""

    case: CaseLine
    score: float
    reasons: list[LikenessReason]


class AlikeCases(Answer):
    """The most alike cases first."""

    items: list[AlikeCase]
    total: int


class DueLine(Answer):
    """One limit of one case in the due list."""

    case_id: str
    case_no: str
    shown_name: str | None
    label: str | None
    code: str
    name_zh: str
    name_en: str
    source: str
    due_at: datetime | None
    overdue: bool
    calendar_missing: bool


class DueList(Answer):
    """Every limit whose duty is still to be done."""

    items: list[DueLine]
    total: int
    overdue: int
