"""Reading the files that people upload."""

import contextlib
import io
import re
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import psutil
import pytest

from services.registry.adapters import spreadsheets
from services.registry.adapters.spreadsheets import Spreadsheets, read_cells
from services.registry.domain.sheet import Reading, read_sheet
from services.registry.domain.sheet_errors import (
    ColumnsMissing,
    FileTooLarge,
    FileUnreadable,
    SheetEmpty,
    SheetTooDemanding,
)
from tests.builders_registry import HEADER, PLACES, a_code, a_csv, a_row, particulars


def xlsx(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_the_encodings_of_offices_is_read(encoding: str) -> None:
    cells = Spreadsheets().read("名册.CSV", a_csv(a_row(1), encoding=encoding))
    assert cells[0][0] == "统一社会信用代码"
    assert read_sheet(cells, PLACES, date(2026, 3, 2)).drafts[0].particulars.name == "奉化区示例协会1"


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv_with_other_separators_is_read(separator: str) -> None:
    content = a_csv(a_row(1)).decode().replace(",", separator).encode()
    assert len(Spreadsheets().read("a.csv", content)[1]) == len(HEADER.split(","))


def test_csv_with_quoted_commas_and_line_breaks_is_read() -> None:
    content = '名称,住所\n"甲,乙","一楼\n二楼"\n'.encode()
    assert Spreadsheets().read("a.csv", content)[1] == ["甲,乙", "一楼\n二楼"]


def test_xlsx_with_a_title_and_real_dates_is_read() -> None:
    row = [a_code(1), "奉化区示例协会1", "社会团体", "锦屏街道", "锦屏街道锦屏南路1号", "奉化区民政局", "王一"]
    content = xlsx(["名册"], list(HEADER.split(",")), [*row, datetime(2017, 7, 1)])  # noqa: DTZ001
    reading = read_sheet(Spreadsheets().read("名册.xlsx", content), PLACES, date(2026, 3, 2))
    assert reading.problems == ()
    assert reading.drafts[0].particulars == particulars(1)


def test_xlsx_is_known_by_its_content_whatever_it_is_called() -> None:
    assert Spreadsheets().read("a.csv", xlsx(["甲", 1, 2.5, True, None]))[0][:4] == ["甲", 1, 2.5, True]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("a.xlsx", b"PK\x03\x04broken"),
        ("a.csv", b"\xff\xfe\x00a"),
        ("a.csv", b"\x81\x20\xff"),
        ("a.xls", b"\xd0\xcf\x11\xe0"),
    ],
)
def test_what_is_no_sheet_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(FileUnreadable):
        Spreadsheets().read(name, content)


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MAX_ROWS", 2)
    with pytest.raises(FileTooLarge):
        read_cells("a.csv", b"a\nb\nc\n")
    with pytest.raises(FileTooLarge):
        read_cells("a.xlsx", xlsx(["a"], ["b"], ["c"]))
    monkeypatch.setattr(spreadsheets, "MAX_UNPACKED", 100)
    with pytest.raises(FileTooLarge):
        read_cells("a.xlsx", xlsx(["a"]))
    monkeypatch.setattr(spreadsheets, "MAX_BYTES", 3)
    with pytest.raises(FileTooLarge):
        Spreadsheets().read("a.csv", b"abcd")


def read(content: bytes, name: str = "名册.csv") -> Reading:
    return read_sheet(read_cells(name, content), PLACES, date(2026, 3, 2))


