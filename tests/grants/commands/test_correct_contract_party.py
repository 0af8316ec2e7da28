"""Tests of correcting the organisation of a contract: by two people, before anything is paid."""

from datetime import date

import pytest

from services.grants.commands.approve_correction import ApproveCorrection
from services.grants.commands.correct_contract_party import CorrectContractParty
from services.grants.commands.decline_correction import DeclineCorrection
from services.grants.commands.pay_instalment import PayInstalment
from services.grants.commands.plan_instalments import Part, PlanInstalments
from services.grants.correction_view import correction_view
from services.grants.domain import errors
from services.grants.domain.correcting import waiting_correction
from services.grants.domain.report import ReportNeed
from services.grants.project_timeline import Happening, timeline
from services.grants.reactions.when_project_reassigned import when_project_reassigned
from shared.contracts.grants import ProjectFrozen, ProjectReassigned, ProjectUnfrozen
from shared.kernel.cause import Actor
from tests.builders_grants import (
    CASHIER,
    HEAD,
    OFFICER,
    ORGANISATION,
    Grants,
    a_command_cause,
    an_act,
    an_event_cause,
    grants_in_memory,
    pay,
    reverse,
)
from tests.second_person import confirming

RIGHT = "org-aixin"
CORRECT = CorrectContractParty(project_id="p1", organisation_id=RIGHT, reason="选错了组织")
APPROVE = confirming(ApproveCorrection, project_id="p1")


async def two_organisations(*instalments: int) -> Grants:
    """A project that was opened for the wrong one of two organisations."""
    grants = await grants_in_memory().with_organisation()
    await grants.with_organisation(RIGHT)
    await grants.standings.change(
        RIGHT, a_command_cause("name"), lambda one: one.learn_name("爱心协会", date(2026, 1, 1))
    )
    return await grants.with_project("p1", *instalments)


async def list_abnormal(grants: Grants, organisation_id: str) -> None:
    await grants.standings.change(
        organisation_id,
        a_command_cause(f"list {organisation_id}"),
        lambda one: one.list_abnormal("r", "unreachable", 1, None),
    )


async def test_organisation_is_corrected_once_a_second_person_has_approved() -> None:
    grants = await two_organisations(500_000)
    await grants.app.give(CORRECT, a_command_cause("propose"))
    waiting = await grants.projects.get("p1")
    assert waiting.agreement.organisation_id == ORGANISATION
    told = correction_view(waiting_correction(waiting))
    assert told is not None
    assert (told.changed, told.after.organisation_name) == (["organisation_name"], "爱心协会")
    with pytest.raises(errors.SecondPersonRequired):
        await grants.app.give(APPROVE, a_command_cause("approve", Actor(OFFICER.id, HEAD.roles)))
    await grants.app.give(APPROVE, a_command_cause("approve", HEAD))
    project = await grants.projects.get("p1")
    assert (project.agreement.organisation_id, project.agreement.organisation_name) == (RIGHT, "爱心协会")
    assert grants.projects.published[-1] == ProjectReassigned(
        project_id="p1", organisation_id=RIGHT, project_no=project.number
    )
    approved = next(one for one in timeline(project, None) if one.what is Happening.CORRECTION_APPROVED)
    assert approved.terms
    names = [when.organisation_name for when in (approved.terms.before, approved.terms.after)]
    assert names == ["奉化区锋之社社会工作服务中心", "爱心协会"]


async def test_organisation_is_not_corrected_once_anything_is_paid() -> None:
    grants = await two_organisations(500_000)
    await grants.app.give(CORRECT, a_command_cause("propose"))
    await grants.projects.change("p1", a_command_cause("pay"), lambda one: pay(one, 1))
    with pytest.raises(errors.OrganisationIsPaid, match=r"5,000\.00"):
        await grants.app.give(APPROVE, a_command_cause("approve", HEAD))
    await grants.app.give(DeclineCorrection(project_id="p1"), a_command_cause("decline"))
    with pytest.raises(errors.OrganisationIsPaid):
        await grants.app.give(CORRECT, a_command_cause("propose again"))
    await grants.projects.change("p1", a_command_cause("reverse"), lambda one: reverse(one, 1))
    await grants.app.give(CORRECT, a_command_cause("propose after reversal"))
    await grants.app.give(APPROVE, a_command_cause("approve after reversal", HEAD))
    assert (await grants.projects.get("p1")).agreement.organisation_id == RIGHT


