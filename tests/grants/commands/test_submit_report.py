"""Tests of the report before a payment: handed in, accepted, returned."""

from datetime import timedelta

import pytest

from services.grants.commands.accept_report import AcceptReport
from services.grants.commands.plan_instalments import Part, PlanInstalments
from services.grants.commands.return_report import ReturnReport
from services.grants.commands.submit_report import SubmitReport
from services.grants.domain.report import ReportNeed, ReportState
from shared.kernel.errors import RoleRequired
from tests.builders_grants import HEAD, MONDAY_9AM, Grants, a_command_cause, grants_in_memory, parts
from tests.second_person import confirming

SUBMIT = SubmitReport(project_id="p1", no=1, title="末期报告", reference="收文 2026-31")


async def planned() -> Grants:
    grants = await grants_in_memory().with_project("p1")
    [part] = parts(500_000)
    plan = Part(amount_fen=part.amount_fen, due_on=part.due_on, report_need=ReportNeed.FINAL)
    await grants.app.give(PlanInstalments(project_id="p1", parts=[plan]), a_command_cause("plan"))
    return grants


async def state(grants: Grants) -> ReportState:
    return (await grants.projects.get("p1")).instalment(1).report_state


async def test_submit_report_keeps_when_it_came_and_its_number_shows_that() -> None:
    grants = await planned()
    came = SUBMIT.model_copy(update={"occurred_at": MONDAY_9AM - timedelta(days=3)})
    for _ in range(2):
        await grants.app.give(came, a_command_cause("submit"))
    report = (await grants.projects.get("p1")).instalment(1).report
    assert report is not None
    assert (report.submitted.occurred_at, report.submitted.evidence) == (came.occurred_at, "收文 2026-31")


async def test_accept_report_is_for_the_head_alone() -> None:
    grants = await planned()
    await grants.app.give(SUBMIT, a_command_cause("submit"))
    with pytest.raises(RoleRequired):
        await grants.app.give(confirming(AcceptReport, project_id="p1", no=1), a_command_cause("accept"))
    await grants.app.give(confirming(AcceptReport, project_id="p1", no=1), a_command_cause("accept", HEAD))
    assert await state(grants) is ReportState.ACCEPTED


async def test_return_report_lets_it_be_handed_in_anew() -> None:
    grants = await planned()
    await grants.app.give(SUBMIT, a_command_cause("submit"))
    await grants.app.give(ReturnReport(project_id="p1", no=1, reason="缺签到表"), a_command_cause("return", HEAD))
    assert await state(grants) is ReportState.RETURNED
    await grants.app.give(SUBMIT, a_command_cause("again"))
    assert await state(grants) is ReportState.SUBMITTED
