"""What happens on the public site; all of it stays inside, and none of it repeats a word of a notice."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class NoticeShown:
    """A search notice can be read, or was published once more."""

    notice_no: str
    at: datetime


@dataclass(frozen=True)
class NoticeGone:
    """A search notice was withdrawn; its words are kept no more."""

    notice_no: str
    at: datetime


@dataclass(frozen=True)
class ProfileShown:
    """The public facts of an organisation can be read as they are now."""

    organisation_id: str
    at: datetime


DomainEvent = NoticeShown | NoticeGone | ProfileShown
