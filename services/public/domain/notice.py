"""A search notice (寻亲公告) as the public reads it; once withdrawn, nothing of it is left but its number."""

from dataclasses import dataclass
from datetime import date, datetime

from services.public.domain.events import NoticeGone, NoticeShown
from shared.kernel.aggregate import Aggregate


@dataclass(frozen=True)
class NoticeText:
    """The published words, field by field, exactly as they were published; a field that was left empty is empty."""

    features: str
    contact_phone: str
    shown_name: str = ""
    sex: str = ""
    age: str = ""
    height: str = ""
    speech: str = ""
    clothing: str = ""
    condition: str = ""
    found_on: date | None = None
    found_place: str = ""


@dataclass
class PublicNotice(Aggregate):
    """One notice by its public number. ``text`` is None once it was withdrawn, which is for good.

    ``published_at`` is since when it stood here, ``changed_at`` when what people read here changed last.
    """

    id: str
    text: NoticeText | None = None
    published_at: datetime | None = None
    changed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    replaced_by: str | None = None

    @property
    def is_public(self) -> bool:
        """Whether its words may be read."""
        return self.text is not None

    def show(self, text: NoticeText, published_at: datetime, updated_at: datetime) -> None:
        """Let everybody read it. What was withdrawn stays withdrawn, whatever comes late.

        A text without features, which every notice has, was taken out of the publisher's log since: nothing to show.
        """
        if self.withdrawn_at is not None or not text.features:
            return
        self.text, self.published_at, self.changed_at = text, published_at, updated_at
        self.record(NoticeShown(self.id, updated_at))

    def withdraw(self, replaced_by: str | None, at: datetime) -> None:
        """Keep that it was withdrawn, since when, and what stands in its place; forget its words at once.

        Basis: 《个人信息保护法》 第四十七条 (the purpose was reached, or can be reached no more).
        """
        if self.withdrawn_at is not None:
            return
        self.text, self.withdrawn_at, self.changed_at, self.replaced_by = None, at, at, replaced_by
        self.record(NoticeGone(self.id, at))
