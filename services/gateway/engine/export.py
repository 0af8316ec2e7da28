"""A table as a file that people open in a spreadsheet: CSV as it comes, or XLSX; never all rows in memory.

The first rows are read before the answer begins: what refuses them is shown as a page, not as a broken file.
"""

import asyncio
import re
import unicodedata
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from tempfile import SpooledTemporaryFile
from typing import Protocol
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse

from services.gateway.i18n import N_, translations
from shared.sheets.cells import SheetCell
from shared.sheets.writing import csv_pieces, read_pieces, write_book

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BATCH = 500
CHUNK = 64 * 1024
LONGEST_NAME = 100
LONGEST_TITLE = 31
SheetRow = Sequence[SheetCell]


class Exported(Protocol):
    """``name`` is the file's name without its ending; the header and yes/no stand in the reader's language."""

    async def __call__(
        self, name: str, header: Sequence[str], rows: AsyncIterator[SheetRow], language: str = "zh"
    ) -> Response: ...


async def csv_response(
    name: str, header: Sequence[str], rows: AsyncIterator[SheetRow], language: str = "zh"
) -> Response:
    """The table as CSV (RFC 4180, UTF-8 with a mark), sent while the rows come."""
    chunks = _csv(header, rows, _yes_no(language))
    first = await anext(chunks)
    return StreamingResponse(_after(first, chunks), headers=_headers(name, "csv", CSV))


async def xlsx_response(
    name: str, header: Sequence[str], rows: AsyncIterator[SheetRow], language: str = "zh"
) -> Response:
    """The table as XLSX. The whole file is made on disk before the answer begins."""
    file = SpooledTemporaryFile(max_size=CHUNK)  # noqa: SIM115 - closed when it is sent
    try:
        async with aclosing(_batches(rows)) as batches:
            await write_book(file, _title(name), header, batches, _yes_no(language))
        size = await asyncio.to_thread(file.tell)
    except BaseException:
        file.close()
        raise
    return StreamingResponse(
        read_pieces(file, CHUNK), headers={**_headers(name, "xlsx", XLSX), "Content-Length": str(size)}
    )


EXPORTS: Mapping[str, Exported] = {"csv": csv_response, "xlsx": xlsx_response}


async def _csv(header: Sequence[str], rows: AsyncIterator[SheetRow], yes_no: tuple[str, str]) -> AsyncGenerator[bytes]:
    async with (
        aclosing(_batches(rows)) as batches,
        aclosing(csv_pieces(header, batches, yes_no, CHUNK)) as pieces,
    ):
        async for piece in pieces:
            yield piece


async def _batches(rows: AsyncIterator[SheetRow]) -> AsyncGenerator[list[SheetRow]]:
    """Rows by the BATCH; closes them when it ends, however it ends."""
    batch: list[SheetRow] = []
    try:
        async for row in rows:
            batch.append(row)
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch
    finally:
        if isinstance(rows, AsyncGenerator):
            await rows.aclose()


async def _after(first: bytes, rest: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    async with aclosing(rest):
        yield first
        async for chunk in rest:
            yield chunk


def _yes_no(language: str) -> tuple[str, str]:
    say = translations(language).gettext
    return say(N_("是")), say(N_("否"))


def _headers(name: str, ending: str, media_type: str) -> dict[str, str]:
    """The name twice: in ASCII for old programs, and whole (RFC 6266, RFC 8187)."""
    whole = _cleaned(name)[:LONGEST_NAME].strip(" .") or "export"
    latin = unicodedata.normalize("NFKD", whole).encode("ascii", "ignore").decode("ascii")
    plain = _cleaned(latin).replace("%", "_").strip(" ._-") or "export"
    disposition = f"attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{quote(whole, safe='')}.{ending}"
    return {"Content-Type": media_type, "Content-Disposition": disposition}


def _title(name: str) -> str:
    """What a sheet may be called."""
    return _cleaned(name)[:LONGEST_TITLE].strip() or "Sheet1"


def _cleaned(name: str) -> str:
    """Without what neither a file's nor a sheet's name may hold."""
    seen = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    return re.sub(r"[\\/:*?\"<>|\[\]']", "_", seen)
