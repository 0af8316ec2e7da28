"""Reads the files that people upload: CSV as offices' programs write it, and XLSX."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date

from services.registry.domain.sheet import MAX_BYTES, Cell
from services.registry.domain.sheet_errors import FileTooLarge, FileUnreadable

MAX_UNPACKED = 100 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 60
_ENCODINGS = ("utf-8-sig", "gb18030")


class Spreadsheets:
    """CSV in UTF-8 (with or without mark) or GB18030, with commas, tabs or semicolons; XLSX, its first sheet."""

    def read(self, file_name: str, content: bytes) -> Sequence[Sequence[Cell]]:
        """The cells row by row. Raises FileUnreadable, or FileTooLarge past MAX_BYTES or MAX_ROWS."""
        if len(content) > MAX_BYTES:
            raise _too_large()
        is_xlsx = content[:4] == b"PK\x03\x04"
        rows = _xlsx(content) if is_xlsx else _csv(content, file_name)
        if len(rows) > MAX_ROWS:
            raise _too_large()
        return rows


def _too_large() -> FileTooLarge:
    return FileTooLarge(megabytes=MAX_BYTES // 1024 // 1024, rows=MAX_ROWS)


def _csv(content: bytes, file_name: str) -> list[list[Cell]]:
    if not file_name.lower().endswith((".csv", ".txt", ".tsv")) or b"\x00" in content:
        raise FileUnreadable
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        lines = text.splitlines()[:10]
        separator = max(",\t;", key=lambda mark: sum(line.count(mark) for line in lines))
        try:
            return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
        except csv.Error:
            raise FileUnreadable from None
    raise FileUnreadable


def _xlsx(content: bytes) -> list[list[Cell]]:
    """Imports its package late: 18 MB and a tenth of a second that only XLSX needs."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED:
                raise _too_large()
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True)
        return [[_cell(value) for value in row] for row in rows]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, IndexError, ValueError, OSError, SyntaxError):
        raise FileUnreadable from None


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float | date):
        return value
    return str(value)
