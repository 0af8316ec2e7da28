"""What a file does to the memory of the process that answers requests: under 300 MB, whatever it holds."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tests.builders_registry import a_csv, a_row

MOST_MB = 300
OPC = "http://schemas.openxmlformats.org/package/2006"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ROOT = Path(__file__).parents[2]


def newlines() -> bytes:
    """Ten megabytes of line ends below a header."""
    return a_csv(a_row(1)) + b"\n" * (10 * 1024 * 1024 - 2_000)


def long_name() -> bytes:
    """A name of 30,000 characters."""
    return a_csv(a_row(1, 名称="名" * 30_000), a_row(2))


def many_long_names() -> bytes:
    """Ten megabytes of cells that are each a hundred times too long."""
    return a_csv(*(a_row(n, 名称="n" * 20_000) for n in range(1, 480)))


def strings(rows: int, letters: int) -> bytes:
    """A book in which every cell of many rows is the same text, which it stores once."""
    heads = ["统一社会信用代码", "名称", "成立日期", *(f"列{n}" for n in range(57))]
    texts = "".join(f"<si><t>{text}</t></si>" for text in (*heads, "w" * letters))
    head = "".join(f'<c t="s"><v>{place}</v></c>' for place in range(60))
    row = '<c t="s"><v>60</v></c>' * 60
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{OPC}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{OPC}/relationships">'
        f'<Relationship Id="r1" Type="{DOC}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOC}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{OPC}/relationships">'
        f'<Relationship Id="r1" Type="{DOC}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{DOC}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row>{head}</row>'
        + f"<row>{row}</row>" * rows
        + "</sheetData></worksheet>",
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return made.getvalue()


def all_there_is() -> bytes:
    """As many rows as are taken, with names as long as they may be."""
    return a_csv(*(a_row(n, 名称=f"奉化区第{n}号" + "很" * 60 + "协会") for n in range(1, 19_901)))


FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "newlines": ("a.csv", newlines, "file-too-large"),
    "long_name": ("a.csv", long_name, "2 rows, 1 problems"),
    "many_long_names": ("a.csv", many_long_names, "479 rows"),
    "strings_of_a_megabyte": ("a.xlsx", lambda: strings(400, 1_000_000), ""),
    "strings_of_hundreds": ("a.xlsx", lambda: strings(2_000, 550), "sheet-too-demanding"),
    "all_there_is": ("a.csv", all_there_is, "rows"),
}


@pytest.mark.parametrize("which", FILES)
def test_process_that_answers_requests_stays_small(tmp_path: Path, which: str) -> None:
    name, made, told = FILES[which]
    (tmp_path / name).write_bytes(made())
    ran = subprocess.run(
        [sys.executable, "-m", "tests.registry.measure_import", str(tmp_path / name)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    found = json.loads(ran.stdout)
    print(which, found)
    assert told in found["told"]
    assert found["mb"] < MOST_MB
