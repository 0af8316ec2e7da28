"""All that printing needs from outside, besides the time and the actor that come with each cause."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.printing.domain.kinds import Language, PrintKind
from services.printing.domain.printed import Printout
from services.printing.domain.sheet import Sheet
from shared.kernel.cause import Cause
from shared.kernel.repository import Repository


@dataclass(frozen=True)
class Job:
    """What a press is given: the sheet, and what is printed beside it. The same job makes the same bytes."""

    kind: PrintKind
    language: Language
    sheet: Sheet
    number: str
    check_code: str
    at: datetime


@dataclass(frozen=True)
class MadePaper:
    """A paper: the bytes of its PDF, and how many pages it has."""

    pdf: bytes
    pages: int


class Press(Protocol):
    """Makes papers, each within bounded seconds, memory and pages."""

    async def start(self) -> None:
        """Begin, with the service."""

    async def stop(self) -> None:
        """End whatever still runs, with the service."""

    async def paper(self, job: Job) -> MadePaper:
        """The paper. Raises TooManyPages, TooSlow, PressStopped or PressBusy."""


class Numbers(Protocol):
    """Gives numbers such as 付2026-0001, counted in each year by kind."""

    async def issue(self, kind: PrintKind, cause: Cause) -> str:
        """The number for this cause; the same when it is repeated."""


class Secret(Protocol):
    """The secret that check codes are made with: made once for an installation, kept with its records."""

    async def value(self) -> bytes:
        """The secret, 32 bytes."""


@dataclass(frozen=True)
class Ports:
    """What handlers and queries may use."""

    prints: Repository[Printout]
    numbers: Numbers
    secret: Secret
    press: Press
