"""The station at work, over HTTP on real servers: the dialect journey, a whole stay, and who may what."""

import pytest

from services.rescue.domain.permissions import CLOCK
from shared.contracts.registry import InterpreterProposed, Proposal
from shared.kernel.cause import Actor
from tests.builders_rescue import ENTERED, FANG, HEAD, HOUR, LI
from tests.rescue.station import ALONE_BODY, NOTICE_BODY, OF_AGE, Station

pytestmark = pytest.mark.servers

WOMAN = {
    "temporary_label": "无名氏女",
    "sex": {"value": "female"},
    "age": {"value": {"low": 50, "high": 60, "estimated_by": "接待员"}},
    "name": {"unknown": "not_known"},
    "marks": [{"site": "右眉", "kind": "scar", "text": "旧疤"}],
}
TALK = {
    "language": "安徽话",
    "ability": "few_words",
    "words_heard": "听不懂普通话, 会说一些方言",
    "clues": [{"kind": "dialect", "words": "像安徽话, 阜阳一带"}],
}


async def test_an_interview_entered_late_keeps_when_it_was_and_what_shows_that(station: Station) -> None:
    case_id = await station.opened(**WOMAN)
    station.clock.move(20 * HOUR)
    earlier = (ENTERED + 2 * HOUR).isoformat()
    bare = await station.call("POST", f"/cases/{case_id}/interviews", FANG, TALK | {"occurred_at": earlier})
    assert bare.json()["slug"] == "evidence-missing"
    late = {"occurred_at": earlier, "evidence": "值班日志"}
    await station.do(f"/cases/{case_id}/interviews", TALK | late)
    file = await station.file(case_id)
    (talk,) = file["interviews"]
    assert (talk["at"], talk["evidence"]) == ("2026-09-28T03:00:00Z", "值班日志")
    told = next(entry for entry in file["timeline"] if entry["what"] == "interview_recorded")
    assert (told["at"], told["recorded_at"]) == (talk["at"], "2026-09-28T21:00:00Z")


async def test_dialect_journey_from_the_interview_to_the_proposals_on_the_case(station: Station) -> None:
    case_id = await station.opened(**WOMAN)
    await station.do(f"/cases/{case_id}/interviews", TALK)
    (clue,) = (await station.file(case_id))["clues"]
    asked = {"clue_id": clue["id"], "area": "安徽阜阳", "dialect": "安徽话"}
    await station.do(f"/cases/{case_id}/interpreter-requests", asked)
    (event,) = await station.sent("rescue.interpreter.requested.v1")
    assert (event["subject"], event["data"]["requested_by"]) == (case_id, "fang")
    assert set(event["data"]) == {"request_id", "case_id", "case_no", "area", "dialect", "requested_by"}
    assert event["data"]["case_no"] == (await station.file(case_id))["case_no"]
    near = Proposal(person_id="p1", native_county="安徽省阜阳市", dialects=["中原官话"], distance_km=0, why=["county"])
    await station.hears(InterpreterProposed(**event["data"], proposals=[near]), "pool", 1)
    file = await station.until(case_id, lambda file: file["interpreter_requests"][0]["proposals"])
    assert file["interpreter_requests"][0]["proposals"][0]["person_id"] == "p1"
    (line,) = (await station.get("/cases"))["items"]
    assert line["interpreter"] == "proposed"


async def test_a_whole_stay_from_the_report_to_the_departure(station: Station) -> None:
    reported = await station.do("/cases", {"intake": {"arrival": "hotline", "circumstances": "桥下有人"}})
    case = f"/cases/{reported['id']}"
    early = await station.call("POST", f"{case}/notices", FANG, NOTICE_BODY)
    assert early.json()["slug"] == "not-yet-received"
    assert (await station.file(reported["id"]))["limits"] == []
    await station.do(f"{case}/reception", {"entered_at": station.clock.now().isoformat()})
    await station.do(f"{case}/person", WOMAN | OF_AGE | {"clothing": "红色棉衣"}, method="PUT")
    await station.do(f"{case}/interviews", TALK)
    clue_id = (await station.file(reported["id"]))["clues"][0]["id"]
    await station.do(f"{case}/clues/{clue_id}/check", {"finding": "像"})
    await station.do(f"{case}/clues/{clue_id}/refutation", {"finding": "不是"})
    await station.do(f"{case}/stated-identity", {"name": "张志英"})
    await station.do(f"{case}/departure/alone", ALONE_BODY)
    file = await station.file(reported["id"])
    assert (file["custody"], file["departure"], file["person"]["name"]["value"]["han"]) == (
        "departed",
        "went_home",
        "张志英",
    )
    assert file["timeline"][0]["what"] == "person_departed"
    assert (await station.get("/cases", in_care="true"))["items"] == []
    assert (await station.get("/cases", custody="departed", q="0001"))["total"] == 1
    assert (await station.get("/cases", q="张志英"))["total"] == 0


async def test_an_intake_is_completed_and_a_wrong_entry_corrected_with_its_limits(station: Station) -> None:
    case_id = await station.opened(**WOMAN)
    case = f"/cases/{case_id}"
    await station.do(f"{case}/intake", {"arrival": "citizen", "handover_sheet": "岳护2026-88"}, method="PUT")
    await station.do(f"{case}/entry", {"entered_at": "2026-09-28T04:00:00+08:00", "reason": "张志英的邻居这样说"})
    file = await station.file(case_id)
    assert (file["intake"]["arrival"], file["intake"]["handover_sheet"]) == ("citizen", "岳护2026-88")
    assert file["entered_at"] == "2026-09-27T20:00:00Z"
    assert [one["reason"] for one in file["entry_corrections"]] == ["张志英的邻居这样说"]
    assert file["limits"][0]["due_at"] == "2026-09-28T20:00:00Z"
    assert [entry["what"] for entry in file["timeline"][:2]] == ["entry_corrected", "intake_supplemented"]
    raw = await station.host.database["cases"].find_one({"_id": case_id})
    assert "张志英" not in str(raw)
    assert (await station.get("/due"))["items"][0]["due_at"] == "2026-09-28T20:00:00Z"


