"""All that rescue needs from outside, besides the time and the actor that come with each cause."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.rescue.domain.case import RescueCase
from services.rescue.domain.search_keys import Key
from services.rescue.domain.ward_report import WardReport
from shared.clock.deadlines import Clocks
from shared.kernel.calendar import EnteredYear
from shared.kernel.cause import Actor, Cause
from shared.kernel.clock import Clock
from shared.kernel.files import FileRef
from shared.kernel.repository import Repository
from shared.reference.places import Places


class CaseNumbers(Protocol):
    """Gives out case numbers (救2026-0117)."""

    async def issue(self, cause: Cause) -> str:
        """The next number of the year in which the cause falls in China; the same again for a repeated cause."""


class BlindIndex(Protocol):
    """Turns search keys into tokens that tell nothing without the key file."""

    @property
    def mark(self) -> str:
        """Tells by which key file tokens are made now."""

    def token(self, key: Key) -> str:
        """The keyed hash of the key."""

    def tokens(self, key: Key) -> list[str]:
        """All keyed hashes by which the key may be stored, the present one first: more than one during a rotation."""


class Keys(Protocol):
    """Holds the key that each case is sealed with."""

    async def erase(self, case_id: str) -> bool:
        """Destroy the key: what was sealed with it can never be read again. Says whether there was one."""


class AccessLog(Protocol):
    """Keeps who looked at, or erased, what of whom."""

    async def read(self, actor: Actor, subject: str, what: str, why: str) -> datetime:
        """Note it, and say when. What cannot be noted may not be shown."""


class CalendarYears(Protocol):
    """Keeps the years of the working calendar that operators entered, each entry with who entered it and when."""

    async def enter(self, entry_id: str, entered: EnteredYear) -> bool:
        """Keep an entry; False for an id that was entered before."""

    async def entries(self) -> list[EnteredYear]:
        """All entries, the oldest first; the latest of a year holds."""


class ToldWords(Protocol):
    """Keeps the words of public notices that others were told."""

    async def forget(self, case_id: str, notice_no: str, event_id: str) -> None:
        """Forget those of a notice, which the event ``event_id`` took down. Raises Unavailable while it is early."""


class Files(Protocol):
    """Keeps the content of files, sealed with the key of their case."""

    async def taken(self, case_id: str, use: str, file_ids: Sequence[str], actor: Actor) -> tuple[FileRef, ...]:
        """What the case keeps of files that were uploaded to it for this use. Raises FileNotThere or FileOutlived."""

    async def keep(self, case_id: str, refs: Sequence[FileRef]) -> None:
        """Note that the case has taken them."""

    async def remove(self, case_id: str, file_id: str) -> None:
        """Delete one; nothing where it is gone already."""

    async def erase(self, case_id: str) -> int:
        """Delete all files of the case; says how many there were."""


class Pronunciation(Protocol):
    """Knows how names sound."""

    def readings(self, han: str) -> list[list[str]]:
        """The readings of a Han text in toneless pinyin syllables, ü written v, the commonest first; they are few."""


class Beds(Protocol):
    """Knows who of the station's people lies in which hospital bed."""

    async def case_in(self, ward: str, bed: str) -> str | None:
        """The case of the only person known to lie in this bed of ``institution/ward``; None for all else."""


@dataclass(frozen=True)
class Ports:
    """What handlers, reactions and queries may use."""

    cases: Repository[RescueCase]
    keys: Keys
    access_log: AccessLog
    numbers: CaseNumbers
    clocks: Clocks
    clock: Clock
    blind: BlindIndex
    pronunciation: Pronunciation
    calendar_years: CalendarYears
    files: Files
    beds: Beds
    ward_reports: Repository[WardReport]
    told_words: ToldWords
    places: Callable[[], Places]
    """All places of the reference data; they come into memory when they are first asked for."""
    calendar_package: str | None = None
    """The version of the package that the working calendar is from; None for a file of the operators' own."""
