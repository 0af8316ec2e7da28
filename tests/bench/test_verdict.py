"""The verdict over a run under fire: it sees every broken guarantee, and a run that measured nothing is no success."""

from math import inf
from pathlib import Path

import pytest

from bench.verdict import Findings, Journals, complaints

WHOLE = Findings(events=5, lost=0, applied_twice=0, order_breaks=0)
KEPT = {"writing": 5, "reading": 5, "wrong": 0}


def journals(tmp_path: Path, *lines: str) -> Journals:
    (tmp_path / "journal").write_text("\n".join(lines), "ascii")
    return Journals.read([tmp_path / "journal", tmp_path / "of a replica that never ran"])


def test_complaints_about_a_whole_run_are_none() -> None:
    assert complaints(WHOLE, logged=5, kept=KEPT, unfinished=0, recoveries=[0.5]) == []


@pytest.mark.parametrize(
    ("kept", "complaint"),
    [
        ({"writing": 4}, "4 in the writing journal, but 5 events"),
        ({"reading": 6}, "6 in the reading journal, but 5 events"),
        ({"wrong": 1}, "1 wrong in the journals"),
    ],
)
def test_complaints_name_what_the_journals_lack(kept: dict[str, int], complaint: str) -> None:
    assert complaints(WHOLE, logged=5, kept=KEPT | kept, unfinished=0, recoveries=[0.5]) == [complaint]


@pytest.mark.parametrize(
    ("found", "logged", "unfinished", "recoveries", "complaint"),
    [
        (Findings(0, 0, 0, 0), 0, 0, [0.5], "no event was measured"),
        (WHOLE, 5, 0, [], "no kill was measured"),
        (WHOLE, 5, 0, [0.5, inf], "no effect any more after 1 kills"),
        (WHOLE, 4, 0, [0.5], "4 in the publisher's log, but 5 events"),
        (WHOLE, 5, 2, [0.5], "2 left unfinished"),
        (Findings(5, 1, 0, 0), 5, 0, [0.5], "1 lost"),
        (Findings(5, 0, 1, 0), 5, 0, [0.5], "1 applied twice"),
        (Findings(5, 0, 0, 1), 5, 0, [0.5], "1 out of order"),
    ],
)
def test_complaints_name_what_was_broken_or_not_measured(
    found: Findings, logged: int, unfinished: int, recoveries: list[float], complaint: str
) -> None:
    kept = {"writing": found.events, "reading": found.events, "wrong": 0}
    given = {"logged": logged, "unfinished": unfinished}
    assert complaints(found, kept=kept, recoveries=recoveries, **given) == [complaint]


@pytest.mark.parametrize(
    ("values", "lost", "applied_twice", "order_breaks"),
    [([1, 2, 3], 0, 0, 0), ([1, 3], 1, 0, 0), ([1, 2, 2, 3], 0, 1, 0), ([1, 3, 2], 0, 0, 1), ([], 3, 0, 0)],
)
def test_findings_compare_each_ledger_with_its_counter(
    tmp_path: Path, values: list[int], lost: int, applied_twice: int, order_breaks: int
) -> None:
    found = Findings.of({"a": 3}, {"a": values}, journals(tmp_path))
    assert found == Findings(3, lost, applied_twice, order_breaks)


def test_findings_count_an_answered_command_that_its_counter_forgot_as_lost(tmp_path: Path) -> None:
    said = journals(tmp_path, "A a 3 1.0", "A a 5 2.0", "A b 1 2.5", "A gone 2 3.0")
    assert Findings.of({"a": 3, "b": 1}, {"a": [1, 2, 3], "b": [1]}, said).lost == 2 + 2


def test_journals_leave_out_a_line_that_a_kill_cut(tmp_path: Path) -> None:
    said = journals(tmp_path, "A a 1 1.0", "E a 1 1.5", "D a 1 1.7", "E a 2")
    assert (said.answered, said.effects, said.repeats) == ({("a", 1): 1.0}, [("a", 1, 1.5)], 1)


def test_recoveries_are_told_in_the_order_of_the_kills(tmp_path: Path) -> None:
    said = journals(tmp_path, "A a 1 11.0", "E a 1 15.0", "A a 2 20.5", "E a 2 21.0")
    assert said.recoveries([("mongod", 10.0), ("write-1", 20.0), ("read-1", 30.0)]) == [5.0, 1.0, inf]
