"""How values read: a field and what a service answered become text, in tables, facts and exports alike."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import cast

from services.gateway.engine.page import Page
from services.gateway.engine.schema import Field, Json, Schema, Undeclared
from services.gateway.i18n import N_

NOT_FILLED_IN = N_("没有填写")
NOT_KNOWN = N_("不详")
"""Said where it is known that nobody knows; an empty field was perhaps never asked about."""
YES, NO = N_("是"), N_("否")


@dataclass(frozen=True)
class Tag:
    """A label with a tone (``ok``, ``warn``, ``danger``, ``brand``, ``plain``) and a picture beside them."""

    label: str
    tone: str = "plain"
    icon: str = ""


@dataclass(frozen=True)
class Tone:
    """How a code is shown as a tag."""

    tone: str = "plain"
    icon: str = ""


@dataclass(frozen=True)
class Piece:
    """A part of a text; one that is ``marked`` is to be looked at."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Cell:
    """One value as shown: text (``pieces`` of it with marks) or tags, small text below; ``law`` is in Chinese alone."""

    text: str = ""
    tags: Sequence[Tag] = ()
    below: str = ""
    law: str = ""
    href: str = ""
    pieces: Sequence[Piece] = ()


Show = Callable[[Page, Json], Cell]


@dataclass(frozen=True)
class Column:
    """One value of a row or a record: the path of its field, and what is to be said beyond the field itself.

    ``label`` (msgid) and ``show`` replace what the field says; ``tones`` shows a choice as a tag; ``below`` are the
    paths of fields that stand under it in small.
    """

    path: str
    label: str = ""
    below: tuple[str, ...] = ()
    tones: Mapping[str, Tone] = field(default_factory=dict)
    show: Show | None = None
    marks: Callable[[Page, Json], Sequence[Tag]] | None = None
    """Tags that stand beside the value; files keep the value alone."""
    empty: str = NOT_FILLED_IN
    if_any: bool = False
    """Whether the line is left out where there is nothing to show."""
    ends: bool = False
    """Whether the moment is the end of a limit, so that midnight is 24:00 of the day before; files have it as text."""
    as_shown: bool = False
    """Whether files have what ``show`` says, and not the field itself."""
    one_line: bool = False
    """Whether what ``show`` says stays on one line, such as what may be pressed."""


@dataclass(frozen=True)
class Bound:
    """A column with its field from the service's document. Raises Undeclared for one that is not there or has no label.

    A name of a field is no word that people read.
    """

    column: Column
    field: Field
    below: tuple[tuple[str, Field], ...]

    @classmethod
    def of(cls, column: Column, schema: Schema) -> "Bound":
        """The column on rows of this schema."""
        below = tuple((path, schema.at(path)) for path in column.below)
        found = schema.at(column.path)
        unnamed = [
            one.name for one in (*(() if column.label else (found,)), *(one for _, one in below)) if not one.label
        ]
        if unnamed:
            raise Undeclared(f"{schema.document.service} has no label for {unnamed[0]}, and the page gives it none")
        return cls(column, found, below)

    def label(self, page: Page) -> str:
        """What the column is called."""
        if self.column.label:
            return page.say(self.column.label)
        return self.field.label.of(page.language) if self.field.label else self.field.name

    @property
    def look(self) -> str:
        """``number`` for what stands on the right, ``when`` for what stays on one line, empty for the rest."""
        kind = self.field.kind
        if self.column.one_line:
            return "when"
        if self.column.show or self.field.schema.given.get("x-unit") == "year":
            return ""
        return {"money": "number", "integer": "number", "date": "when", "datetime": "when"}.get(kind, "")

    def cell(self, page: Page, row: Json) -> Cell:
        """The value as a page shows it, with its marks."""
        cell = self._value(page, row)
        return replace(cell, tags=(*cell.tags, *self.column.marks(page, row))) if self.column.marks else cell

    def _value(self, page: Page, row: Json) -> Cell:
        if self.column.show:
            return self.column.show(page, row)
        value = at(row, self.column.path)
        text = as_text(page, self.field, value) or page.say(self.column.empty)
        below = page.parted(filter(None, (as_text(page, one, at(row, path)) for path, one in self.below)))
        tone = self.column.tones.get(str(value))
        return Cell("", (Tag(text, tone.tone, tone.icon),), below) if tone else Cell(text, (), below)


def bound(columns: Iterable[Column], schema: Schema) -> tuple[Bound, ...]:
    """Columns with their fields. Raises Undeclared."""
    return tuple(Bound.of(column, schema) for column in columns)


def at(row: Json, path: str) -> object:
    """The value at a path such as ``money.contract.fen``; None where something on the way is not there."""
    value: object = row
    for name in path.split("."):
        value = cast(Json, value).get(name) if isinstance(value, Mapping) else None
    return value


def rows_at(row: Json, path: str) -> list[Json]:
    """The rows of a list at a path; none where it is not there."""
    found = at(row, path)
    return cast(list[Json], found) if isinstance(found, list) else []


def texts_at(row: Json, path: str) -> list[str]:
    """The texts of a list at a path."""
    found = at(row, path)
    return [str(one) for one in found] if isinstance(found, list) else []


def text_at(row: Json, path: str) -> str:
    """The value at a path as text; empty where there is none."""
    value = at(row, path)
    return "" if value is None else str(value)


def number_at(row: Json, path: str) -> int:
    """The whole number at a path; 0 where there is none."""
    return int(text_at(row, path) or 0)


def moment_at(row: Json, path: str) -> datetime | None:
    """The instant at a path."""
    return datetime.fromisoformat(told) if (told := text_at(row, path)) else None


def as_text(page: Page, field: Field, value: object) -> str:
    """A value as text, as its field's kind asks; empty for nothing."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, list):
        inner = Field(field.name, field.schema.items, required=False)
        return page.listed(as_text(page, inner, one) for one in value)
    formats, kind = page.formats, field.kind
    if kind == "choice":
        label = field.options.get(str(value))
        return label.of(page.language) if label else str(value)
    if kind == "flag":
        return page.say(YES if value else NO)
    if kind == "money":
        return formats.money(int(str(value)))
    if kind == "date":
        return formats.day(date.fromisoformat(str(value)))
    if kind == "datetime":
        return formats.moment(datetime.fromisoformat(str(value)))
    if kind == "integer" and field.schema.given.get("x-unit") != "year":
        return formats.number(int(str(value)))
    return str(value)
