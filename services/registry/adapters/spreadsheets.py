"""Reads the files that people upload: CSV as offices' programs write it, and XLSX."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date

from services.registry.adapters.csv_records import read_records
from services.registry.adapters.sheet_process import in_a_process
from services.registry.domain.cells import Cell
from services.registry.domain.sheet import MAX_BYTES
from services.registry.domain.sheet_errors import FileTooLarge, FileUnreadable

MAX_UNPACKED = 40 * 1024 * 1024
"""The largest book in bytes when unpacked: five times one with MAX_ROWS rows of long names."""
MAX_ROWS = 20_000
"""Most rows that say anything."""
MOST_BLANK = 1_100_000
"""Most empty rows one after the other: more than a whole sheet of a spreadsheet program has."""
MAX_COLUMNS = 60
_ENCODINGS = ("utf-8-sig", "gb18030")
_EMPTY_FILL = re.compile(rb"<((?:[A-Za-z]+:)?)fill\s*(?:/>|>\s*</\1fill>)")


class Spreadsheets:
    """CSV in UTF-8 (with or without mark) or GB18030, with commas, tabs or semicolons; XLSX, its first sheet."""

    def read(self, file_name: str, content: bytes) -> Sequence[Sequence[Cell]]:
        """The cells row by row, read in a process of its own, which may neither grow nor last without bounds.

        Raises FileUnreadable, FileTooLarge past MAX_BYTES or MAX_ROWS, or SheetTooDemanding.
        """
        if len(content) > MAX_BYTES:
            raise _too_large()
        return in_a_process(file_name, content)


def read_cells(file_name: str, content: bytes) -> list[list[Cell]]:
    """The cells row by row. Raises FileUnreadable, or FileTooLarge past MAX_ROWS."""
    is_xlsx = content[:4] == b"PK\x03\x04"
    return _xlsx(content) if is_xlsx else _csv(content, file_name)


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
        return _numbered(read_records(text))
    raise FileUnreadable


def _numbered(rows: Iterable[Sequence[Cell]]) -> list[list[Cell]]:
    """The rows up to the last that says anything, each in its place. Raises FileTooLarge past MAX_ROWS that do.

    Programs write rows that only carry a border, up to a million of them; those cost nothing here.
    """
    kept: list[list[Cell]] = []
    empty: list[Cell] = []
    said = blank = 0
    for row in rows:
        if not any(value not in (None, "") for value in row[:MAX_COLUMNS]):
            blank += 1
            if blank > MOST_BLANK:
                raise _too_large()
            continue
        said += 1
        if said > MAX_ROWS:
            raise _too_large()
        kept += [empty] * blank
        kept.append(_until_last(row[:MAX_COLUMNS]))
        blank = 0
    return kept


def _until_last(row: Sequence[Cell]) -> list[Cell]:
    """The cells up to the last one that says anything."""
    last = max(place for place, value in enumerate(row, start=1) if value not in (None, ""))
    return list(row[:last])


def _xlsx(content: bytes) -> list[list[Cell]]:
    """Imports its package late: 18 MB and a tenth of a second that only XLSX needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED:
                raise _too_large()
        try:
            return _sheet(content)
        except TypeError:  # a style without its content, as other programs than Excel write it
            return _sheet(_with_whole_fills(content))
    except (FileTooLarge, MemoryError):
        raise
    except Exception:  # noqa: BLE001  (whatever the packages make of a damaged or foreign file, it cannot be read)
        raise FileUnreadable from None


def _sheet(content: bytes) -> list[list[Cell]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)
    return _numbered([_cell(value) for value in row] for row in rows)


def _with_whole_fills(content: bytes) -> bytes:
    """The same book, with a pattern in each ``<fill/>`` of its styles."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for part in package.infolist():
            data = package.read(part)
            if part.filename == "xl/styles.xml":
                data = _EMPTY_FILL.sub(rb"<\1fill><\1patternFill/></\1fill>", data)
            whole.writestr(part.filename, data)
    return made.getvalue()


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float | date):
        return value
    return str(value)
