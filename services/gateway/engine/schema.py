"""Schemas of a service's document: each field with its label, its bounds, and what kind of thing it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol, cast

from shared.kernel.labels import Label

Json = Mapping[str, object]
UPLOADS = ("upload", "uploads")
"""The kinds of field that name files."""
AREA = 200
"""A text that may be at least this long gets several lines to be typed in."""
WORDS = ("x-label", "x-hint")


class Schemas(Protocol):
    """What holds the schemas that others refer to."""

    @property
    def service(self) -> str:
        """Whose document it is."""

    def referred(self, reference: str) -> Json:
        """The schema that a reference names. Raises Undeclared."""


class Undeclared(Exception):
    """A page names a path, a command or a field that the service's document does not have."""


@dataclass(frozen=True)
class Schema:
    """One schema of a document, references followed; nullable ones as what they are when they are there."""

    document: Schemas = field(repr=False)
    given: Json = field(repr=False)
    nullable: bool = False

    @classmethod
    def of(cls, document: Schemas, given: Json) -> "Schema":
        """The schema behind references and ``anyOf [..., null]``; labels beside a reference win over its own."""
        beside = {key: value for key, value in given.items() if key.startswith("x-") or key == "default"}
        if "$ref" in given:
            found = cls.of(document, document.referred(str(given["$ref"])))
            return cls(document, {**found.given, **beside}, found.nullable)
        choices = [one for one in listed(given.get("anyOf")) if one.get("type") != "null"]
        if len(choices) == 1:
            found = cls.of(document, choices[0])
            nullable = len(listed(given.get("anyOf"))) > len(choices)
            return cls(document, {**found.given, **beside}, nullable or found.nullable)
        return cls(document, given)

    @cached_property
    def fields(self) -> "dict[str, Field]":
        """The fields of an object, by name."""
        required = cast(list[str], self.given.get("required", []))
        properties = cast(Mapping[str, Json], self.given.get("properties", {}))
        return {n: Field(n, Schema.of(self.document, given), n in required) for n, given in properties.items()}

    @cached_property
    def items(self) -> "Schema":
        """What a list holds."""
        return Schema.of(self.document, cast(Json, self.given.get("items", {})))

    def at(self, path: str) -> "Field":
        """The field at a path such as ``money.contract.fen``; lists are stepped into. Raises Undeclared.

        A part without words of its own is called what the whole is called.
        """
        first, _, rest = path.partition(".")
        inner = self.items if self.given.get("type") == "array" else self
        if first not in inner.fields:
            raise Undeclared(f"{self.document.service} has no field {first} in {inner.given.get('title')}")
        found = inner.fields[first]
        if not rest:
            return found
        whole, part = found.schema.given, found.schema.at(rest)
        words = {name: whole[name] for name in WORDS if name in whole and name not in part.schema.given}
        return replace(part, schema=Schema(self.document, {**words, **part.schema.given})) if words else part


@dataclass(frozen=True)
class Field:
    """One field: its label, its bounds, and what kind of thing it holds."""

    name: str
    schema: Schema
    required: bool

    @property
    def label(self) -> Label | None:
        """What it is called."""
        return label_of(self.schema.given.get("x-label"))

    @property
    def hint(self) -> Label | None:
        """What helps to fill it in."""
        return label_of(self.schema.given.get("x-hint"))

    @property
    def options(self) -> dict[str, Label]:
        """The codes to choose from, with their labels; empty where anything may be given."""
        options = cast(list[Mapping[str, str]], self.schema.given.get("x-options", []))
        return {one["code"]: Label(one["zh"], one["en"]) for one in options}

    @property
    def most(self) -> int | None:
        """How long a text may be, or how many a list may hold."""
        found = self.schema.given.get("maxLength", self.schema.given.get("maxItems"))
        return int(str(found)) if found is not None else None

    @property
    def file_kinds(self) -> list[str]:
        """Which kinds of file an upload takes."""
        return cast(list[str], cast(Json, self.schema.given.get("x-file", {})).get("kinds", []))

    @property
    def use(self) -> str:
        """For what the files of an upload are sent."""
        return str(cast(Json, self.schema.given.get("x-file", {})).get("use", ""))

    @property
    def kind(self) -> str:
        """One of: text, area (long), integer, money, date, datetime, time, flag, choice, list, object, file (sent
        with the form), upload and uploads (ids of files that were sent before), shown (nobody types it: the form
        carries back what the page showed).
        """
        given = self.schema.given
        if "x-shown" in given:
            return "shown"
        if "x-file" in given:
            return "uploads" if given.get("type") == "array" else "upload"
        if given.get("x-unit") == "fen":
            return "money"
        if self.options:
            return "choice"
        kind, form = given.get("type"), given.get("format")
        if kind == "string" and form in ("date", "date-time", "time"):
            return str(form).replace("-", "")
        if kind == "string" and "contentMediaType" in given:
            return "file"
        if kind == "string":
            return "area" if (self.most or 0) > AREA else "text"
        return {"integer": "integer", "boolean": "flag", "array": "list"}.get(str(kind), "object")


def label_of(given: object) -> Label | None:
    """The label of an extension; None where there are none."""
    label = cast(Mapping[str, str], given) if isinstance(given, dict) else None
    return Label(label["zh"], label["en"]) if label else None


def listed(value: object) -> list[Json]:
    """A list of objects; empty where it is none."""
    return cast(list[Json], value) if isinstance(value, list) else []
