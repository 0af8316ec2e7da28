"""An export never has all rows in memory, whatever becomes of the file."""

import tracemalloc
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.registry.domain.export import Export
from services.registry.domain.kinds import SheetFormat
from services.registry.export_work import FILE, STEP_ROWS, ExportRun
from shared.jobs.job import Job
from shared.jobs.work import KEPT_FOR
from tests.builders_registry import a_code, in_memory_ports

ROWS = 6_000
MOST = 4 * 1024 * 1024
"""Bytes at a time, of which a piece of the file and its text are most; all rows as cells would be more."""


class Stored:
    """Organisations that are made when they are asked for."""

    async def every(self, _: str, where: dict[str, Any], fields: dict[str, int]) -> list[dict[str, Any]]:
        ids: Sequence[str] = where["_id"]["$in"]
        return [an_organisation(one) for one in ids]


class OnDisk:
    """Papers of which only their sizes stay, but for the rows of one step, which are all alike."""

    def __init__(self) -> None:
        self.sizes: dict[str, int] = {}
        self.rows = b""

    async def keep(self, _: str, name: str, content: bytes, kept_for: timedelta = KEPT_FOR) -> None:
        self.rows, self.sizes[name] = content, len(content)

    async def get(self, _: str, name: str) -> bytes:
        return self.rows

    async def keep_pieces(self, _: str, name: str, pieces: AsyncIterator[bytes], kept_for: timedelta) -> None:
        self.sizes[name] = sum([len(piece) async for piece in pieces])


def an_organisation(number: str) -> dict[str, Any]:
    view = {
        "uscc": a_code(int(number)), "name": f"奉化区示例协会{number}", "former_names": [], "kind": "association",
        "street_code": "330213001", "founded_on": "2017-07-01", "status": "registered", "standing": "clear",
        "open_reasons": 0, "invented": False, "invented_fields": [],
    }  # fmt: skip
    told = {"address": f"锦屏南路{number}号", "supervisor": "奉化区民政局", "legal_representative": "王一"}
    return {"_id": number, "view": view, "state": {"particulars": told}}


@pytest.mark.parametrize("kind", SheetFormat)
async def test_export_of_many_rows_has_few_of_them_in_memory(kind: SheetFormat) -> None:
    papers, asked = OnDisk(), Export({}, kind, with_contacts=True, why="x", language="zh")
    ports = replace(in_memory_ports(), papers=papers)  # type: ignore[arg-type]
    at = datetime(2026, 11, 30, tzinfo=UTC)
    job = Job("j1", "export_organisations", "dengji", at, "c", asked.parameters(at.date()))
    run = ExportRun(job, [str(number) for number in range(ROWS)], ports, Stored())  # type: ignore[arg-type]
    await run.do(0)
    await run.do(run.steps - 1)  # what is imported late is there now
    tracemalloc.start()
    for step in range(run.steps):
        await run.do(step)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert run.steps == ROWS // STEP_ROWS + 1
    assert papers.sizes[FILE] > ROWS * 20
    assert peak < MOST, f"{peak / 1e6:.1f} MB"
