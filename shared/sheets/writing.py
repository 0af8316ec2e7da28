"""Tables written while their rows come, one batch after the other; what takes time is done in threads."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from typing import IO

from shared.sheets.cells import SheetCell
from shared.sheets.csv_text import MARK, csv_lines
from shared.sheets.workbook import Book

Batch = Sequence[Sequence[SheetCell]]


async def csv_pieces(
    header: Sequence[str], batches: AsyncIterator[Batch], yes_no: tuple[str, str], letters: int
) -> AsyncGenerator[bytes]:
    """The table as CSV (UTF-8 with a mark), in pieces of at least so many letters but for the last."""
    waiting = MARK + csv_lines([header], yes_no)
    async for batch in batches:
        waiting += await asyncio.to_thread(csv_lines, batch, yes_no)
        if len(waiting) >= letters:
            yield waiting.encode("utf-8")
            waiting = ""
    yield waiting.encode("utf-8")


async def write_book(
    file: IO[bytes], title: str, header: Sequence[str], batches: AsyncIterator[Batch], yes_no: tuple[str, str]
) -> None:
    """Fill and save a workbook; what waits on disk goes when that fails. Raises OSError where there is no room."""
    first: Batch = await anext(batches, [])
    book = await asyncio.to_thread(Book, title, header, first, yes_no)
    try:
        await asyncio.to_thread(book.append, first)
        async for batch in batches:
            await asyncio.to_thread(book.append, batch)
        await asyncio.to_thread(book.save, file)
    except BaseException:
        asyncio.get_running_loop().run_in_executor(None, book.drop)
        raise


async def read_pieces(file: IO[bytes], size: int) -> AsyncGenerator[bytes]:
    """A file that was written, from its beginning, so many bytes at a time; it is closed in the end."""
    with file:
        await asyncio.to_thread(file.seek, 0)
        while piece := await asyncio.to_thread(file.read, size):
            yield piece
