"""A day in a refusal is told as people write it, in each language; no source hands a sentence a day in figures."""

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from shared.kernel.errors import Conflict

ROOT = Path(__file__).parents[2]


class TooEarly(Conflict):
    slug, zh, en = "too-early", "{day}以前不能办理。", "Not before {day}."


def test_a_day_in_a_refusal_is_told_as_each_language_writes_it() -> None:
    error = TooEarly(day=date(2026, 11, 29))
    assert error.sentence("zh") == "2026年11月29日以前不能办理。"
    assert error.sentence("en") == str(error) == "Not before 29 Nov 2026."


def test_a_moment_is_told_to_the_minute_on_the_clock_of_the_office() -> None:
    error = TooEarly(day=datetime(2026, 11, 29, 16, 5, tzinfo=UTC))
    assert error.sentence("zh") == "2026年11月30日 00:05以前不能办理。"
    assert error.sentence("en") == "Not before 30 Nov 2026, 00:05."


def in_figures(source: str) -> Iterator[int]:
    """The lines at which something is raised, or refused, with a day in figures."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Raise) and node.exc is not None:
            for part in ast.walk(node.exc):
                if isinstance(part, ast.Attribute) and part.attr == "isoformat":
                    yield node.lineno


def test_no_refusal_is_raised_with_a_day_in_figures() -> None:
    sources = [
        *ROOT.glob("services/*/domain/*.py"),
        *ROOT.glob("services/*/commands/*.py"),
        *ROOT.glob("shared/*/*.py"),
    ]
    found = [f"{one.relative_to(ROOT)}:{line}" for one in sources for line in in_figures(one.read_text("utf-8"))]
    assert found == []
    assert list(in_figures("raise X(day=d.isoformat())")) == [1], "the look itself finds one"
