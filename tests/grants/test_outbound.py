"""Tests of what leaves grants."""

import pytest

import shared.contracts.grants as contracts
from services.grants.domain.closing_events import ClosingProposed, ProjectClosed
from services.grants.domain.events import (
    AccountEntered,
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
        InstalmentsPlanned("p1", (1,), 100, an_act()),
        InstalmentPaid("p1", 1, 100, an_act()),
        InstalmentCancelled("p1", 1, 100, an_act()),
        PaymentReversed("p1", 1, 100, an_act()),
        FreezeReasonsChanged("p1", ("unreachable",), MONDAY_9AM),
        PlanApproved("p1", (1,), 100, an_act()),
        ReportAccepted("p1", 1, an_act()),
        CorrectionProposed("p1", None, an_act()),
        ClosingProposed("p1", 100, an_act()),
        AccountEntered("o1", an_act()),
        StandingChanged("o1", True, ("unreachable",)),
    ],
)
def test_outbound_of_everything_else_stays_inside(event: DomainEvent) -> None:
    assert outbound(event) is None
