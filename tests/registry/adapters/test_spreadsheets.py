"""Reading the files that people upload."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from services.registry.adapters import spreadsheets
from services.registry.adapters.spreadsheets import Spreadsheets
from services.registry.domain.sheet import read_sheet
from services.registry.domain.sheet_errors import FileTooLarge, FileUnreadable
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
        Spreadsheets().read("a.csv", b"a\nb\nc\n")
    with pytest.raises(FileTooLarge):
        Spreadsheets().read("a.xlsx", xlsx(["a"], ["b"], ["c"]))
    monkeypatch.setattr(spreadsheets, "MAX_UNPACKED", 100)
    with pytest.raises(FileTooLarge):
        Spreadsheets().read("a.xlsx", xlsx(["a"]))
    monkeypatch.setattr(spreadsheets, "MAX_BYTES", 3)
    with pytest.raises(FileTooLarge):
        Spreadsheets().read("a.csv", b"abcd")
