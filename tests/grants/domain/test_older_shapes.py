"""Projects stored before acts had two times still open; what was not kept then stays unknown."""

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from services.grants.domain import errors
from services.grants.domain.correcting import waiting_correction
from services.grants.domain.older_shapes import upcast
from services.grants.domain.project import Project
from services.grants.project_timeline import timeline
from shared.storage.documents import read_state
from tests.builders_grants import HEAD, an_act, pay

STORED = json.loads(Path(__file__).with_name("project_of_one_time.json").read_text("utf-8"))
ADAPTER = TypeAdapter(Project)


def opened() -> Project:
    return read_state(ADAPTER, {**STORED, "id": "p1"}, upcast)


def test_older_project_opens_with_its_money() -> None:
    project = opened()
    assert (project.planned_fen, project.paid_fen, project.agreement.amount_fen) == (1_600_000, 600_000, 2_000_000)
    assert [part.is_paid for part in project.instalments] == [True, False, False, False]


def test_older_acts_have_the_time_of_writing_and_no_other() -> None:
    project = opened()
    payment = project.instalment(1).payment
    assert payment is not None
    for entry in (project.opened, payment.entry, project.instalment(1).planned):
        assert (entry.occurred_at, entry.evidence) == (None, "")
    assert payment.entry.recorded_at.isoformat() == "2026-11-02T03:00:00+00:00"
    assert (payment.voucher_no, payment.account) == (None, None)


def test_older_unpaid_instalment_is_neither_approved_nor_said_to_need_no_report() -> None:
    project = opened()
    with pytest.raises(errors.InstalmentNotApproved):
        pay(project, 2)
    project.approve_plan(an_act(HEAD.id))
    with pytest.raises(errors.ReportNeedUnknown):
        pay(project, 2)


def test_older_reversal_was_one_persons_and_an_older_correction_still_waits() -> None:
    project = opened()
    [reversal] = project.instalment(2).reversals
    assert reversal.approved
    assert reversal.decided == reversal.proposed
    waiting = waiting_correction(project)
    assert waiting is not None
    assert [name for name, _, _ in waiting.changes] == ["amount_fen"]
    assert project.corrections[0].approved


def test_older_timeline_tells_the_same_as_before() -> None:
    told = [entry.what.value for entry in timeline(opened(), None)]
    expected = ["opened", "planned", "paid", "paid", "reversed", "cancelled", "frozen", "unfrozen"]
    expected += ["correction_proposed", "correction_approved", "correction_proposed"]
    assert sorted(told) == sorted(expected)


def test_present_shape_is_left_as_it_is() -> None:
    now = upcast(STORED)
    assert upcast(now) == now