async def test_a_corrected_arrival_is_listed_for_the_second_and_not_for_whoever_proposed_it(station: Station) -> None:
    """That two people look at what would rewrite limits is a rule of this house."""
    case = f"/cases/{await station.opened(**WOMAN)}"
    later = {"entered_at": (ENTERED + 1 * HOUR).isoformat(), "reason": "护送民警这样说"}

    async def listed() -> list[bool]:
        return [bool((await station.get("/cases", who, entry_to_decide="true"))["items"]) for who in (FANG, LI, HEAD)]

    station.clock.move(26 * HOUR)
    await station.do(f"{case}/entry", later)
    assert await listed() == [False, True, True]
    await station.do(f"{case}/entry-correction/refusal", {}, HEAD)
    assert await listed() == [False, False, False]
    await station.do(f"{case}/entry", later, LI)
    assert await listed() == [True, False, True]
    await station.do(f"{case}/entry-correction/approval", {})
    assert await listed() == [False, False, False]


@pytest.mark.parametrize(
    ("path", "body", "slug"),
    [
        ("intake", {"arrival": "police", "found_at": "2026-09-29T00:00:00Z"}, "found-in-future"),
        ("entry", {"entered_at": "2026-09-29T00:00:00Z", "reason": "写错"}, "arrival-in-future"),
        ("entry", {"entered_at": "2026-09-27T00:00:00Z", "reason": ""}, "input-invalid"),
        ("departure/never-came", {}, "came-already"),
    ],
)
async def test_what_cannot_be_true_of_somebody_in_care_is_refused(
    station: Station, path: str, body: object, slug: str
) -> None:
    case_id = await station.opened(**WOMAN)
    method = "PUT" if path == "intake" else "POST"
    answer = await station.call(method, f"/cases/{case_id}/{path}", FANG, body)
    assert (answer.status_code, answer.json()["slug"]) == (422, slug)


async def test_an_edit_of_what_somebody_else_has_changed_is_refused(station: Station) -> None:
    case_id = await station.opened(**WOMAN)
    await station.do(f"/cases/{case_id}/person", WOMAN | {"clothing": "红衣"}, method="PUT")
    stale = await station.call("PUT", f"/cases/{case_id}/person", HEAD, WOMAN, If_Match='"1"')
    assert (stale.status_code, stale.json()["slug"]) == (409, "changed-meanwhile")


@pytest.mark.parametrize("path", ["/cases", "/cases/search?name=x", "/cases/none?purpose=test", "/due"])
async def test_nobody_else_reads_cases(station: Station, path: str) -> None:
    answer = await station.call("GET", path, Actor("x", CLOCK | {"registrar", "operator"}))
    assert (answer.status_code, answer.json()["slug"]) == (403, "role-required")


async def test_every_read_of_a_case_is_logged_with_who_when_and_why(station: Station) -> None:
    case_id = await station.opened(**WOMAN)
    assert (await station.call("GET", f"/cases/{case_id}")).status_code == 422
    await station.get(f"/cases/{case_id}", HEAD, purpose="核对寻亲公告")
    entries = await station.host.reader.every("access_log", {"subject": case_id})
    assert [(entry["actor"], entry["what"], entry["why"]) for entry in entries] == [
        ("zhanzhang", "case_file", "核对寻亲公告")
    ]


async def test_a_case_that_is_not_there_is_told_so(station: Station) -> None:
    for method, path, body in (("GET", "/cases/none?purpose=test", None), ("POST", "/cases/none/notices", NOTICE_BODY)):
        answer = await station.call(method, path, FANG, body)
        assert (answer.status_code, answer.json()["slug"]) == (404, "case-not-found")


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({}, "input-invalid"),
        ({"intake": {"arrival": "by balloon"}}, "input-invalid"),
        ({"intake": {"arrival": "police", "entered_at": "2026-09-28T02:00:00"}}, "time-wrong"),
        ({"intake": {"arrival": "police", "entered_at": "0001-01-01T00:00:00+14:00"}}, "time-wrong"),
        ({"intake": {"arrival": "police", "entered_at": "2027-01-01T00:00:00Z"}}, "arrival-in-future"),
        ({"intake": {"arrival": "police"}, "person": {"name": {}}}, "answer-contradicts"),
        ({"intake": {"arrival": "police"}, "person": {"features": "长" * 3000}}, "input-invalid"),
    ],
)
async def test_what_cannot_be_right_is_refused_by_name(station: Station, body: object, slug: str) -> None:
    answer = await station.call("POST", "/cases", FANG, body)
    assert (answer.status_code, answer.json()["slug"]) == (422, slug)


async def test_cases_are_listed_in_the_order_asked_for(station: Station) -> None:
    first = await station.opened(**WOMAN)
    station.clock.move(HOUR)
    later = {"arrival": "police", "entered_at": station.clock.now().isoformat()}
    second = str((await station.do("/cases", {"intake": later}))["id"])
    for sort, order in (
        ("case_no", [first, second]),
        ("-case_no", [second, first]),
        ("next_end", [first, second]),
        ("-next_end", [second, first]),
    ):
        pages = [await station.get("/cases", sort=sort, limit="1")]
        pages.append(await station.get("/cases", sort=sort, limit="1", cursor=pages[0]["next_cursor"]))
        assert [page["items"][0]["id"] for page in pages] == order
    assert [action["name"] for action in pages[0]["allowed_actions"]] == ["open_case"]
