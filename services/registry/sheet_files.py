"""Sheets that imports give away: a template to fill in, and the rows to mend with what is wrong beside each."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from services.registry.domain.kinds import SheetFormat
from services.registry.domain.sheet_header import EXAMPLE_ROW, HEADERS, PROBLEM_HEADS
from shared.sheets.cells import SheetCell
from shared.sheets.csv_text import MARK, csv_lines
from shared.sheets.workbook import Book

YES_NO = ("是", "否")


@dataclass(frozen=True)
class SheetFile:
    """A file to take away: its name without the ending, its format, its bytes."""

    name: str
    format: SheetFormat
    content: bytes


def template(form: SheetFormat) -> SheetFile:
    """The columns that the reader knows, and an example row that it leaves out; codes and days are text."""
    heads = [names[0] for names in HEADERS.values()]
    return _file("组织导入模板", form, heads, [[EXAMPLE_ROW.get(field, "") for field in HEADERS]])


def marked_up(
    name: str, form: SheetFormat, language: str, heads: Sequence[str], rows: Sequence[tuple[Sequence[str], str]]
) -> SheetFile:
    """The rows as they were given, each with its problems in the first column, which the reader leaves out."""
    return _file(name, form, [PROBLEM_HEADS[language], *heads], [[problem, *cells] for cells, problem in rows])


def _file(name: str, form: SheetFormat, heads: Sequence[str], rows: Sequence[Sequence[SheetCell]]) -> SheetFile:
    if form is SheetFormat.CSV:
        return SheetFile(name, form, (MARK + csv_lines([heads, *rows], YES_NO)).encode("utf-8"))
    book, made = Book("Sheet1", heads, rows[:50], YES_NO), io.BytesIO()
    book.append(rows)
    book.save(made)
    return SheetFile(name, form, made.getvalue())
