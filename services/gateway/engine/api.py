"""What a service says of itself in its committed OpenAPI document: commands, queries, every field with its label."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import cast

from services.gateway.engine.schema import Field, Json, Schema, Undeclared, label_of, listed
from shared.kernel.labels import Label

UPLOAD = "multipart/form-data"
HOME = Path(__file__).resolve().parents[3] / "docs" / "api"


@dataclass(frozen=True)
class Operation:
    """One path with a method: a command or a query."""

    document: "Document" = field(repr=False)
    method: str
    path: str
    given: Json = field(repr=False)

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
        return label_of(self.given.get("x-label")) or Label(str(self.given.get("summary", "")), self.path)

    @property
    def hint(self) -> Label | None:
        """What is to be known before the command is given."""
        return label_of(self.given.get("x-hint"))

    @property
    def roles(self) -> frozenset[str]:
        """Who may give the command."""
        return frozenset(cast(list[str], self.given.get("x-roles", [])))

    @cached_property
    def query(self) -> dict[str, Field]:
        """The parameters of the query, by name."""
        found = [one for one in listed(self.given.get("parameters")) if one.get("in") == "query"]
        return {
            str(one["name"]): Field(
                str(one["name"]), Schema.of(self.document, cast(Json, one["schema"])), one.get("required") is True
            )
            for one in found
        }

    @property
    def takes_files(self) -> bool:
        """Whether what is sent is a form with files."""
        return UPLOAD in cast(Json, cast(Json, self.given.get("requestBody", {})).get("content", {}))

    @cached_property
    def body(self) -> Schema:
        """What is sent: an object without fields where nothing is."""
        return self._content(cast(Json, self.given.get("requestBody", {})))

    @cached_property
    def answer(self) -> Schema:
        """What is answered on success."""
        answers = cast(Mapping[str, Json], self.given.get("responses", {}))
        good = next((answers[code] for code in sorted(answers) if code.startswith("2")), {})
        return self._content(good)

    def _content(self, holder: Json) -> Schema:
        content = cast(Mapping[str, Json], holder.get("content", {}))
        shaped = content.get("application/json", content.get(UPLOAD, {}))
        given = cast(Json, shaped.get("schema", {}))
        return Schema.of(self.document, given)


class Document:
    """The OpenAPI document of one service."""

    def __init__(self, service: str, given: Json) -> None:
        self.service = service
        self._given = given
        self._commands = {one.command: one for one in self._operations() if one.command}

    @property
    def uploads_at(self) -> str:
        """The path below which the service keeps files. Raises Undeclared where it keeps none."""
        found = next((one.path for one in self._operations() if "x-uses" in one.given), None)
        if found is None:
            raise Undeclared(f"{self.service} keeps no files")
        return found

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
        """Every command that has a route."""
        return list(self._commands.values())

    def options(self, schema: str) -> dict[str, Label]:
        """The labels of an enumeration by its name. Raises Undeclared."""
        field = Field(schema, Schema.of(self, self.referred(f"#/components/schemas/{schema}")), required=False)
        return field.options

    def referred(self, reference: str) -> Json:
        """The schema that a reference names. Raises Undeclared."""
        name = reference.rpartition("/")[2]
        if name not in self.schemas:
            raise Undeclared(f"{self.service} has no schema {name}")
        return self.schemas[name]

    @cached_property
    def schemas(self) -> Mapping[str, Json]:
        """Every schema by its name."""
        return cast(Mapping[str, Json], cast(Json, self._given.get("components", {})).get("schemas", {}))

    def _operations(self) -> Iterator[Operation]:
        for path, methods in cast(Mapping[str, Mapping[str, Json]], self._given["paths"]).items():
            for method, given in methods.items():
                yield Operation(self, method.upper(), path, given)


@cache
def document_of(service: str) -> Document:
    """The document of a service as it is committed. Raises OSError when it is not there."""
    return Document(service, json.loads((HOME / f"openapi-{service}.json").read_text("utf-8")))
