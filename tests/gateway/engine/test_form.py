"""Forms made from a schema: what was typed becomes what is sent, or is said to be wrong; nothing typed is lost."""

from typing import Any

import pytest

from services.gateway.engine.api import Document
from services.gateway.engine.fields import Input
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.merge_view import rows_in_words
from services.gateway.engine.schema import Schema

PART = {
    "type": "object",
    "required": ["fen", "day"],
    "properties": {
        "fen": {"type": "integer", "x-unit": "fen", "exclusiveMinimum": 0.0, "x-label": {"zh": "金额", "en": "Amount"}},
        "day": {"type": "string", "format": "date", "x-label": {"zh": "日期", "en": "Day"}},
        "kind": {"$ref": "#/components/schemas/Kind"},
    },
}
KIND = {
    "type": "string",
    "enum": ["b", "a"],
    "x-options": [{"code": "a", "zh": "甲", "en": "First"}, {"code": "b", "zh": "乙", "en": "Second"}],
}
BODY: dict[str, Any] = {
    "type": "object",
    "required": ["name", "kind", "parts"],
    "properties": {
        "name": {"type": "string", "maxLength": 5, "x-label": {"zh": "名称", "en": "Name"}},
        "kind": {"$ref": "#/components/schemas/Kind", "x-label": {"zh": "类型", "en": "Kind"}},
        "year": {
            "anyOf": [{"type": "integer", "minimum": 1990, "maximum": 2100.0}, {"type": "null"}],
            "x-label": {"zh": "年度", "en": "Year"},
        },
        "at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]},
        "note": {"type": "string", "default": "", "maxLength": 500, "x-hint": {"zh": "写明原因", "en": "Say why"}},
        "sure": {"type": "boolean", "default": False},
        "skills": {"type": "array", "items": {"type": "string"}},
        "parts": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/Part"}},
    },
}
DOCUMENT = Document("made", {"paths": {}, "components": {"schemas": {"Part": PART, "Kind": KIND}}})
FULL = {
    "name": " 锋之社 ",
    "kind": "a",
    "year": "2026",
    "at": "2026-11-23T09:00",
    "sure": "yes",
    "skills": "方言、手语",
    "parts-0-fen": "8,000.50",
    "parts-0-day": "2026-12-01",
    "parts-0-kind": "b",
}


def a_form(typed: dict[str, str], language: str = "zh", *inputs: Input) -> SchemaForm:
    return SchemaForm(Schema.of(DOCUMENT, BODY).fields, language, inputs, typed)


def test_what_was_typed_becomes_what_is_sent() -> None:
    assert a_form(FULL).check() == {
        "name": "锋之社",
        "kind": "a",
        "year": 2026,
        "at": "2026-11-23T09:00:00+08:00",
        "note": "",
        "sure": True,
        "skills": ["方言", "手语"],
        "parts": [{"fen": 800_050, "day": "2026-12-01", "kind": "b"}],
    }


def test_what_was_left_empty_is_null_or_left_out() -> None:
    body = a_form({**FULL, "year": "", "at": "", "sure": "", "skills": "", "parts-0-kind": ""}).check()
    assert body is not None
    assert (body["year"], body["at"], body["sure"]) == (None, None, False)
    assert "skills" not in body
    assert body["parts"] == [{"fen": 800_050, "day": "2026-12-01"}]


