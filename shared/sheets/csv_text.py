"""A table as CSV (RFC 4180), line by line: no spreadsheet calculates what it says, or takes a code for a number."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from shared.sheets.cells import MOST_DIGITS, SheetCell, SheetMoney, is_formula, is_like_a_number, local, writable, yuan

MARK = "\ufeff"
"""By this mark Excel knows that a CSV file is UTF-8."""


def csv_lines(rows: Iterable[Sequence[SheetCell]], yes_no: tuple[str, str]) -> str:
    """The lines of these rows; ``yes_no`` are the words for what is true and what is not."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([_plain(cell, yes_no) for cell in row] for row in rows)
    return buffer.getvalue()


def _plain(cell: SheetCell, yes_no: tuple[str, str]) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return yes_no[0 if cell else 1]
        case int():
            return str(cell) if len(str(abs(cell))) <= MOST_DIGITS else f"{cell}\t"
        case str():
            return _text(cell)
        case SheetMoney():
            return yuan(cell)
        case datetime():
            return local(cell).isoformat(" ")
        case date():
            return cell.isoformat()


def _text(text: str) -> str:
    """A text that no spreadsheet calculates, and none takes for a number: the tab behind a code is not seen."""
    text = writable(text)
    if is_formula(text):
        return f"'{text}"
    return f"{text}\t" if is_like_a_number(text) else text
