"""Which tests share a worker, and which start first: the long ones, so that no worker idles at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

KILLS = (
    "tests/messaging/test_relay_away.py",
    "tests/messaging/test_session.py",
    "tests/messaging/test_storage_away.py",
    "tests/messaging/test_traps_ends.py",
    "tests/deploy/test_servers.py",
    "tests/storage/test_mongo.py",
    "tests/storage/test_vault.py",
)
GROUPS: dict[str, tuple[str, ...]] = {
    "drive the browser": ("tests/browser/",),
    "start the whole system": ("tests/deploy/test_up.py",),
    "kill a server": KILLS,
}
"""Tests that share something dear stay on one worker: an installation with its browser, a broker that may be killed.

Longest first. Everything else is grouped by its file, so that what a file sets up is set up once.
"""

OF_A_DOMAIN = re.compile(r"tests/(\w+)/domain/")
COUNTS_LINES = re.compile(r"::test_domain_is_covered_by_its_own_tests\[(\w+)\]$")
"""The test that looks at the lines which the tests of one domain ran: on their worker, and after them."""


def group_of(nodeid: str) -> str:
    """The name of the tests that run on one worker with this one: those of its group, else those of its file."""
    if covers := OF_A_DOMAIN.match(nodeid) or COUNTS_LINES.search(nodeid):
        return f"cover the domain of {covers[1]}"
    file = nodeid.partition("::")[0]
    return next((name for name, places in GROUPS.items() if file.startswith(places)), file)


def in_order(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """The tests as workers take them: named groups first, in the order of the table, then files as they were found."""
    places = {name: place for place, name in enumerate(GROUPS)}

    def place(item: pytest.Item) -> tuple[bool, int]:
        return bool(COUNTS_LINES.search(item.nodeid)), places.get(group_of(item.nodeid), len(places))

    return sorted(items, key=place)
