"""Tests that share something dear run on one worker, and tests of one file stay together."""

import re

from tests.architecture.source import ROOT, python_files
from tests.run.plan import LONG, SHARED, group_of

DEAR = re.compile(r"^(async )?def \w+\([^)]*\b(own_broker|own_mongod|visitors)\b", re.MULTILINE)


def test_every_file_that_asks_for_something_dear_is_in_its_group() -> None:
    files = [
        file for file in python_files(ROOT, "tests") if file.name.startswith("test_") and file.parent.name != "run"
    ]
    asking = {str(file.relative_to(ROOT)) for file in files if DEAR.search(file.read_text(encoding="utf-8"))}
    assert len(asking) > 10
    assert {file for file in asking if group_of(file) not in SHARED} == set()


def test_tests_of_one_file_stay_together() -> None:
    assert group_of("tests/kernel/test_money.py::test_a[1::2]") == group_of("tests/kernel/test_money.py::test_b")
    assert group_of("tests/browser/test_live.py::test_a") == group_of("tests/browser/test_guards.py::test_b")


def test_what_starts_first_is_there() -> None:
    assert [name for name in LONG if name not in SHARED and not (ROOT / name).is_file()] == []
