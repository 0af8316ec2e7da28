"""Over HTTP, on real servers: names that are held, days that are asked about, and what time brings by itself."""

import asyncio
import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.registry.adapters.due_organisations import DueOrganisations
from services.registry.entrypoints.clock import passing_time
from shared.contracts.grants import ProjectOpened, ProjectSettled
from shared.kernel.calendar import SHANGHAI
from shared.kernel.day_words import day_in_words
from tests.builders_registry import a_code
from tests.eventually import eventually
from tests.registry.running import Registry

pytestmark = pytest.mark.servers

_NUMBERS = itertools.count(1)


def a_body(name: str = "", **changes: Any) -> dict[str, Any]:
    number = next(_NUMBERS)
    body = {"uscc": a_code(number), "name": name or f"奉化区示例协会{number}", "kind": "association"}
    return body | {"street_code": "330213100", "legal_representative": "王一", "founded_on": "2017-07-01"} | changes


async def registered(registry: Registry, name: str = "", **changes: Any) -> str:
    answer = await registry.post("/organisations", a_body(name, **changes))
    return str(answer["id"])


async def names(registry: Registry, **wanted: Any) -> list[str]:
    found = await registry.get("/organisations", **wanted)
    return [item["name"] for item in found["items"]]


async def test_of_registrations_with_one_name_at_the_same_time_one_is_made(registry: Registry) -> None:
    bodies = [a_body("同时登记协会") for _ in range(8)]
    answers = await asyncio.gather(*(registry.try_post("/organisations", body) for body in bodies))
    assert sorted(answers) == [201, *[409] * 7]


async def test_a_name_is_free_after_its_year_also_when_the_deregistration_is_entered_late(registry: Registry) -> None:
    long_ago = (datetime.now(UTC) - timedelta(days=380)).isoformat()
    one = await registered(registry, "早已注销协会")
    path, late = f"/organisations/{one}/deregistration", {"decision_no": "奉民决9号", "occurred_at": long_ago}
    await registry.post(path, late)
    await registered(registry, "早已注销协会")
    entry = (await registry.get(f"/organisations/{one}"))["timeline"][0]
    assert (entry["evidence"], entry["at"] < entry["recorded_at"]) == ("奉民决9号", True)


async def test_a_name_that_was_changed_is_answered_as_of_a_day(registry: Registry) -> None:
    one = await registered(registry, "变更前协会")
    today = datetime.now(UTC).astimezone(SHANGHAI).date()
    change = {"effective_on": (today - timedelta(30)).isoformat(), "decision_no": "奉民许1号", "name": "变更后协会"}
    await registry.post(f"/organisations/{one}/changes", change)
    page = await registry.get(f"/organisations/{one}")
    assert (page["name"], page["as_of"], page["corrections"]) == ("变更后协会", None, [])
    assert [(span["value"], span["start"]) for span in page["names"]] == [
        ("变更前协会", None),
        ("变更后协会", change["effective_on"]),
    ]
    for asked, name in (
        ({"true_on": today.isoformat()}, "变更后协会"),
        ({"true_on": (today - timedelta(31)).isoformat()}, "变更前协会"),
        ({"true_on": today.isoformat(), "known_on": (today - timedelta(1)).isoformat()}, ""),
    ):
        assert (await registry.get(f"/organisations/{one}", **asked))["as_of"]["name"] == name, asked
    assert (await registry.post("/organisations", a_body("变更前协会"), 409))["slug"] == "organisation-name-blocked"
    assert "变更前协会" not in await names(registry, q="变更前")
    changed = await registry.published("registry.organisation.changed.v1")
    assert changed[-1] == {
        "organisation_id": one, "fields": ["name"], "effective_on": change["effective_on"], "name": "变更后协会",
    }  # fmt: skip


