"""Which tests share a worker, and which start first: the long ones, so that no worker idles at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = {
    "drive the browser": re.compile(r"\bvisitors: Visitors\b"),
    "kill a server": re.compile(r"\bown_(broker: RabbitMQ|mongod: Mongod)\b"),
    "let a subscriber in": re.compile(r"\byard: Yard\b"),
}
"""Tests that use something dear stay on one worker, which makes it once: an installation with its browser, servers that
may be killed. So do those that would meet there: accounts of the broker are its whole, not one virtual host's. They are
known by what they ask for; all others stay with their file, whose fixtures are made once.
"""
LONG = (
    "drive the browser",
    "tests/deploy/test_up.py",
    "kill a server",
    "tests/fuzz/test_hostile_values.py",
    "tests/fuzz/test_every_route.py",
)
"""What starts first, the longest before the others."""
OF_A_DOMAIN = re.compile(r"tests/(\w+)/domain/")
COUNTS_LINES = re.compile(r"::test_domain_is_covered_by_its_own_tests\[(\w+)\]$")
"""The test that looks at the lines which the tests of one domain ran: on their worker, and after them."""


def group_of(nodeid: str) -> str:
    """The name of the tests that run on one worker with this one."""
    if covers := OF_A_DOMAIN.match(nodeid) or COUNTS_LINES.search(nodeid):
        return f"cover the domain of {covers[1]}"
    file = nodeid.partition("::")[0]
    return _shared_by(ROOT / file) or file


def in_order(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """The tests as workers take them: long groups first, then files as they were found."""
    places = {name: place for place, name in enumerate(LONG)}

    def place(item: pytest.Item) -> tuple[bool, int]:
        return bool(COUNTS_LINES.search(item.nodeid)), places.get(group_of(item.nodeid), len(places))

    return sorted(items, key=place)


@cache
def _shared_by(file: Path) -> str | None:
    text = file.read_text(encoding="utf-8")
    return next((name for name, uses in SHARED.items() if uses.search(text)), None)
