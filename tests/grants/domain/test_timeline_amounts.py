"""Tests of what the timeline tells of an instalment that was corrected: each line the amount of its own time."""

from dataclasses import replace
from datetime import timedelta

from services.grants.domain.correcting import approve_correction, decline_correction, propose_correction
from services.grants.domain.project import Project
from services.grants.project_timeline import Happening, timeline
from tests.builders_grants import HEAD, MONDAY_9AM, a_project, an_act, parts


def correct(project: Project, no: int, amount_fen: int, minute: int, *, approved: bool = True) -> None:
    """Propose another amount that many minutes after nine, and decide at once."""
    at = MONDAY_9AM + timedelta(minutes=minute)
    terms = replace(project.instalment(no).terms, amount_fen=amount_fen)
    propose_correction(project, no, terms, "写错", an_act(at=at))
    (approve_correction if approved else decline_correction)(project, an_act(HEAD.id, at))


def told(project: Project, what: Happening) -> list[int | None]:
    """The amounts of these lines, the oldest first."""
    return [entry.amount_fen for entry in reversed(timeline(project, None)) if entry.what is what]


def test_planned_line_tells_what_was_planned_whatever_was_corrected_later() -> None:
    project = a_project("p1", 500_000, 300_000)
    correct(project, 1, 600_000, 1)
    correct(project, 1, 700_000, 2)
    assert told(project, Happening.PLANNED) == [800_000]
    assert told(project, Happening.PLAN_APPROVED) == [800_000]
    assert project.planned_fen == 1_000_000


def test_approved_line_tells_the_amount_that_was_approved() -> None:
    project = a_project("p1", 500_000, approved=False)
    correct(project, 1, 600_000, 1)
    project.approve_plan(an_act("fu2", MONDAY_9AM + timedelta(minutes=2)))
    correct(project, 1, 700_000, 3)
    assert told(project, Happening.PLANNED) == [500_000]
    assert told(project, Happening.PLAN_APPROVED) == [600_000]


def test_declined_correction_and_one_of_another_instalment_change_no_line() -> None:
    project = a_project("p1", 500_000, approved=False)
    project.plan_instalments(parts(300_000), an_act(at=MONDAY_9AM + timedelta(minutes=1)))
    correct(project, 1, 600_000, 2, approved=False)
    correct(project, 2, 400_000, 3)
    assert told(project, Happening.PLANNED) == [500_000, 300_000]
