"""What happens in printing, in the past tense; all of it stays inside."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PrintRegistered:
    """A paper got its number and check code."""

    printout_id: str
    number: str
    check_code: str
    content_hash: str
    by: str
    at: datetime


@dataclass(frozen=True)
class PaperMade:
    """The paper of a registered print was made, so that somebody may hold it."""

    printout_id: str
    pages: int
    sha256: str
    at: datetime


DomainEvent = PrintRegistered | PaperMade
