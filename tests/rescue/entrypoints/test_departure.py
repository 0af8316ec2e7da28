"""A departure over HTTP: its papers stay sealed, and a wrong one is taken back by two people and told to the others."""

import pytest

from tests.builders_rescue import FANG, HEAD, HOUR
from tests.rescue.entrypoints.test_finding import ZHANG
from tests.rescue.station import ALONE_BODY, FETCHED_BODY, OF_AGE, Station

pytestmark = pytest.mark.servers

DEATH = {"certificate": "死证2026-5", "police": "锦屏派出所", "belongings": "布包封存", "ashes": "存殡仪馆"}


async def test_papers_of_a_departure_stand_on_the_case_and_nowhere_in_the_clear(station: Station) -> None:
    case_id = await station.opened(**ZHANG)
    left = {**FETCHED_BODY, "occurred_at": station.clock.now().isoformat()}
    station.clock.move(HOUR)
    await station.do(f"/cases/{case_id}/departure/fetched", left)
    file = await station.file(case_id)
    assert file["leaving"]["fetched"] == FETCHED_BODY
    assert (file["leaving"]["by"], file["leaving"]["escorted"]) == (FANG.id, None)
    raw = await station.host.database["cases"].find_one({"_id": case_id})
    assert FETCHED_BODY["relative"] not in str(raw)
    assert FETCHED_BODY["relative"] not in str(await station.host.reader.every("events", {}))


@pytest.mark.parametrize(
    ("path", "body", "slug"),
    [
        ("fetched", FETCHED_BODY | {"signed": False}, "paper-unsigned"),
        ("fetched", FETCHED_BODY | {"kin_tie": ""}, "input-invalid"),
        ("alone", ALONE_BODY | {"declaration": ""}, "input-invalid"),
        ("alone", ALONE_BODY | {"occurred_at": "2026-09-29T00:00:00Z"}, "occurred-in-future"),
        ("alone", ALONE_BODY | {"occurred_at": "2026-09-27T00:00:00Z", "evidence": "登记表"}, "occurred-too-early"),
        ("settled", {}, "input-invalid"),
        ("walked-out", {"note": "不见了", "police": "锦屏派出所", "report_no": ""}, "input-invalid"),
    ],
)
async def test_a_departure_without_its_papers_or_at_an_impossible_time_is_refused(
    station: Station, path: str, body: object, slug: str
) -> None:
    case_id = await station.opened(**OF_AGE)
    answer = await station.call("POST", f"/cases/{case_id}/departure/{path}", FANG, body)
    assert (answer.status_code, answer.json()["slug"]) == (422, slug)


async def test_a_wrong_death_is_taken_back_by_two_people_its_limits_run_again_and_the_others_are_told(
    station: Station,
) -> None:
    case_id = await station.opened()
    case = f"/cases/{case_id}"
    before = {row["code"]: row["due_at"] for row in (await station.get("/due"))["items"]}
    forbidden = await station.call("POST", f"{case}/departure/died", FANG, DEATH)
    assert forbidden.json()["slug"] == "role-required"
    await station.do(f"{case}/departure/died", DEATH, HEAD)
    assert (await station.get("/due"))["items"] == []
    await station.do(f"{case}/departure-correction", {"reason": "医院认错了人", "rightly": "fetched"}, HEAD)
    own = await station.call("POST", f"{case}/departure-correction/approval", HEAD)
    assert (own.status_code, own.json()["slug"]) == (403, "correction-needs-another")
    await station.do(f"{case}/departure-correction/approval")
    file = await station.file(case_id)
    assert (file["custody"], file["departure"], file["leaving"]) == ("received", None, None)
    (kept,) = file["departure_corrections"]
    assert (kept["leaving"]["died"], kept["rightly"], kept["decided_by"]) == (DEATH, "fetched", FANG.id)
    assert {row["code"]: row["due_at"] for row in (await station.get("/due"))["items"]} == before
    (told,) = await station.sent("rescue.departure.corrected.v1")
    assert told["data"] == {"case_id": case_id, "case_no": file["case_no"]}
    raw = await station.host.database["cases"].find_one({"_id": case_id})
    assert "医院认错了人" not in str(raw)
