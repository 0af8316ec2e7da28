"""Exporting the register as a job: planned once, read in steps, written as one file at the end, never all in memory.

The plan holds which organisations fit, in their order, when the job begins. Each step reads some of them as they stand
then and keeps their rows; the last makes the file of all rows, one batch at a time.
"""

from collections.abc import AsyncIterator, Sequence
from tempfile import SpooledTemporaryFile

from pydantic import TypeAdapter

from services.registry.domain.export import FILE_KEPT_FOR, NAMES, Export
from services.registry.domain.kinds import SheetFormat
from services.registry.export_rows import FIELDS, ExportRow, columns_of, export_row
from services.registry.ports import Ports
from services.registry.queries.organisation_list import OrganisationFilter, fitting, order_of
from shared.jobs.errors import JobBroke
from shared.jobs.job import Job
from shared.kernel.cause import Actor
from shared.sheets.cells import SheetCell
from shared.sheets.writing import csv_pieces, read_pieces, write_book
from shared.storage.reading import Reader

FILE, PLAN = "file", "plan"
STEP_ROWS = 500
"""How many organisations one step reads: some tens of milliseconds."""
PIECE = 1024 * 1024
"""Bytes of the file that are in memory at a time."""
YES_NO = {"zh": ("是", "否"), "en": ("Yes", "No")}

_ROWS = TypeAdapter(list[ExportRow])


class ExportWork:
    """Takes up jobs that export the register."""

    def __init__(self, ports: Ports, reader: Reader) -> None:
        self._ports, self._reader = ports, reader

    async def __call__(self, job: Job) -> "ExportRun":
        """The run of this job."""
        papers = self._ports.papers
        kept = await papers.get(job.id, PLAN)
        if kept is None:
            wanted = OrganisationFilter.model_validate(Export.of(job.parameters).wanted)
            where, _, _ = await fitting(self._reader, self._ports.readings, Actor(job.by), wanted)
            ids = await self._reader.ids("organisations", where, order_of(wanted))
            await papers.keep(job.id, PLAN, "\n".join(ids).encode(), FILE_KEPT_FOR)
            kept = await papers.get(job.id, PLAN)
        if kept is None:
            raise JobBroke
        return ExportRun(job, kept.decode().split(), self._ports, self._reader)


class ExportRun:
    """One export under way. ``steps`` and ``total`` follow from the plan alone."""

    def __init__(self, job: Job, ids: Sequence[str], ports: Ports, reader: Reader) -> None:
        self._job, self._ids, self._ports, self._reader = job, ids, ports, reader
        self._asked = Export.of(job.parameters)
        self._parts = -(-len(ids) // STEP_ROWS)

    @property
    def steps(self) -> int:
        """Every so many rows, and the file."""
        return self._parts + 1

    @property
    def total(self) -> int:
        """The organisations that fitted at the beginning."""
        return len(self._ids)

    async def do(self, step: int) -> int:
        """Read some rows and keep them, or at the end make the file. Raises Unavailable."""
        if step == self._parts:
            made = _file(self._asked, self._header(), self._cells())
            await self._ports.papers.keep_pieces(self._job.id, FILE, made, FILE_KEPT_FOR)
            return self.total
        ids = self._ids[step * STEP_ROWS : (step + 1) * STEP_ROWS]
        found = await self._reader.every("organisations", {"_id": {"$in": list(ids)}}, fields=FIELDS)
        by_id = {one["_id"]: one for one in found}
        named, places = self._asked.with_contacts, self._ports.places
        rows = [export_row(by_id[one], places, named) for one in ids if one in by_id]
        await self._ports.papers.keep(self._job.id, _part(step), _ROWS.dump_json(rows), FILE_KEPT_FOR)
        return min(self.total, (step + 1) * STEP_ROWS)

    async def end(self, *, whole: bool) -> str:
        """The name of the file's paper; of an export that was stopped there is none."""
        return FILE if whole else ""

    def _header(self) -> list[str]:
        return [label.of(self._asked.language) for label, _ in columns_of(self._asked.with_contacts)]

    async def _cells(self) -> AsyncIterator[list[list[SheetCell]]]:
        """The rows of each step as cells. Raises JobBroke where those of one are gone."""
        columns, language = columns_of(self._asked.with_contacts), self._asked.language
        for step in range(self._parts):
            kept = await self._ports.papers.get(self._job.id, _part(step))
            if kept is None:
                raise JobBroke
            yield [[cell(row, language) for _, cell in columns] for row in _ROWS.validate_json(kept)]


Batches = AsyncIterator[list[list[SheetCell]]]


def _part(step: int) -> str:
    return f"part {step:06}"


async def _file(asked: Export, header: list[str], batches: Batches) -> AsyncIterator[bytes]:
    """The file in pieces; a workbook is made on disk first."""
    yes_no = YES_NO[asked.language]
    if asked.format is SheetFormat.CSV:
        async for piece in csv_pieces(header, batches, yes_no, PIECE // 2):
            yield piece
        return
    with SpooledTemporaryFile(max_size=PIECE) as file:
        await write_book(file, NAMES[asked.language], header, batches, yes_no)
        async for piece in read_pieces(file, PIECE):
            yield piece
