"""The search over HTTP on real servers: its limits, its notices from draft to withdrawal, and checks of identity."""

from typing import Any

import pytest

from tests.builders_rescue import ENTERED, FANG, HEAD, HOUR, LI
from tests.rescue.entrypoints.test_station import WOMAN
from tests.rescue.station import FETCHED_BODY, NOTICE_BODY, PUBLICATION, Station

pytestmark = pytest.mark.servers

FROM_ENTRY = ["search_notice", "dna_request", "long_stay_report", "settlement", "normal_stay"]
ENDS = [("departure/fetched", FETCHED_BODY), ("stated-identity", {"name": "张志英"})]
CHECKED: dict[str, Any] = {"source": "police", "outcome": "not_found", "paper": "甬奉公复〔2026〕7号"}


def limit_of(file: Any, code: str) -> Any:
    """The limit with this code in a case's file."""
    return next(limit for limit in file["limits"] if limit["code"] == code)


async def codes_due(station: Station) -> list[str]:
    """What the due list asks for, in its order."""
    return [row["code"] for row in (await station.get("/due"))["items"]]


async def test_the_search_and_every_limit_begin_at_the_entry_and_nobody_starts_them(station: Station) -> None:
    case_id = await station.opened(**WOMAN)
    file = await station.file(case_id)
    assert file["identity"] == "searching"
    assert [limit["code"] for limit in file["limits"]] == FROM_ENTRY
    assert {limit["anchor"] for limit in file["limits"]} == {file["entered_at"]}
    assert file["timeline"][0] == file["timeline"][0] | {"what": "search_started", "by": None, "at": file["entered_at"]}
    gone = await station.call("POST", f"/cases/{case_id}/search", FANG, {})
    assert gone.json()["slug"] == "not-found"


async def test_limits_warn_are_missed_and_stay_visible_until_done_late_with_a_reason(station: Station) -> None:
    case_id = await station.opened(**WOMAN)
    notice = await station.drafted(case_id)
    station.clock.move(18 * HOUR)
    (soon,) = await station.sent("rescue.deadline.due_soon.v1")
    assert (soon["data"]["code"], soon["data"]["case_no"]) == ("search_notice", "救2026-0001")
    station.clock.move(7 * HOUR)
    await station.sent("rescue.deadline.missed.v1")
    due = await station.get("/due")
    assert [(row["code"], row["state"], row["overdue"]) for row in due["items"]] == [
        ("search_notice", "missed", True),
        ("long_stay_report", "open", False),
        ("normal_stay", "open", False),
        ("dna_request", "open", False),
        ("settlement", "open", False),
    ]
    assert (due["total"], due["overdue"], due["items"][0]["left_s"]) == (5, 1, -3600)
    assert due["items"][0]["name_zh"] == "发布寻亲公告"
    late = await station.get("/due", overdue="true")
    assert (late["items"], late["total"], late["overdue"]) == (due["items"][:1], 1, 1)
    await station.do(f"{notice}/approval", {}, HEAD)
    assert (await station.file(case_id))["limits"][0]["overdue"], "an approval alone does no duty"
    refused = await station.call("POST", f"{notice}/publications", HEAD, PUBLICATION)
    assert refused.json()["slug"] == "late-reason-required"
    await station.do(f"{notice}/publications", PUBLICATION | {"late_reason": "台风停电"}, HEAD)
    limit = (await station.file(case_id))["limits"][0]
    assert (limit["state"], limit["late_reason"], limit["overdue"]) == ("missed", "台风停电", False)
    assert "search_notice" not in await codes_due(station)
    await station.do(f"/cases/{case_id}/inquiries", {"kind": "dna_sample", "office": "锦屏派出所"})
    for code in ("normal_stay", "long_stay_report", "settlement"):
        await station.do(f"/cases/{case_id}/duties", {"code": code, "paper": "甬民救〔2026〕3号"})
    assert await codes_due(station) == ["notice_refresh", "police_dna_reply"]
    (inquiry,) = (await station.file(case_id))["inquiries"]
    answer = {"outcome": "no_hit", "paper": "甬公鉴1号"}
    await station.do(f"/cases/{case_id}/inquiries/{inquiry['id']}/reply", answer)
    assert await codes_due(station) == ["notice_refresh"]


