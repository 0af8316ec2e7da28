"""What rescue answers about search notices."""

from datetime import date, datetime

from services.gateway.clients.service import AllowedAction, Answer


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
    allowed_actions: list[AllowedAction]

    def allows(self, name: str) -> bool:
        """Whether this command may be given on it now."""
        return any(action.name == name and action.allowed for action in self.allowed_actions)
