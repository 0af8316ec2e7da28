"""Journey 2: an organisation is listed as abnormal, its projects are frozen, officers are told; clearing releases them.

Right with duplicates, disorder at the broker, a reaction that fails twice, and one that parks and is replayed.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from typing import Any
from unittest.mock import patch

import pytest

from shared.contracts.catalogue import all_contracts
from shared.contracts.registry import (
    OrganisationListedAbnormal,
    OrganisationReasonCleared,
    OrganisationRegistered,
    OrganisationStandingRestored,
)
from shared.kernel.repository import Receipt
from shared.messaging import unfinished
from tests.builders_registry import a_code
from tests.journeys.freezing import OFFICER, OPERATOR, REGISTRAR, Story
from tests.running_services import Office, until

pytestmark = pytest.mark.servers

WHY = {"reason": "已核对来源"}
_NUMBERS = count(1)


@pytest.fixture
async def story(centre: Office) -> Story:
    """A newly registered organisation."""
    number = next(_NUMBERS)
    name = f"第{number}社会工作服务中心"
    registration = {
        "uscc": a_code(9_000 + number),
        "name": name,
        "kind": "association",
        "street_code": "330213001",
        "founded_on": "2015-03-02",
    }
    organisation = await centre.registry.post("/organisations", registration, REGISTRAR)
    return Story(centre, organisation["id"], name)


@contextmanager
def failing(story: Story, times: int) -> Iterator[list[str]]:
    """Grants' first so many attempts to change a project fail; answers what was attempted."""
    projects = story.centre.grants.host.stores["projects"]
    change, attempted = projects.change, list[str]()

    async def fail(project_id: str, *rest: Any) -> Receipt:
        attempted.append(project_id)
        if len(attempted) <= times:
            raise RuntimeError("the disk is full")
        return await change(project_id, *rest)

    with patch.object(projects, "change", fail):
        yield attempted


async def opened_and_looked_after(story: Story, number: int) -> list[str]:
    """Open projects and wait until grants has looked whether each must be frozen at once: no fault is theirs then."""
    standings = story.centre.grants.host.stores["standings"]
    get, looked = standings.get, list[str]()

    async def look(organisation_id: str) -> Any:
        try:
            return await get(organisation_id)
        finally:
            looked.append(organisation_id)

    async def at_all() -> bool:
        return looked.count(story.organisation_id) >= number

    with patch.object(standings, "get", look):
        project_ids = [await story.open_project() for _ in range(number)]
        await until(at_all)
    return project_ids


async def test_listing_freezes_what_is_unpaid_and_clearing_the_last_reason_releases_it(story: Story) -> None:
    first, second = await story.open_project(), await story.open_project()
    await story.pay(first, 1)
    one = await story.list_abnormal("unreachable")
    await story.becomes(True, first, second)
    assert (await story.pay(first, 2, status=409))["slug"] == "project-is-frozen"
    page = await story.centre.grants.get(f"/projects/{first}", OFFICER)
    assert (page["money"]["frozen"]["fen"], page["frozen_reasons"]) == (1_000_000, ["unreachable"])
    assert [row["state"] for row in page["instalments"]] == ["paid", "frozen"]
    await story.officers_are_told(first, "project_frozen")

    other = await story.list_abnormal("penalised")
    await story.clear_reason(one)

    async def only_the_other_is_left() -> bool:
        shown = await story.centre.grants.get(f"/projects/{first}", OFFICER)
        return bool(shown["frozen_reasons"] == ["penalised"])

    await until(only_the_other_is_left)
    assert await story.is_frozen(second)
    assert (await story.pay(first, 2, status=409))["slug"] == "project-is-frozen"

    await story.clear_reason(other)
    await story.becomes(False, first, second)
    await story.pay(first, 2)
    for project_id in (first, second):
        await story.officers_are_told(project_id, "project_frozen", "project_unfrozen")


async def test_an_organisation_that_ends_with_an_open_reason_keeps_its_projects_frozen_and_they_say_why(
    story: Story,
) -> None:
    project_id = await story.open_project()
    await story.list_abnormal()
    await story.becomes(True, project_id)
    await story.end("revocation")

    async def it_says_so() -> bool:
        page = await story.centre.grants.get(f"/projects/{project_id}", OFFICER)
        return bool(page["frozen_reasons"] == ["revoked", "serious_list", "unreachable"])

    await until(it_says_so)
    assert (await story.pay(project_id, 1, status=409))["slug"] == "organisation-gone"


async def test_a_project_opened_while_the_organisation_is_listed_is_frozen_at_once(story: Story) -> None:
    reason = await story.list_abnormal()
    await story.standing_absorbs(
        (await story.events("registry", "registry.organisation.listed_abnormal.v1"))[-1]["sequence"]
    )
    project_id = await story.open_project()
    await story.becomes(True, project_id)
    await story.clear_reason(reason)
    await story.becomes(False, project_id)
    await story.officers_are_told(project_id, "project_frozen", "project_unfrozen")


async def test_listing_and_opening_at_the_same_moment_ends_frozen(story: Story) -> None:
    opened = await asyncio.gather(
        *(story.open_project() for _ in range(3)), story.list_abnormal(), *(story.open_project() for _ in range(3))
    )
    project_ids = [*opened[:3], *opened[4:]]
    await story.becomes(True, *project_ids)
    for project_id in project_ids:
        await story.officers_are_told(project_id, "project_frozen")


