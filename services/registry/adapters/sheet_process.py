"""Has a sheet read in a process of its own: whatever a file does to its reader happens there."""

import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path, PurePath

import structlog

from services.registry.domain.cells import Cell
from services.registry.domain.sheet_errors import FileTooLarge, FileUnreadable, SheetTooDemanding
from shared.kernel.errors import DomainError

WALL_S = 60.0
MOST_OF_A_CELL = 1_000
"""Letters of one cell that are passed on; no field takes a fifth of them."""
MOST_TOLD = 32 * 1024 * 1024
"""Bytes of all rows together: a sheet of 20,000 rows of long names has a third of them."""
_ROOT = Path(__file__).resolve().parents[3]
_REFUSALS = {error.slug: error for error in (FileUnreadable, FileTooLarge, SheetTooDemanding)}
log = structlog.get_logger()


def in_a_process(file_name: str, content: bytes) -> list[list[Cell]]:
    """The cells row by row. Raises what the file is refused for, or SheetTooDemanding."""
    try:
        ended = subprocess.run(  # noqa: S603  (our own module; of the name only its ending is passed on)
            [sys.executable, "-m", "services.registry.adapters.sheet_worker", PurePath(file_name).suffix[:8]],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_S,
            cwd=_ROOT,
            env={"PYTHONPATH": str(_ROOT), "LC_ALL": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        log.warning("sheet.took_too_long", bytes=len(content))
        raise SheetTooDemanding from None
    if ended.returncode != 0:
        log.warning("sheet.reader_ended", bytes=len(content), code=ended.returncode)
        raise SheetTooDemanding
    return list(_rows(ended.stdout))


def _rows(told: bytes) -> Iterator[list[Cell]]:
    """The rows one after the other: a line each. Raises what the file is refused for."""
    for line in io.BytesIO(told):
        row = json.loads(line)
        if isinstance(row, dict):
            raise _REFUSALS[row["refused"]](**row["params"])
        yield [_opened(cell) for cell in row]


def told_of(rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The rows as the process says them, a line each. Raises SheetTooDemanding past MOST_TOLD bytes.

    A cell is cut where it is longer than any field by far: it is told as too long all the same.
    """
    told = 0
    for row in rows:
        cut = [cell[:MOST_OF_A_CELL] if isinstance(cell, str) else cell for cell in row]
        line = json.dumps(cut, default=_day).encode() + b"\n"
        told += len(line)
        if told > MOST_TOLD:
            raise SheetTooDemanding
        yield line


def refusal_of(error: DomainError) -> bytes:
    """A refusal as the process says it."""
    return json.dumps({"refused": error.slug, "params": error.params}).encode()


def _day(value: object) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    raise TypeError(type(value).__name__)


def _opened(cell: object) -> Cell:
    match cell:
        case {"time": str(text)}:
            return datetime.fromisoformat(text)
        case {"day": str(text)}:
            return date.fromisoformat(text)
        case str() | int() | float() | None:
            return cell
        case _:
            raise FileUnreadable
