"""An organisation hands in the report of its own project, and of no other; the head examines it, and it unlocks."""

import pytest

from services.grants.commands.accept_report import AcceptReport
from services.grants.commands.hand_in_report import HandInReport
from services.grants.commands.plan_instalments import Part, PlanInstalments
from services.grants.commands.return_report import ReturnReport
from services.grants.commands.submit_report import SubmitReport
from services.grants.domain.errors import ReportNotAccepted, ReportThere
from services.grants.domain.report import ReportNeed, ReportState
from shared.contracts.grants import DecisionAwaited, DecisionSettled
from shared.kernel.cause import Actor
from shared.kernel.errors import NotFound, RoleRequired
from shared.kernel.scope import Scope, ScopeKind
from tests.builders_grants import HEAD, ORGANISATION, Grants, a_command_cause, grants_in_memory, parts
from tests.second_person import confirming

MEMBERS = frozenset({"organisation_member"})
MEMBER = Actor("jigou", MEMBERS, Scope.of(ScopeKind.ORGANISATION, ORGANISATION))
OF_ANOTHER = Actor("other", MEMBERS, Scope.of(ScopeKind.ORGANISATION, "org-other"))
WITHOUT_SCOPE = Actor("lost", MEMBERS)
STAFF_WITH_SCOPE = Actor("zizhu", frozenset({"grants_officer"}), Scope.of(ScopeKind.ORGANISATION, ORGANISATION))
HAND_IN = HandInReport(project_id="p1", no=1, title="末期报告", told="十月义诊三场，服务 120 人次，药品支出 3,200 元。")


async def planned() -> Grants:
    grants = await grants_in_memory().with_project("p1")
    [part] = parts(500_000)
    plan = Part(amount_fen=part.amount_fen, due_on=part.due_on, report_need=ReportNeed.FINAL)
    await grants.app.give(PlanInstalments(project_id="p1", parts=[plan]), a_command_cause("plan"))
    return grants


async def test_report_of_ones_own_project_waits_for_the_head_and_unlocks_the_instalment() -> None:
    grants = await planned()
    for _ in range(2):
        await grants.app.give(HAND_IN, a_command_cause("hand in", MEMBER))
    part = (await grants.projects.get("p1")).instalment(1)
    assert part.report is not None
    assert (part.report.told, part.report.reference, part.report.submitted.by) == (HAND_IN.told, "", "jigou")
    assert part.report_state is ReportState.SUBMITTED
    assert [one.matter for one in grants.projects.published if isinstance(one, DecisionAwaited)] == ["plan", "report"]
    with pytest.raises(ReportNotAccepted):
        part.require_reported()
    await grants.app.give(confirming(AcceptReport, project_id="p1", no=1), a_command_cause("accept", HEAD))
    (await grants.projects.get("p1")).instalment(1).require_reported()
    settled = grants.projects.published[-1]
    assert isinstance(settled, DecisionSettled)
    assert (settled.organisation_id, settled.project_no, settled.accepted) == (ORGANISATION, "资2026-0001", True)


async def test_returned_report_is_handed_in_anew_and_a_waiting_one_is_not() -> None:
    grants = await planned()
    await grants.app.give(HAND_IN, a_command_cause("first", MEMBER))
    with pytest.raises(ReportThere):
        await grants.app.give(HAND_IN, a_command_cause("second", MEMBER))
    await grants.app.give(ReturnReport(project_id="p1", no=1, reason="缺签到表"), a_command_cause("return", HEAD))
    await grants.app.give(HAND_IN, a_command_cause("third", MEMBER))
    assert (await grants.projects.get("p1")).instalment(1).report_state is ReportState.SUBMITTED


@pytest.mark.parametrize("project_id", ["p1", "nothing-here"])
async def test_project_of_another_organisation_is_as_one_that_is_not_there(project_id: str) -> None:
    grants = await planned()
    message = HAND_IN.model_copy(update={"project_id": project_id})
    with pytest.raises(NotFound) as refused:
        await grants.app.give(message, a_command_cause("hand in", OF_ANOTHER))
    assert str(refused.value) == NotFound.en


@pytest.mark.parametrize("actor", [WITHOUT_SCOPE, STAFF_WITH_SCOPE, HEAD], ids=lambda one: one.id)
async def test_nobody_else_hands_in_for_an_organisation(actor: Actor) -> None:
    grants = await planned()
    with pytest.raises(RoleRequired):
        await grants.app.give(HAND_IN, a_command_cause("hand in", actor))


@pytest.mark.parametrize("actor", [MEMBER, STAFF_WITH_SCOPE], ids=lambda one: one.id)
async def test_person_with_a_scope_does_nothing_of_the_staff(actor: Actor) -> None:
    grants = await planned()
    with pytest.raises(RoleRequired):
        await grants.app.give(
            SubmitReport(project_id="p1", no=1, title="末期报告", reference="收文 1"), a_command_cause("x", actor)
        )
