"""List: the page of many things, with its filters, order, export, and one action on all that were chosen."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from services.gateway.engine.action import CAME_FROM, Action
from services.gateway.engine.action_links import ActionLink
from services.gateway.engine.api import Operation, document_of
from services.gateway.engine.fields import Input, Option
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Field, Json, Schema, Undeclared
from services.gateway.engine.values import Bound, Column, bound, rows_at, text_at

PER_PAGE = 25
AT_ONCE = 200
"""How many rows an export reads at once."""
Above = Callable[[Page, Json], Awaitable[Mapping[str, object]]]


@dataclass(frozen=True)
class List:
    """The page of many things. ``path`` is its address, ``source`` the service's path, ``record`` a row's address.

    ``filters`` name parameters of the query; ``search`` is the one to type into. ``start`` holds for whoever comes
    without any filter. ``options`` are for filters whose values are known only now. With ``typing`` the list follows
    what is typed. ``purpose`` is sent with every reading; filters of a ``private`` list travel in the body, so that no
    address keeps them. ``above`` adds what its own template shows over the list, ``remark`` says something of what was
    found. ``empty``: title and advice (msgids); ``none_yet`` the same where nothing was looked for. ``names_people``
    where rows name staff. ``file_columns`` stand in the exported files alone, as their ``show`` says. ``bulk`` are
    actions on one thing that can be given for all that were chosen. ``export`` is the command that makes the file as
    long work: where there is one it is the only way to a file, and begins with the filter. ``key`` names the id in a
    row's address where rows are not the things themselves.
    """

    service: str
    path: str
    source: str
    title: str
    icon: str
    columns: tuple[Column, ...]
    record: str
    empty: tuple[str, str]
    file_columns: tuple[Column, ...] = ()
    none_yet: tuple[str, str] | None = None
    lead: str = ""
    search: str = "q"
    filters: tuple[Input, ...] = ()
    start: Mapping[str, str] = field(default_factory=dict)
    options: Callable[[Page], Awaitable[Mapping[str, Sequence[Option]]]] | None = None
    actions: tuple[Action, ...] = ()
    bulk: tuple[Action, ...] = ()
    export: Action | None = None
    links: Callable[[Page, Json], list[ActionLink]] = lambda _page, _found: []
    names_people: bool = False
    live: str = ""
    typing: bool = False
    private: bool = False
    purpose: Mapping[str, str] = field(default_factory=dict)
    above: tuple[str, Above] | None = None
    kept: tuple[str, ...] = ()
    """Filters that a link from elsewhere may set; the form keeps them hidden."""
    remark: Callable[[Page, Json], str] = lambda _page, _found: ""
    query: Callable[[Mapping[str, str]], Mapping[str, str]] = dict
    key: str = "id"

    @cached_property
    def operation(self) -> Operation:
        """The query behind the page. Raises Undeclared."""
        return document_of(self.service).operation("GET", self.source)

    @property
    def schema(self) -> Schema:
        """What the service answers."""
        return self.operation.answer

    @cached_property
    def bound(self) -> tuple[Bound, ...]:
        """The columns with their fields."""
        return bound(self.columns, self.schema.at("items").schema.items)

    @cached_property
    def bound_in_files(self) -> tuple[Bound, ...]:
        """The columns of exported files alone."""
        return bound(self.file_columns, self.schema.at("items").schema.items)

    def check(self) -> None:
        """Raise Undeclared for anything that the service's document does not have."""
        _ = self.bound, self.bound_in_files
        self.form("zh", {}, {})
        for action in (*self.actions, *([self.export] if self.export else [])):
            action.check(self)
        for action in self.bulk:
            action.operation(self.service)

    def name(self, page: Page, thing: Json) -> str:  # noqa: ARG002
        """Empty: an action on a list acts on nothing that exists yet."""
        return ""

    async def read(self, page: Page) -> Json:
        """The first line of the list as the service answers it. Raises ServiceRefused, ServiceAway."""
        return await self.found(page, {}, None, 1)

    async def found(self, page: Page, wanted: Mapping[str, str], cursor: str | None, limit: int = PER_PAGE) -> Json:
        """One page of what fits the filter. Raises ServiceRefused, ServiceAway."""
        query = {**self.query(wanted), **self.purpose, "cursor": cursor, "limit": limit}
        return await page.services.ask(self.service, self.source, query)

    async def every(self, page: Page, wanted: Mapping[str, str]) -> AsyncIterator[Json]:
        """Every row that fits the filter, read page by page."""
        cursor = None
        while True:
            found = await self.found(page, wanted, cursor, AT_ONCE)
            for row in rows_at(found, "items"):
                yield row
            cursor = text_at(found, "next_cursor") or None
            if cursor is None:
                return

    def wanted(self, asked: Mapping[str, str]) -> dict[str, str]:
        """The filter and order that were asked for; whoever asks for none gets the start."""
        known = {*(one.name for one in self.filters), *self.kept, self.search, "sort"}
        given = {name: value.strip() for name, value in asked.items() if name in known}
        return given or dict(self.start)

    def form(self, language: str, typed: Mapping[str, str], options: Mapping[str, Sequence[Option]]) -> SchemaForm:
        """The filter above the list."""
        names = [*(one.name for one in self.filters), *([self.search] if self.search else [])]
        fields = {name: replace(self.parameter(name), required=False) for name in names}
        return SchemaForm(fields, language, self.filters, typed, options=options)

    def href(self, row_id: str, came_from: str) -> str:
        """The address of a row's page; it knows from which list one comes, unless that must not be told."""
        if not row_id:
            return ""
        address = self.record.format(id=row_id)
        return address if self.private or self.key != "id" else f"{address}?{urlencode({CAME_FROM: came_from})}"

    def back(self, came_from: str) -> str:
        """The address of the list as somebody left it."""
        return f"{self.path}?{came_from}" if came_from else self.path

    def parameter(self, name: str) -> Field:
        """A parameter of the query. Raises Undeclared."""
        if name not in self.operation.query:
            raise Undeclared(f"{self.service} has no parameter {name} at {self.source}")
        return self.operation.query[name]
