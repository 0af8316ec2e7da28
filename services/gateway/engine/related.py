"""A block of a record's page with the things of another list that belong to it."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from services.gateway.clients.problems import or_none
from services.gateway.clients.service import Params
from services.gateway.engine.blocks import Owner
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json, Schema
from services.gateway.engine.values import Column, bound, rows_at, text_at

MOST = 50


@dataclass(frozen=True)
class Related:
    """Rows of ``listed`` that ``query`` finds by the ids in the page's address, for readers in one of ``roles``.

    They are asked for beside the thing itself; while their service is away only this block says so. ``empty``: title
    and advice (msgids).
    """

    title: str
    listed: List
    query: Callable[[Mapping[str, str]], Mapping[str, str]]
    columns: tuple[Column, ...]
    roles: frozenset[str]
    empty: tuple[str, str]
    asked: Awaitable[Json | None] | None = None
    template: ClassVar[str] = "engine/related.html"

    def begun(self, page: Page) -> "Related":
        """The block, with its rows asked for; of whom they do not concern, nothing is asked."""
        if not page.staff.roles & self.roles:
            return self
        query: Params = {**self.query(page.ids), **self.listed.purpose, "limit": MOST}
        asking = or_none(page.services.ask(self.listed.service, self.listed.source, query))
        return replace(self, asked=asyncio.ensure_future(asking))

    async def view(self, page: Page, record: Owner, thing: Json) -> Mapping[str, object]:  # noqa: ARG002
        """The rows, or that they cannot be had now."""
        if self.asked is None:
            return {"block": self, "hidden": True}
        found = await self.asked
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
        for name in self.query(defaultdict(str)):
            self.listed.parameter(name)
