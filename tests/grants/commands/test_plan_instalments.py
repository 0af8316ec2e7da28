"""Tests of planning instalments."""

from datetime import date

import pytest
from pydantic import ValidationError

from services.grants.commands.plan_instalments import Part, PlanInstalments
from services.grants.domain.errors import InstalmentsExceedContract
from services.grants.domain.report import ReportNeed
from shared.kernel.errors import NotFound
from tests.builders_grants import a_command_cause, grants_in_memory

JUNE = date(2026, 6, 30)


def a_plan(*amounts: int) -> PlanInstalments:
    return PlanInstalments(
        project_id="p1", parts=[Part(amount_fen=amount, due_on=JUNE, report_need=ReportNeed.NONE) for amount in amounts]
    )


async def test_plan_instalments_adds_them_once() -> None:
    grants = await grants_in_memory().with_project("p1")
    for _ in range(2):
        await grants.app.give(a_plan(600_000, 400_000), a_command_cause())
    project = await grants.projects.get("p1")
    assert [part.amount_fen for part in project.instalments] == [600_000, 400_000]
    assert project.instalments[0].planned.by == "zizhu"


async def test_plan_instalments_over_the_contract_is_refused() -> None:
    grants = await grants_in_memory().with_project("p1", 1_999_999)
    with pytest.raises(InstalmentsExceedContract):
        await grants.app.give(a_plan(2), a_command_cause())


async def test_plan_instalments_of_no_project_is_refused() -> None:
    with pytest.raises(NotFound):
        await grants_in_memory().app.give(a_plan(1), a_command_cause())


def test_plan_of_no_instalments_is_refused() -> None:
    with pytest.raises(ValidationError):
        a_plan()
