"""Export to CSV and XLSX: what goes in comes out, harmless, complete, under its name, and never all in memory."""

import asyncio
import csv
import gc
import io
import re
import tempfile
import tracemalloc
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime, time
from hashlib import sha512
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.responses import Response, StreamingResponse

from services.gateway.engine import export
from services.gateway.engine.export import BATCH, EXPORTS, XLSX
from shared.sheets.cells import SheetCell, SheetMoney

UNWRITABLE = st.sampled_from("\x00\x0b\x1f\ud800\udfff\ufffe\uffff")
TEXT = st.lists(st.characters() | UNWRITABLE, max_size=30).map("".join)
EVIL = st.builds(
    "{}{}{}".format, st.sampled_from(["", " ", "\t", "\r\n", "\u3000"]), st.sampled_from("=+-@＝＋－＠"), TEXT
)
CELLS = st.one_of(
    TEXT, EVIL, st.integers(), st.booleans(), st.none(), st.builds(SheetMoney, st.integers(-(10**17), 10**17)),
    st.dates(), st.dates(date(1, 1, 2), date(9999, 12, 30)).map(lambda day: datetime.combine(day, time(13, 59), UTC)),
)  # fmt: skip
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.tuples(
        st.lists(TEXT, min_size=width, max_size=width),
        st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6),
    )
)
NOW = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
ALL_KINDS: list[list[SheetCell]] = [
    ["锋之社", "51330213MJ90000146", 42, NOW.date(), NOW, True, SheetMoney(3_000_050)],
    ["=1+1", "007", -7, None, None, False, None],
]  # fmt: skip
HEADER = ["名称", "代码", "数", "日期", "时间", "是否", "金额"]


async def given_rows(rows: Sequence[Sequence[SheetCell]]) -> AsyncIterator[Sequence[SheetCell]]:
    for row in rows:
        yield row


async def content(response: Response) -> bytes:
    assert isinstance(response, StreamingResponse)
    return b"".join([bytes(chunk) async for chunk in response.body_iterator])


async def exported(
    kind: str, header: Sequence[str], rows: Sequence[Sequence[SheetCell]], language: str = "zh"
) -> bytes:
    return await content(await EXPORTS[kind]("x", header, given_rows(rows), language))


async def csv_rows(header: Sequence[str], rows: Sequence[Sequence[SheetCell]], language: str = "zh") -> list[list[str]]:
    text = (await exported("csv", header, rows, language)).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


async def sheet(header: Sequence[str], rows: Sequence[Sequence[SheetCell]], language: str = "zh") -> Any:
    book = openpyxl.load_workbook(io.BytesIO(await exported("xlsx", header, rows, language)))
    return book.worksheets[0]


async def test_csv_says_every_type_as_a_spreadsheet_reads_it() -> None:
    assert await csv_rows(HEADER, ALL_KINDS) == [
        HEADER,
        ["锋之社", "51330213MJ90000146", "42", "2026-11-23", "2026-11-23 09:05:00", "是", "30000.50"],
        ["'=1+1", "007\t", "-7", "", "", "否", ""],
    ]
    assert (await csv_rows(["a"], [[True]], "en"))[1] == ["Yes"]


async def test_xlsx_keeps_every_type() -> None:
    found = await sheet(HEADER, ALL_KINDS)
    cells = [[(str(cell.value), cell.data_type) for cell in row] for row in found.iter_rows()]
    assert [value for value, _ in cells[0]] == HEADER
    assert cells[1] == [
        ("锋之社", "s"), ("51330213MJ90000146", "s"), ("42", "n"), ("2026-11-23 00:00:00", "d"),
        ("2026-11-23 09:05:00", "d"), ("是", "s"), ("30000.5", "n"),
    ]  # fmt: skip
    assert cells[2][:3] == [("=1+1", "s"), ("007", "s"), ("-7", "n")]
    assert [found.cell(2, place).number_format for place in (4, 5, 7)] == [
        "yyyy-mm-dd",
        "yyyy-mm-dd hh:mm:ss",
        "#,##0.00",
    ]
    assert found.cell(3, 1).quotePrefix
    assert found.cell(3, 2).number_format == "@"
    assert found.freeze_panes == "A2"
    assert found.cell(1, 1).font.bold
    assert found.column_dimensions["B"].width > len("51330213MJ90000146")


async def test_number_that_a_spreadsheet_would_round_is_text() -> None:
    rows: list[list[SheetCell]] = [[10**15 - 1], [10**15]]
    assert [row[0] for row in (await csv_rows(["n"], rows))[1:]] == ["999999999999999", "1000000000000000\t"]
    assert [cell.data_type for cell in (await sheet(["n"], rows))["A"][1:]] == ["n", "s"]


async def test_day_before_the_calendar_of_spreadsheets_is_text() -> None:
    rows: list[list[SheetCell]] = [[date(1899, 12, 31)], [date(1949, 10, 1)]]
    assert [(str(cell.value), cell.data_type) for cell in (await sheet(["n"], rows))["A"][1:]] == [
        ("1899-12-31", "s"),
        ("1949-10-01 00:00:00", "d"),
    ]


