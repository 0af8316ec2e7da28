"""Tests of approving planned instalments: never by whoever planned them."""

from datetime import timedelta

import pytest

from services.grants.commands.approve_plan import ApprovePlan
from services.grants.domain.errors import ThreePeopleRequired
from shared.kernel.act import EvidenceMissing, OccurredTooEarly
from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from tests.builders_grants import HEAD, MONDAY_9AM, OFFICER, a_command_cause, grants_in_memory

APPROVE = ApprovePlan(project_id="p1")


async def test_approve_plan_by_the_head_is_done_once() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000, approved=False)
    for _ in range(2):
        await grants.app.give(APPROVE, a_command_cause(actor=HEAD))
    approved = (await grants.projects.get("p1")).instalment(1).approved
    assert approved is not None
    assert (approved.by, approved.occurred_at) == (HEAD.id, MONDAY_9AM)


async def test_approve_plan_by_whoever_planned_it_is_refused_whatever_their_roles() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000, approved=False)
    both = Actor(OFFICER.id, OFFICER.roles | HEAD.roles)
    with pytest.raises(ThreePeopleRequired):
        await grants.app.give(APPROVE, a_command_cause(actor=both))


async def test_approve_plan_by_an_officer_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000, approved=False)
    with pytest.raises(RoleRequired):
        await grants.app.give(APPROVE, a_command_cause())


async def test_approve_plan_of_an_earlier_day_asks_what_shows_it() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000, approved=False)
    earlier = APPROVE.model_copy(update={"occurred_at": MONDAY_9AM + timedelta(hours=1)})
    later = a_command_cause(actor=HEAD, at=MONDAY_9AM + timedelta(days=9))
    with pytest.raises(EvidenceMissing):
        await grants.app.give(earlier, later)
    await grants.app.give(earlier.model_copy(update={"evidence": "会议纪要 3"}), later)
    approved = (await grants.projects.get("p1")).instalment(1).approved
    assert approved is not None
    assert (approved.occurred_at, approved.recorded_at) == (earlier.occurred_at, later.at)


async def test_approve_plan_before_it_was_planned_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000, approved=False)
    told = {"occurred_at": MONDAY_9AM - timedelta(minutes=1), "evidence": "会议纪要 3"}
    with pytest.raises(OccurredTooEarly, match="planned"):
        await grants.app.give(APPROVE.model_copy(update=told), a_command_cause(actor=HEAD))