async def test_every_message_of_the_registry_twice_changes_nothing(story: Story) -> None:
    project_id = await story.open_project()
    reason = await story.list_abnormal()
    await story.becomes(True, project_id)
    await story.clear_reason(reason)
    await story.becomes(False, project_id)
    sent = await story.events(
        "registry",
        *(
            kind.type()
            for kind in (OrganisationListedAbnormal, OrganisationReasonCleared, OrganisationStandingRestored)
        ),
    )
    assert len(sent) == 3
    later = await story.open_project()
    for event in sent:
        await send_again(story.centre, event)
    marker = await story.list_abnormal("penalised")
    await story.becomes(True, project_id, later)
    await story.clear_reason(marker)
    await story.officers_are_told(project_id, *["project_frozen", "project_unfrozen"] * 2)
    await story.officers_are_told(later, "project_frozen", "project_unfrozen")
    assert await story.unfinished("parked") == []


async def send_again(centre: Office, event: dict[str, Any]) -> None:
    """Put a message of the events log on the broker once more, as a relay does that crashed after sending."""
    kind = all_contracts()[event["type"]]
    await centre.tell(kind.model_validate(event["data"]), event["subject"], event["sequence"], event["id"])


async def test_wrong_listing_is_taken_back_by_a_second_person_who_is_asked_and_releases_the_project(
    story: Story,
) -> None:
    registry, colleague = story.centre.registry, "centre_admin"
    project_id = await story.open_project()
    reason = await story.list_abnormal()
    await story.becomes(True, project_id)
    path = f"/organisations/{story.organisation_id}/retraction"
    doubt = {"entry": f"reason-{reason}", "reason": "决定其实没有作出"}

    async def items(reader: str) -> list[tuple[str, bool]]:
        found = (await story.centre.notify.get("/inbox", reader, limit=200))["items"]
        mine = [item for item in found if item["about"] == {"kind": "organisation", "id": story.organisation_id}]
        return sorted((item["title_zh"].rpartition("：")[2], item["settled_at"] is None) for item in mine)

    async def told(reader: str, *expected: tuple[str, bool]) -> None:
        async def so() -> bool:
            return await items(reader) == sorted(expected)

        await until(so)

    await registry.post(path, doubt, REGISTRAR)
    await told(colleague, ("更正误登等您批准", True))
    assert await items(REGISTRAR) == [], "nobody decides about their own"
    await registry.post(f"{path}/refusal", {}, colleague)
    await told(colleague, ("更正误登等您批准", False))
    await told(REGISTRAR, ("您提出的更正误登没有批准", True))
    await registry.post(path, doubt, REGISTRAR)
    await told(colleague, ("更正误登等您批准", False), ("更正误登等您批准", True))
    await registry.post(f"{path}/approval", {}, colleague)
    await told(colleague, *[("更正误登等您批准", False)] * 2)
    await story.becomes(False, project_id)


async def test_messages_swapped_at_the_broker_are_parked_never_replayed_and_the_end_is_right(centre: Office) -> None:
    """The restoring overtakes the listing and the clearing: nothing is frozen, and nothing is silently wrong."""
    story = Story(centre, "org-swapped", "第九社会工作服务中心")
    org = {"organisation_id": story.organisation_id}
    await centre.tell(OrganisationRegistered(**org, uscc="5", kind="association"), story.organisation_id, 1)
    project_id = await story.open_project()
    listed = OrganisationListedAbnormal(**org, reason_id="r1", reason_code="unreachable", open_reasons=1)
    cleared = OrganisationReasonCleared(**org, reason_id="r1", open_reasons=0)
    for sequence, message in ((4, OrganisationStandingRestored(**org)), (2, listed), (3, cleared)):
        await centre.tell(message, story.organisation_id, sequence)
    await story.are_unfinished("waiting", 1)
    for _ in range(2):
        [parked] = await story.are_unfinished("parked", 1)
        assert parked["error_slug"] == "out-of-order"
        path = f"/ops/unfinished/{parked['id']}"
        refused = await centre.grants.ask("POST", f"{path}/replay", 409, OPERATOR, json=WHY)
        assert refused["slug"] == "older-than-absorbed"
        await decide(centre, f"{path}/discard")

        async def it_is_settled(parked: dict[str, Any] = parked) -> bool:
            return parked["id"] not in [item["id"] for item in await story.unfinished("parked")]

        await until(it_is_settled)
    assert not await story.is_frozen(project_id)
    assert await story.told(project_id) == []
    again = OrganisationListedAbnormal(**org, reason_id="r2", reason_code="penalised", open_reasons=1)
    await centre.tell(again, story.organisation_id, 5)
    await story.becomes(True, project_id)


async def decide(centre: Office, path: str) -> None:
    """Decide about a parked message as an operator, with a reason."""
    await centre.grants.ask("POST", path, 204, OPERATOR, json=WHY)


async def test_a_reaction_that_fails_twice_freezes_once(story: Story) -> None:
    first, second = await opened_and_looked_after(story, 2)
    with failing(story, 2) as attempted:
        await story.list_abnormal()
        await story.becomes(True, first, second)
        assert len(attempted) >= 4
    for project_id in (first, second):
        await story.officers_are_told(project_id, "project_frozen")


async def test_a_reaction_that_parks_holds_later_messages_and_is_replayed_in_order(story: Story) -> None:
    [project_id] = await opened_and_looked_after(story, 1)
    with patch.object(unfinished, "LADDER", (timedelta(0),) * 3), failing(story, 10_000):
        reason = await story.list_abnormal()
        [parked] = await story.are_unfinished("parked", 1)
        assert parked["error_slug"] == "RuntimeError"
        await story.clear_reason(reason)
        await story.are_unfinished("waiting", 2)
    assert not await story.is_frozen(project_id)
    await decide(story.centre, f"/ops/unfinished/{parked['id']}/replay")
    await story.are_unfinished("waiting", 0)
    await story.officers_are_told(project_id, "project_frozen", "project_unfrozen")
    assert not await story.is_frozen(project_id)
    assert await story.unfinished("parked") == []
