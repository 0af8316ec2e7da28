"""All that rescue needs from outside, besides the time and the actor that come with each cause."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.rescue.domain.case import RescueCase
from services.rescue.domain.search_keys import Key
from shared.clock.deadlines import Clocks
from shared.kernel.calendar import EnteredYear
from shared.kernel.cause import Actor, Cause
from shared.kernel.clock import Clock
from shared.kernel.repository import Repository


class CaseNumbers(Protocol):
    """Gives out case numbers (救2026-0117)."""

    async def issue(self, cause: Cause) -> str:
        """The next number of the year in which the cause falls in China; the same again for a repeated cause."""


class BlindIndex(Protocol):
    """Turns search keys into tokens that tell nothing without the key file."""

    def token(self, key: Key) -> str:
        """The keyed hash of the key."""


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


class Pronunciation(Protocol):
    """Knows how names sound."""

    def readings(self, han: str) -> list[list[str]]:
        """The readings of a Han text in toneless pinyin syllables, ü written v, the commonest first; they are few."""


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
