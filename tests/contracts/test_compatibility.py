"""What may change in a published schema, and what may not."""

from typing import Any

import pytest
from pydantic import BaseModel, create_model

from shared.contracts.compatibility import compare


class Proposal(BaseModel):
    person_id: str
    why: list[str]


class Renamed(BaseModel):
    person: str
    why: list[str]


class Longer(BaseModel):
    person_id: str
    why: list[str]
    since: str | None = None


BEFORE: dict[str, Any] = {
    "case_id": (str, ...),
    "dialect": (str | None, None),
    "count": (int, ...),
    "proposals": (list[Proposal], ...),
}


def schema(**fields: Any) -> dict[str, Any]:
    kept = {name: kind for name, kind in {**BEFORE, **fields}.items() if kind is not None}
    model: type[BaseModel] = create_model("Proposed", **kept)
    return model.model_json_schema()


def breaks(**fields: Any) -> list[str]:
    return [str(change) for change in compare(schema(), schema(**fields)) if change.breaks]


def test_compare_of_the_same_schema_finds_nothing() -> None:
    assert compare(schema(), schema()) == []


@pytest.mark.parametrize(
    "fields",
    [{"note": (str | None, None)}, {"note": (str, "")}, {"proposals": (list[Longer], ...)}],
    ids=["optional field", "field with a default", "optional field deep inside"],
)
def test_compare_with_an_optional_field_added_is_compatible(fields: dict[str, Any]) -> None:
    assert compare(schema(), schema(**fields))
    assert breaks(**fields) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"count": None}, "data.count: was removed or renamed (subscribers read it)"),
        ({"dialect": None}, "data.dialect: was removed or renamed (subscribers read it)"),
        ({"note": (str, ...)}, "data.note: was added as required (events already written lack it)"),
        ({"dialect": (str | None, ...)}, "data.dialect: became required (events already written may lack it)"),
        ({"count": (int, 0)}, "data.count: became optional (subscribers count on it)"),
        ({"count": (str, ...)}, "data.count: type changed from integer to string"),
        ({"count": (int | None, ...)}, "data.count: type changed from integer to nothing"),
        ({"dialect": (str, "")}, "data.dialect: anyOf changed"),
        ({"proposals": (list[Renamed], ...)}, "data.proposals[].person_id: was removed or renamed"),
        ({"proposals": (list[str], ...)}, "data.proposals[]: type changed from object to string"),
    ],
)
def test_compare_with_a_breaking_change_says_why(fields: dict[str, Any], sentence: str) -> None:
    assert any(found.startswith(sentence) for found in breaks(**fields)), breaks(**fields)


def test_compare_with_an_enum_value_added_breaks() -> None:
    before = {"properties": {"kind": {"enum": ["a"], "type": "string"}}}
    after = {"properties": {"kind": {"enum": ["a", "b"], "type": "string"}}}
    assert [change.breaks for change in compare(before, after)] == [
        "subscribers know the values, and written events hold them"
    ]


def test_compare_with_other_words_is_compatible() -> None:
    after = {**schema(), "description": "said better"}
    (change,) = compare(schema(), after)
    assert (str(change), change.breaks) == ("data: described in other words", None)
