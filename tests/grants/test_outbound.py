"""Tests of what leaves grants."""

import pytest

import shared.contracts.grants as contracts
from services.grants.domain.events import (
    DomainEvent,
    FreezeReasonsChanged,
    InstalmentCancelled,
    InstalmentPaid,
    InstalmentsPlanned,
    PaymentReversed,
    ProjectFrozen,
    ProjectOpened,
    ProjectReopened,
    ProjectSettled,
    ProjectUnfrozen,
    StandingChanged,
)
from services.grants.outbound import outbound
from tests.builders_grants import MONDAY_9AM

IDS = {"project_id": "p1", "organisation_id": "o1", "project_no": "资2026-0001"}


def test_outbound_of_opening_settling_freezing_and_releasing() -> None:
    assert outbound(ProjectOpened("p1", "o1", MONDAY_9AM)) == contracts.ProjectOpened(
        project_id="p1", organisation_id="o1"
    )
    assert outbound(ProjectReopened("p1", "o1", MONDAY_9AM)) == contracts.ProjectReopened(
        project_id="p1", organisation_id="o1"
    )
    assert outbound(ProjectSettled("p1", MONDAY_9AM)) == contracts.ProjectSettled(project_id="p1")
    frozen = ProjectFrozen(**IDS, reasons=("unreachable",), at=MONDAY_9AM)
    assert outbound(frozen) == contracts.ProjectFrozen(**IDS, reason_codes=["unreachable"])
    assert outbound(ProjectUnfrozen(**IDS, at=MONDAY_9AM)) == contracts.ProjectUnfrozen(**IDS)


@pytest.mark.parametrize(
    "event",
    [
        InstalmentsPlanned("p1", (1,), 100, "li", MONDAY_9AM),
        InstalmentPaid("p1", 1, 100, "li", MONDAY_9AM),
        InstalmentCancelled("p1", 1, 100, "li", MONDAY_9AM),
        PaymentReversed("p1", 1, 100, "li", MONDAY_9AM),
        FreezeReasonsChanged("p1", ("unreachable",), MONDAY_9AM),
        StandingChanged("o1", True, ("unreachable",)),
    ],
)
def test_outbound_of_everything_else_stays_inside(event: DomainEvent) -> None:
    assert outbound(event) is None
