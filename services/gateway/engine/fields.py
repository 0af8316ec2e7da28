"""One field of a form: how a page shows it, and how what was typed becomes what is sent, and back."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from services.gateway.engine.page import Page
from services.gateway.engine.schema import Field
from services.gateway.formats import from_local, to_local
from services.gateway.forms import FormError
from shared.kernel.money import format_yuan, parse_yuan
from shared.kernel.texts import half_width

Option = tuple[str, str]
WIDGETS = {
    "money": "text",
    "integer": "text",
    "list": "text",
    "choice": "select",
    "flag": "check",
    "object": "text",
    "uploads": "upload",
}
ACCEPTED = {
    "picture": "image/jpeg,image/png,image/webp",
    "paper": "application/pdf",
    "sound": "audio/*,.mp3,.m4a,.ogg,.wav,.amr",
}
"""What browsers offer to choose, by the kind of file."""
INPUT_MODES = {"money": "decimal", "integer": "numeric"}
BETWEEN = re.compile(r"[、，,；;\n]+")


@dataclass(frozen=True)
class Lookup:
    """A field whose code is found by words. ``find`` answers every code that the words may mean, with its full name.

    ``which`` is the label of the choice where there are several; ``several`` and ``nothing`` are said then (msgids).
    """

    find: Callable[[Page, str], Awaitable[Sequence[Option]]]
    which: str
    several: str
    nothing: str
    remark: Callable[[Page, str], Awaitable[str]] | None = None
    """What is to be known of the code before it is sent, in words; empty for most."""


@dataclass(frozen=True)
class Input:
    """What a page says of one field beyond its schema. ``options`` are (code, label); ``label``, ``hint``: msgids."""

    name: str
    widget: str = ""
    label: str = ""
    hint: str = ""
    wide: bool | None = None
    rows: int = 4
    options: Sequence[Option] | None = None
    at_least: int = 1
    """How many empty rows a repeating field begins with."""
    accept: str = ""
    """The endings of the files that a field takes."""
    lookup: Lookup | None = None
    is_past: bool = False
    """Whether it tells a day that is not to come."""
    time_apart: str = ""
    """The label (msgid) of a field of its own for the time of day, which may stay empty: then midnight is meant."""


@dataclass(frozen=True)
class FieldView:
    """One field as a page shows it."""

    name: str
    label: str
    hint: str
    required: bool
    value: str
    error: FormError | None
    widget: str
    wide: bool
    rows: int
    inputmode: str
    most: int | None
    options: Sequence[Option]
    accept: str = ""
    files_at: str = ""
    """Where the files that were uploaded for it are shown."""
    many: bool = False
    camera: bool = False


def label_of(known: Field, given: Input, language: str) -> str:
    """What a field is called: a msgid where the page says so, else in the language."""
    return given.label or (known.label.of(language) if known.label else known.name)


def view_of(
    known: Field, name: str, value: str, given: Input, language: str, error: FormError | None = None, files_at: str = ""
) -> FieldView:
    """A field as a page shows it: what its schema says, and what the page says beyond it."""
    options = given.options
    widget = given.widget or ("select" if options else WIDGETS.get(known.kind, known.kind))
    if options is None:
        options = [(code, label.of(language)) for code, label in known.options.items()]
    return FieldView(
        name=name,
        label=label_of(known, given, language),
        hint=given.hint or (known.hint.of(language) if known.hint else ""),
        required=known.required and not known.schema.nullable and known.kind != "flag",
        value=value,
        error=error,
        widget=widget,
        wide=given.wide if given.wide is not None else widget in ("area", "choices"),
        rows=given.rows,
        inputmode=INPUT_MODES.get(known.kind, ""),
        most=known.most,
        options=options,
        accept=given.accept or ",".join(ACCEPTED[kind] for kind in known.file_kinds),
        many=known.kind == "uploads",
        files_at=files_at,
        camera="picture" in known.file_kinds,
    )


def typed_value(known: Field, value: object, language: str) -> str:
    """A value as a person would have typed it in a language."""
    if value is None or value == "":
        return ""
    if known.kind == "money":
        return format_yuan(int(str(value))).removeprefix("¥")
    if known.kind == "datetime":
        return to_local(datetime.fromisoformat(str(value)))
    if isinstance(value, list):
        return ("、" if language == "zh" else ", ").join(map(str, value))
    return begun(value)


def begun(value: object) -> str:
    """A plain value as a form shows it."""
    return "yes" if value is True else "" if value is False else str(value)


def _local(text: str) -> str:
    at = from_local(text)
    if at is None:
        raise ValueError(text)
    return at.isoformat()


def _clock(text: str) -> str:
    at = time.fromisoformat(text)
    if at.tzinfo:
        raise ValueError(text)
    return at.isoformat("minutes")


PARSERS: dict[str, Callable[[str], object]] = {
    "money": parse_yuan,
    "integer": lambda text: _whole(half_width(text)),
    "date": lambda text: date.fromisoformat(half_width(text)).isoformat(),
    "datetime": lambda text: _local(half_width(text)),
    "time": lambda text: _clock(half_width(text)),
    "flag": lambda text: text == "yes",
    "uploads": str.splitlines,
    "list": lambda text: [part.strip() for part in BETWEEN.split(text) if part.strip()],
}


def _whole(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]+", text):
        raise ValueError(text)
    return int(text)
