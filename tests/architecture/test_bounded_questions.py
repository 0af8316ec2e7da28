"""Whatever a query takes from outside has a bound of its own: texts a length, numbers an end, lists a size."""

import json
from collections.abc import Iterator
from typing import Any

from tests.architecture.source import ROOT
from tests.fuzz.hostile import Openapi

BOUNDS = {
    "string": {"maxLength", "enum", "const", "format", "pattern"},
    "array": {"maxItems"},
    "integer": {"maximum"},
    "number": {"maximum"},
}
"""What bounds a parameter of each type. A pattern counts where it has an end and repeats nothing without one."""


def unbounded(name: str, written: Any) -> Iterator[str]:
    """The parameters of addresses that a document of OpenAPI leaves without a bound."""
    document = Openapi(written)
    for method, path, operation in document.operations():
        for one in operation.get("parameters", []):
            schema = document.resolved(one["schema"])
            told = BOUNDS.get(schema.get("type", ""), set()) & set(schema)
            endless = told == {"pattern"} and ("$" not in schema["pattern"] or set("*+") & set(schema["pattern"]))
            if one["in"] == "query" and schema.get("type") in BOUNDS and (not told or endless):
                yield f"{name}: {method} {path} takes {one['name']} without a bound"


def test_every_query_parameter_has_a_bound() -> None:
    documents = sorted((ROOT / "docs/api").glob("openapi-*.json"))
    found = [line for one in documents for line in unbounded(one.name, json.loads(one.read_text("utf-8")))]
    assert len(documents) >= 5
    assert found == []


def test_parameter_without_a_bound_is_found() -> None:
    schemas = (
        {"type": "string"},
        {"type": "array", "items": {}},
        {"type": "integer"},
        {"type": "string", "pattern": "a+$"},
    )
    asked = [{"in": "query", "name": str(place), "schema": schema} for place, schema in enumerate(schemas)]
    planted = {"paths": {"/x": {"get": {"parameters": asked}}}}
    assert len(list(unbounded("planted", planted))) == len(schemas)
