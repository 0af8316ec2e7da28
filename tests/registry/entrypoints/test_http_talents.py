"""The talent pool over HTTP, and the answer to rescue over the broker, on real servers."""

from typing import Any

import pytest

from shared.contracts.rescue import InterpreterRequested
from tests.registry.running import Registry

pytestmark = pytest.mark.servers


async def added(registry: Registry, name: str, **changes: Any) -> str:
    body = {"display_name": name, "phone": "13800138000", "skills": ["方言沟通"], "dialects": ["阜阳话"]}
    return str((await registry.post("/talents", body | {"native_code": "341221"} | changes))["id"])


async def test_phone_is_masked_until_it_is_asked_for_and_that_is_logged(registry: Registry) -> None:
    one = await added(registry, "程桂兰")
    page = await registry.get(f"/talents/{one}", role="rescue_worker", why="查看")
    assert (page["phone"], page["phone_shown"]) == ("138****8000", False)
    assert (page["native_county"], page["dialect_group"]) == ("安徽省阜阳市临泉县", "zhongyuan")
    assert await registry.host.reader.count("access_log", {"subject": one, "what": "talent.phone"}) == 0
    shown = await registry.get(f"/talents/{one}/phone", role="rescue_worker", why="请她来站沟通")
    assert shown["phone"] == "13800138000"
    entry = await registry.host.reader.one("access_log", {"subject": one, "what": "talent.phone"})
    assert entry is not None
    assert (entry["actor"], entry["what"], entry["why"]) == ("staff-rescue_worker", "talent.phone", "请她来站沟通")


async def test_names_and_phone_are_not_shown_without_a_purpose(registry: Registry) -> None:
    one = await added(registry, "不说明用途")
    for path in ("", f"/{one}", f"/{one}/phone"):
        assert (await registry.get(f"/talents{path}", 422))["slug"] == "input-invalid"


async def test_every_page_of_the_list_and_every_person_read_is_logged(registry: Registry) -> None:
    one = await added(registry, "被查阅的人")
    for _ in range(2):
        await registry.get("/talents", role="rescue_worker", why="找会说阜阳话的人", q="bcydr")
    await registry.get(f"/talents/{one}", role="rescue_worker", why="找会说阜阳话的人")
    read = await registry.host.reader.every("access_log", {"why": "找会说阜阳话的人"}, [("at", 1)])
    assert [(entry["subject"], entry["what"]) for entry in read] == [
        *[("talents", "talent.list")] * 2,
        (one, "talent"),
    ]


async def test_talent_pool_is_closed_to_others(registry: Registry) -> None:
    one = await added(registry, "外人不可看")
    why = {"why": "看看"}
    asked = [("", why), (f"/{one}", why), (f"/{one}/phone", why), ("/by-id", {"id": one} | why)]
    for path, wanted in asked:
        problem = await registry.get(f"/talents{path}", 403, role="grants_officer", **wanted)
        assert problem["slug"] == "role-required"


async def test_people_are_found_by_name_skill_dialect_and_native_place(registry: Registry) -> None:
    await added(registry, "竺海芬", skills=["手语"], dialects=["奉化话"], native_code="330213")
    by_native = [{"native": words} for words in ("3302", "33", "宁波", "浙江奉化", "波市奉")]
    for wanted in ({"q": "zhf"}, {"skill": "手语"}, {"skill": "手"}, {"dialect": "奉化"}, *by_native):
        found = await registry.get("/talents", why="查找", **wanted)
        assert [item["display_name"] for item in found["items"]] == ["竺海芬"], wanted


async def test_speech_is_found_by_every_name_of_it_and_languages_among_the_skills(registry: Registry) -> None:
    await added(registry, "粤湖", dialects=["广东话"], native_code="440106")
    await added(registry, "手湖", skills=["手语"], dialects=["普通话"])
    for words, found in (("粤语", ["粤湖"]), ("手语", ["手湖"]), ("普通话", ["手湖"]), ("江南话", [])):
        people = await registry.get("/talents", why="查找", dialect=words, q="hu")
        assert ([one["display_name"] for one in people["items"]], people["total"]) == (found, len(found)), words


async def test_person_is_found_by_a_name_of_the_same_sound_where_nobody_is_written_so(registry: Registry) -> None:
    await added(registry, "裘雅琴", dialects=["奉化话"])
    await added(registry, "邱雅勤", dialects=["奉化话"])
    for typed, found in (("裘雅琴", ["裘雅琴"]), ("丘雅芹", ["裘雅琴", "邱雅勤"]), ("丘雅飞", [])):
        people = await registry.get("/talents", why="查找", q=typed)
        assert sorted(item["display_name"] for item in people["items"]) == sorted(found), typed
        assert (people["total"], people["alike"]) == (len(found), len(found) > 1)


