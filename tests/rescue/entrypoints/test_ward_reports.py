"""Reports of wards on real servers: the bed is found by a keyed hash, and nothing of it lies open in the database."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from services.rescue.domain.ward_report import WardReportState
from shared.kernel.cause import Actor
from shared.kernel.scope import Scope, ScopeKind
from tests.builders_rescue import FANG
from tests.rescue.station import Station

pytestmark = pytest.mark.servers

HOSPITAL, WARD = "奉化区安康医院", "老年科"
NURSE = Actor("bingqu", frozenset({"ward"}), Scope.of(ScopeKind.WARD, f"{HOSPITAL}/{WARD}"))
OTHER = Actor("other", frozenset({"ward"}), Scope.of(ScopeKind.WARD, "别的医院/老年科"))


def of_bed(bed: str) -> dict[str, str]:
    return {"ward": f"{HOSPITAL}/{WARD}", "bed": bed, "ability": "sentences", "note": "会说几句河南话"}


async def in_bed(station: Station, bed: str) -> str:
    case_id = await station.opened()
    stay = {"place": "hospital", "name": HOSPITAL, "ward": WARD, "bed": bed}
    await station.do(f"/cases/{case_id}/placements", stay)
    return case_id


async def stored(station: Station, report_id: str) -> dict[str, Any]:
    found = await station.host.reader.one("ward_reports", {"_id": report_id})
    assert found is not None
    return found


async def is_in_state(station: Station, report_id: str, state: WardReportState) -> dict[str, Any]:
    for _ in range(100):
        if (found := await stored(station, report_id))["view"]["state"] == state:
            return found
        await asyncio.sleep(0.05)
    raise AssertionError("it did not come to that within five seconds")


async def test_report_of_a_known_bed_is_in_the_case_within_seconds_and_on_the_due_list(station: Station) -> None:
    case_id = await in_bed(station, "12")
    made = await station.do("/own/ward-reports", of_bed("12 床"), NURSE)
    file = await station.until(case_id, lambda one: one["ability_reports"] != [])
    assert file["ability_reports"][0]["said_by"] == f"{HOSPITAL}/{WARD} 12 床，会说几句河南话"
    due = await station.get("/due")
    assert "interview" in [one["code"] for one in due["items"] if one["case_id"] == case_id]
    kept = await is_in_state(station, made["id"], WardReportState.DONE)
    assert (await station.get("/ward-reports"))["items"] == []
    told = json.dumps([kept, *await station.host.reader.every("events", {})], default=str, ensure_ascii=False)
    assert not any(words in told for words in (HOSPITAL, WARD, "河南话")), "nothing of it lies open"


async def test_report_of_an_unknown_bed_waits_for_whoever_is_on_duty(station: Station) -> None:
    await in_bed(station, "21")
    answers = [await station.call("POST", "/own/ward-reports", NURSE, of_bed(bed)) for bed in ("21", "22")]
    shapes = [(one.status_code, sorted(one.json()), one.json()["version"]) for one in answers]
    assert shapes[0] == shapes[1], "a ward is answered alike"
    waiting = await is_in_state(station, answers[1].json()["id"], WardReportState.WAITING)
    [line] = (await station.get("/ward-reports"))["items"]
    assert (line["id"], line["bed"], line["ward"]) == (waiting["_id"], "22", f"{HOSPITAL}/{WARD}")
    await station.do(f"/ward-reports/{line['id']}/settlement", {})
    assert (await station.get(f"/ward-reports/{line['id']}"))["bed"] is None
    noted = await station.host.database["access_log"].count_documents({"subject": line["id"], "actor": FANG.id})
    assert noted == 1


async def test_ward_sees_the_times_of_its_own_reports_and_nothing_else(station: Station) -> None:
    case_id = await in_bed(station, "31")
    await station.do("/own/ward-reports", of_bed("31"), NURSE)
    own = await station.get("/own/ward-reports", NURSE)
    assert own["wards"] == [f"{HOSPITAL}/{WARD}"]
    assert [sorted(one) for one in own["items"]] == [["at"]] * len(own["items"])
    assert (await station.get("/own/ward-reports", OTHER))["items"] == []
    for path in (
        f"/cases/{case_id}?purpose=x",
        "/cases",
        "/due",
        "/ward-reports",
        "/limits",
        "/cases/find?purpose=x&q=x",
    ):
        assert (await station.call("GET", path, NURSE)).status_code == 403, path
    refused = await station.call("POST", "/own/ward-reports", OTHER, of_bed("31"))
    assert (refused.status_code, refused.json()["slug"]) == (404, "ward-report-not-found")
