"""Tests of what leaves grants."""

from dataclasses import replace
from typing import Any

import pytest

import shared.contracts.grants as contracts
from services.grants.domain.closing_events import ClosingApproved, ClosingDeclined, ClosingProposed, ProjectClosed
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
from tests.builders_grants import HEAD, MONDAY_9AM, OFFICER, an_act

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


@pytest.mark.parametrize(("event", "accepted"), [(ReportAccepted, True), (ReportReturned, False)])
def test_outbound_of_an_examined_report_tells_its_organisation(
    event: type[ReportAccepted | ReportReturned], *, accepted: bool
) -> None:
    told = {"about_id": "p1", "matters": ["report"], "no": 2}
    answer = outbound(event("p1", 2, an_act(), "org-1", "资2026-0001"))
    whose = {"organisation_id": "org-1", "project_no": "资2026-0001", "accepted": accepted}
    assert answer == contracts.DecisionSettled.model_validate({**told, **whose})
    before = outbound(event("p1", 2, an_act()))
    assert before == contracts.DecisionSettled.model_validate({**told, "accepted": accepted})


def test_outbound_of_a_closing_asks_the_heads_but_who_proposed_it_and_tells_neither_sum_nor_reason() -> None:
    told = contracts.DecisionAwaited(
        about_id="p1", matter="closing", project_id="p1", project_no="资2026-1", author=OFFICER.id
    )
    assert outbound(ClosingProposed("p1", 100, an_act(), "资2026-1")) == told


def test_outbound_of_a_closing_that_is_approved_or_taken_back_tells_nobody_of_a_refusal() -> None:
    settled = contracts.DecisionSettled(about_id="p1", matters=["closing"])
    assert outbound(ClosingApproved("p1", an_act(HEAD.id), "zizhu")) == settled
    taken_back = outbound(ClosingDeclined("p1", an_act(), "资2026-1", OFFICER.id))
    assert taken_back == settled.model_copy(update={"project_no": "资2026-1"})


def test_outbound_of_a_closing_that_a_colleague_declined_says_whose_it_was() -> None:
    declined = outbound(ClosingDeclined("p1", an_act(HEAD.id), "资2026-1", OFFICER.id))
    assert declined == contracts.DecisionSettled(
        about_id="p1", matters=["closing"], project_no="资2026-1", refused_to=OFFICER.id
    )


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (
            CorrectionDeclined("p1", None, an_act("li"), "资2026-1", "fang"),
            {"about_id": "p1", "matters": ["correction"]},
        ),
        (
            ReversalDeclined("p1", 2, an_act("li"), "资2026-1", "fang"),
            {"about_id": "p1", "matters": ["reversal"], "no": 2},
        ),
        (
            AccountDeclined("o1", an_act("li"), "p1", "资2026-1", "fang"),
            {"about_id": "o1", "matters": ["account"], "project_id": "p1"},
        ),
    ],
)
def test_outbound_of_what_a_colleague_declined_tells_who_proposed_it_and_nobody_where_it_was_taken_back(
    event: CorrectionDeclined | ReversalDeclined | AccountDeclined, told: dict[str, Any]
) -> None:
    settled = contracts.DecisionSettled(**told, project_no="资2026-1")
    assert outbound(event) == settled.model_copy(update={"refused_to": "fang"})
    assert outbound(replace(event, act=an_act("fang"))) == settled
