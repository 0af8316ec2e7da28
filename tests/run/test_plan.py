"""Tests that share something dear run on one worker, and nobody else's test makes a second one of it."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, python_files
from tests.run.plan import GROUPS, group_of

SHARED = {
    "kill a server": re.compile(r"\b(own_broker|own_mongod): "),
    "drive the browser": re.compile(r"\bvisitors: "),
}


def strays(root: Path) -> list[str]:
    """Files of tests that use what a group shares and are not in that group."""
    found = []
    for file in python_files(root, "tests"):
        name, text = str(file.relative_to(root)), file.read_text(encoding="utf-8")
        if file.name.startswith("test_") and file != Path(__file__):
            found += [
                f"{name}: {group}" for group, uses in SHARED.items() if uses.search(text) and group_of(name) != group
            ]
    return found


def test_tests_that_share_something_dear_are_in_its_group() -> None:
    assert strays(ROOT) == [], "name the file in tests/run/plan.py, or every worker makes its own"


@pytest.mark.parametrize("line", ["def test_a(own_mongod: Mongod) -> None:", "async def test_a(visitors: Visitors):"])
def test_a_file_outside_its_group_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_new.py").write_text(line)
    assert len(strays(tmp_path)) == 1


def test_every_place_of_the_plan_exists() -> None:
    assert [place for places in GROUPS.values() for place in places if not (ROOT / place).exists()] == []


def test_tests_of_one_file_stay_together() -> None:
    assert group_of("tests/kernel/test_money.py::test_a[1::2]") == group_of("tests/kernel/test_money.py::test_b")
    assert group_of("tests/browser/test_live.py::test_a") == group_of("tests/browser/test_guards.py::test_b")
