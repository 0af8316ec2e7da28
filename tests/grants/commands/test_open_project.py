"""Tests of opening a project."""

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from services.grants.adapters.project_view import project_view
from services.grants.commands.open_project import OpenProject
from services.grants.domain.agreement import ServiceField
from services.grants.domain.errors import (
    DoneBeforeSigning,
    OrganisationGone,
    OrganisationListedSeriously,
    OrganisationSuspended,
    OrganisationUnknown,
    SignedInFuture,
    SignedTooLongAgo,
)
from services.grants.domain.standing import LegalState
from services.grants.domain.year_errors import RoundToCome
from shared.contracts.grants import ProjectOpened
from shared.kernel.cause import Actor
from shared.kernel.errors import DomainError, RoleRequired
from tests.builders_grants import ORGANISATION, a_command_cause, grants_in_memory

OPEN = OpenProject(
    organisation_id=ORGANISATION,
    title="山区义诊",
    round=2026,
    field=ServiceField.ELDERS,
    contract_fen=2_000_000,
    signed_on=date(2026, 3, 2),
)


async def test_open_project_gives_the_next_number_and_tells() -> None:
    grants = await grants_in_memory().with_organisation()
    for key in ("a", "b"):
        receipt = await grants.app.give(OPEN, a_command_cause(key))
    project = await grants.projects.get(receipt.id)
    assert project.number == "资2026-0002"
    assert project.agreement.organisation_name == "奉化区锋之社社会工作服务中心"
    assert grants.projects.published[-1] == ProjectOpened(
        project_id=receipt.id, organisation_id=ORGANISATION, project_no="资2026-0002"
    )


async def test_open_project_takes_the_name_that_the_register_had_on_the_day_of_signing() -> None:
    """The name comes from registry's events, never from whoever opens the project."""
    grants = await grants_in_memory().with_organisation()
    renamed = ("奉化区锋之社公益中心", date(2026, 3, 1))
    await grants.standings.change(ORGANISATION, a_command_cause("rename"), lambda one: one.learn_name(*renamed))
    named = await grants.app.give(OPEN, a_command_cause("a"))
    before = await grants.app.give(OPEN.model_copy(update={"signed_on": date(2026, 2, 1)}), a_command_cause("b"))
    assert (await grants.projects.get(named.id)).agreement.organisation_name == "奉化区锋之社公益中心"
    assert (await grants.projects.get(before.id)).agreement.organisation_name == "奉化区锋之社社会工作服务中心"
    with pytest.raises(ValidationError):
        OpenProject.model_validate({**OPEN.model_dump(), "organisation_name": "别的"})


async def test_open_project_keeps_that_it_is_an_example() -> None:
    grants = await grants_in_memory().with_organisation()
    real = await grants.app.give(OPEN, a_command_cause("a"))
    example = await grants.app.give(OPEN.model_copy(update={"invented": True}), a_command_cause("b"))
    shown = [project_view(await grants.projects.get(one.id))["invented"] for one in (real, example)]
    assert shown == [False, True]


async def test_open_project_entered_late_is_kept_with_its_day_which_is_not_before_the_signing() -> None:
    grants = await grants_in_memory().with_organisation()
    late = {"occurred_at": datetime(2026, 3, 2, 1, tzinfo=UTC), "evidence": "合同"}
    signed = OPEN.model_copy(update={"signed_on": date(2026, 3, 1)})
    receipt = await grants.app.give(signed.model_copy(update=late), a_command_cause("a"))
    assert (await grants.projects.get(receipt.id)).opened.day == date(2026, 3, 2)
    early = {**late, "occurred_at": datetime(2026, 2, 27, 1, tzinfo=UTC)}
    with pytest.raises(DoneBeforeSigning):
        await grants.app.give(signed.model_copy(update=early), a_command_cause("b"))


async def test_open_project_repeated_opens_one() -> None:
    grants = await grants_in_memory().with_organisation()
    first = await grants.app.give(OPEN, a_command_cause())
    again = await grants.app.give(OPEN, a_command_cause())
    assert again.repeated
    assert again.id == first.id
    assert len(await grants.projects.all()) == 1


