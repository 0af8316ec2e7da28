"""The record of one print: number, kind, subject, fingerprint of the content, by whom and when; never the content."""

from dataclasses import dataclass
from datetime import datetime

from services.printing.domain.check_code import check_code, content_hash
from services.printing.domain.errors import ContentDiffers
from services.printing.domain.events import PaperMade, PrintRegistered
from services.printing.domain.kinds import Language, PrintKind, SubjectKind
from services.printing.domain.sheet import Sheet
from shared.kernel.aggregate import Aggregate


@dataclass(frozen=True)
class Subject:
    """What a paper is about, by an id that tells nothing about a person."""

    kind: SubjectKind
    id: str
    part: str = ""


@dataclass(frozen=True)
class Paper:
    """The paper as it was made: how many pages, and the SHA-256 of its bytes."""

    pages: int
    sha256: str
    at: datetime


@dataclass
class Printout(Aggregate):
    """One print. Without ``paper`` its number was given, but no paper was made under it."""

    id: str
    number: str
    kind: PrintKind
    language: Language
    subject: Subject
    content_hash: str
    check_code: str
    by: str
    at: datetime
    paper: Paper | None = None

    @classmethod
    def register(
        cls,
        printout_id: str,
        number: str,
        kind: PrintKind,
        language: Language,
        subject: Subject,
        sheet: Sheet,
        secret: bytes,
        by: str,
        at: datetime,
    ) -> "Printout":
        """A print with its check code. Raises TooMuchText."""
        sheet.require_printable()
        fingerprint = fingerprint_of(sheet, kind, language, secret)
        code = check_code(secret, number, fingerprint)
        made = cls(printout_id, number, kind, language, subject, fingerprint, code, by, at)
        made.record(PrintRegistered(printout_id, number, code, fingerprint, by, at))
        return made

    def require_content(self, sheet: Sheet, secret: bytes) -> None:
        """Raise ContentDiffers for other content than this number was given for."""
        if fingerprint_of(sheet, self.kind, self.language, secret) != self.content_hash:
            raise ContentDiffers

    def note_paper(self, pages: int, sha256: str, at: datetime) -> None:
        """The paper was made; made again, it is the same."""
        if self.paper is None:
            self.paper = Paper(pages, sha256, at)
            self.record(PaperMade(self.id, pages, sha256, at))


def fingerprint_of(sheet: Sheet, kind: PrintKind, language: Language, secret: bytes) -> str:
    """The fingerprint of a sheet printed as this kind in this language."""
    return content_hash(secret, f"{kind.value}\n{language.value}\n".encode() + sheet.canonical())
