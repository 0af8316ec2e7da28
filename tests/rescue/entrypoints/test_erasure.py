"""Erasing a person over HTTP on real servers: nothing of them is found again, wherever one looks."""

import pytest

from shared.kernel.cause import Actor
from tests.builders_rescue import FANG, HEAD, HOUR, LI
from tests.rescue.entrypoints.test_finding import PRIVATE, ZHANG, ZHANG_NUMBER
from tests.rescue.station import FETCHED_BODY, Station
from tests.second_person import review_code

pytestmark = pytest.mark.servers

GROUND = {"ground": "unlawful"}
FOUND_BY = ({"name": "张志英"}, {"id_tail": ZHANG_NUMBER}, {"phone_tail": "13812345678"}, {"marks": "旧疤"})


async def departed(station: Station) -> str:
    """The id of a case with a missed limit whose person has left."""
    case_id = await station.opened(**ZHANG, temporary_label="旧疤女")
    station.clock.move(25 * HOUR)
    await station.until(case_id, lambda file: file["limits"][0]["state"] == "missed")
    await station.do(f"/cases/{case_id}/departure/fetched", FETCHED_BODY)
    await station.do(f"/cases/{case_id}/erasure-proposal", GROUND)
    return case_id


async def test_an_erased_person_is_found_nowhere_and_the_case_says_so(station: Station) -> None:
    case_id = await departed(station)
    await station.do(f"/cases/{case_id}/erasure", {}, HEAD)
    for query in FOUND_BY:
        assert await station.get("/cases/search", **query) == {"items": [], "total": 0}
    (line,) = (await station.get("/cases"))["items"]
    assert line["erased"]
    assert not any(line[name] for name in ("shown_name", "label", "sex", "age_low", "next_end", "notice_waiting"))
    answer = await station.call("GET", f"/cases/{case_id}?purpose=test")
    assert (answer.status_code, answer.json()["slug"]) == (410, "case-erased")
    assert answer.json()["zh"].startswith("救2026-0001 的个人信息已于2026年9月29日依法清除")
    assert "was erased on 29 Sep 2026" in answer.json()["en"]
    raw = await station.host.database["cases"].find_one({"_id": case_id})
    assert raw is not None
    assert not any(private in str(raw) for private in PRIVATE)
    assert raw["view"]["tokens"] == []
    assert await station.host.database["sealing_keys"].count_documents({"keyAltNames": case_id}) == 0
    assert await station.host.stores["cases"].due(station.clock.now() + 10000 * HOUR) == []


async def test_what_takes_two_is_listed_for_the_second_and_not_for_whoever_proposed_it(station: Station) -> None:
    """《个人信息保护法》 第四十七条; that it takes two is a rule of this house."""
    case_id = await departed(station)

    async def listed(wish: str) -> list[bool]:
        return [bool((await station.get("/cases", who, **{wish: "true"}))["items"]) for who in (FANG, LI, HEAD)]

    assert await listed("erasure_to_decide") == [False, False, True]
    await station.do(f"/cases/{case_id}/erasure-refusal", {}, HEAD)
    await station.do(f"/cases/{case_id}/erasure-proposal", GROUND, HEAD)
    assert await listed("erasure_to_decide") == [True, True, False]
    await station.do(f"/cases/{case_id}/departure-correction", {"rightly": None, "reason": "登记错了"}, LI)
    assert await listed("correction_to_decide") == [True, False, True]
    await station.do(f"/cases/{case_id}/erasure", {})
    assert await listed("erasure_to_decide") == [False, False, False]


async def test_who_erased_on_which_ground_is_kept_in_the_access_log(station: Station) -> None:
    case_id = await departed(station)
    await station.do(f"/cases/{case_id}/erasure", {}, HEAD)
    (entry,) = await station.host.reader.every("access_log", {"subject": case_id, "what": "erasure"})
    assert (entry["actor"], entry["why"]) == ("zhanzhang", "approved")
    (entry,) = await station.host.reader.every("access_log", {"subject": case_id, "what": "erasure_proposal"})
    assert (entry["actor"], entry["why"]) == ("fang", "unlawful")


async def test_an_erasure_repeated_with_its_key_is_done_once_and_any_other_command_finds_nobody(
    station: Station,
) -> None:
    case_id = await departed(station)
    path = f"/cases/{case_id}/erasure"
    seen = {"seen": review_code(await station.file(case_id, HEAD), "erase_case")}
    answers = [await station.call("POST", path, HEAD, seen, Idempotency_Key="k") for _ in range(2)]
    assert [(answer.status_code, answer.json()["repeated"]) for answer in answers] == [(201, False), (201, True)]
    for other, body in ((path, {}), (f"/cases/{case_id}/departure/fetched", FETCHED_BODY)):
        answer = await station.call("POST", other, HEAD, body)
        assert (answer.status_code, answer.json()["slug"]) == (404, "erased")


async def test_an_erasure_that_stopped_between_its_steps_shows_nothing_and_is_finished_by_a_repeat(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = await departed(station)

    async def breaks(case_id: str) -> bool:
        raise ConnectionError

    with monkeypatch.context() as stopped:
        stopped.setattr(station.host.stores["cases"], "erase", breaks)
        assert (await station.call("POST", f"/cases/{case_id}/erasure", HEAD, {})).status_code == 500
    assert (await station.get("/cases/search", name="张志英"))["total"] == 0
    assert (await station.call("GET", f"/cases/{case_id}?purpose=test")).json()["slug"] == "case-erased"
    await station.do(f"/cases/{case_id}/erasure", {}, HEAD)
    assert await station.host.database["sealing_keys"].count_documents({"keyAltNames": case_id}) == 0


async def test_nobody_else_erases_and_nobody_who_is_still_in_care_is_erased(station: Station) -> None:
    case_id = await station.opened(**ZHANG)
    nobody = Actor("dengji", frozenset({"registrar"}))
    for actor, status, slug in ((nobody, 403, "role-required"), (FANG, 409, "not-departed")):
        answer = await station.call("POST", f"/cases/{case_id}/erasure-proposal", actor, GROUND)
        assert (answer.status_code, answer.json()["slug"]) == (status, slug)
    assert (await station.get("/cases/search", name="张志英"))["total"] == 1
