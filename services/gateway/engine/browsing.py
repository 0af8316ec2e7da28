"""One visit to a list: its filter, its rows, and its order."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import cast
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.clients.problems import ServiceRefused
from services.gateway.engine.action_links import links
from services.gateway.engine.action_routes import action_routes
from services.gateway.engine.bulk import bulk_links, bulk_routes
from services.gateway.engine.exporting import export_routes
from services.gateway.engine.fields import FieldView
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Field, Json
from services.gateway.engine.values import Bound, Cell, rows_at, text_at
from services.gateway.i18n import N_

REFUSED = N_("不能按这些条件查找")
YES_NO = (("true", N_("是")), ("false", N_("否")))


@dataclass(frozen=True)
class Line:
    """One row: its id, its address, and its cells."""

    id: str
    href: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Head:
    """One column's head: the order that a click on it asks for, its address unless that is private, and how it is."""

    label: str
    look: str
    sort: str = ""
    href: str = ""
    sorted: str = ""


def list_routes(router: APIRouter, listed: List) -> None:
    """The routes of a list: the page, its export, and its actions, which stand before any record's."""

    async def show(page: SignedIn) -> Response:
        return await Browsing(listed, page, dict(page.request.query_params)).show()

    async def search(page: SignedIn) -> Response:
        sent = await page.request.form()
        asked = {name: value for name, value in sent.items() if isinstance(value, str) and name[:1] != "_"}
        return await Browsing(listed, page, asked).show()

    for action in listed.actions:
        action_routes(router, action, listed)
    if listed.export:
        action_routes(router, listed.export, listed)
    else:
        export_routes(router, listed)
    bulk_routes(router, listed)
    router.add_api_route(listed.path, show, methods=["GET"], response_model=None)
    if listed.private:
        router.add_api_route(listed.path, search, methods=["POST"], response_model=None)


class Browsing:
    """A list as one person asks for it."""

    def __init__(self, listed: List, page: Page, asked: Mapping[str, str]) -> None:
        self.listed, self.page, self.asked = listed, page, asked
        self.wanted = listed.wanted(asked)
        self.cursor = asked.get("cursor") or None

    async def show(self) -> Response:
        """The list; while somebody types, only its results. A filter that is not taken is named in their place."""
        page, listed = self.page, self.listed
        reading = self._found()
        (found, refused), options, _ = await asyncio.gather(reading, self._options(), self._people())
        context, status = self._results(found), HTTPStatus.OK
        form = listed.form(page.language, self.wanted, options)
        if refused:
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            context |= {"filtered": True, "empty": (REFUSED, self._why(form, refused))}
        if page.wants_fragment:
            return page.fragment("engine/list.html", "results", status, **context)
        rail = [*links(page, listed, listed.actions, found, {}), *listed.links(page, found)]
        above = await listed.above[1](page, found) if listed.above else {}
        return await page.show(
            "engine/list.html",
            status,
            filters=[_filter(page, form[name]) for name in form.shown if name != listed.search],
            searching=form[listed.search] if listed.search else None,
            allowed=[one for one in rail if one.allowed],
            above=listed.above[0] if listed.above else "",
            **context,
            **above,
        )

    async def _found(self) -> tuple[Json, ServiceRefused | None]:
        """The rows, or why a filter was not taken, as from an address written by hand. Raises ServiceRefused."""
        try:
            return await self.listed.found(self.page, self.wanted, self.cursor), None
        except ServiceRefused as problem:
            if problem.status != HTTPStatus.UNPROCESSABLE_ENTITY:
                raise
            return {}, problem

    def _why(self, form: SchemaForm, problem: ServiceRefused) -> str:
        """Which filter was not taken, and why."""
        language, of_address = self.page.language, self.page.say(N_("网址"))
        told = []
        for one in problem.fields:
            label = form[one.name].label if one.name in form.fields else of_address
            told.append(f"{label}：{one.zh}" if language == "zh" else f"{label}: {one.en}")
        return " ".join(told) or problem.sentence(language)

    async def _options(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        listed = self.listed
        return await listed.options(self.page) if listed.options and not self.page.wants_fragment else {}

    async def _people(self) -> None:
        if self.listed.names_people:
            await self.page.people()

    def _results(self, found: Json) -> dict[str, object]:
        listed, page = self.listed, self.page
        named = {name: value for name, value in {**self.wanted, "cursor": self.cursor}.items() if value}
        came_from = "" if listed.private else urlencode(named)
        return {
            "list": listed,
            "found": found,
            "heads": [self._head(column) for column in listed.bound],
            "lines": [self._line(row, came_from) for row in rows_at(found, "items")],
            "remark": listed.remark(page, found),
            "total": cast(int | None, found.get("total")),
            "wanted": {name: value for name, value in self.wanted.items() if value},
            "cursor": self.cursor,
            "next_cursor": text_at(found, "next_cursor"),
            "filtered": self._filtered,
            "empty": listed.empty if self._filtered else listed.none_yet or listed.empty,
            "bulk": bulk_links(page, listed),
            "export": links(page, listed, (listed.export,), found, {}) if listed.export else None,
            "query": "" if listed.private else urlencode({n: v for n, v in self.wanted.items() if v}),
        }

    @property
    def _filtered(self) -> bool:
        if self.listed.private:
            return any(value for name, value in self.wanted.items() if name != "sort")
        return bool(self.asked)

    def _line(self, row: Json, came_from: str) -> Line:
        cells = [column.cell(self.page, row) for column in self.listed.bound]
        row_id = text_at(row, self.listed.key)
        return Line(row_id, self.listed.href(row_id, came_from), cells)

    def _head(self, column: Bound) -> Head:
        label, name = column.label(self.page), column.column.path
        sort = self.listed.operation.query.get("sort")
        orders = _orders(sort)
        if not {name, f"-{name}"} & set(orders):
            return Head(label, column.look)
        now = self.wanted.get("sort") or (str(sort.schema.given.get("default", "")) if sort else "")
        other = f"-{name}" if now == name or name not in orders else name
        order = other if other in orders else name
        href = "" if self.listed.private else self.page.link(sort=order, cursor=None)
        return Head(label, column.look, order, href, {name: "ascending", f"-{name}": "descending"}.get(now, ""))


def _orders(sort: Field | None) -> list[str]:
    return cast(list[str], sort.schema.given.get("enum", [])) if sort else []


def _filter(page: Page, view: FieldView) -> FieldView:
    """A filter as it stands above a list: any value first; yes and no for what is either."""
    options = view.options
    if view.widget == "check" and not options:
        options = [(code, page.say(label)) for code, label in YES_NO]
    return replace(view, options=options, widget="filter" if options else "text")