async def test_a_suspension_that_has_ended_ends_by_itself(registry: Registry) -> None:
    one = await registered(registry)
    today = datetime.now(UTC).astimezone(SHANGHAI).date()
    decided = datetime.now(UTC) - timedelta(days=10)
    suspension = {"decision_no": "奉民决3号", "until": (today - timedelta(1)).isoformat()}
    await registry.post(
        f"/organisations/{one}/suspension", suspension | {"occurred_at": decided.isoformat(), "evidence": "决定书"}
    )
    resumed = await registry.published("registry.organisation.resumed.v1")
    assert one in [event["organisation_id"] for event in resumed]
    page = await registry.get(f"/organisations/{one}")
    assert (page["status"], page["standing"], page["suspended_until"]) == ("registered", "serious", None)
    early = await registry.post(f"/organisations/{one}/serious-grounds/leaving", {"note": "已核实"}, 409)
    assert (early["slug"], day_in_words(date.fromisoformat(page["may_leave_on"])).zh in early["zh"]) == (
        "serious-too-early",
        True,
    )


async def test_a_funded_project_stands_in_the_way_of_a_deregistration(registry: Registry) -> None:
    one = await registered(registry)
    opened = ProjectOpened(project_id="p-1", organisation_id=one, project_no="资2026-0001")
    await registry.is_told(opened, 1, "p-1")
    await eventually(lambda: _known(registry, "p-1", running=True))
    path, decision = f"/organisations/{one}/deregistration", {"decision_no": "奉民决1号"}
    refused = await registry.post(path, decision, 409)
    assert refused["slug"] == "projects-still-running"
    assert "资2026-0001" in refused["zh"]
    told = (await registry.get(f"/organisations/{one}"))["allowed_actions"]
    assert [row["reason_zh"] for row in told if row["name"] == "deregister_organisation"] == [refused["zh"]]
    await registry.is_told(ProjectSettled(project_id="p-1"), 2, "p-1")
    await eventually(lambda: _known(registry, "p-1", running=False))
    await registry.post(path, decision)


async def _known(registry: Registry, project_id: str, *, running: bool) -> bool:
    found = await registry.host.reader.one("funded_projects", {"_id": project_id})
    return found is not None and found["state"]["running"] is running


async def test_an_organisation_stored_before_there_were_clocks_gets_them(registry: Registry) -> None:
    one = await registered(registry, "旧格式协会")
    store = registry.host.stores["organisations"]
    document = await store.collection.find_one({"_id": one})
    assert document is not None
    state = document["state"]
    old = {name: state[name] for name in ("particulars", "status", "invented")} | {
        "reasons": [
            {"id": "r-1", "listing": {"code": "unreachable"}, "listed_by": "li", "listed_at": "2026-01-05T02:00:00Z"}
        ],
        "corrections": [],
        "steps": [],
    }
    view = document["view"] | {"name_held": "旧格式协会"}
    await store.collection.update_one({"_id": one}, {"$set": {"state": old, "view": view, "next_due_at": None}})
    assert (await registry.get(f"/organisations/{one}"))["timeline"][0]["what"] == "listed"
    assert (await registry.post("/organisations", a_body("旧格式协会"), 409))["slug"] == "organisation-name-borne"
    find = DueOrganisations(store.due, registry.host.reader)
    assert one in await find(datetime.now(UTC), 100)
    await passing_time(registry.app)(one, datetime.now(UTC))
    assert one not in await find(datetime.now(UTC), 100)
    after = await store.collection.find_one({"_id": one})
    assert after is not None
    assert (after["next_due_at"].isoformat(), after["view"]["name_held"]) == (
        "2028-01-05T16:00:00+00:00",
        ["旧格式协会"],
    )


async def test_organisation_is_found_by_a_former_name_and_signs_alone_find_nothing(registry: Registry) -> None:
    answer = await registry.post("/organisations", a_body("奉化区旧名寻找协会"))
    change = {"name": "奉化区新名寻找协会", "effective_on": "2020-01-01", "decision_no": "奉民许1号"}
    await registry.post(f"/organisations/{answer['id']}/changes", change)
    for words in ("旧名寻找", "新名寻找", "jmxz"):
        found = await registry.get("/organisations", q=words)
        assert [one["name"] for one in found["items"]] == ["奉化区新名寻找协会"], words
    assert found["items"][0]["former_names"] == ["奉化区旧名寻找协会"]
    for words in ("😀", "%", "._*"):
        assert (await registry.get("/organisations", q=words))["total"] == 0, words
    likely = await registry.get("/organisations/likely", q="奉化区旧名寻找协会")
    assert [one["organisation"]["name"] for one in likely["items"]] == ["奉化区新名寻找协会"]
