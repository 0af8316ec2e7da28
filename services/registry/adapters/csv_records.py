"""The records of a CSV file, such as offices' programs write and people edit by hand."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

MOST_LINES_OF_ONE = 50
"""Most lines that one record may have; what goes on longer began with a stray quotation mark."""


def read_records(text: str) -> Iterator[list[str]]:
    """The records one after the other; separated by commas, tabs or semicolons, whichever the first lines have most of.

    A quotation mark that is never closed, or that swallows lines which are records by themselves, is taken for a
    character like any other: its own line is read as it stands, and no line after it is lost.
    """
    lines = io.StringIO(text, newline=None)
    first = list(islice(lines, 10))
    separator = max(",\t;", key=lambda mark: sum(line.count(mark) for line in first))
    waiting = _Lines(first, lines)
    columns = 0
    while (line := waiting.next()) is not None:
        if '"' not in line:
            fields = line.rstrip("\n").split(separator)
            columns = columns or len(fields)
            yield fields
            continue
        record = [line]
        while _is_open(record) and len(record) < MOST_LINES_OF_ONE and (more := waiting.next()) is not None:
            record.append(more)
        whole = _fields(record, separator)
        if whole is None or any(_is_record(one, separator, columns) for one in record[1:]):
            waiting.put_back(record[1:])
            whole = line.rstrip("\n").split(separator)
        fields = whole
        columns = columns or len(fields)
        yield fields


class _Lines:
    """Lines of which some may be put back."""

    def __init__(self, first: Sequence[str], rest: Iterator[str]) -> None:
        self._first, self._rest = list(reversed(first)), rest

    def next(self) -> str | None:
        return self._first.pop() if self._first else next(self._rest, None)

    def put_back(self, lines: Sequence[str]) -> None:
        self._first += reversed(lines)


def _is_open(record: Sequence[str]) -> bool:
    """Whether a quotation mark of these lines is still without its partner."""
    return sum(line.count('"') for line in record) % 2 == 1


def _fields(record: Sequence[str], separator: str) -> list[str] | None:
    """The fields, or None where the quotation marks do not make one record of these lines."""
    try:
        records = list(csv.reader(record, delimiter=separator, strict=True))
    except csv.Error:
        return None
    return records[0] if len(records) == 1 else None


def _is_record(line: str, separator: str, columns: int) -> bool:
    """Whether a line is a record by itself, with as many columns as the first."""
    return bool(columns) and columns > 1 and line.count(separator) >= columns - 1
