"""Cases stored before they had parts: each opens, answers as it did, can be gone on with, and stays sealed.

``data/flat_cases.json`` holds the documents and data keys that commit 92994e4 wrote, under the master key of this test,
and what it answered for them at that hour. It is never written again: the next change of shape gets a file of its own.
"""

import json
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from bson import json_util

from services.rescue.adapters.indexes import SEALED
from tests.builders_rescue import FANG, HEAD, HOUR
from tests.rescue.entrypoints.test_finding import sealed_in
from tests.rescue.station import Station, a_station

pytestmark = pytest.mark.servers

OLD: dict[str, Any] = json.loads(Path(__file__).parents[1].joinpath("data/flat_cases.json").read_text("utf-8"))
ID_OF = {name: answer["id"] for name, answer in OLD["answers"].items()}
MASTER = bytes(range(96))


@pytest.fixture
async def station(mongo_url: str, vhost_url: str, database: str, tmp_path: Path) -> AsyncIterator[Station]:
    """A station that finds the old documents, at the hour at which they were read last."""
    async with a_station(mongo_url, vhost_url, database, tmp_path, MASTER) as opened:
        opened.clock.move(datetime.fromisoformat(OLD["read_at"]) - opened.clock.now())
        options = json_util.JSONOptions(json_mode=json_util.JSONMode.CANONICAL, tz_aware=True)
        documents = json_util.loads(json.dumps(OLD["documents"]), json_options=options)
        for collection, found in documents.items():
            await opened.host.database[collection].insert_many(found)
        yield opened


async def stored(station: Station, name: str) -> Any:
    """The state of this case as it lies in the database."""
    found = await station.host.database["cases"].find_one({"_id": ID_OF[name]})
    assert found is not None
    return found["state"]


def as_then(now: Any, then: Any) -> Any:
    """An answer as it read then: without the fields that came since, and the timeline under its old name."""
    if isinstance(now, dict) and isinstance(then, dict):
        named = now | {"history": now.get("timeline"), "allowed_actions": then.get("allowed_actions")}
        return {name: as_then(named.get(name), value) for name, value in then.items()}
    if isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        return [as_then(*pair) for pair in zip(now, then, strict=True)]
    return now


SINCE = {"hand_over_case", "report_ability", "propose_erasure"}
"""What has been there to be done only since then."""


def allowed(file: Any) -> set[str]:
    """What may be done with a case, or with a notice or a request in it."""
    parts = [file, *file["notices"], *file["interpreter_requests"]]
    return {action["name"] for part in parts for action in part.get("allowed_actions", []) if action["allowed"]}


async def test_every_old_case_answers_as_it_did(station: Station) -> None:
    for name, old in OLD["answers"].items():
        answer = await station.call("GET", f"/cases/{old['id']}?purpose=test", HEAD)
        body = answer.json()
        body.pop("instance", None)
        assert (answer.status_code, as_then(body, old["body"])) == (old["status"], old["body"]), name
        if answer.status_code == 200:
            assert allowed(body) - SINCE == allowed(old["body"]) - {"erase_case"}, name
    cases = await station.get("/cases", HEAD)
    assert as_then(cases, OLD["lists"]["cases"]) == OLD["lists"]["cases"]
    due = await station.get("/due", HEAD)
    assert as_then(due, OLD["lists"]["due"]) == OLD["lists"]["due"]
    assert (await station.get("/cases/search", name="张志英"))["items"][0]["case"]["id"] == ID_OF["left"]


async def test_an_old_case_is_gone_on_with_and_stored_in_parts_sealed_as_before(station: Station) -> None:
    case = f"/cases/{ID_OF['full']}"
    assert "custody.intake" not in set(sealed_in(await stored(station, "full")))
    before = await station.file(ID_OF["full"], HEAD)
    await station.do(f"{case}/interviews", {"language": "安徽话", "ability": "sentences"})
    assert set(sealed_in(await stored(station, "full"))) == set(SEALED)
    after = await station.file(ID_OF["full"], HEAD)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"version", "interviews", "timeline", "interview_due"}
    assert after["interviews"][:-1] == before["interviews"]
    waiting = before["notices"][-1]["id"]
    await station.do(f"{case}/notices/{waiting}/publication", {}, HEAD)
    await station.do(f"/cases/{ID_OF['reported']}/reception", {"entered_at": OLD["read_at"]})
    assert (await station.file(ID_OF["reported"]))["custody"] == "received"


async def test_time_passes_in_old_cases(station: Station) -> None:
    assert (await station.file(ID_OF["searching"]))["limits"][0]["state"] == "open"
    station.clock.move(25 * HOUR)
    await station.until(ID_OF["searching"], lambda file: file["limits"][0]["state"] == "missed")
    assert set(sealed_in(await stored(station, "searching"))) == set(SEALED)


async def test_an_old_case_is_erased_and_an_erased_one_stays_so(station: Station) -> None:
    case = f"/cases/{ID_OF['left']}"
    refused = await station.call("POST", f"{case}/erasure-proposal", FANG, {"ground": "retention_over"})
    assert refused.json()["slug"] == "retention-running"
    await station.do(f"{case}/erasure-proposal", {"ground": "unlawful"})
    await station.do(f"{case}/erasure", {}, HEAD)
    alike = [one["case"]["id"] for one in (await station.get("/cases/search", name="张志英"))["items"]]
    assert alike == [ID_OF["full"]], "of another name that sounds a little like it"
    assert "张" not in str(await station.host.database["cases"].find_one({"_id": ID_OF["left"]}))
    for name in ("left", "erased"):
        answer = await station.call("GET", f"/cases/{ID_OF[name]}?purpose=test", HEAD)
        assert (answer.status_code, answer.json()["slug"]) == (410, "case-erased")
        assert (await station.call("POST", f"/cases/{ID_OF[name]}/search", FANG)).json()["slug"] == "erased"
