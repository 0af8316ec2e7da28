"""Tests of freezing and releasing under duplicates, disorder, failures, parking and races."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.grants.domain.errors import OrganisationGone, ProjectIsFrozen
from shared.contracts.contract import Contract
from shared.contracts.grants import ProjectFrozen, ProjectOpened, ProjectUnfrozen
from shared.contracts.registry import (
    OrganisationChanged,
    OrganisationCorrected,
    OrganisationLeftSeriousList,
    OrganisationListedAbnormal,
    OrganisationListedSerious,
    OrganisationReasonCleared,
    OrganisationRegistered,
    OrganisationRevoked,
)
from shared.kernel.errors import Unavailable
from shared.kernel.repository import Receipt
from tests.builders_grants import ORGANISATION, Grants, an_event_cause, grants_in_memory, pay
from tests.grants.reactions.stories import STORIES, Registry, deliver, replay
from tests.run.depth import tries


async def frozen(grants: Grants) -> dict[str, bool]:
    return {project.id: project.frozen for project in await grants.projects.all()}


def told(grants: Grants) -> list[type[Contract]]:
    return [type(event) for event in grants.projects.published if not isinstance(event, ProjectOpened)]


async def two_projects() -> Grants:
    grants = await grants_in_memory().with_project("p1", 500_000)
    await grants.with_project("p2", 500_000)
    return await grants.with_project("other", 500_000, organisation_id="org-other")


async def test_when_listed_abnormal_freezes_the_running_projects_of_that_organisation_only() -> None:
    grants = await two_projects()
    await deliver(grants, *Registry().list("r1", "report_missing").said)
    assert await frozen(grants) == {"p1": True, "p2": True, "other": False}
    assert grants.projects.published[-1] == ProjectFrozen(
        project_id="p2",
        organisation_id=ORGANISATION,
        project_no="资2026-0002",
        reason_codes=["report_missing"],
        invented=False,
    )


async def test_when_listed_abnormal_leaves_a_settled_project_alone() -> None:
    grants = await grants_in_memory().with_project("p1", 2_000_000)
    paying = replace(an_event_cause(1), id="pay", subject=None, sequence=None)
    await grants.projects.change("p1", paying, lambda p: pay(p, 1))
    await deliver(grants, *Registry().list("r1", "report_missing").said)
    assert await frozen(grants) == {"p1": False}


async def test_when_one_of_two_reasons_is_cleared_projects_stay_frozen() -> None:
    grants = await two_projects()
    await deliver(grants, *Registry().list("r1", "report_missing").list("r2", "address").clear("r1").said)
    assert await frozen(grants) == {"p1": True, "p2": True, "other": False}
    assert (await grants.projects.get("p1")).freezes[-1].reasons == ("address",)
    assert told(grants) == [ProjectFrozen, ProjectFrozen]


async def test_when_standing_restored_releases_and_tells() -> None:
    grants = await two_projects()
    await deliver(grants, *Registry().list("r1", "report_missing").clear("r1").said)
    assert await frozen(grants) == {"p1": False, "p2": False, "other": False}
    assert told(grants) == [ProjectFrozen, ProjectFrozen, ProjectUnfrozen, ProjectUnfrozen]


async def test_when_project_opened_of_an_unknown_organisation_does_nothing() -> None:
    grants = await two_projects()
    event = ProjectOpened(project_id="p1", organisation_id=ORGANISATION)
    await grants.app.reactions[ProjectOpened](event, an_event_cause(1, subject="p1"))
    assert told(grants) == []


async def test_when_project_opened_of_an_abnormal_organisation_freezes_it_at_once() -> None:
    grants = grants_in_memory()
    await deliver(grants, *Registry().list("r1", "report_missing").said)
    await grants.with_project("p1", 500_000)
    opened = ProjectOpened(project_id="p1", organisation_id=ORGANISATION)
    for _ in range(2):
        await grants.app.reactions[ProjectOpened](opened, an_event_cause(1, subject="p1"))
    assert await frozen(grants) == {"p1": True}
    assert told(grants) == [ProjectFrozen]


async def test_duplicates_of_every_message_change_nothing() -> None:
    grants = await two_projects()
    said = Registry().list("r1", "a").list("r2", "b").clear("r1").clear("r2").list("r3", "c").said
    await deliver(grants, *(message for message in said for _ in range(2)))
    assert await frozen(grants) == {"p1": True, "p2": True, "other": False}
    assert told(grants) == [ProjectFrozen] * 2 + [ProjectUnfrozen] * 2 + [ProjectFrozen] * 2


async def test_a_late_duplicate_of_the_listing_does_not_freeze_a_project_opened_afterwards() -> None:
    grants = await two_projects()
    said = Registry().list("r1", "a").clear("r1").said
    await deliver(grants, *said)
    await grants.with_project("p3", 500_000)
    await grants.app.reactions[OrganisationListedAbnormal](said[0][1], an_event_cause(said[0][0]))
    assert (await frozen(grants))["p3"] is False


async def test_a_late_duplicate_of_the_listing_passes_by_a_project_that_has_absorbed_later_messages() -> None:
    grants = await two_projects()
    listed, cleared, restored = Registry().list("r1", "a").clear("r1").said
    await deliver(grants, listed)
    await grants.with_project("p3", 500_000)
    await deliver(grants, cleared, restored)
    await grants.app.reactions[OrganisationListedAbnormal](listed[1], an_event_cause(listed[0]))
    assert (await frozen(grants))["p3"] is False


@pytest.mark.parametrize("story", STORIES)
async def test_messages_in_any_order_end_in_the_state_that_the_registry_meant(story: str) -> None:
    registry = STORIES[story]()
    for order in permutations(registry.said):
        grants = await two_projects()
        parked = await deliver(grants, *order)
        right = {"p1": registry.blocked, "p2": registry.blocked, "other": False}
        assert await frozen(grants) == right, order
        await replay(grants, *parked)
        assert await frozen(grants) == right, order


async def test_when_suspended_freezes_and_when_resumed_releases_and_tells() -> None:
    grants = await two_projects()
    await deliver(grants, *Registry().suspend().resume().said)
    assert await frozen(grants) == {"p1": False, "p2": False, "other": False}
    assert told(grants) == [ProjectFrozen, ProjectFrozen, ProjectUnfrozen, ProjectUnfrozen]


@pytest.mark.parametrize("end", [Registry.deregister, Registry.revoke])
async def test_when_an_organisation_with_an_open_reason_ends_its_projects_say_that_it_is_gone(
    end: Callable[[Registry], Registry],
) -> None:
    grants = await two_projects()
    await deliver(grants, *end(Registry().list("r1", "report_missing")).said)
    project = await grants.projects.get("p1")
    assert project.freezes[-1].reasons[1:] == ("report_missing",)
    with pytest.raises(OrganisationGone):
        pay(project, 1)


async def test_when_registered_makes_the_organisation_known_and_freezes_nothing() -> None:
    grants = await two_projects()
    event = OrganisationRegistered(organisation_id=ORGANISATION, uscc="5", kind="association")
    for _ in range(2):
        await grants.app.reactions[OrganisationRegistered](event, an_event_cause(1))
    (await grants.standings.get(ORGANISATION)).require_fundable()
    assert told(grants) == []


async def test_when_registered_tells_a_name_a_project_that_waited_for_it_gets_it() -> None:
    grants = await grants_in_memory().with_project("p1", organisation_name=None)
    event = OrganisationRegistered(organisation_id=ORGANISATION, uscc="5", kind="association", name="锋之社")
    await grants.app.reactions[OrganisationRegistered](event, an_event_cause(1))
    assert (await grants.projects.get("p1")).agreement.organisation_name == "锋之社"
    await grants.with_project("p2")
    assert (await grants.projects.get("p2")).agreement.organisation_name == "奉化区锋之社社会工作服务中心"


async def test_when_registered_as_one_that_ended_long_ago_it_is_gone() -> None:
    grants = grants_in_memory()
    event = OrganisationRegistered(organisation_id=ORGANISATION, uscc="5", kind="association", status="revoked")
    await grants.app.reactions[OrganisationRegistered](event, an_event_cause(1))
    with pytest.raises(OrganisationGone):
        (await grants.standings.get(ORGANISATION)).require_fundable()


async def test_when_its_certificate_is_withdrawn_it_is_said_so_and_stays_so() -> None:
    """吊销登记证书 is not 撤销登记 (慈善法); messages that follow tell of both alike that it was ended."""
    grants = await two_projects()
    ended = OrganisationRevoked(organisation_id=ORGANISATION, open_reasons=0, how="licence_withdrawn")
    listed = OrganisationListedSerious(
        organisation_id=ORGANISATION, ground_code="other", open_grounds=1, open_reasons=0, status="revoked"
    )
    await deliver(grants, (2, ended), (3, listed))
    assert (await grants.projects.get("p1")).freezes[-1].reasons == ("licence_withdrawn", "serious_list")
    with pytest.raises(OrganisationGone):
        (await grants.standings.get(ORGANISATION)).require_fundable()


@settings(max_examples=tries(40, full=1000), deadline=None)
@given(st.data())
async def test_any_story_with_duplicates_in_any_order_ends_right(data: st.DataObject) -> None:
    registry = Registry()
    for number in range(data.draw(st.integers(1, 6))):
        if data.draw(st.integers(0, 3)) == 0:
            _ = registry.suspend() if registry.status == "registered" else registry.resume()
        elif registry.open and data.draw(st.booleans()):
            registry.clear(data.draw(st.sampled_from(sorted(registry.open))))
        else:
            registry.list(f"r{number}", data.draw(st.sampled_from("abc")))
    order = data.draw(st.permutations(registry.said * 2))
    grants = await two_projects()
    parked = await deliver(grants, *order)
    if data.draw(st.booleans()):
        await replay(grants, *data.draw(st.permutations(parked)))
    assert (await frozen(grants))["p1"] is registry.blocked


@contextmanager
def failing_writes(grants: Grants, project_id: str) -> Iterator[None]:
    """Storage is away for one project."""
    change = grants.projects.change

    async def failing(aggregate_id: str, *rest: Any) -> Receipt:
        if aggregate_id == project_id:
            raise Unavailable
        return await change(aggregate_id, *rest)

    with patch.object(grants.projects, "change", failing):
        yield


async def test_a_reaction_that_fails_twice_freezes_each_project_once() -> None:
    grants = await two_projects()
    sequence, event = Registry().list("r1", "a").said[0]
    react = grants.app.reactions[OrganisationListedAbnormal]
    for fails_at in ("p1", "p2"):
        with failing_writes(grants, fails_at), pytest.raises(Unavailable):
            await react(event, an_event_cause(sequence))
    assert await frozen(grants) == {"p1": True, "p2": False, "other": False}
    await react(event, an_event_cause(sequence))
    assert await frozen(grants) == {"p1": True, "p2": True, "other": False}
    assert told(grants) == [ProjectFrozen, ProjectFrozen]


async def test_a_parked_listing_replayed_before_what_waits_behind_it_ends_right() -> None:
    grants = await two_projects()
    listed, cleared, restored = Registry().list("r1", "a").clear("r1").said
    for _ in range(6):
        with failing_writes(grants, "p1"), pytest.raises(Unavailable):
            await grants.app.reactions[OrganisationListedAbnormal](listed[1], an_event_cause(listed[0]))
    await deliver(grants, listed)
    assert (await frozen(grants))["p1"]
    with pytest.raises(ProjectIsFrozen):
        pay(await grants.projects.get("p1"), 1)
    await deliver(grants, cleared, restored)
    assert await frozen(grants) == {"p1": False, "p2": False, "other": False}
    assert told(grants) == [ProjectFrozen] * 2 + [ProjectUnfrozen] * 2


async def test_a_listing_parked_halfway_and_discarded_is_made_good_by_the_next_message() -> None:
    grants = await two_projects()
    first, second = Registry().list("r1", "a").list("r2", "b").said
    with failing_writes(grants, "p1"), pytest.raises(Unavailable):
        await grants.app.reactions[OrganisationListedAbnormal](first[1], an_event_cause(first[0]))
    await deliver(grants, second)
    assert (await grants.projects.get("p1")).freezes[-1].reasons == ("a", "b")


async def test_the_list_of_serious_breaches_freezes_whatever_becomes_of_the_other_list_until_it_is_left() -> None:
    grants = await two_projects()
    where = {"organisation_id": ORGANISATION, "status": "registered"}
    serious = OrganisationListedSerious(**where, ground_code="two_years_abnormal", open_grounds=1, open_reasons=1)
    cleared = OrganisationReasonCleared(**where, reason_id="r1", open_reasons=0)
    left = OrganisationLeftSeriousList(**where, open_reasons=0)
    listed = OrganisationListedAbnormal(**where, reason_id="r1", reason_code="unreachable", open_reasons=1)
    await deliver(grants, (1, listed), (2, serious), (3, cleared))
    assert await frozen(grants) == {"p1": True, "p2": True, "other": False}
    assert (await grants.projects.get("p1")).freezes[-1].reasons == ("serious_list",)
    frozen_by = grants.projects.published
    await deliver(grants, (4, left))
    assert await frozen(grants) == {"p1": False, "p2": False, "other": False}
    assert isinstance(frozen_by[-1], ProjectUnfrozen)


async def test_a_change_of_name_holds_from_its_day_and_a_correction_from_the_day_of_what_was_wrong() -> None:
    grants = await two_projects()
    changed = OrganisationChanged(
        organisation_id=ORGANISATION, fields=["name"], effective_on=date(2026, 3, 1), name="奉化区锋之社公益中心"
    )
    right = OrganisationCorrected(organisation_id=ORGANISATION, fields=["name"], name="奉化区锋之社公益服务中心")
    await deliver(grants, (1, changed), (2, right))
    standing = await grants.standings.get(ORGANISATION)
    assert standing.name_on(date(2026, 4, 1)) == "奉化区锋之社公益服务中心"
