"""Cases stored before their limits began by themselves and publications were kept: nothing is lost or invented.

Commit 9c0218a wrote ``data/parts_cases.json``; ``ten_years`` came in 2012, before any of the limits was law.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.rescue.adapters.indexes import SEALED
from services.rescue.adapters.older_cases import OlderCases
from tests.builders_rescue import HEAD
from tests.rescue.entrypoints.test_finding import STILL_HERE, sealed_in
from tests.rescue.older_cases import NEWER, OlderCasesFile, allowed, allowed_then, as_then, nothing_older
from tests.rescue.station import PUBLICATION, Station

pytestmark = pytest.mark.servers

OLD = OlderCasesFile.read("parts_cases.json")


@pytest.fixture
async def station(
    mongo_url: str, vhost_url: str, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Station]:
    """A station that finds the old documents, and does not let their limits run yet."""
    monkeypatch.setattr(OlderCases, "find", nothing_older)
    async with OLD.station(mongo_url, vhost_url, database, tmp_path) as opened:
        yield opened


async def test_every_old_case_answers_as_it_did(station: Station) -> None:
    """What a statement had ended pauses now, and what was missed by then is listed still: the limits of ``stated`` are
    looked at below.
    """
    for name, old in OLD.answers.items():
        answer = await station.call("GET", f"/cases/{old['id']}?purpose=test", HEAD)
        then, now = dict(old["body"]), answer.json()
        now.pop("instance", None)
        if name == "stated":
            del then["limits"]
        assert (answer.status_code, as_then(now, then)) == (old["status"], then), name
        if answer.status_code == 200:
            assert allowed(now) - NEWER == allowed_then(then) - NEWER, name
            assert allowed_then(then) <= allowed(now), name
    lists, stated = OLD.content["lists"], OLD.id_of("stated")
    assert as_then(await station.get("/cases", HEAD), lists["cases"]) == lists["cases"]
    now, then = await station.get("/due", HEAD), lists["due"]
    missed = [row for row in now["items"] if row["case_id"] == stated]
    assert [(row["code"], row["overdue"], row["step"]) for row in missed] == [("search_notice", True, "check")]
    now["items"] = [row for row in now["items"] if row["case_id"] != stated]
    assert as_then(now, then) == then | {"total": then["total"] + 1, "overdue": then["overdue"] + 1}
    assert (await station.get("/cases/search", name="张志英"))["items"][0]["case"]["id"] == OLD.id_of("left")


async def test_nothing_is_invented_for_the_past(station: Station) -> None:
    for name in set(OLD.answers) - {"erased"}:
        file = await station.file(OLD.id_of(name))
        assert {entry["recorded_at"] for entry in file["timeline"]} == {None}, name
        for notice in file["notices"]:
            assert (notice["publications"], notice["approved_at"], notice["withdrawal"]) == ([], None, None)
    (inquiry,) = (await station.file(OLD.id_of("full")))["inquiries"]
    assert (inquiry["kind"], inquiry["at"]) == ("dna_sample", "2026-09-28T03:00:00Z")
    assert (inquiry["recorded_at"], inquiry["reply"]) == (None, None)
    stated = await station.file(OLD.id_of("stated"))
    assert stated["identity_checks"] == []
    assert [(limit["code"], limit["state"], limit["paused"]) for limit in stated["limits"]] == [
        ("search_notice", "missed", True),
        ("dna_request", "open", True),
    ]


async def test_an_old_case_is_gone_on_with_and_stored_sealed(station: Station) -> None:
    case = f"/cases/{OLD.id_of('full')}"
    before = await station.file(OLD.id_of("full"), HEAD)
    waiting = before["notices"][-1]["id"]
    await station.do(f"{case}/notices/{waiting}/approval", {}, HEAD)
    await station.do(f"{case}/notices/{waiting}/publications", PUBLICATION)
    await station.do(f"{case}/inquiries/{before['inquiries'][0]['id']}/reply", {"outcome": "hit", "paper": "1号"})
    assert set(sealed_in(await OLD.stored(station, "full"))) == set(SEALED) - STILL_HERE
    after = await station.file(OLD.id_of("full"), HEAD)
    assert after["timeline"][-len(before["timeline"]) :] == before["timeline"]
    assert after["limits"][:2] == before["limits"]
    case = f"/cases/{OLD.id_of('public')}"
    public = (await station.file(OLD.id_of("public")))["notices"][0]
    await station.do(f"{case}/notices/{public['id']}/publications", PUBLICATION)
    again = (await station.file(OLD.id_of("public")))["notices"][0]
    assert (again["published_at"], len(again["publications"])) == (public["published_at"], 1)


async def test_what_was_stated_before_the_check_was_kept_can_be_checked_and_the_limits_come_back(
    station: Station,
) -> None:
    found = {"source": "police", "outcome": "not_found", "paper": "甬公复7号"}
    await station.do(f"/cases/{OLD.id_of('stated')}/identity-checks", found, HEAD)
    file = await station.file(OLD.id_of("stated"))
    assert [(limit["code"], limit["state"], limit["paused"]) for limit in file["limits"]] == [
        ("search_notice", "missed", False),
        ("dna_request", "open", False),
    ]