async def test_open_project_of_an_organisation_never_heard_of_is_refused_and_uses_up_no_number() -> None:
    grants = grants_in_memory()
    with pytest.raises(OrganisationUnknown) as refused:
        await grants.app.give(OPEN, a_command_cause("a"))
    assert "刚刚登记" in refused.value.sentence("zh")
    await grants.with_organisation()
    receipt = await grants.app.give(OPEN, a_command_cause("b"))
    assert (await grants.projects.get(receipt.id)).number == "资2026-0001"


async def test_open_project_signed_in_the_future_is_refused_and_uses_up_no_number() -> None:
    grants = await grants_in_memory().with_organisation()
    with pytest.raises(SignedInFuture):
        await grants.app.give(OPEN.model_copy(update={"signed_on": date(2099, 1, 1)}), a_command_cause("a"))
    receipt = await grants.app.give(OPEN, a_command_cause("b"))
    assert (await grants.projects.get(receipt.id)).number == "资2026-0001"


@pytest.mark.parametrize(
    ("change", "error"),
    [({"round": 2028}, RoundToCome), ({"round": 2099}, RoundToCome)],
)
async def test_open_project_of_a_year_that_cannot_be_is_refused(
    change: dict[str, object], error: type[DomainError]
) -> None:
    grants = await grants_in_memory().with_organisation()
    with pytest.raises(error):
        await grants.app.give(OPEN.model_copy(update=change), a_command_cause())
    await grants.app.give(OPEN.model_copy(update={"round": 2027}), a_command_cause("next"))


@pytest.mark.parametrize(
    ("legal", "error"),
    [
        (LegalState.SUSPENDED, OrganisationSuspended),
        (LegalState.DEREGISTERED, OrganisationGone),
        (LegalState.REVOKED, OrganisationGone),
    ],
)
async def test_open_project_of_an_organisation_that_may_not_act_is_refused(
    legal: LegalState, error: type[DomainError]
) -> None:
    grants = await grants_in_memory().with_organisation()
    await grants.standings.change(ORGANISATION, a_command_cause("step"), lambda one: one.change_legally(legal, 0))
    with pytest.raises(error):
        await grants.app.give(OPEN, a_command_cause())


async def test_open_project_of_an_organisation_listed_for_serious_breaches_is_refused() -> None:
    """Nothing is granted to it: 民政部令第60号; registry-grants notes 4.5 (credit clear)."""
    grants = await grants_in_memory().with_organisation()
    await grants.standings.change(
        ORGANISATION, a_command_cause("list"), lambda one: one.list_serious(True, 0, LegalState.REGISTERED)
    )
    with pytest.raises(OrganisationListedSeriously):
        await grants.app.give(OPEN, a_command_cause("a"))
    assert await grants.projects.all() == []


async def test_open_project_by_a_rescue_worker_is_refused() -> None:
    with pytest.raises(RoleRequired):
        await grants_in_memory().app.give(OPEN, a_command_cause(actor=Actor("jiuzhu", frozenset({"rescue_worker"}))))


@pytest.mark.parametrize("change", [{"contract_fen": 0}, {"round": 1900}, {"title": "  "}, {"field": "sports"}])
def test_open_project_with_what_cannot_be_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        OpenProject.model_validate({**OPEN.model_dump(), **change})


@pytest.mark.parametrize("amount", [True, "1", 1.0, 1.5])
def test_amount_that_is_no_whole_number_is_no_amount(amount: object) -> None:
    with pytest.raises(ValidationError, match="contract_fen"):
        OpenProject.model_validate({**OPEN.model_dump(), "contract_fen": amount})


async def test_open_project_signed_in_a_year_that_cannot_be_meant_is_refused() -> None:
    grants = await grants_in_memory().with_organisation()
    with pytest.raises(SignedTooLongAgo):
        await grants.app.give(OPEN.model_copy(update={"signed_on": date(1, 1, 1)}), a_command_cause())