async def test_a_publication_entered_late_is_judged_by_when_it_was_and_says_so(station: Station) -> None:
    case_id = await station.opened(**WOMAN)
    station.clock.move(2 * HOUR)
    notice = await station.approved(case_id)
    station.clock.move(48 * HOUR)
    then = {"occurred_at": (ENTERED + 3 * HOUR).isoformat()}
    for told, slug in (
        (then, "evidence-missing"),
        ({"occurred_at": (ENTERED + HOUR).isoformat(), "evidence": "网站后台"}, "occurred-too-early"),
        ({"occurred_at": (ENTERED + 90 * HOUR).isoformat(), "evidence": "网站后台"}, "occurred-in-future"),
    ):
        answer = await station.call("POST", f"{notice}/publications", FANG, PUBLICATION | told)
        assert (answer.status_code, answer.json()["slug"]) == (422, slug)
    await station.do(f"{notice}/publications", PUBLICATION | then | {"evidence": "网站后台截图"})
    file = await station.file(case_id)
    (place,) = file["notices"][0]["publications"]
    assert (place["channel"], place["reference"], place["by"]) == ("national_site", "XQ-2026-1", "fang")
    assert (place["at"], place["recorded_at"]) == ("2026-09-28T04:00:00Z", "2026-09-30T03:00:00Z")
    assert place["evidence"] == "网站后台截图"
    limit = limit_of(file, "search_notice")
    assert (limit["met_at"], limit["overdue"]) == ("2026-09-28T04:00:00Z", False)


async def test_a_second_notice_replaces_the_first_once_it_is_published(station: Station) -> None:
    case_id = await station.opened(**WOMAN)
    first, second = await station.published(case_id), await station.approved(case_id)
    states = [notice["state"] for notice in (await station.file(case_id))["notices"]]
    assert states == ["published", "approved"]
    await station.do(f"{second}/publications", PUBLICATION | {"reference": "XQ-2026-2"})
    file = await station.file(case_id)
    assert [notice["state"] for notice in file["notices"]] == ["withdrawn", "published"]
    assert file["notices"][0]["withdrawal"]["replaced_by"] == file["notices"][1]["id"]
    stale = await station.call("POST", f"{first}/withdrawal", FANG, {"reason": "写错了"})
    assert (stale.status_code, stale.json()["slug"]) == (409, "notice-withdrawn")
    assert (await station.file(case_id))["notices"][1]["state"] == "published"


async def test_a_draft_is_sent_back_and_a_notice_withdrawn_with_a_reason_alone(station: Station) -> None:
    case_id = await station.opened(**WOMAN)
    for verb, actor in (("return", HEAD), ("withdrawal", FANG)):
        notice = await station.drafted(case_id)
        refused = await station.call("POST", f"{notice}/{verb}", actor, {"reason": ""})
        assert (refused.status_code, refused.json()["slug"]) == (422, "input-invalid")
        await station.do(f"{notice}/{verb}", {"reason": "年龄写错了"}, actor)
    told = [(one["state"], one["withdrawal"]["reason"]) for one in (await station.file(case_id))["notices"]]
    assert told == [("returned", "年龄写错了"), ("withdrawn", "年龄写错了")]


@pytest.mark.parametrize(("path", "body"), ENDS)
async def test_what_was_missed_leaves_the_due_list_with_the_departure_alone_and_stays_on_the_case(
    station: Station, path: str, body: object
) -> None:
    case_id = await station.opened(**WOMAN)
    station.clock.move(25 * HOUR)
    await station.until(case_id, lambda file: file["limits"][0]["state"] == "missed")
    await station.do(f"/cases/{case_id}/{path}", body)
    due = await station.get("/due")
    gone = path == "departure/fetched"
    left = (
        [] if gone else [("search_notice", "await_check"), ("normal_stay", "paper"), ("identity_check", "await_check")]
    )
    assert [(row["code"], row["step"]) for row in due["items"]] == left
    assert (due["total"], due["overdue"]) == (len(left), 0 if gone else 1)
    limit = (await station.file(case_id))["limits"][0]
    assert (limit["state"], limit["met_at"], limit["overdue"]) == ("missed", None, not gone)
    assert limit["released_at"] if gone else limit["paused"]
    colleague = await station.get("/due", LI)
    assert [row["step"] for row in colleague["items"]] == ([] if gone else ["check", "paper", "check"])


async def test_a_check_that_fails_brings_the_limits_back_and_one_that_confirms_ends_them(station: Station) -> None:
    failed, confirmed = await station.opened(**WOMAN), await station.opened(**WOMAN)
    ends = {limit["code"]: limit["due_at"] for limit in (await station.file(failed))["limits"]}
    for case_id in (failed, confirmed):
        await station.do(f"/cases/{case_id}/stated-identity", {"name": "张志英"})
        running = [limit["code"] for limit in (await station.file(case_id))["limits"] if not limit["paused"]]
        assert running == ["normal_stay", "identity_check"]
    station.clock.move(2 * HOUR)
    for case_id, outcome in ((failed, "not_found"), (confirmed, "confirmed")):
        await station.do(f"/cases/{case_id}/identity-checks", CHECKED | {"outcome": outcome}, LI)
    file = await station.file(failed)
    assert (file["identity"], limit_of(file, "identity_check")["state"]) == ("searching", "met")
    assert [limit["code"] for limit in file["limits"] if limit["state"] == "open"] == FROM_ENTRY
    assert (ends["search_notice"], limit_of(file, "search_notice")["due_at"]) == (
        "2026-09-29T01:00:00Z",
        "2026-09-29T03:00:00Z",
    )
    verified = await station.file(confirmed)
    assert (verified["identity"], verified["identity_checks"][0]["paper"]) == ("verified", CHECKED["paper"])
    assert [limit["code"] for limit in verified["limits"] if limit["state"] == "open"] == ["normal_stay"]


