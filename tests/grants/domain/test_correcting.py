"""Tests of corrections: one proposes, another decides; of the contract, and of an unpaid instalment."""

from dataclasses import replace
from datetime import date

import pytest

from services.grants.domain import errors
from services.grants.domain.correcting import (
    approve_correction,
    decline_correction,
    propose_correction,
    waiting_correction,
)
from services.grants.domain.events import ProjectSettled
from services.grants.domain.instalment import PlannedPart
from services.grants.domain.project import Project
from services.grants.domain.report import ReportNeed
from tests.builders_grants import HEAD, a_project, an_act, parts, pay


def propose(project: Project, by: str = "zizhu", **changes: object) -> None:
    propose_correction(project, None, replace(project.agreement.terms, **changes), "写错", an_act(by))  # type: ignore[arg-type]


def propose_of(project: Project, no: int, by: str = "zizhu", **changes: object) -> None:
    terms = replace(project.instalment(no).terms, **changes)  # type: ignore[arg-type]
    propose_correction(project, no, terms, "写错", an_act(by))


def test_propose_another_amount_for_a_settled_project_is_refused_and_another_title_is_not() -> None:
    project = a_project("p1", 2_000_000)
    pay(project, 1)
    with pytest.raises(errors.ProjectIsSettled):
        propose(project, amount_fen=2_500_000)
    propose(project, title="山区义诊二期")
    approve_correction(project, an_act(HEAD.id))
    assert project.agreement.title == "山区义诊二期"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({}, errors.NothingCorrected),
        ({"amount_fen": 400_000}, errors.AmountBelowPlan),
        ({"signed_on": date(2026, 7, 1)}, errors.SignedAfterInstalments),
        ({"signed_on": date(2027, 1, 1)}, errors.SignedInFuture),
    ],
)
def test_propose_what_cannot_be_is_refused(changes: dict[str, object], error: type[Exception]) -> None:
    project = a_project("p1", 500_000)
    with pytest.raises(error):
        propose(project, **changes)
    assert waiting_correction(project) is None


def test_contract_changes_once_a_second_person_has_approved() -> None:
    project = a_project("p1", 500_000)
    propose(project, amount_fen=1_800_000, contract_no="协2026-12", signed_on=date(2026, 3, 3))
    with pytest.raises(errors.CorrectionWaits):
        propose(project, title="x")
    with pytest.raises(errors.SecondPersonRequired):
        approve_correction(project, an_act())
    assert project.agreement.amount_fen == 2_000_000
    approve_correction(project, an_act(HEAD.id))
    agreement = project.agreement
    assert (agreement.amount_fen, agreement.contract_no, agreement.signed_on.day) == (1_800_000, "协2026-12", 3)
    with pytest.raises(errors.NoCorrectionWaits):
        approve_correction(project, an_act(HEAD.id))


def test_contract_corrected_to_what_is_paid_already_settles_the_project() -> None:
    project = a_project("p1", 500_000)
    pay(project, 1)
    propose(project, amount_fen=500_000)
    approve_correction(project, an_act(HEAD.id))
    assert isinstance(project.recorded()[-1], ProjectSettled)


def test_declined_correction_leaves_everything() -> None:
    project = a_project("p1", 500_000)
    propose(project, amount_fen=1_800_000)
    decline_correction(project, an_act())
    assert (project.agreement.amount_fen, waiting_correction(project)) == (2_000_000, None)


def test_instalment_changes_once_a_second_person_has_approved() -> None:
    project = a_project("p1", 500_000)
    propose_of(project, 1, amount_fen=600_000, due_on=date(2026, 7, 1), report_need=ReportNeed.FINAL)
    with pytest.raises(errors.SecondPersonRequired):
        approve_correction(project, an_act())
    assert project.instalment(1).amount_fen == 500_000
    approve_correction(project, an_act(HEAD.id))
    assert project.instalment(1).terms == PlannedPart(600_000, date(2026, 7, 1), ReportNeed.FINAL)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"amount_fen": 1_600_000}, errors.InstalmentsExceedContract),
        ({"due_on": date(2026, 3, 1)}, errors.InstalmentDueBeforeSigning),
    ],
)
def test_instalment_that_cannot_be_is_refused(changes: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        propose_of(a_project("p1", 500_000, 500_000), 1, **changes)


def test_paid_instalment_is_never_corrected_even_where_the_correction_waited_longer() -> None:
    project = a_project("p1", 500_000)
    propose_of(project, 1, amount_fen=400_000)
    pay(project, 1)
    with pytest.raises(errors.InstalmentAlreadyPaid):
        approve_correction(project, an_act("another-head"))
    assert project.paid_fen == 500_000
    decline_correction(project, an_act())
    with pytest.raises(errors.InstalmentAlreadyPaid):
        propose_of(project, 1, amount_fen=400_000)


def test_correction_that_the_plan_has_overtaken_is_refused() -> None:
    project = a_project("p1", 500_000)
    propose(project, amount_fen=1_000_000)
    project.plan_instalments(parts(1_000_000), an_act())
    with pytest.raises(errors.AmountBelowPlan):
        approve_correction(project, an_act(HEAD.id))


def test_whoever_proposed_a_correction_that_waits_does_not_approve_the_plan() -> None:
    project = a_project("p1", 500_000, approved=False)
    propose_of(project, 1, by=HEAD.id, amount_fen=400_000)
    with pytest.raises(errors.ThreePeopleRequired):
        project.approve_plan(an_act(HEAD.id))
    decline_correction(project, an_act("zizhu"))
    project.approve_plan(an_act(HEAD.id))


def test_whoever_corrected_or_approved_a_correction_does_not_pay() -> None:
    """A correction is a plan, its approval an approval. Basis: 财会〔2012〕21号 第十二条."""
    project = a_project("p1", 500_000)
    propose_of(project, 1, by="caiwu", amount_fen=400_000)
    approve_correction(project, an_act("second-head"))
    for by in ("caiwu", "second-head"):
        with pytest.raises(errors.ThreePeopleRequired):
            pay(project, 1, by=by)
    pay(project, 1, by="wang")