def csv_of(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def slugs(reading: Reading) -> list[tuple[int, str]]:
    return [(problem.row, problem.slug) for problem in reading.problems]


@pytest.mark.parametrize("closed_at", [None, 35], ids=["one quote", "two quotes"])
def test_stray_quote_costs_its_own_row_and_no_other(closed_at: int | None) -> None:
    rows = [a_row(n) for n in range(1, 41)]
    for stray in (3, closed_at):
        if stray is not None:
            rows[stray - 1] = rows[stray - 1].replace("奉化区", '"奉化区', 1)
    reading = read(csv_of(*rows))
    told = [(4, "quote-left-open")] + ([(36, "quote-left-open")] if closed_at else [])
    assert slugs(reading) == told
    assert len(reading.drafts) == 40 - len(told)


def test_address_on_two_lines_is_one_record_and_told() -> None:
    fields = a_row(1).split(",")
    fields[4] = '"锦屏街道\n锦屏南路1号"'
    reading = read(csv_of(",".join(fields), a_row(2)))
    assert slugs(reading) == [(2, "line-break-in-cell")]
    assert [draft.row for draft in reading.drafts] == [3]


@pytest.mark.parametrize(
    "content",
    [b"\n" * (10 << 20), b'"\n' * (5 << 20), b'x,"y\n' * (2 << 20), b'"' + b"a," * (5 << 20), b'"a",b\n' * (2 << 20)],
    ids=["line ends", "quotes", "open quotes", "one line", "rows"],
)
def test_ten_megabytes_of_nothing_are_refused_or_empty_and_nothing_grows(content: bytes) -> None:
    tracemalloc.start()
    with pytest.raises((FileTooLarge, SheetEmpty, ColumnsMissing)):
        read(content[: 10 << 20])
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 250 << 20


def changed_book(content: bytes, **parts: Callable[[bytes], bytes]) -> bytes:
    """The same book with parts written otherwise, by the ends of their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for part in book.infolist():
            data = book.read(part)
            for name, change in parts.items():
                data = change(data) if part.filename.endswith(f"{name}.xml") else data
            whole.writestr(part.filename, data)
    return made.getvalue()


def a_book(count: int) -> bytes:
    return xlsx(list(HEADER.split(",")), *(list(a_row(n).split(",")) for n in range(1, count + 1)))


def test_rows_that_only_carry_a_border_are_no_rows() -> None:
    last = b'<row r="1048576"><c r="A1048576" s="0"/></row></sheetData>'
    book = changed_book(a_book(3), sheet1=lambda data: data.replace(b"</sheetData>", last))
    assert len(read(book, "a.xlsx").drafts) == 3


def test_fill_without_a_pattern_is_read() -> None:
    book = changed_book(a_book(2), styles=lambda data: re.sub(rb"<fill>.*?</fill>", b"<fill/>", data, count=1))
    assert b"<fill/>" in zipfile.ZipFile(io.BytesIO(book)).read("xl/styles.xml")
    assert len(read(book, "a.xlsx").drafts) == 2


@pytest.mark.parametrize("place", [200, 400, 800, 1200])
def test_damaged_archive_is_unreadable_and_no_error_of_ours(place: int) -> None:
    book = bytearray(a_book(60))
    book[place : place + 40] = bytes(40)
    with pytest.raises(FileUnreadable):
        Spreadsheets().read("a.xlsx", bytes(book))


def test_sheet_that_grows_without_bounds_is_refused_in_words_within_its_process() -> None:
    strings = b"".join(b"<si><t>%07d</t></si>" % n for n in range(1_500_000))
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    made = io.BytesIO(changed_book(a_book(1), **{"[Content_Types]": lambda data: data.replace(b"</Types>", part)}))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", b'<sst xmlns="%s">%s</sst>' % (main, strings))
    before = psutil.Process().memory_info().rss
    with contextlib.suppress(SheetTooDemanding):
        Spreadsheets().read("a.xlsx", made.getvalue())
    assert psutil.Process().memory_info().rss - before < 60 << 20
    assert len(made.getvalue()) < 10 << 20


def test_process_tells_days_numbers_and_refusals_as_they_are() -> None:
    row = [a_code(1), 5, 2.5, None, datetime(2017, 7, 1)]  # noqa: DTZ001
    assert Spreadsheets().read("a.xlsx", xlsx(row)) == [row]
    with pytest.raises(FileUnreadable):
        Spreadsheets().read("a.csv", b"\x00")
