"""Tests of words beside facts: they reach the schema, and enumerations stay what they are on the wire."""

import json
from typing import Annotated

from pydantic import BaseModel, TypeAdapter

from shared.kernel.labels import Label, LabelledEnum, Unit, listed, options_of


class Fruit(LabelledEnum):
    """Something to eat."""

    APPLE = "apple", "苹果", "Apple"
    PEAR = "pear", "梨", "Pear"


class Basket(BaseModel):
    """What is in it."""

    fruit: Annotated[Fruit, Label("水果", "Fruit", "选一种", "Choose one")]
    grams: Annotated[int, Unit("g")] = 0


def test_label_and_unit_stand_beside_a_field_in_its_schema() -> None:
    fields = Basket.model_json_schema()["properties"]
    assert fields["fruit"]["x-label"] == {"zh": "水果", "en": "Fruit"}
    assert fields["fruit"]["x-hint"] == {"zh": "选一种", "en": "Choose one"}
    assert fields["grams"]["x-unit"] == "g"


def test_options_stand_beside_the_codes_in_order() -> None:
    schema = Basket.model_json_schema()["$defs"]["Fruit"]
    assert schema["x-options"] == options_of(Fruit)
    assert schema["x-options"][0] == {"code": "apple", "zh": "苹果", "en": "Apple"}
    assert schema["enum"] == ["apple", "pear"]


def test_labelled_enum_is_its_code_on_the_wire() -> None:
    assert TypeAdapter(Fruit).validate_python("pear") is Fruit.PEAR
    assert json.dumps([Fruit.PEAR]) == '["pear"]'
    assert Basket(fruit=Fruit.APPLE).model_dump(mode="json")["fruit"] == "apple"


def test_labels_are_listed_as_the_language_does() -> None:
    labels = [fruit.label for fruit in Fruit]
    assert (listed(labels, "zh"), listed(labels, "en")) == ("苹果、梨", "Apple, Pear")
