"""Rescue in memory: its App over fakes, for tests of commands and reactions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from unittest.mock import MagicMock

from services.rescue.adapters.blind_index import HmacBlindIndex
from services.rescue.adapters.case_numbers import case_number
from services.rescue.adapters.pronunciation import Pypinyin
from services.rescue.app import App
from services.rescue.domain.beds import bed_key, ward_parts
from services.rescue.domain.case import RescueCase
from services.rescue.domain.errors import CaseNotFound
from services.rescue.domain.ward_errors import WardReportNotFound
from services.rescue.domain.ward_report import WardReport
from services.rescue.outbound import outbound
from services.rescue.ports import Ports
from shared.kernel.calendar import EnteredYear, local_date
from shared.kernel.cause import Actor, Cause
from shared.kernel.clock import FixedClock
from shared.reference.reference import Reference
from shared.storage.reading import Reader
from tests.builders_rescue import CLOCKS, ENTERED, CaseBuilder, a_cause
from tests.fakes import InMemoryRepository
from tests.files_in_memory import FilesInMemory


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


class ToldWordsInMemory:
    """Remembers which notices it was to forget, of which case, by which event."""

    def __init__(self) -> None:
        self.forgotten: list[tuple[str, str, str]] = []

    async def forget(self, case_id: str, notice_no: str, event_id: str) -> None:
        self.forgotten.append((case_id, notice_no, event_id))


class BedsInMemory:
    """Who lies in which bed, by the cases of a repository in memory."""

    def __init__(self, cases: InMemoryRepository[RescueCase]) -> None:
        self._cases = cases

    async def case_in(self, ward: str, bed: str) -> str | None:
        """The case of the only person known to lie there."""
        key = bed_key(*ward_parts(ward), bed)
        found = [one.id for one in await self._cases.all() if key and one.custody.hospital_bed == key]
        return found[0] if len(found) == 1 else None


REFERENCE = Reference.open(("places", "names"))
"""What came with the product."""


@dataclass
class Rescue:
    """Rescue in memory: its app, and the repository behind it."""

    app: App
    ports: Ports
    cases: InMemoryRepository[RescueCase]
    keys: KeysInMemory
    access_log: AccessLogInMemory
    years: YearsInMemory
    files: FilesInMemory
    ward_reports: InMemoryRepository[WardReport]
    told_words: ToldWordsInMemory

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
    files = FilesInMemory()
    years, blind = YearsInMemory(), HmacBlindIndex(b"k" * 32)
    sent = partial(outbound, rules=CLOCKS.rules)
    wards = InMemoryRepository(WardReport, sent, service="rescue", not_found=WardReportNotFound)
    clock, beds, numbers, told = FixedClock(ENTERED), BedsInMemory(cases), NumbersInMemory(), ToldWordsInMemory()
    ports = Ports(
        cases,
        keys,
        log,
        numbers,
        CLOCKS,
        clock,
        blind,
        Pypinyin(),
        years,
        files,
        beds,
        wards,
        told,
        lambda: REFERENCE.places,
    )
    app = App(ports, reader, MagicMock(), MagicMock())  # type: ignore[arg-type]
    return Rescue(app, ports, cases, keys, log, years, files, wards, told)
