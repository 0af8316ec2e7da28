"""Comparing a file with the register, and keeping the result."""

import pytest

from services.registry.domain.events import ImportBegun, ImportFinished
from services.registry.domain.import_run import KEPT_PROBLEMS, Known, OrganisationImport, Outcome, Plan
from services.registry.domain.sheet import Draft, Problem, Reading
from services.registry.domain.sheet_errors import ImportAlreadyFinished
from tests.builders_registry import LI, MONDAY, particulars, told

NEW, SAME, OTHER = Draft(2, particulars(1)), Draft(3, particulars(2)), Draft(4, particulars(3, name="改名协会"))
KNOWN = {
    SAME.particulars.uscc: Known("org-2", particulars(2)),
    OTHER.particulars.uscc: Known("org-3", particulars(3)),
}
PLAN = Plan.of([NEW, SAME, OTHER], KNOWN)


def finish(reading: Reading, outcome: Outcome) -> OrganisationImport:
    run = OrganisationImport("i-1", "a.csv", "0" * 64, dry_run=False, update_existing=False, by=LI, at=MONDAY).begin()
    run.finish(reading, outcome, MONDAY)
    return run


def test_plan_tells_new_from_unchanged_from_differing() -> None:
    assert PLAN.new == (NEW,)
    assert PLAN.unchanged == 1
    assert [(update.organisation_id, update.fields) for update in PLAN.updates] == [("org-3", ("name",))]


def test_differing_rows_are_refused_unless_updating_was_chosen() -> None:
    outcome = PLAN.foreseen(update_existing=False)
    assert (outcome.created, outcome.updated, outcome.unchanged) == (1, 0, 1)
    assert [(p.row, p.column, p.slug) for p in outcome.problems] == [(4, "名称", "differs-from-register")]


def test_differing_rows_are_updates_when_updating_was_chosen() -> None:
    assert PLAN.foreseen(update_existing=True) == Outcome(1, 1, 1)


def test_finish_keeps_problems_in_the_order_of_rows_and_counts_failed_rows_once() -> None:
    early, late = Problem(2, "名称", "cell-empty", "", ""), Problem(9, "类型", "kind-unknown", "", "")
    run = finish(Reading(5, (), (late, early)), Outcome(1, 0, 1, (Problem(2, "镇街道", "x", "", ""),)))
    assert [problem.row for problem in run.problems] == [2, 2, 9]
    assert (run.rows, run.created, run.unchanged, run.failed) == (5, 1, 1, 2)
    assert told(run) == [ImportBegun("i-1", False, LI, MONDAY), ImportFinished("i-1", MONDAY)]


def test_finish_keeps_the_first_problems_of_very_many_and_counts_all() -> None:
    many = tuple(Problem(row, "名称", "cell-empty", "", "") for row in range(2, 1002))
    run = finish(Reading(1000, (), many), Outcome(0, 0, 0))
    assert (len(run.problems), run.failed) == (KEPT_PROBLEMS, 1000)


def test_finish_twice_is_refused() -> None:
    run = finish(Reading(0, (), ()), Outcome(0, 0, 0))
    with pytest.raises(ImportAlreadyFinished):
        run.finish(Reading(0, (), ()), Outcome(0, 0, 0), MONDAY)
