"""Values that public projects were broken by, and where in a request each may stand."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import cycle, islice
from typing import Any

from tests.run.depth import tries

Json = Any
Schema = Mapping[str, Any]

MEGABYTE = "长" * 350_000
"""A little more than one megabyte in UTF-8."""
TEXTS = (
    "²",
    "٣",
    "½",
    "Ⅷ",
    "\x00",
    "a\x00b",
    "\ud800",
    "名\udfff称",
    "$where",
    "(a+)+$",
    ".*" * 50,
    "\u202e\u200b",
    "=1+1",
)
"""Superscripts and digits of other scripts, NUL, halves of a surrogate pair, and what means something to a database, an
expression or a spreadsheet."""
THINGS: tuple[Json, ...] = (
    10**400,
    -1,
    1e308,
    True,
    None,
    [],
    ["²"] * 3,
    {"$gt": ""},
    {"": {}},
    "9999-12-31",
    "0001-01-01",
    "0001-01-01T00:00:00+14:00",
)
"""What is no text, and the ends of the calendar."""


LONG = ("w " * 4000, "中" * 5000, "[" * 9000, "9" * 5000)


class Dealt:
    """Deals values out: a few at each place, the next ones at the place after, so that all come up many times in a run.

    At full depth every place gets every value.
    """

    def __init__(self, values: Sequence[Json]) -> None:
        self._every, self._turning = values, cycle(values)

    def some(self, usual: int) -> list[Json]:
        """The next ``usual`` values; at full depth all."""
        return list(islice(self._turning, tries(usual, full=len(self._every))))


class Openapi:
    """One committed document: its operations, and the smallest request that fits each."""

    def __init__(self, document: Json) -> None:
        self._document = document

    def operations(self) -> Iterator[tuple[str, str, Json]]:
        """Method, path and operation; what makes things before what reads them."""
        every = [(m.upper(), p, o) for p, ways in self._document["paths"].items() for m, o in ways.items()]
        yield from sorted(every, key=lambda one: (one[0] == "GET", one[1].count("{"), one[1]))

    def resolved(self, schema: Schema) -> Schema:
        """The schema itself, where it is only named, and the first of several that is not null."""
        if "$ref" in schema:
            found: Json = self._document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            return self.resolved(found)
        for choice in ("anyOf", "oneOf", "allOf"):
            if choice in schema:
                return self.resolved(next(one for one in schema[choice] if one.get("type") != "null"))
        return schema

    def least(self, given: Schema) -> Json:
        """A value that fits a schema."""
        schema = self.resolved(given)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][0]
        match schema.get("type"):
            case "object":
                return {name: self.least(one) for name, one in schema.get("properties", {}).items()}
            case "array":
                return [self.least(schema.get("items", {}))]
            case "integer" | "number":
                return schema.get("minimum", 1)
            case "boolean":
                return False
        known = {"date": "2026-01-02", "date-time": "2026-01-02T03:04:05+08:00", "time": "08:00:00"}
        return known.get(schema.get("format", ""), "甲" * max(1, schema.get("minLength", 1)))


def places(value: Json, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every field of a body, and to what stands in its lists."""
    if way:
        yield way
    if isinstance(value, dict):
        for name, one in value.items():
            yield from places(one, (*way, name))
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from places(one, (*way, place))


def with_at(body: Json, way: tuple[str | int, ...], value: Json) -> Json:
    """The body with another value in one place."""
    changed = deepcopy(body)
    inside = changed
    for step in way[:-1]:
        inside = inside[step]
    inside[way[-1]] = value
    return changed