async def test_pool_is_sorted_by_name_availability_or_native_place(registry: Registry) -> None:
    skill = ["剪纸"]
    await added(registry, "甲人", skills=skill, native_code="341221", availability="by_appointment")
    await added(registry, "丙人", skills=skill, native_code="110101")
    await added(registry, "乙人", skills=skill, native_code="330213")
    for sort, wanted in (
        ("display_name", "丙人 甲人 乙人"),
        ("-display_name", "乙人 甲人 丙人"),
        ("native_county", "丙人 乙人 甲人"),
        ("-availability", "甲人 丙人 乙人"),
    ):
        found = await registry.get("/talents", why="查找", skill="剪纸", sort=sort)
        assert [item["display_name"] for item in found["items"]] == wanted.split(), sort
    assert [action["name"] for action in found["allowed_actions"]] == ["add_talent"]


async def test_update_and_withdraw(registry: Registry) -> None:
    one = await added(registry, "要退出的人")
    body = {"display_name": "要退出的人", "phone": "13900139000", "availability": "by_appointment"}
    await registry.answer("PUT", f"/talents/{one}", 200, json=body)
    kept = body | {"phone": "", "keep_phone": True, "availability": "away"}
    await registry.answer("PUT", f"/talents/{one}", 200, json=kept)
    assert (await registry.get(f"/talents/{one}/phone", why="核对"))["phone"] == "13900139000"
    await registry.post(f"/talents/{one}/withdrawal")
    page = await registry.get(f"/talents/{one}/phone", why="核对是否已清除")
    assert (page["display_name"], page["phone"], page["in_pool"], page["native_code"]) == ("", "", False, "")
    gone = await registry.get("/talents", why="核对", withdrawn=True)
    assert [(item["id"], item["display_name"]) for item in gone["items"]] == [(one, "")]
    assert (await registry.get("/talents", why="核对", withdrawn=True, q="要退出"))["items"] == []
    assert "要退出的人" not in str(await registry.host.reader.every("talents", {"_id": one}))
    assert (await registry.answer("PUT", f"/talents/{one}", 409, json=body))["slug"] == "talent-gone"
    assert (await registry.get("/talents/nobody", 404, why="核对"))["slug"] == "talent-not-found"


async def test_request_of_rescue_is_answered_with_people_likeliest_first_and_no_names(registry: Registry) -> None:
    await added(registry, "说阜阳话的", native_code="330213", dialects=["阜阳话"])
    near = await added(registry, "颍州人", native_code="341202", dialects=[])
    asked = InterpreterRequested(
        request_id="req-1", case_id="case-1", area="阜阳一带", dialect="像安徽话", requested_by="staff-wang"
    )
    await registry.is_told(asked, 1)
    (answer,) = await registry.published("registry.interpreter.proposed.v1")
    assert (answer["request_id"], answer["case_id"]) == ("req-1", "case-1")
    assert answer["proposals"][0]["why"][0] == "speaks_dialect"
    native = next(one for one in answer["proposals"] if one["person_id"] == near)
    assert native["why"] == ["same_prefecture", "same_dialect_group", "available"]
    assert "颍州人" not in str(answer)
    ids = [one["person_id"] for one in answer["proposals"]]
    people = await registry.get("/talents/by-id", role="rescue_worker", id=[*ids, "nobody"], why="方言沟通")
    assert [person["id"] for person in people["items"]] == ids
    assert await registry.host.reader.count("access_log", {"what": "talent", "subject": near}) == 1


async def test_event_delivered_twice_is_answered_once_and_an_unknown_area_with_nobody(registry: Registry) -> None:
    asked = InterpreterRequested(request_id="req-2", case_id="case-2", area="听不出", requested_by="staff-wang")
    for _ in range(2):
        await registry.is_told(asked, 1, event_id="event-2")
    await registry.is_told(asked.model_copy(update={"request_id": "req-3"}), 2)
    answers = await registry.published("registry.interpreter.proposed.v1", 3)
    assert [(one["request_id"], one["proposals"]) for one in answers[1:]] == [("req-2", []), ("req-3", [])]
    assert await registry.host.reader.count("unfinished", {}) == 0
