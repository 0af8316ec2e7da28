"""A block of a record's page with the things of another list that belong to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from services.gateway.clients.problems import or_none
from services.gateway.engine.blocks import Owner
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json, Schema
from services.gateway.engine.values import Column, bound, rows_at, text_at

MOST = 50


@dataclass(frozen=True)
class Related:
    """Rows of ``listed`` that ``query`` finds for a thing, for readers in one of ``roles``; ``empty``: title, advice.

    While their service is away only this block says so.
    """

    title: str
    listed: List
    query: Callable[[Json], Mapping[str, str]]
    columns: tuple[Column, ...]
    roles: frozenset[str]
    empty: tuple[str, str]
    template: ClassVar[str] = "engine/related.html"

    async def view(self, page: Page, record: Owner, thing: Json) -> Mapping[str, object]:  # noqa: ARG002
        """The rows; None for them while they cannot be had."""
        if not page.staff.roles & self.roles:
            return {"block": self, "hidden": True}
        query = {**self.query(thing), **self.listed.purpose, "limit": MOST}
        found: Json | None = await or_none(page.services.calls(self.listed.service).get(self.listed.source, query))
        columns = bound(self.columns, self.listed.schema.at("items").schema.items)
        rows = [
            (self.listed.record.format(id=text_at(row, "id")), [column.cell(page, row) for column in columns])
            for row in rows_at(found or {}, "items")
        ]
        total = found.get("total", len(rows)) if found else 0
        return {"block": self, "hidden": False, "away": found is None, "columns": columns, "rows": rows, "total": total}

    def check(self, schema: Schema) -> None:  # noqa: ARG002
        """Raise Undeclared for a field or a parameter that the other list does not have."""
        bound(self.columns, self.listed.schema.at("items").schema.items)
        for name in self.query({}):
            self.listed.parameter(name)
