"""Words that stand beside a fact in both languages: of a field, an enumeration's value, a command, a role."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, Self

Schema = dict[str, object]


class SchemaHandler(Protocol):
    """How JSON Schema is made around a type: called for the schema itself, asked to follow a reference."""

    def __call__(self, core_schema: object, /) -> Schema:
        """The schema as it would be without us."""

    def resolve_ref_schema(self, schema: Schema, /) -> Schema:
        """The schema that a reference points to."""


@dataclass(frozen=True, slots=True)
class Words:
    """The same thing said in Chinese and in English."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """The words in ``zh`` or else in English."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Label(Words):
    """What something is called, and a hint for whoever fills it in. As ``Annotated`` metadata it labels a field.

    It travels in the JSON Schema of the field as ``x-label`` and ``x-hint``, so that forms and tables are made from it.
    """

    hint_zh: str = ""
    hint_en: str = ""

    def __get_pydantic_json_schema__(self, core_schema: object, handler: SchemaHandler) -> Schema:
        """Put the words beside the field's own schema."""
        schema = {**handler(core_schema), "x-label": {"zh": self.zh, "en": self.en}}
        if self.hint_zh:
            schema["x-hint"] = {"zh": self.hint_zh, "en": self.hint_en}
        return schema


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a number, as ``Annotated`` metadata; ``x-unit`` in its schema: ``fen``, ``cm``, ``year``."""

    name: str

    def __get_pydantic_json_schema__(self, core_schema: object, handler: SchemaHandler) -> Schema:
        """Put the unit beside the field's own schema."""
        return {**handler(core_schema), "x-unit": self.name}


class AsNumber:
    """A number that is sent as a number, as ``Annotated`` metadata: neither ``true``, which is 1, nor a text is one."""

    def __get_pydantic_core_schema__(self, source: object, handler: SchemaHandler) -> Schema:
        """The schema of the field, strict."""
        return {**handler(source), "strict": True}


class LabelledEnum(StrEnum):
    """An enumeration whose members say what people call them: ``ELDERS = "elders", "为老服务", "care of elders"``.

    The labels travel in its JSON Schema as ``x-options``, in the order of the members.
    """

    _value_: str
    label: Label

    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        """A member with its code and its words in both languages."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Label(zh, en)
        return member

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: object, handler: SchemaHandler) -> Schema:
        """Put the words beside the codes."""
        schema = handler(core_schema)
        handler.resolve_ref_schema(schema)["x-options"] = options_of(cls)
        return schema


@dataclass(frozen=True, slots=True)
class Codes:
    """The words of codes that another service gives out, as ``Annotated`` metadata; a code unknown to us is let in.

    They travel as ``x-options``, as those of an enumeration do.
    """

    kind: type[LabelledEnum]

    def __get_pydantic_json_schema__(self, core_schema: object, handler: SchemaHandler) -> Schema:
        """Put the words beside the field's own schema."""
        return {**handler(core_schema), "x-options": options_of(self.kind)}


def options_of(kind: type[LabelledEnum]) -> list[dict[str, str]]:
    """Every code of an enumeration with its words, in the order of the members."""
    return [{"code": member.value, "zh": member.label.zh, "en": member.label.en} for member in kind]


def listed(labels: list[Label], language: str) -> str:
    """Several labels after each other, as the language lists them."""
    between = "、" if language.startswith("zh") else ", "
    return between.join(label.of(language) for label in labels)
