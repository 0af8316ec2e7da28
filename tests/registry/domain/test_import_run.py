"""Comparing a file with the register, and keeping the result."""

from dataclasses import replace

import pytest

from services.registry.domain.events import ImportBegun, ImportFinished, ImportStopped
from services.registry.domain.import_run import KEPT_PROBLEMS, Known, OrganisationImport, Outcome, Plan
from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.sheet import Draft, Problem, Reading
from services.registry.domain.sheet_errors import ImportAlreadyFinished
from tests.builders_registry import LI, MONDAY, RULES, particulars, told

NEW, SAME, OTHER = Draft(2, particulars(1)), Draft(3, particulars(2)), Draft(4, particulars(3, name="改名协会"))
KNOWN = [Known("org-2", particulars(2)), Known("org-3", particulars(3))]
PLAN = Plan.of([NEW, SAME, OTHER], KNOWN, RULES)


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


def slugs(plan: Plan) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.slug) for problem in plan.problems]


def test_what_a_row_leaves_unsaid_stays_as_the_register_has_it() -> None:
    unsaid = frozenset({"street_code", "address", "supervisor"})
    silent = particulars(2, street_code="", address="", supervisor="", legal_representative="李二")
    plan = Plan.of([Draft(2, silent, unsaid=unsaid)], KNOWN, RULES)
    (update,) = plan.updates
    assert update.fields == ("legal_representative",)
    assert update.particulars == particulars(2, legal_representative="李二")
    same = replace(silent, legal_representative="")
    assert Plan.of([Draft(2, same, unsaid=unsaid | {"legal_representative"})], KNOWN, RULES).unchanged == 1


def test_new_organisation_without_a_street_cannot_be_entered() -> None:
    plan = Plan.of([Draft(2, particulars(1, street_code=""), unsaid=frozenset({"street_code"}))], KNOWN, RULES)
    assert slugs(plan) == [(2, "镇（街道）", "street-missing")]
    assert plan.new == ()


@pytest.mark.parametrize("update_existing", [True, False])
def test_another_status_than_the_registers_is_a_problem_and_its_row_changes_nothing(update_existing: bool) -> None:
    gone = Draft(2, particulars(2, name="改名协会"), OrganisationStatus.DEREGISTERED)
    outcome = Plan.of([gone], KNOWN, RULES).foreseen(update_existing)
    assert (outcome.created, outcome.updated, outcome.unchanged) == (0, 0, 0)
    (problem,) = outcome.problems
    assert (problem.row, problem.column, problem.slug) == (2, "状态", "status-differs")
    assert "请按决定文号办理" in problem.zh


def test_the_registers_own_status_or_none_is_no_problem() -> None:
    ended = [Known("org-2", particulars(2), OrganisationStatus.REVOKED)]
    said, silent = Draft(2, particulars(2), OrganisationStatus.REVOKED), Draft(2, particulars(2))
    assert [Plan.of([draft], ended, RULES).unchanged for draft in (said, silent)] == [1, 1]


def test_name_of_another_living_organisation_is_a_problem_also_within_the_file() -> None:
    borne = Draft(2, particulars(1, name="奉化区 示例协会２"))
    first, second = Draft(3, particulars(4, name="同名协会")), Draft(4, particulars(5, name="同名协会"))
    plan = Plan.of([borne, first, second], KNOWN, RULES)
    assert slugs(plan) == [(2, "名称", "organisation-name-borne"), (4, "名称", "organisation-name-borne")]
    assert plan.new == (first,)


def test_name_of_an_organisation_that_has_ended_is_free() -> None:
    ended = [Known("org-2", particulars(2), OrganisationStatus.DEREGISTERED)]
    again = Draft(2, particulars(1, name=particulars(2).name))
    old = Draft(3, particulars(3, name=particulars(2).name), OrganisationStatus.REVOKED)
    assert Plan.of([again, old], ended, RULES).new == (again, old)


def test_finish_keeps_problems_in_the_order_of_rows_and_counts_failed_rows_once() -> None:
    early, late = Problem(2, "名称", "cell-empty", "", ""), Problem(9, "类型", "kind-unknown", "", "")
    run = finish(Reading(5, (), (late, early)), Outcome(1, 0, 1, (Problem(2, "镇（街道）", "x", "", ""),)))
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


def test_living_organisations_bear_their_names_before_those_that_had_ended() -> None:
    ended = Draft(2, particulars(4), OrganisationStatus.REVOKED)
    living, silent = Draft(3, particulars(5), OrganisationStatus.SUSPENDED), Draft(4, particulars(6))
    plan = Plan.of([ended, living, silent], KNOWN, RULES)
    assert plan.living_and_ended() == ([living, silent], [ended])


def test_stop_keeps_what_was_done_until_then_and_leaves_the_import_to_be_finished() -> None:
    run = OrganisationImport("i-1", "a.csv", "0" * 64, False, False, by=LI, at=MONDAY, job_id="job-1")
    run.stop(Reading(5, (), (Problem(2, "名称", "cell-empty", "", ""),)), Outcome(2, 0, 0), MONDAY)
    assert (run.stopped_at, run.finished_at) == (MONDAY, None)
    assert (run.rows, run.created, run.failed) == (5, 2, 1)
    assert told(run) == [ImportStopped("i-1", MONDAY)]
    run.finish(Reading(5, (), ()), Outcome(5, 0, 0), MONDAY)
    assert (run.finished_at, run.created, run.failed) == (MONDAY, 5, 0)


def test_stop_of_a_finished_import_is_refused_and_alters_nothing() -> None:
    run = finish(Reading(1, (), ()), Outcome(1, 0, 0))
    with pytest.raises(ImportAlreadyFinished):
        run.stop(Reading(0, (), ()), Outcome(0, 0, 0), MONDAY)
    assert (run.stopped_at, run.created) == (None, 1)
