"""What rescue answers about search notices."""

from datetime import date, datetime

from services.gateway.clients.service import Answer


class NoticeText(Answer):
    """What a notice shows."""

    features: str
    contact_phone: str
    shown_name: str
    sex: str
    age: str
    height: str
    speech: str
    clothing: str
    condition: str
    found_on: date | None
    found_place: str


class Notice(Answer):
    """A search notice with its author and approver."""

    id: str
    text: NoticeText
    proposed_at: datetime
    proposed_by: str
    state: str
    published_at: datetime | None
    approved_by: str | None
    withdrawn_at: datetime | None
    withdrawn_by: str | None