@pytest.mark.parametrize(
    ("name", "typed", "at"),
    [
        ("name", "", "name"),
        ("name", "六个字的名称", "name"),
        ("kind", "", "kind"),
        ("year", "明年", "year"),
        ("year", "²", "year"),
        ("year", "2_026", "year"),
        ("at", "gestern", "at"),
        ("parts-0-fen", "八千", "parts-0-fen"),
        ("parts-0-day", "2026-02-30", "parts-0-day"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(name: str, typed: str, at: str) -> None:
    form = a_form({**FULL, name: typed})
    assert form.check() is None
    assert [error.name for error in form.errors] == [at]


def test_full_width_figures_are_figures() -> None:
    body = a_form(
        {**FULL, "year": "２０２６", "at": "２０２６－１１－２３T０９：００", "parts-0-day": "２０２６－１２－０１"}
    ).check()
    assert body == a_form(FULL).check()


@pytest.mark.parametrize(
    ("name", "typed", "rule", "figure"),
    [
        ("year", "1989", "不能小于", {"ge": "1990"}),
        ("year", "99999999999999999999", "不能大于", {"le": "2100"}),
        ("parts-0-fen", "0", "必须大于", {"gt": "¥0.00"}),
        ("parts-0-fen", "-5", "必须大于", {"gt": "¥0.00"}),
    ],
)
def test_bound_that_is_not_kept_is_named(name: str, typed: str, rule: str, figure: dict[str, str]) -> None:
    form = a_form({**FULL, name: typed})
    assert form.check() is None
    (error,) = form.errors
    assert error.name == name
    assert rule in error.sentence
    assert figure.items() <= error.params.items()


def test_list_that_needs_a_row_asks_for_its_first_field() -> None:
    form = a_form({name: text for name, text in FULL.items() if not name.startswith("parts")})
    assert form.check() is None
    assert [error.name for error in form.errors] == ["parts-0-fen"]


def test_draft_is_shown_again_and_never_sent() -> None:
    form = a_form({**FULL, "name": "", "_draft": "yes"})
    assert form.check() is None
    assert form.errors == []
    assert form["kind"].value == "a"


def test_fields_say_what_the_schema_says_in_the_readers_language() -> None:
    form = a_form({}, "en", Input("note", widget="area", wide=True))
    assert (form["name"].label, form["name"].required, form["name"].most) == ("Name", True, 5)
    assert list(form["kind"].options) == [("a", "First"), ("b", "Second")]
    assert (form["note"].hint, form["note"].widget, form["note"].required) == ("Say why", "area", False)
    assert form.shown[0] == "note"


def test_form_begins_with_what_is_known_as_a_person_would_type_it() -> None:
    form = a_form({"name": "typed"})
    form.fill(
        {
            "name": "known",
            "at": "2026-11-23T01:00:00Z",
            "skills": ["方言", "手语"],
            "parts": [{"fen": 800_050, "day": "2026-12-01", "kind": None}],
        }
    )
    assert (form.typed["name"], form.typed["at"]) == ("typed", "2026-11-23T09:00")
    assert (form.typed["skills"], form.typed["parts-0-fen"]) == ("方言、手语", "8,000.50")


def test_rows_show_what_was_typed_and_one_empty_one_at_least() -> None:
    shown = [[field.value for field in row] for row in a_form(FULL).shown_rows("parts")]
    assert shown == [["8,000.50", "2026-12-01", "b"], ["", "", ""]]
    three = a_form({}, "zh", Input("parts", at_least=3))
    assert len(three.shown_rows("parts")) == 3


@pytest.mark.parametrize("carried", ["no json", "7", '["left"]', ""])
def test_rows_that_are_carried_as_something_else_are_none(carried: str) -> None:
    form = a_form({"parts": carried, "parts-0-fen": "1"})
    assert form.together["parts"] == "[]"


def test_rows_survive_being_carried_together() -> None:
    form = a_form(FULL)
    assert a_form(form.together).together == form.together
    assert rows_in_words(form, "parts", form.together["parts"]) == "8,000.50 2026-12-01 乙"


def test_part_without_words_of_its_own_is_called_what_the_whole_is_called() -> None:
    words = {"x-label": {"zh": "合同金额", "en": "Contract"}, "properties": {"fen": {"type": "integer"}}}
    found = Schema.of(DOCUMENT, {"properties": {"contract": words}}).at("contract.fen")
    assert found.label
    assert found.label.zh == "合同金额"


def test_row_begins_with_nothing_chosen_that_nobody_chose() -> None:
    needed = {**PART, "required": ["fen", "day", "kind"]}
    document = Document("made", {"paths": {}, "components": {"schemas": {"Part": needed, "Kind": KIND}}})
    form = SchemaForm(Schema.of(document, BODY).fields, "zh", (), {"parts-0-fen": "1", "parts-0-day": "2026-12-01"})
    assert [row[2].value for row in form.shown_rows("parts")] == ["", ""]
    assert form.check() is None
    assert "parts-0-kind" in [error.name for error in form.errors]


def test_row_in_which_only_something_was_chosen_is_not_dropped_silently() -> None:
    form = a_form({**FULL, "parts-3-kind": "a"})
    assert form.check() is None
    assert [error.name for error in form.errors] == ["parts-1-fen", "parts-1-day"]
