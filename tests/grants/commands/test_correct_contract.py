"""Tests of correcting a contract and an instalment: always decided by a second person."""

import pytest

from services.grants.commands.approve_correction import ApproveCorrection
from services.grants.commands.correct_contract import CorrectContract
from services.grants.commands.correct_instalment import CorrectInstalment
from services.grants.commands.decline_correction import DeclineCorrection
from services.grants.domain.correcting import waiting_correction
from services.grants.domain.errors import SecondPersonRequired
from services.grants.domain.report import ReportNeed
from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from tests.builders_grants import HEAD, OFFICER, a_command_cause, an_agreement, grants_in_memory, parts
from tests.second_person import confirming

NOW = an_agreement()
CORRECT = CorrectContract(
    project_id="p1",
    contract_no="协2026-12",
    title=NOW.title,
    field=NOW.field,
    amount_fen=1_800_000,
    signed_on=NOW.signed_on,
    reason="金额写错",
)
APPROVE = confirming(ApproveCorrection, project_id="p1")


async def test_contract_is_corrected_once_the_head_has_approved() -> None:
    grants = await grants_in_memory().with_project("p1")
    await grants.app.give(CORRECT, a_command_cause("propose"))
    assert (await grants.projects.get("p1")).agreement == NOW
    for _ in range(2):
        await grants.app.give(APPROVE, a_command_cause("approve", HEAD))
    project = await grants.projects.get("p1")
    assert (project.agreement.amount_fen, project.agreement.contract_no) == (1_800_000, "协2026-12")


async def test_approve_correction_by_whoever_proposed_it_or_by_an_officer_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1")
    await grants.app.give(CORRECT, a_command_cause("propose"))
    with pytest.raises(RoleRequired):
        await grants.app.give(APPROVE, a_command_cause("approve", Actor("zizhu-2", OFFICER.roles)))
    with pytest.raises(SecondPersonRequired):
        await grants.app.give(APPROVE, a_command_cause("approve", Actor(OFFICER.id, HEAD.roles)))


async def test_instalment_is_corrected_and_a_correction_can_be_declined() -> None:
    grants = await grants_in_memory().with_project("p1", 500_000)
    due_on = parts(1)[0].due_on
    other = CorrectInstalment(
        project_id="p1", no=1, amount_fen=400_000, due_on=due_on, report_need=ReportNeed.FINAL, reason="按合同"
    )
    await grants.app.give(other, a_command_cause("propose"))
    await grants.app.give(DeclineCorrection(project_id="p1"), a_command_cause("decline"))
    assert waiting_correction(await grants.projects.get("p1")) is None
    await grants.app.give(other, a_command_cause("propose again"))
    await grants.app.give(APPROVE, a_command_cause("approve", Actor("shen-2", HEAD.roles)))
    part = (await grants.projects.get("p1")).instalment(1)
    assert (part.amount_fen, part.report_need) == (400_000, ReportNeed.FINAL)
