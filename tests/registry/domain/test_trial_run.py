"""A trial run made real: by who tried it, once, and compared with what the register has become."""

from dataclasses import replace

import pytest

from services.registry.domain.events import TrialCarriedOut
from services.registry.domain.import_errors import ImportOfAnother, NotATrial, TrialCarriedOutAlready
from services.registry.domain.import_run import Known, OrganisationImport, Outcome, Plan
from services.registry.domain.sheet import Draft, Reading
from tests.builders_registry import LI, MONDAY, RULES, particulars, told

KNOWN = [Known("org-2", particulars(2)), Known("org-3", particulars(3))]
DRAFTS = [Draft(2, particulars(1)), Draft(3, particulars(2)), Draft(4, particulars(3, name="改名协会"))]


@pytest.fixture
def trial() -> OrganisationImport:
    """A trial run of a job, done to its end."""
    run = OrganisationImport("i-1", "a.csv", "0" * 64, True, False, by=LI, at=MONDAY, job_id="job-1")
    run.finish(Reading(3, (), ()), Outcome(1, 0, 1), MONDAY)
    told(run)
    return run


def test_trial_is_carried_out_by_one_job_which_may_ask_again(trial: OrganisationImport) -> None:
    for _ in range(2):
        trial.carry_out(LI, "job-2", MONDAY)
    assert trial.carried_out_by == "job-2"
    assert told(trial)[-1] == TrialCarriedOut("i-1", "job-2", MONDAY)
    with pytest.raises(TrialCarriedOutAlready):
        trial.carry_out(LI, "job-3", MONDAY)
    assert trial.carried_out_by == "job-2"


def test_trial_of_another_is_not_carried_out(trial: OrganisationImport) -> None:
    with pytest.raises(ImportOfAnother):
        trial.carry_out("wang", "job-2", MONDAY)
    assert trial.carried_out_by == ""


@pytest.mark.parametrize("otherwise", [{"dry_run": False}, {"finished_at": None}, {"job_id": ""}])
def test_what_is_no_finished_trial_of_a_job_is_not_carried_out(
    trial: OrganisationImport, otherwise: dict[str, object]
) -> None:
    with pytest.raises(NotATrial):
        replace(trial, **otherwise).require_trial_of(LI)  # type: ignore[arg-type]


def test_plans_of_one_file_differ_by_the_rows_that_the_register_now_treats_otherwise() -> None:
    tried = Plan.of(DRAFTS, KNOWN, RULES)
    assert tried.rows_unlike(Plan.of(DRAFTS, KNOWN, RULES)) == 0
    entered_meanwhile = [*KNOWN, Known("org-1", particulars(1))]
    assert tried.rows_unlike(Plan.of(DRAFTS, entered_meanwhile, RULES)) == 1
    assert tried.rows_unlike(Plan.of(DRAFTS, [], RULES)) == 2
    same_name = [*KNOWN, Known("org-9", particulars(9, name=particulars(1).name))]
    assert tried.rows_unlike(Plan.of(DRAFTS, same_name, RULES)) == 1
