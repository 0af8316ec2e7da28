"""A list as a file: every row that fits the filter, with the columns that the page shows, as XLSX or CSV."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.engine.export import EXPORTS, SheetRow
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Field, Json
from services.gateway.engine.values import Cell, Show, as_text, at
from shared.sheets.cells import SheetCell, SheetMoney


def export_routes(router: APIRouter, listed: List) -> None:
    """One address for each kind of file; where filters are private they are posted, as for the list itself."""
    for kind in EXPORTS:
        method = "POST" if listed.private else "GET"
        router.add_api_route(f"{listed.path}/{kind}", _giving(listed, kind), methods=[method], response_model=None)


def _giving(listed: List, kind: str) -> Callable[..., Awaitable[Response]]:
    async def give(page: SignedIn) -> Response:
        asked: Mapping[str, object] = await page.request.form() if listed.private else page.request.query_params
        wanted = listed.wanted({name: value for name, value in asked.items() if isinstance(value, str)})
        columns = _columns(page, listed)
        if listed.names_people:
            await page.people()
        name = f"{page.say(listed.title)} {page.formats.local_today.isoformat()}"
        header = [one.label for one in columns]
        rows = _rows(page, listed, wanted, columns)
        return await EXPORTS[kind](name, header, rows, page.language)

    return give


@dataclass(frozen=True)
class ExportColumn:
    """One column of the file; ``show`` renders a text as the page does, and whatever is ``worded``."""

    label: str
    path: str
    field: Field
    show: Show | None = None
    ends: bool = False
    worded: bool = False


def _columns(page: Page, listed: List) -> list[ExportColumn]:
    """Everything that a row shows, what stands under it in small included.

    Where the page shows a field in another way, the file has the field itself, under its own label; a text stands as
    the page shows it, and under the page's label.
    """
    found = []
    for column in listed.bound:
        show, label = column.column.show, column.field.label
        itself = show is not None and column.field.kind != "text"
        title = label.of(page.language) if itself and label else column.label(page)
        one = column.column
        found.append(ExportColumn(title, one.path, column.field, show, one.ends, worded=one.as_shown))
        for path, field in column.below:
            found.append(ExportColumn(field.label.of(page.language) if field.label else field.name, path, field))
    return found + [
        ExportColumn(only.label(page), only.column.path, only.field, only.column.show, worded=True)
        for only in listed.bound_in_files
    ]


async def _rows(
    page: Page, listed: List, wanted: Mapping[str, str], columns: list[ExportColumn]
) -> AsyncIterator[SheetRow]:
    async for row in listed.every(page, wanted):
        yield [_cell(page, row, column) for column in columns]


def _said(cell: Cell) -> str:
    """All that a cell says, as a text: an end that is not there may be unknown as yet, and why."""
    return " ".join(filter(None, (cell.text, *(tag.label for tag in cell.tags), cell.below, cell.law)))


def _cell(page: Page, row: Json, column: ExportColumn) -> SheetCell:
    """The value as a spreadsheet keeps it: amounts, numbers and dates as such, codes by their labels."""
    if column.worded and column.show:
        return _said(replace(column.show(page, row), below="", law="")) or None
    value, field = at(row, column.path), column.field
    if value is None or value == "":
        return _said(column.show(page, row)) if column.ends and column.show else None
    if field.kind == "money":
        return SheetMoney(int(str(value)))
    if field.kind == "date":
        return date.fromisoformat(str(value))
    if column.ends:
        return page.formats.end_in_figures(datetime.fromisoformat(str(value)))
    if field.kind == "datetime":
        return datetime.fromisoformat(str(value))
    if field.kind == "integer":
        return int(str(value))
    if field.kind == "flag":
        return bool(value)
    if field.kind == "text" and column.show:
        return column.show(page, row).text
    return as_text(page, field, value)
