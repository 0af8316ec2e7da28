"""Cases stored before they had parts: each opens, answers as it did, can be gone on with, and stays sealed.

Commit 92994e4 wrote ``data/flat_cases.json``.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.rescue.adapters.case_view import FORMS
from services.rescue.adapters.indexes import SEALED
from services.rescue.adapters.older_cases import OlderCases
from shared.view_refresh import ViewRefresh
from tests.builders_rescue import FANG, HEAD, HOUR
from tests.rescue.entrypoints.test_finding import STILL_HERE, sealed_in
from tests.rescue.older_cases import NEWER, OlderCasesFile, allowed, allowed_then, as_then, nothing_older
from tests.rescue.station import NOTICE_BODY, PUBLICATION, Station

pytestmark = pytest.mark.servers

OLD = OlderCasesFile.read("flat_cases.json")


@pytest.fixture
async def station(
    mongo_url: str, vhost_url: str, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Station]:
    """A station that finds the old documents, and does not let their limits run yet."""
    monkeypatch.setattr(OlderCases, "find", nothing_older)
    async with OLD.station(mongo_url, vhost_url, database, tmp_path) as opened:
        yield opened


async def test_every_old_case_answers_as_it_did(station: Station) -> None:
    for name, old in OLD.answers.items():
        answer = await station.call("GET", f"/cases/{old['id']}?purpose=test", HEAD)
        body = answer.json()
        body.pop("instance", None)
        assert (answer.status_code, as_then(body, old["body"])) == (old["status"], old["body"]), name
        if answer.status_code == 200:
            assert allowed(body) - NEWER == allowed_then(old["body"]) - NEWER, name
            assert allowed_then(old["body"]) <= allowed(body), name
    cases = await station.get("/cases", HEAD)
    assert as_then(cases, OLD.content["lists"]["cases"]) == OLD.content["lists"]["cases"]
    due = await station.get("/due", HEAD)
    assert as_then(due, OLD.content["lists"]["due"]) == OLD.content["lists"]["due"]
    assert (await station.get("/cases/search", name="张志英"))["items"][0]["case"]["id"] == OLD.id_of("left")


async def test_an_old_case_is_gone_on_with_and_stored_in_parts_sealed_as_before(station: Station) -> None:
    case = f"/cases/{OLD.id_of('full')}"
    assert "custody.intake" not in set(sealed_in(await OLD.stored(station, "full")))
    before = await station.file(OLD.id_of("full"), HEAD)
    await station.do(f"{case}/interviews", {"language": "安徽话", "ability": "sentences"})
    assert set(sealed_in(await OLD.stored(station, "full"))) == set(SEALED) - STILL_HERE
    after = await station.file(OLD.id_of("full"), HEAD)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"version", "record", "interviews", "timeline"}, (
        "better speech seen in an interview asks for no other"
    )
    assert after["interviews"][:-1] == before["interviews"]
    waiting = before["notices"][-1]["id"]
    await station.do(f"{case}/notices/{waiting}/approval", {}, HEAD)
    await station.do(f"{case}/notices/{waiting}/publications", PUBLICATION)
    await station.do(f"/cases/{OLD.id_of('reported')}/reception", {"entered_at": OLD.read_at.isoformat()})
    assert (await station.file(OLD.id_of("reported")))["custody"] == "received"


async def test_old_cases_get_the_keys_of_this_release_and_erased_ones_none(station: Station) -> None:
    await ViewRefresh(station.host.stores, FORMS, station.host.projector, station.host.clock).once()
    for document in await station.host.database["cases"].find({}).to_list(None):
        erased = document["_id"] == OLD.id_of("erased")
        form = document["view"].get("form")
        assert (form, document["view"]["erased"]) == (None if erased else FORMS["cases"], erased)
        assert not (erased and document["view"]["tokens"])


async def test_time_passes_in_old_cases(station: Station) -> None:
    assert (await station.file(OLD.id_of("searching")))["limits"][0]["state"] == "open"
    station.clock.move(25 * HOUR)
    await station.until(OLD.id_of("searching"), lambda file: file["limits"][0]["state"] == "missed")
    assert set(sealed_in(await OLD.stored(station, "searching"))) == set(SEALED) - STILL_HERE


async def test_an_old_case_is_erased_and_an_erased_one_stays_so(station: Station) -> None:
    case = f"/cases/{OLD.id_of('left')}"
    refused = await station.call("POST", f"{case}/erasure-proposal", FANG, {"ground": "retention_over"})
    assert refused.json()["slug"] == "retention-running"
    await station.do(f"{case}/erasure-proposal", {"ground": "unlawful"})
    await station.do(f"{case}/erasure", {}, HEAD)
    alike = [one["case"]["id"] for one in (await station.get("/cases/search", name="张志英"))["items"]]
    assert alike == [OLD.id_of("full")], "of another name that sounds a little like it"
    assert "张" not in str(await station.host.database["cases"].find_one({"_id": OLD.id_of("left")}))
    for name in ("left", "erased"):
        answer = await station.call("GET", f"/cases/{OLD.id_of(name)}?purpose=test", HEAD)
        assert (answer.status_code, answer.json()["slug"]) == (410, "case-erased")
        assert (await station.call("POST", f"/cases/{OLD.id_of(name)}/notices", FANG, NOTICE_BODY)).json()[
            "slug"
        ] == "erased"
