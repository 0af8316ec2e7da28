"""Rescue in memory: its App over fakes, for tests of commands and reactions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from services.rescue.adapters.blind_index import HmacBlindIndex
from services.rescue.adapters.case_numbers import case_number
from services.rescue.adapters.pronunciation import Pypinyin
from services.rescue.app import App
from services.rescue.domain.case import RescueCase
from services.rescue.domain.errors import CaseNotFound
from services.rescue.outbound import outbound
from services.rescue.ports import Ports
from shared.kernel.calendar import EnteredYear, local_date
from shared.kernel.cause import Actor, Cause
from shared.kernel.clock import FixedClock
from shared.storage.reading import Reader
from tests.builders_rescue import CLOCKS, ENTERED, CaseBuilder, a_cause
from tests.fakes import InMemoryRepository


class KeysInMemory:
    """Which cases' keys were destroyed; ``breaks`` stops the service just before, once."""

    def __init__(self) -> None:
        self.destroyed: list[str] = []
        self.breaks = False

    async def erase(self, case_id: str) -> bool:
        """Destroy the key."""
        if self.breaks:
            self.breaks = False
            raise ConnectionError
        self.destroyed.append(case_id)
        return self.destroyed.count(case_id) == 1


class AccessLogInMemory:
    """What was noted of whom: actor, subject, what, why."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, str, str, str]] = []

    async def read(self, actor: Actor, subject: str, what: str, why: str) -> datetime:
        """Note it."""
        self.entries.append((actor.id, subject, what, why))
        return ENTERED


class NumbersInMemory:
    """Case numbers from 1 in each year, the same again for a repeated cause."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self._last: dict[int, int] = {}

    async def issue(self, cause: Cause) -> str:
        """The number for this cause."""
        if cause.id not in self._given:
            year = local_date(cause.at).year
            self._last[year] = self._last.get(year, 0) + 1
            self._given[cause.id] = case_number(year, self._last[year])
        return self._given[cause.id]


class YearsInMemory:
    """Entered years, each id once."""

    def __init__(self) -> None:
        self.kept: dict[str, EnteredYear] = {}

    async def enter(self, entry_id: str, entered: EnteredYear) -> bool:
        """Keep an entry."""
        fresh = entry_id not in self.kept
        self.kept.setdefault(entry_id, replace(entered, id=entry_id))
        return fresh

    async def entries(self) -> list[EnteredYear]:
        """All entries."""
        return list(self.kept.values())


@dataclass
class Rescue:
    """Rescue in memory: its app, and the repository behind it."""

    app: App
    cases: InMemoryRepository[RescueCase]
    keys: KeysInMemory
    access_log: AccessLogInMemory
    years: YearsInMemory

    async def with_case(self, builder: CaseBuilder) -> Rescue:
        """Store this case."""
        await self.cases.create(builder.build(), a_cause("stored"))
        return self

    async def case(self) -> RescueCase:
        """The stored case."""
        return await self.cases.get("case-1")


def rescue_in_memory(reader: Reader | None = None) -> Rescue:
    """Rescue with its repository in memory; queries need a real reader."""
    cases = InMemoryRepository(
        RescueCase, partial(outbound, rules=CLOCKS.rules), service="rescue", not_found=CaseNotFound
    )
    keys, log = KeysInMemory(), AccessLogInMemory()
    years, blind = YearsInMemory(), HmacBlindIndex(b"k" * 32)
    ports = Ports(cases, keys, log, NumbersInMemory(), CLOCKS, FixedClock(ENTERED), blind, Pypinyin(), years)
    return Rescue(App(ports, reader), cases, keys, log, years)  # type: ignore[arg-type]