async def test_same_organisation_or_one_that_nobody_knows_is_refused() -> None:
    grants = await two_organisations()
    with pytest.raises(errors.NothingCorrected):
        await grants.app.give(CORRECT.model_copy(update={"organisation_id": ORGANISATION}), a_command_cause("propose"))
    with pytest.raises(errors.OrganisationUnknown):
        await grants.app.give(CORRECT.model_copy(update={"organisation_id": "none"}), a_command_cause("propose 2"))


async def test_project_follows_the_standing_of_the_right_organisation_in_the_same_write() -> None:
    grants = await two_organisations(500_000)
    await list_abnormal(grants, RIGHT)
    await grants.app.give(CORRECT, a_command_cause("propose"))
    await grants.app.give(APPROVE, a_command_cause("approve", HEAD))
    frozen = grants.projects.published[-1]
    assert isinstance(frozen, ProjectFrozen)
    assert (frozen.organisation_id, frozen.reason_codes) == (RIGHT, ["unreachable"])
    assert (await grants.projects.get("p1")).frozen


async def test_freeze_of_the_wrong_organisation_ends_with_it_and_its_later_news_change_nothing() -> None:
    grants = await two_organisations(500_000)
    await list_abnormal(grants, ORGANISATION)
    wrong = await grants.standings.get(ORGANISATION)
    now = a_command_cause().at
    await grants.projects.change("p1", a_command_cause("freeze"), lambda one: one.follow(wrong, now))
    await grants.app.give(CORRECT, a_command_cause("propose"))
    await grants.app.give(APPROVE, a_command_cause("approve", HEAD))
    assert isinstance(grants.projects.published[-1], ProjectUnfrozen)
    wrong.revision += 1
    await grants.projects.change("p1", a_command_cause("late news"), lambda one: one.follow(wrong, now))
    assert not (await grants.projects.get("p1")).frozen


async def test_when_project_reassigned_follows_what_happened_at_that_moment() -> None:
    grants = await two_organisations(500_000)
    await grants.app.give(CORRECT, a_command_cause("propose"))
    await grants.app.give(APPROVE, a_command_cause("approve", HEAD))
    await list_abnormal(grants, RIGHT)
    event = ProjectReassigned(project_id="p1", organisation_id=RIGHT, project_no="资2026-0001")
    await when_project_reassigned(event, an_event_cause(1, "p1"), grants.ports)
    assert (await grants.projects.get("p1")).frozen


async def test_account_of_the_wrong_organisation_is_not_paid_to() -> None:
    grants = await two_organisations()
    await grants.with_account()
    part = Part(amount_fen=500_000, due_on=date(2026, 6, 30), report_need=ReportNeed.NONE)
    await grants.app.give(PlanInstalments(project_id="p1", parts=[part]), a_command_cause("plan"))
    await grants.projects.change(
        "p1", a_command_cause("approve plan", HEAD), lambda one: one.approve_plan(an_act(HEAD.id))
    )
    await grants.app.give(CORRECT, a_command_cause("propose"))
    await grants.app.give(APPROVE, a_command_cause("approve", HEAD))
    with pytest.raises(errors.AccountMissing):
        await grants.app.give(PayInstalment(project_id="p1", no=1, voucher_no="PZ-1"), a_command_cause("pay", CASHIER))
    with pytest.raises(errors.AccountMissing):
        await grants.projects.change("p1", a_command_cause("race"), lambda one: pay(one, 1))
