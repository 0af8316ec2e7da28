"""The template and the rows to mend as files, over HTTP on real servers: what they give away can be imported again."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from services.registry.adapters.spreadsheets import read_cells
from services.registry.domain.sheet_header import HEADERS, find_header
from tests.builders_registry import a_csv, a_row
from tests.registry.entrypoints.test_http_jobs import ended, figures, start
from tests.registry.running import Registry

pytestmark = pytest.mark.servers


async def sheet(registry: Registry, path: str, form: str, **query: str) -> bytes:
    """A file that registry gives away."""
    answer = await registry.file(path, format=form, **query)
    assert f"sheet.{form}" in answer.headers["content-disposition"]
    return answer.content


@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_template_has_every_column_and_its_example_is_not_imported(registry: Registry, form: str) -> None:
    content = await sheet(registry, "/imports/template", form)
    cells = read_cells(f"a.{form}", content)
    header = find_header(cells)
    assert (header.columns.keys(), header.unknown) == (HEADERS.keys(), ())
    files = {"file": (f"a.{form}", content, "text/csv")}
    refused = await registry.answer("POST", "/imports/jobs", 422, files=files)
    assert refused["slug"] == "sheet-empty", "an example alone is nothing"


async def mended(registry: Registry, form: str, number: int) -> dict[str, Any]:
    """An import of three rows of which two are wrong, its sheet mended in that format, and imported as it came."""
    wrong = a_csv(a_row(number), a_row(number + 1, 名称=""), a_row(number + 2, 成立日期="某年"))
    first = await ended(registry, (await start(registry, wrong))["id"])
    path = f"/imports/{first['result']}/rows-to-mend"
    content = await sheet(registry, path, form, language="zh")
    rows = read_cells(f"a.{form}", content)
    assert len(rows) == 3
    assert rows[0][0] == "问题（导入时不读）"
    assert [bool(row[0]) for row in rows[1:]] == [True, True]
    book = openpyxl.Workbook()
    for row in rows:
        row += [None] * (len(rows[0]) - len(row))
    names, founded = rows[0].index("名称"), rows[0].index("成立日期")
    rows[1][names], rows[2][founded] = f"奉化区补名{'甲' if form == 'csv' else '乙'}协会", "2017-07-01"
    for row in rows:
        book.active.append(row)
    made = BytesIO()
    book.save(made)
    files = {"file": ("again.xlsx", made.getvalue(), "text/csv")}
    accepted = await registry.answer("POST", "/imports/jobs", 202, files=files)
    return await registry.get(f"/imports/{(await ended(registry, accepted['id']))['result']}")


@pytest.mark.parametrize(("form", "number"), [("csv", 8001), ("xlsx", 8011)])
async def test_rows_to_mend_are_mended_and_imported_as_they_came(registry: Registry, form: str, number: int) -> None:
    again = await mended(registry, form, number)
    assert (figures(again), again["problems"]) == ((2, 2, 0, 0, 0), [])


async def test_rows_are_given_back_to_who_sent_them_alone(registry: Registry) -> None:
    job = await ended(registry, (await start(registry, a_csv(a_row(8101, 名称=""))))["id"])
    path = f"/imports/{job['result']}/rows-to-mend"
    assert (await registry.get(path, 403, role="centre_admin"))["slug"] == "import-of-another"
