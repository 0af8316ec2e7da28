"""Tests of what the timeline tells of an instalment that was corrected: each line the amount of its own time."""

from dataclasses import replace
from datetime import date, timedelta

from services.grants.domain.correcting import approve_correction, decline_correction, propose_correction
from services.grants.domain.freeze import Freeze
from services.grants.domain.project import Project
from services.grants.project_timeline import Happening, timeline
from tests.builders_grants import HEAD, MONDAY_9AM, a_project, an_abnormal_standing, an_act, parts


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


def test_correction_is_told_with_each_term_before_and_after() -> None:
    project = a_project("p1", 500_000)
    terms = replace(project.agreement.terms, title="山区义诊二期", signed_on=date(2026, 3, 3))
    propose_correction(project, None, terms, "写错", an_act())
    approve_correction(project, an_act(HEAD.id))
    for what in (Happening.CORRECTION_PROPOSED, Happening.CORRECTION_APPROVED):
        [line] = [one for one in timeline(project, None) if one.what is what]
        assert line.terms
        assert line.terms.changed == ["title", "signed_on"]
        assert (line.terms.before.title, line.terms.after.title) == ("山区义诊", "山区义诊二期")
        assert line.terms.before.signed_on == date(2026, 3, 2)


def test_freeze_whose_reasons_change_keeps_the_line_of_its_beginning() -> None:
    project = a_project("p1", 500_000)
    project.follow(an_abnormal_standing("a", revision=1), MONDAY_9AM)
    project.follow(an_abnormal_standing("b", revision=2), MONDAY_9AM + timedelta(days=1))
    told = {one.what: one.reasons for one in timeline(project, None) if one.reasons}
    assert told == {Happening.FROZEN: ["a"], Happening.FREEZE_CHANGED: ["b"]}


def test_freeze_of_before_its_changes_were_kept_has_one_line() -> None:
    project = a_project("p1", 500_000)
    project.freezes = [Freeze(MONDAY_9AM, ("a",))]
    project.freezes[0] = project.freezes[0].go_on(MONDAY_9AM + timedelta(days=1), ("b",))
    assert [one.reasons for one in timeline(project, None) if one.reasons] == [["b"], ["a"]]
    project.freezes = [Freeze(MONDAY_9AM, ("a",))]
    assert [one.reasons for one in timeline(project, None) if one.reasons] == [["a"]]
