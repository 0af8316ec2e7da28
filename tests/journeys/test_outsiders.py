"""An organisation reads its own record and projects, hands in a report and hears the answer; others are not there."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from shared.kernel.cause import Actor
from shared.kernel.scope import Scope, ScopeKind
from tests.builders_registry import a_code
from tests.journeys.freezing import HEAD, OFFICER, REGISTRAR, Story
from tests.running_services import Office, until

pytestmark = pytest.mark.servers

_NUMBERS = count(1)
REPORT = {"title": "末期报告", "told": "十月义诊三场，服务 120 人次，药品支出 3,200 元。"}
PARTS = {"parts": [{"amount_fen": 1_000_000, "due_on": "2026-06-30", "report_need": "final"}]}


def member_of(story: Story) -> Actor:
    """Somebody of this organisation."""
    scope = Scope.of(ScopeKind.ORGANISATION, story.organisation_id)
    return Actor(f"of-{story.organisation_id}", frozenset({"organisation_member"}), scope)


async def a_story(centre: Office) -> Story:
    number = next(_NUMBERS)
    name = f"第{number}公益协会"
    body = {"uscc": a_code(7_000 + number), "name": name, "kind": "association", "street_code": "330213001"}
    made = await centre.registry.post("/organisations", body | {"founded_on": "2015-03-02"}, REGISTRAR)
    return Story(centre, made["id"], name)


async def a_project(story: Story) -> str:
    """A project whose only instalment is approved and waits for its report."""
    await story.is_known()
    opening = {
        "organisation_id": story.organisation_id,
        "title": "山区义诊",
        "round": 2026,
        "field": "elders",
        "contract_fen": 1_000_000,
        "signed_on": "2026-03-02",
    }
    grants = story.centre.grants
    project_id: str = (await grants.post("/projects", opening, OFFICER))["id"]
    await grants.post(f"/projects/{project_id}/instalments", PARTS, OFFICER)
    await grants.post(f"/projects/{project_id}/plan-approval", {}, HEAD)
    return project_id


async def inbox(story: Story, actor: Actor) -> list[dict[str, Any]]:
    found = await story.centre.notify.ask_as(actor, "GET", "/inbox", 200)
    return list(found["items"])


async def test_an_organisation_reads_its_own_record_with_no_name_of_staff_in_it(centre: Office) -> None:
    story = await a_story(centre)
    await story.list_abnormal("unreachable")
    own = await centre.registry.ask_as(member_of(story), "GET", f"/own/organisations/{story.organisation_id}", 200)
    assert (own["name"], own["standing"]) == (story.name, "abnormal")
    assert [(one["code"], one["cleared_at"]) for one in own["reasons"]] == [("unreachable", None)]
    assert [one["what"] for one in own["timeline"]] == ["listed"]
    assert "registrar" not in str(own), "whoever entered it stays inside"
    listed = await centre.registry.ask_as(member_of(story), "GET", "/own/organisations", 200)
    assert [one["id"] for one in listed["items"]] == [story.organisation_id]


async def test_a_report_is_handed_in_returned_handed_in_again_and_unlocks_the_instalment(centre: Office) -> None:
    story = await a_story(centre)
    project_id, member, grants = await a_project(story), member_of(story), centre.grants

    async def instalment() -> dict[str, Any]:
        page = await grants.ask_as(member, "GET", f"/own/projects/{project_id}", 200)
        assert not {"payee_account", "timeline", "money"} & set(page)
        part: dict[str, Any] = page["instalments"][0]
        return part

    [line] = (await grants.ask_as(member, "GET", "/own/projects", 200))["items"]
    assert (line["id"], line["report_for"], line["report_due_on"]) == (project_id, [1], "2026-06-30")
    assert (await instalment())["awaited"] == "report"
    path = f"/own/projects/{project_id}/instalments/1/report"
    await grants.ask_as(member, "POST", path, 201, json=REPORT)
    assert (await instalment())["awaited"] == "examination"
    problem = await grants.ask_as(member, "POST", path, 409, json=REPORT)
    assert problem["slug"] == "report-there"

    await grants.post(f"/projects/{project_id}/instalments/1/report/return", {"reason": "缺签到表"}, HEAD)
    assert ((await instalment())["awaited"], (await instalment())["report"]["reason"]) == ("report", "缺签到表")

    async def returned() -> bool:
        return [one["subject"] for one in await inbox(story, member)] == ["report_returned"]

    await until(returned)
    await grants.ask_as(member, "POST", path, 201, json=REPORT)
    await grants.post(f"/projects/{project_id}/instalments/1/report/acceptance", {}, HEAD)
    assert (await instalment())["awaited"] == "payment"

    async def accepted() -> bool:
        found = await inbox(story, member)
        by_subject = {one["subject"]: one["settled_at"] for one in found}
        return "report_accepted" in by_subject and by_subject["report_returned"] is not None

    await until(accepted)
    [item] = [one for one in await inbox(story, member) if one["subject"] == "report_accepted"]
    assert item["about"] == {"kind": "own_project", "id": project_id}
    await centre.notify.ask_as(member, "POST", f"/inbox/{item['id']}/read", 201, json={})


async def test_guessing_the_ids_of_others_is_answered_as_if_nothing_were_there(centre: Office) -> None:
    mine, theirs = await a_story(centre), await a_story(centre)
    project_id, member = await a_project(theirs), member_of(mine)
    await centre.grants.ask_as(
        member_of(theirs), "POST", f"/own/projects/{project_id}/instalments/1/report", 201, json=REPORT
    )
    await centre.grants.post(f"/projects/{project_id}/instalments/1/report/acceptance", {}, HEAD)

    async def told() -> bool:
        return bool(await inbox(theirs, member_of(theirs)))

    await until(told)
    [item] = await inbox(theirs, member_of(theirs))
    assert await inbox(mine, member) == []
    asked = [
        ("registry", "GET", "/own/organisations/{}", theirs.organisation_id, {}),
        ("grants", "GET", "/own/projects/{}", project_id, {}),
        ("grants", "POST", "/own/projects/{}/instalments/1/report", project_id, {"json": REPORT}),
        ("notify", "POST", "/inbox/{}/read", item["id"], {"json": {}}),
        ("notify", "POST", "/inbox/{}/archive", item["id"], {"json": {}}),
    ]
    for service, method, path, there, body in asked:
        answers = [
            await centre.services[service].ask_as(member, method, path.format(thing), 404, **body)
            for thing in (there, "no-such-thing")
        ]
        told_apart = [{name: value for name, value in one.items() if name != "instance"} for one in answers]
        assert told_apart[0] == told_apart[1], f"{path} tells what is there from what is not"