@pytest.mark.parametrize(
    "number", ["34120219680101002", "341202196813010023", "341202196801010024"], ids=["length", "date", "check digit"]
)
async def test_a_number_that_does_not_check_is_refused_or_kept_as_it_was_stated(station: Station, number: str) -> None:
    case_id = await station.opened(**WOMAN)
    said = {"name": "张志英", "id_number": number}
    refused = await station.call("POST", f"/cases/{case_id}/stated-identity", FANG, said)
    assert (refused.status_code, refused.json()["slug"]) == (422, "id-number-wrong")
    assert refused.json()["zh"] != refused.json()["en"]
    await station.do(f"/cases/{case_id}/stated-identity", said | {"id_number_as_stated": True})
    person = (await station.file(case_id))["person"]
    assert (person["id_number"]["value"], person["id_number_as_stated"]) == (number, True)


@pytest.mark.parametrize(("path", "body"), ENDS)
async def test_no_draft_waits_once_the_search_has_ended_and_a_public_notice_is_asked_for(
    station: Station, path: str, body: object
) -> None:
    drafted, public = await station.opened(**WOMAN), await station.opened(**WOMAN)
    await station.drafted(drafted)
    notice = await station.published(public)
    assert (await station.get("/cases", notice_outlived="true"))["total"] == 0
    for case_id in (drafted, public):
        await station.do(f"/cases/{case_id}/{path}", body)
    assert (await station.get("/cases", notice_waiting="true"))["total"] == 0
    (line,) = (await station.get("/cases", notice_outlived="true"))["items"]
    assert line["id"] == public
    assert (await station.file(public))["notice_outlived"]
    await station.do(f"{notice}/withdrawal", {"reason": "已经找到家人"})
    assert (await station.get("/cases", notice_outlived="true"))["total"] == 0


@pytest.mark.parametrize("verb", ["approval", "return"])
async def test_nobody_decides_about_their_own_notice_and_the_page_says_so_before(station: Station, verb: str) -> None:
    case_id = await station.opened(**WOMAN)
    notice = await station.drafted(case_id, HEAD)
    name = {"approval": "approve_notice", "return": "return_notice"}[verb]
    file = await station.file(case_id, HEAD)
    (action,) = [action for action in file["notices"][0]["allowed_actions"] if action["name"] == name]
    assert not action["allowed"]
    answer = await station.call("POST", f"{notice}/{verb}", HEAD, {"reason": "写全"} if verb == "return" else {})
    assert (answer.status_code, answer.json()["slug"]) == (403, "second-person-required")
    assert answer.json()["zh"] == action["reason_zh"]
    worker = await station.call("POST", f"{notice}/{verb}", FANG, {"reason": "写全"} if verb == "return" else {})
    assert (worker.status_code, worker.json()["slug"]) == (403, "role-required")


async def test_nothing_is_published_before_the_head_has_approved_it_and_the_page_says_so_before(
    station: Station,
) -> None:
    case_id = await station.opened(**WOMAN)
    notice = await station.drafted(case_id)
    actions = (await station.file(case_id))["notices"][0]["allowed_actions"]
    (action,) = [action for action in actions if action["name"] == "publish_notice"]
    assert not action["allowed"]
    answer = await station.call("POST", f"{notice}/publications", FANG, PUBLICATION)
    assert (answer.status_code, answer.json()["slug"]) == (409, "notice-not-approved")
    assert answer.json()["zh"] == action["reason_zh"]


async def test_a_notice_that_tells_the_place_of_stay_is_refused_in_both_languages(station: Station) -> None:
    case_id = await station.opened(**WOMAN)
    await station.do(f"/cases/{case_id}/placements", {"place": "hospital", "name": "奉化区安康医院"})
    told = NOTICE_BODY | {"condition": "在安康医院照料"}
    answer = await station.call("POST", f"/cases/{case_id}/notices", FANG, told)
    assert (answer.status_code, answer.json()["slug"]) == (422, "place-of-stay-is-private")
    assert "安康医院" in answer.json()["zh"]


async def test_a_step_of_a_notice_is_told_with_the_number_and_the_author_and_none_of_its_words(
    station: Station,
) -> None:
    case_id = await station.opened(**WOMAN)
    notice = await station.published(case_id)
    await station.do(f"{notice}/withdrawal", {"reason": "张志英的家人来了"})
    for step in ("proposed", "approved", "published", "withdrawn"):
        (event,) = await station.sent(f"rescue.notice.{step}.v1")
        assert (event["data"]["case_no"], event["data"]["author"]) == ("救2026-0001", "fang"), step
        assert not any(word in str(event) for word in (NOTICE_BODY["features"], "XQ-2026-1", "张志英"))
    settled = await station.sent("rescue.deadline.settled.v1")
    assert [event["data"]["code"] for event in settled] == ["search_notice", "notice_refresh"]
