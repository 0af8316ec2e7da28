"""The blocks of a record's page: facts, tables of its parts, and those with a template of their own."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from services.gateway.engine.action import Action, Place
from services.gateway.engine.action_links import ActionLink, links
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json, Schema
from services.gateway.engine.values import Cell, Column, Tag, at, bound, rows_at


class Owner(Place, Protocol):
    """The record that a block stands on."""

    @property
    def actions(self) -> tuple[Action, ...]:
        """What may be done with it and its parts."""


Context = Callable[[Page, Json], Awaitable[Mapping[str, object]]]


class Block(Protocol):
    """One part of a record's page: its template, and what that template is given."""

    @property
    def template(self) -> str:
        """The name of its template."""

    async def view(self, page: Page, record: Owner, thing: Json) -> Mapping[str, object]:
        """What the template shows. Raises Undeclared for a field that the service does not have."""

    def check(self, schema: Schema) -> None:
        """Raise Undeclared for a field that the service does not have."""


@dataclass(frozen=True)
class Facts:
    """Terms and values beside each other; only where there is something at ``path``, if that is given."""

    title: str
    columns: tuple[Column, ...]
    lead: str = ""
    path: str = ""
    template: ClassVar[str] = "engine/facts.html"

    async def view(self, page: Page, record: Owner, thing: Json) -> Mapping[str, object]:
        """The pairs."""
        there = not self.path or at(thing, self.path) is not None
        pairs = pairs_of(page, self.columns, record.schema, thing) if there else []
        return {"title": self.title, "lead": self.lead, "pairs": pairs}

    def check(self, schema: Schema) -> None:
        """Raise Undeclared."""
        bound(self.columns, schema)


@dataclass(frozen=True)
class Row:
    """One row of a block: its cells, and what may be done with it."""

    cells: Sequence[Cell]
    actions: Sequence[ActionLink]
    name: str


@dataclass(frozen=True)
class Rows:
    """A table of the parts of a thing, each with its own allowed actions. ``empty`` are title and advice (msgids)."""

    title: str
    path: str
    columns: tuple[Column, ...]
    empty: tuple[str, str]
    icon: str = "info"
    lead: str = ""
    links: Callable[[Page, Json], list[ActionLink]] = lambda _page, _row: []
    """Where a row leads besides what may be done with it."""
    template: ClassVar[str] = "engine/rows.html"

    async def view(self, page: Page, record: Owner, thing: Json) -> Mapping[str, object]:
        """The heads and the rows."""
        columns = bound(self.columns, record.schema.at(self.path).schema.items)
        rows = []
        for row in rows_at(thing, self.path):
            cells = [column.cell(page, row) for column in columns]
            leads = [*allowed_on(page, record, row), *self.links(page, row)]
            rows.append(Row(cells, leads, cells[0].text))
        return {"block": self, "columns": columns, "rows": rows, "acts": any(row.actions for row in rows)}

    def check(self, schema: Schema) -> None:
        """Raise Undeclared."""
        bound(self.columns, schema.at(self.path).schema.items)


@dataclass(frozen=True)
class Item:
    """One part of a thing: its name with tags, small facts beside each other, what was said, and texts."""

    title: str
    tags: Sequence[Tag] = ()
    facts: Sequence[str] = ()
    texts: Sequence[str] = ()
    quote: str = ""


@dataclass(frozen=True)
class Items:
    """A list of the parts of a thing that have more to say than fits a table. ``empty``: title and advice (msgids).

    Without parts the block says so, or is left out when ``empty`` is None.
    """

    title: str
    path: str
    item: Callable[[Page, Json], Item]
    empty: tuple[str, str] | None
    icon: str = "info"
    lead: str = ""
    newest_first: bool = False
    template: ClassVar[str] = "engine/items.html"

    async def view(self, page: Page, record: Owner, thing: Json) -> Mapping[str, object]:
        """Each part with what may be done with it."""
        parts = rows_at(thing, self.path)[:: -1 if self.newest_first else 1]
        return {"block": self, "rows": [(self.item(page, one), allowed_on(page, record, one)) for one in parts]}

    def check(self, schema: Schema) -> None:
        """Raise Undeclared."""
        schema.at(self.path)


@dataclass(frozen=True)
class Own:
    """A block with a template of its own; ``context`` adds to ``thing`` what it shows."""

    template: str
    context: Context | None = None

    async def view(self, page: Page, record: Owner, thing: Json) -> Mapping[str, object]:  # noqa: ARG002
        """What the template is given."""
        return {"thing": thing, **(await self.context(page, thing) if self.context else {})}

    def check(self, schema: Schema) -> None:
        """Its template is checked by rendering it."""


def allowed_on(page: Page, record: Owner, part: Json) -> list[ActionLink]:
    """What may be done now with a part of a thing."""
    return [one for one in links(page, record, record.actions, part, page.ids) if one.allowed]


def pairs_of(page: Page, columns: Sequence[Column], schema: Schema, thing: Json) -> list[tuple[str, Cell]]:
    """Labels and values, without those that are shown only if there is anything to show."""
    shown = [one for one in bound(columns, schema) if not one.column.if_any or at(thing, one.column.path)]
    return [(one.label(page), one.cell(page, thing)) for one in shown]
