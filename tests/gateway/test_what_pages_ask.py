"""What pages ask of services, and what they read of the answers, stands in the committed documents of the services."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import services.gateway
from services.gateway.clients.service import NAMES, PRINTING
from services.gateway.engine.api import document_of
from services.gateway.engine.schema import Schema, Undeclared

HOME = Path(services.gateway.__file__).parent
PAGES = [*sorted((HOME / "pages").rglob("*.py")), HOME / "engine" / "services.py"]
READING = {"at", "text_at", "number_at", "moment_at", "rows_at", "texts_at"}
SOME = "*"
"""Stands in a path for what is known only when the page runs, such as the reader's language."""


def calls(source: str, names: set[str]) -> Iterator[tuple[str, list[ast.expr]]]:
    """Every call of a function or method with one of these names, and its arguments."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in names:
                yield name, node.args


def text(given: ast.expr) -> str | None:
    """A text as it is written; None for one that only a variable holds."""
    if isinstance(given, ast.Constant):
        return str(given.value)
    if isinstance(given, ast.JoinedStr):
        return "".join(text(part) or SOME for part in given.values)
    return None


def asked(source: str) -> Iterator[tuple[str, str, list[str]]]:
    """Service, path and parameters of each query, but those that only a variable holds.

    A service that is not named may be any of them.
    """
    for _, (service, path, *rest) in calls(source, {"ask"}):
        keys = rest[0].keys if rest and isinstance(rest[0], ast.Dict) else []
        for name in [known] if (known := text(service)) else NAMES:
            if (written := text(path)) is not None:
                yield name, written, [known for key in keys if key and (known := text(key)) is not None]


def given(source: str) -> Iterator[tuple[str, str]]:
    """Service and name of each command."""
    for _, (service, command, *_rest) in calls(source, {"give"}):
        if (known := text(service)) and (name := text(command)) and SOME not in name:
            yield known, name


def read(source: str) -> set[str]:
    """The paths at which a page reads something."""
    return {path for _, args in calls(source, READING) if len(args) > 1 and (path := text(args[1])) is not None}


@cache
def schemas() -> list[Schema]:
    """Every object that a service answers."""
    documents = [document_of(name) for name in (*NAMES, PRINTING)]
    return [Schema.of(document, one) for document in documents for one in document.schemas.values()]


def leads(schema: Schema, names: list[str]) -> bool:
    """Whether a path leads from an object of this kind to a field, or to a value by a key that it may hold."""
    inner = schema.items if schema.given.get("type") == "array" else schema
    if not names:
        return True
    if inner.given.get("additionalProperties"):
        return True
    following = [one.schema for name, one in inner.fields.items() if fits(names[0], name)]
    return any(leads(one, names[1:]) for one in following)


def fits(written: str, name: str) -> bool:
    """Whether a part of a path may mean this field."""
    begin, some, end = written.partition(SOME)
    return name.startswith(begin) and name.endswith(end) if some else written == name


def unknown(source: str) -> list[str]:
    """What the services do not have of all that a page asks for and reads."""
    found = []
    for service, path, parameters in asked(source):
        try:
            query = document_of(service).operation("GET", path).query
        except Undeclared as undeclared:
            found.append(str(undeclared))
        else:
            found += [f"{service} {path} has no parameter {one}" for one in parameters if one not in query]
    for service, command in given(source):
        try:
            document_of(service).command(command)
        except Undeclared as undeclared:
            found.append(str(undeclared))
    return found + [f"no {path}" for path in read(source) if not any(leads(one, path.split(".")) for one in schemas())]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_asks_for_what_the_services_have(page: Path) -> None:
    assert unknown(page.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('ask("rescue", "/nowhere")', "rescue has no GET /nowhere"),
        ('ask("rescue", "/cases", {"colour": "red"})', "rescue /cases has no parameter colour"),
        ('ask(name, "/cases", {"limit": 1})', "registry has no GET /cases"),
        ('give("rescue", "paint", {}, {}, "")', "rescue has no command paint"),
        ('text_at(case, "person.colour")', "no person.colour"),
        ('rows_at(case, "clues.note.colour")', "no clues.note.colour"),
        ('text_at(row, f"colour_{language}")', "no colour_*"),
    ],
)
def test_what_a_service_does_not_have_is_noticed(source: str, said: str) -> None:
    assert said in unknown(source)
