"""What a service says of itself in its committed OpenAPI document: commands, queries, and every field with its words."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import cast

from shared.kernel.labels import Label

HOME = Path(__file__).resolve().parents[3] / "docs" / "api"
Json = Mapping[str, object]
AREA = 200
"""A text that may be at least this long gets several lines to be typed in."""


class Undeclared(Exception):
    """A page names a path, a command or a field that the service's document does not have."""


@dataclass(frozen=True)
class Schema:
    """One schema of a document, references followed; nullable ones as what they are when they are there."""

    document: "Document"
    given: Json
    nullable: bool = False

    @classmethod
    def of(cls, document: "Document", given: Json) -> "Schema":
        """The schema behind references and ``anyOf [..., null]``; words beside a reference win over its own."""
        beside = {key: value for key, value in given.items() if key.startswith("x-") or key == "default"}
        if "$ref" in given:
            found = cls.of(document, document.referred(str(given["$ref"])))
            return cls(document, {**found.given, **beside}, found.nullable)
        choices = [one for one in _list(given.get("anyOf")) if one.get("type") != "null"]
        if len(choices) == 1:
            found = cls.of(document, choices[0])
            nullable = len(_list(given.get("anyOf"))) > len(choices)
            return cls(document, {**found.given, **beside}, nullable or found.nullable)
        return cls(document, given)

    @cached_property
    def fields(self) -> "dict[str, Field]":
        """The fields of an object, by name."""
        required = cast(list[str], self.given.get("required", []))
        properties = cast(Mapping[str, Json], self.given.get("properties", {}))
        return {n: Field(n, Schema.of(self.document, given), n in required) for n, given in properties.items()}

    @property
    def items(self) -> "Schema":
        """What a list holds."""
        return Schema.of(self.document, cast(Json, self.given.get("items", {})))

    def at(self, path: str) -> "Field":
        """The field at a path such as ``money.contract.fen``; lists are stepped into. Raises Undeclared."""
        first, _, rest = path.partition(".")
        inner = self.items if self.given.get("type") == "array" else self
        if first not in inner.fields:
            raise Undeclared(f"{self.document.service} has no field {first} in {inner.given.get('title')}")
        field = inner.fields[first]
        return field.schema.at(rest) if rest else field


@dataclass(frozen=True)
class Field:
    """One field: its words, its bounds, and what kind of thing it holds."""

    name: str
    schema: Schema
    required: bool

    @property
    def label(self) -> Label | None:
        """What it is called."""
        return _label(self.schema.given.get("x-label"))

    @property
    def hint(self) -> Label | None:
        """What helps to fill it in."""
        return _label(self.schema.given.get("x-hint"))

    @property
    def options(self) -> dict[str, Label]:
        """The codes to choose from, with their words; empty where anything may be given."""
        options = cast(list[Mapping[str, str]], self.schema.given.get("x-options", []))
        return {one["code"]: Label(one["zh"], one["en"]) for one in options}

    @property
    def most(self) -> int | None:
        """How long a text may be, or how many a list may hold."""
        found = self.schema.given.get("maxLength", self.schema.given.get("maxItems"))
        return int(str(found)) if found is not None else None

    @property
    def kind(self) -> str:
        """``text``, ``area``, ``integer``, ``money``, ``date``, ``datetime``, ``flag``, ``choice``, ``list``, ``object``."""
        given = self.schema.given
        if given.get("x-unit") == "fen":
            return "money"
        if self.options:
            return "choice"
        kind, form = given.get("type"), given.get("format")
        if kind == "string" and form in ("date", "date-time"):
            return "date" if form == "date" else "datetime"
        if kind == "string":
            return "area" if (self.most or 0) > AREA else "text"
        return {"integer": "integer", "boolean": "flag", "array": "list"}.get(str(kind), "object")


