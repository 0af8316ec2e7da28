"""Writes a table as XLSX row by row; rows wait on disk, not in memory, until the file is saved."""

import io
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from threading import Lock
from typing import IO, TYPE_CHECKING

from shared.sheets.cells import (
    MOST_DIGITS,
    SheetCell,
    SheetMoney,
    is_formula,
    is_like_a_number,
    local,
    writable,
    yuan,
)
from shared.sheets.widths import width_em

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as Written

FIRST_DAY = date(1900, 3, 1)
"""Before this day programs disagree about the calendar (they count a 29 February 1900); such days are given as text."""
DAY, MOMENT, MONEY, TEXT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "#,##0.00", "@"
NARROWEST, WIDEST = 10.0, 60.0
"""Widths of columns in letters."""


class _Nowhere(io.RawIOBase):
    """Takes what nobody wants."""

    def writable(self) -> bool:
        return True

    def write(self, given: object, /) -> int:
        return len(memoryview(given))  # type: ignore[arg-type]


class Book:
    """One sheet with a bold first line that stays in sight. Methods may be called from other threads.

    Imports its package late: 15 MB and a third of a second that only XLSX needs.
    """

    def __init__(
        self, title: str, header: Sequence[str], first: Sequence[Sequence[SheetCell]], yes_no: tuple[str, str]
    ):
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        self._lock = Lock()
        self._cell, self._yes_no = WriteOnlyCell, yes_no
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet(title)
        self._sheet.freeze_panes = "A2"
        for place, title in enumerate(header):
            column = [title, *(self._shown(row[place]) for row in first if place < len(row))]
            letters = 2 * max(width_em(text) for text in column) + 2
            self._sheet.column_dimensions[get_column_letter(place + 1)].width = min(WIDEST, max(NARROWEST, letters))
        titles = [self._text(title) for title in header]
        for one in titles:
            one.font = Font(bold=True)
        self._sheet.append(titles)

    def append(self, rows: Sequence[Sequence[SheetCell]]) -> None:
        """Write rows."""
        with self._lock:
            for row in rows:
                self._sheet.append([self._written(cell) for cell in row])

    def save(self, file: IO[bytes]) -> None:
        """Finish the file; nothing can be written afterwards. Raises OSError where there is no room."""
        with self._lock:
            self._book.save(file)

    def drop(self) -> None:
        """Give up: only saving takes away what waits on disk."""
        with self._lock, suppress(OSError):
            if not self._sheet.closed:
                self._book.save(_Nowhere())

    def _shown(self, cell: SheetCell) -> str:
        """About as many letters as the cell shows."""
        if isinstance(cell, SheetMoney):
            return f"{cell.fen / 100:,.2f}"
        return str(local(cell)) if isinstance(cell, datetime) else self._yes_no[0] if cell is True else str(cell or "")

    def _written(self, cell: SheetCell) -> "Written | int | None":
        match cell:
            case None | "":
                return None
            case bool():
                return self._text(self._yes_no[0 if cell else 1])
            case int():
                return cell if len(str(abs(cell))) <= MOST_DIGITS else self._text(str(cell))
            case str():
                return self._text(cell)
            case SheetMoney():
                return self._formatted(Decimal(yuan(cell)), MONEY)
            case datetime():
                moment = local(cell)
                return self._formatted(moment, MOMENT) if moment.date() >= FIRST_DAY else self._text(str(moment))
        return self._formatted(cell, DAY) if cell >= FIRST_DAY else self._text(cell.isoformat())

    def _text(self, text: str) -> "Written":
        """A text that stays one, also when somebody edits the cell; never a formula."""
        made = self._cell(self._sheet, writable(text))
        made.data_type = "s"
        if is_formula(text):
            made.quotePrefix = True
        elif is_like_a_number(text):
            made.number_format = TEXT
        return made

    def _formatted(self, value: date | Decimal, form: str) -> "Written":
        made = self._cell(self._sheet, value)  # type: ignore[arg-type]
        made.number_format = form
        return made
