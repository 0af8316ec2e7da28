"""Tests of the report that stands before a payment."""

from datetime import timedelta

import pytest

from services.grants.domain import errors
from services.grants.domain.correcting import approve_correction, propose_correction
from services.grants.domain.instalment import PlannedPart
from services.grants.domain.paying import pay_instalment
from services.grants.domain.project import Project
from services.grants.domain.report import ReportNeed, ReportState
from shared.kernel.files import FileKind, FileRef
from tests.builders_grants import HEAD, MONDAY_9AM, a_project, an_account, an_act, parts, pay


def a_project_with_a_report(need: ReportNeed | None = ReportNeed.FINAL) -> Project:
    project = a_project()
    project.plan_instalments(parts(500_000, report=need), an_act())
    project.approve_plan(an_act(HEAD.id))
    return project


def test_pay_before_the_report_is_accepted_is_refused() -> None:
    """拨付以通过的报告为前提; basis: registry-grants notes 4.6."""
    project = a_project_with_a_report()
    with pytest.raises(errors.ReportNotAccepted):
        pay(project, 1)
    project.submit_report(1, "末期报告", "收文 12", an_act())
    with pytest.raises(errors.ReportNotAccepted):
        pay(project, 1)
    with pytest.raises(errors.SecondPersonRequired):
        project.accept_report(1, an_act())
    project.accept_report(1, an_act(HEAD.id))
    with pytest.raises(errors.NoReportWaits):
        project.accept_report(1, an_act(HEAD.id))
    pay(project, 1)
    assert project.paid_fen == 500_000


def test_returned_report_is_handed_in_anew_and_the_first_is_kept() -> None:
    project = a_project_with_a_report()
    project.submit_report(1, "末期报告", "收文 12", an_act())
    project.return_report(1, "缺签到表", an_act(HEAD.id))
    assert project.instalment(1).report_state is ReportState.RETURNED
    project.submit_report(1, "末期报告（改）", "收文 15", an_act())
    project.accept_report(1, an_act(HEAD.id))
    assert [(one.reference, one.accepted) for one in project.instalment(1).reports] == [
        ("收文 12", False),
        ("收文 15", True),
    ]


def test_whether_a_report_is_needed_is_said_before_anything_is_paid() -> None:
    """What the contract asks for is not guessed for a plan of before it was asked."""
    project = a_project_with_a_report(None)
    with pytest.raises(errors.ReportNeedUnknown):
        pay(project, 1)
    with pytest.raises(errors.ReportNeedUnknown):
        project.submit_report(1, "x", "y", an_act())


def test_report_where_none_is_needed_or_one_is_there_is_refused() -> None:
    with pytest.raises(errors.NoReportNeeded):
        a_project("p1", 500_000).submit_report(1, "x", "y", an_act())
    project = a_project_with_a_report()
    project.submit_report(1, "x", "y", an_act())
    with pytest.raises(errors.ReportThere):
        project.submit_report(1, "x", "y", an_act())


def test_accepted_before_it_was_handed_in_is_refused() -> None:
    project = a_project_with_a_report()
    project.submit_report(1, "x", "y", an_act())
    with pytest.raises(errors.ReportDecidedTooEarly):
        project.accept_report(1, an_act(HEAD.id, occurred_at=MONDAY_9AM - timedelta(days=1)))


@pytest.mark.parametrize(
    ("days_before", "error"), [(1, errors.PaidTooEarly), (265, errors.PaidTooEarly), (267, errors.DoneBeforeSigning)]
)
def test_payment_dated_before_its_causes_is_refused(days_before: int, error: type[Exception]) -> None:
    """A payment follows the signing, the approval of its plan and the acceptance of its report."""
    project = a_project_with_a_report()
    project.submit_report(1, "x", "y", an_act())
    project.accept_report(1, an_act(HEAD.id))
    with pytest.raises(error):
        pay_earlier(project, days_before)
    pay(project, 1, at=MONDAY_9AM + timedelta(hours=1))


def pay_earlier(project: Project, days: int) -> None:

    act = an_act("caiwu", occurred_at=MONDAY_9AM - timedelta(days=days))
    pay_instalment(project, 1, "PZ-1", an_account(), act, account_id=an_account().current_id)


def test_report_of_another_kind_does_not_count_after_a_correction() -> None:
    project = a_project_with_a_report(ReportNeed.MID_TERM)
    with pytest.raises(errors.NoReportWaits):
        project.accept_report(1, an_act(HEAD.id))
    project.submit_report(1, "中期报告", "收文 3", an_act())
    project.accept_report(1, an_act(HEAD.id))
    part = project.instalment(1)
    propose_correction(project, 1, PlannedPart(500_000, part.due_on, ReportNeed.FINAL), "按合同", an_act())
    approve_correction(project, an_act(HEAD.id))
    assert project.instalment(1).report_state is ReportState.AWAITED
    with pytest.raises(errors.ReportNotAccepted):
        pay(project, 1)


def a_receipt(file_id: str) -> FileRef:
    return FileRef(file_id, FileKind.PAPER, 1000, "jigou", MONDAY_9AM, pages=1)


def test_project_holds_the_receipts_of_every_report_also_of_a_returned_one() -> None:
    project = a_project_with_a_report()
    project.submit_report(1, "末期报告", "收文 12", an_act())
    assert project.file_ids == frozenset()
    project.return_report(1, "缺票据", an_act(HEAD.id))
    project.submit_report(1, "末期报告（改）", "收文 15", an_act(), receipts=(a_receipt("f1"), a_receipt("f2")))
    project.return_report(1, "票据不清", an_act(HEAD.id))
    project.submit_report(1, "末期报告（三）", "收文 16", an_act(), receipts=(a_receipt("f3"),))
    assert project.file_ids == {"f1", "f2", "f3"}