@dataclass(frozen=True)
class Operation:
    """One path with a method: a command or a query."""

    document: "Document"
    method: str
    path: str
    given: Json

    @property
    def command(self) -> str:
        """The command's name; empty for a query."""
        return str(self.given.get("x-command", ""))

    @property
    def target(self) -> str:
        """What the command acts on: ``project``, ``instalment``, ``projects``."""
        return str(self.given.get("x-target", ""))

    @property
    def label(self) -> Label:
        """What people call the command."""
        return _label(self.given.get("x-label")) or Label(str(self.given.get("summary", "")), self.path)

    @property
    def roles(self) -> frozenset[str]:
        """Who may give the command."""
        return frozenset(cast(list[str], self.given.get("x-roles", [])))

    @cached_property
    def query(self) -> dict[str, Field]:
        """The parameters of the query, by name."""
        found = [one for one in _list(self.given.get("parameters")) if one.get("in") == "query"]
        return {
            str(one["name"]): Field(
                str(one["name"]), Schema.of(self.document, cast(Json, one["schema"])), one.get("required") is True
            )
            for one in found
        }

    @property
    def body(self) -> Schema:
        """What is sent: an object without fields where nothing is."""
        return self._content(cast(Json, self.given.get("requestBody", {})))

    @property
    def answer(self) -> Schema:
        """What is answered on success."""
        answers = cast(Mapping[str, Json], self.given.get("responses", {}))
        good = next((answers[code] for code in sorted(answers) if code.startswith("2")), {})
        return self._content(good)

    def _content(self, holder: Json) -> Schema:
        content = cast(Mapping[str, Json], holder.get("content", {}))
        given = cast(Json, content.get("application/json", {}).get("schema", {}))
        return Schema.of(self.document, given)


class Document:
    """The OpenAPI document of one service."""

    def __init__(self, service: str, given: Json) -> None:
        self.service = service
        self._given = given
        self._commands = {one.command: one for one in self._operations() if one.command}

    def operation(self, method: str, path: str) -> Operation:
        """One operation. Raises Undeclared."""
        found = cast(Mapping[str, Mapping[str, Json]], self._given["paths"]).get(path, {}).get(method.lower())
        if found is None:
            raise Undeclared(f"{self.service} has no {method} {path}")
        return Operation(self, method, path, found)

    def command(self, name: str) -> Operation:
        """The operation of a command. Raises Undeclared."""
        if name not in self._commands:
            raise Undeclared(f"{self.service} has no command {name}")
        return self._commands[name]

    def commands(self) -> list[Operation]:
        """Every command that has a door."""
        return list(self._commands.values())

    def options(self, schema: str) -> dict[str, Label]:
        """The words of an enumeration by its name. Raises Undeclared."""
        field = Field(schema, Schema.of(self, self.referred(f"#/components/schemas/{schema}")), required=False)
        return field.options

    def referred(self, reference: str) -> Json:
        """The schema that a reference names. Raises Undeclared."""
        name = reference.rpartition("/")[2]
        schemas = cast(Mapping[str, Json], cast(Json, self._given.get("components", {})).get("schemas", {}))
        if name not in schemas:
            raise Undeclared(f"{self.service} has no schema {name}")
        return schemas[name]

    def _operations(self) -> Iterator[Operation]:
        for path, methods in cast(Mapping[str, Mapping[str, Json]], self._given["paths"]).items():
            for method, given in methods.items():
                yield Operation(self, method.upper(), path, given)


@cache
def document_of(service: str) -> Document:
    """The document of a service as it is committed. Raises OSError when it is not there."""
    return Document(service, json.loads((HOME / f"openapi-{service}.json").read_text("utf-8")))


def _label(words: object) -> Label | None:
    given = cast(Mapping[str, str], words) if isinstance(words, dict) else None
    return Label(given["zh"], given["en"]) if given else None


def _list(value: object) -> list[Json]:
    return cast(list[Json], value) if isinstance(value, list) else []