@settings(max_examples=150, deadline=None)
@given(TABLES)
async def test_no_cell_of_csv_is_a_formula(table: tuple[list[str], list[list[SheetCell]]]) -> None:
    header, rows = table
    found = await csv_rows(header, rows)
    assert len(found) == len(rows) + 1
    for given_row, row in zip([header, *rows], found, strict=True):
        assert len(row) == len(given_row)
        for cell, text in zip(given_row, row, strict=True):
            if isinstance(cell, str):
                assert not re.match(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]", text)


@settings(max_examples=100, deadline=None)
@given(TABLES)
async def test_no_cell_of_xlsx_is_a_formula(table: tuple[list[str], list[list[SheetCell]]]) -> None:
    header, rows = table
    found = await sheet(header, rows)
    assert "f" not in {cell.data_type for row in found.iter_rows() for cell in row}
    for place, row in enumerate([header, *rows], 1):
        for column, cell in enumerate(row, 1):
            if isinstance(cell, str) and cell:
                assert found.cell(place, column).data_type == "s"


@pytest.mark.parametrize("kind", EXPORTS)
@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("组织名录 2026-11-23", "组织名录 2026-11-23"),
        ('a"b\r\nSet-Cookie: x＂/../%00\x00c', "a_bSet-Cookie_ x＂_.._%00c"),
        ("\ud800", "export"),
        ("..", "export"),
    ],
)
async def test_file_is_named_in_chinese_and_safely(kind: str, name: str, whole: str) -> None:
    response = await EXPORTS[kind](name, ["a"], given_rows([]))
    said = response.headers["content-disposition"]
    assert re.fullmatch(r"attachment; filename=\"[\w .-]+\"; filename\*=UTF-8''[A-Za-z0-9%._~-]+", said, re.ASCII)
    assert unquote(said.rpartition("''")[2]) == f"{whole}.{kind}"


async def test_media_types_are_right() -> None:
    assert (await EXPORTS["csv"]("x", ["a"], given_rows([]))).headers["content-type"] == "text/csv; charset=utf-8"
    response = await EXPORTS["xlsx"]("x", ["a"], given_rows([]))
    assert response.headers["content-type"] == XLSX
    assert int(response.headers["content-length"]) == len(await content(response))


class Refused(Exception):
    """What a service says."""


class Rows:
    """Rows that are refused after some; says whether they were closed."""

    def __init__(self, before: int) -> None:
        self.before, self.closed = before, False

    async def __call__(self) -> AsyncIterator[Sequence[SheetCell]]:
        try:
            for number in range(self.before):
                yield [f"row {number}", "x" * 100]
            raise Refused
        finally:
            self.closed = True


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what waits on disk."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("kind", EXPORTS)
@pytest.mark.parametrize("before", [0, BATCH + 10])
async def test_refusal_is_told_before_the_answer_begins(kind: str, before: int, temporary: Path) -> None:
    rows = Rows(before if kind == "xlsx" else min(before, 300))
    with pytest.raises(Refused):
        await EXPORTS[kind]("x", ["a", "b"], rows())
    assert rows.closed
    await _nothing_left(temporary)


async def test_refusal_in_the_middle_of_csv_breaks_the_file_off() -> None:
    rows = Rows(5 * BATCH)
    response = await EXPORTS["csv"]("x", ["a", "b"], rows())
    with pytest.raises(Refused):
        await content(response)
    assert rows.closed


@pytest.mark.parametrize("kind", EXPORTS)
async def test_reader_who_leaves_leaves_nothing_behind(kind: str, temporary: Path) -> None:
    closed = []

    async def rows() -> AsyncIterator[Sequence[SheetCell]]:
        try:
            for number in range(4 * BATCH):
                yield ["y" * 90, number]
        finally:
            closed.append(True)

    response = await EXPORTS[kind]("x", ["a", "b"], rows())
    assert isinstance(response, StreamingResponse)
    body: Any = response.body_iterator
    await anext(body)
    await body.aclose()
    assert closed
    await _nothing_left(temporary)


async def test_cancelled_export_leaves_nothing_behind(temporary: Path) -> None:
    began = asyncio.Event()

    async def endless() -> AsyncIterator[Sequence[SheetCell]]:
        while True:
            yield ["a" * 50]
            began.set()

    task = asyncio.ensure_future(EXPORTS["xlsx"]("x", ["a"], endless()))
    await began.wait()
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await _nothing_left(temporary)


def listed(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def _nothing_left(folder: Path) -> None:
    for _ in range(200):
        if not listed(folder):
            return
        await asyncio.sleep(0.05)
    assert listed(folder) == []


@pytest.mark.parametrize("kind", EXPORTS)
async def test_memory_does_not_grow_with_the_rows(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "BATCH", 50)

    async def many(count: int) -> AsyncIterator[Sequence[SheetCell]]:
        for number in range(count):
            yield [
                f"资2026-{number}",
                number,
                SheetMoney(number),
                "".join(sha512(b"%d %d" % (number, n)).hexdigest() for n in range(6)),
            ]

    async def peak(count: int) -> int:
        gc.collect()
        tracemalloc.start()
        response = await EXPORTS[kind]("x", HEADER[:4], many(count))
        assert isinstance(response, StreamingResponse)
        async for _ in response.body_iterator:
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    await peak(10)
    few, lots = await peak(200), await peak(2000)
    assert lots < few + 400_000
