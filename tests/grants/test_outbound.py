"""Tests of what leaves grants."""

import pytest

import shared.contracts.grants as contracts
from services.grants.domain.closing_events import ClosingProposed, ProjectClosed
from services.grants.domain.events import (
    AccountDeclined,
    AccountEntered,
    AccountVerified,
    CorrectionApproved,
    CorrectionDeclined,
    CorrectionProposed,
    DomainEvent,
    FreezeReasonsChanged,
    InstalmentCancelled,
    InstalmentPaid,
    InstalmentsPlanned,
    PaymentReversed,
    PlanApproved,
    ProjectFrozen,
    ProjectOpened,
    ProjectReassigned,
    ProjectReopened,
    ProjectSettled,
    ProjectUnfrozen,
    ReportAccepted,
    ReportReturned,
    ReportSubmitted,
    ReversalDeclined,
    ReversalProposed,
    StandingChanged,
)
from services.grants.outbound import outbound
from tests.builders_grants import MONDAY_9AM, an_act

IDS = {"project_id": "p1", "organisation_id": "o1", "project_no": "资2026-0001"}


def test_outbound_of_opening_settling_freezing_and_releasing() -> None:
    assert outbound(ProjectOpened("p1", "o1", "资2026-1", an_act())) == contracts.ProjectOpened(
        project_id="p1", organisation_id="o1", project_no="资2026-1"
    )
    assert outbound(ProjectReopened("p1", "o1", "资2026-1", an_act())) == contracts.ProjectReopened(
        project_id="p1", organisation_id="o1", project_no="资2026-1"
    )
    assert outbound(ProjectReassigned(**IDS, act=an_act())) == contracts.ProjectReassigned(**IDS)
    assert outbound(ProjectSettled("p1", an_act())) == contracts.ProjectSettled(project_id="p1")
    closed = ProjectClosed(**IDS, how="terminated", released_fen=100, act=an_act())
    assert outbound(closed) == contracts.ProjectClosed(**IDS, how="terminated")
    frozen = ProjectFrozen(**IDS, reasons=("unreachable",), at=MONDAY_9AM)
    assert outbound(frozen) == contracts.ProjectFrozen(**IDS, reason_codes=["unreachable"], invented=False)
    assert outbound(ProjectUnfrozen(**IDS, at=MONDAY_9AM)) == contracts.ProjectUnfrozen(**IDS, invented=False)


@pytest.mark.parametrize(
    "event",
    [
        InstalmentPaid("p1", 1, 100, an_act()),
        FreezeReasonsChanged("p1", ("unreachable",), MONDAY_9AM),
        ClosingProposed("p1", 100, an_act()),
        StandingChanged("o1", True, ("unreachable",)),
    ],
)
def test_outbound_of_everything_else_stays_inside(event: DomainEvent) -> None:
    assert outbound(event) is None


def awaited(matter: contracts.Matter, no: int | None = None, about_id: str = "p1") -> contracts.DecisionAwaited:
    return contracts.DecisionAwaited(about_id=about_id, matter=matter, no=no, project_id="p1", project_no="资2026-1")


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (InstalmentsPlanned("p1", (1,), 100, an_act(), "资2026-1"), awaited("plan")),
        (ReportSubmitted("p1", 2, an_act(), "资2026-1"), awaited("report", 2)),
        (CorrectionProposed("p1", None, an_act(), "资2026-1"), awaited("correction")),
        (ReversalProposed("p1", 1, 100, an_act(), "资2026-1"), awaited("reversal", 1)),
        (AccountEntered("o1", an_act(), "p1", "资2026-1"), awaited("account", about_id="o1")),
    ],
)
def test_outbound_of_what_waits_for_a_second_person(event: DomainEvent, told: contracts.DecisionAwaited) -> None:
    """Ids, numbers and codes: neither an amount nor an account nor a reason leaves."""
    assert outbound(event) == told


@pytest.mark.parametrize(
    ("event", "about_id", "matters", "no"),
    [
        (PlanApproved("p1", (1,), 100, an_act()), "p1", ["plan"], None),
        (InstalmentCancelled("p1", 1, 100, an_act(), plan_waits=True), "p1", ["report"], 1),
        (InstalmentCancelled("p1", 1, 100, an_act()), "p1", ["report", "plan"], 1),
        (ReportAccepted("p1", 1, an_act()), "p1", ["report"], 1),
        (ReportReturned("p1", 1, an_act()), "p1", ["report"], 1),
        (CorrectionApproved("p1", 2, an_act()), "p1", ["correction"], None),
        (CorrectionDeclined("p1", None, an_act()), "p1", ["correction"], None),
        (PaymentReversed("p1", 1, 100, an_act()), "p1", ["reversal"], 1),
        (ReversalDeclined("p1", 1, an_act()), "p1", ["reversal"], 1),
        (AccountVerified("o1", an_act()), "o1", ["account"], None),
        (AccountDeclined("o1", an_act()), "o1", ["account"], None),
    ],
)
def test_outbound_of_what_is_decided(
    event: DomainEvent, about_id: str, matters: list[contracts.Matter], no: int | None
) -> None:
    assert outbound(event) == contracts.DecisionSettled(about_id=about_id, matters=matters, no=no)
