"""Search first, then create: finding people again over HTTP on real servers, and what the store holds of them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from services.rescue.adapters.case_view import FORMS
from services.rescue.adapters.indexes import SEALED
from shared.contracts.registry import InterpreterProposed, Proposal
from shared.kernel.cause import Actor
from shared.storage.vault import is_sealed
from shared.view_refresh import ViewRefresh
from tests.builders_rescue import FANG, HEAD, HOUR
from tests.rescue.station import CAME, Station

pytestmark = pytest.mark.servers

ZHANG_NUMBER = "34120218680105123X"
"""It checks, and nobody of that year lives."""
ZHANG = {
    "name": {"value": {"han": "张志英"}},
    "id_number": {"value": ZHANG_NUMBER},
    "phone": {"value": "13812345678"},
    "home": {"value": "安徽阜阳颍州"},
    "marks": [{"site": "右眉", "kind": "scar", "text": "三厘米旧疤"}],
}
PRIVATE = ("志英", "34120218", "123X", "13812345678", "颍州", "旧疤", "大桥镇", "安徽话")


async def test_people_are_found_by_name_sound_initials_numbers_marks_and_home(station: Station) -> None:
    case_id = await station.opened(**ZHANG)
    await station.opened(name={"value": {"han": "李卫平"}})
    for query, code in (
        ({"name": "张志英"}, "same_name"),
        ({"name": "zhang zhiying"}, "same_sound"),
        ({"name": "张芝英"}, "same_sound"),
        ({"name": "zzy"}, "same_initials"),
        ({"id_tail": "123x"}, "same_id_tail"),
        ({"phone_tail": "5678"}, "same_phone_tail"),
        ({"marks": "眉 旧疤"}, "shared_marks"),
        ({"place": "阜阳"}, "shared_places"),
    ):
        found = await station.get(f"/cases/search?{urlencode(query)}")
        assert [(one["case"]["id"], one["reasons"][0]["code"]) for one in found["items"]] == [(case_id, code)], query
        assert found["items"][0]["case"]["shown_name"] == "张**"
        assert not any(private in str(found["items"][0]["case"]) for private in PRIVATE)


async def test_cases_are_found_by_name_label_or_home_from_one_box_and_the_purpose_is_logged(station: Station) -> None:
    zhang = await station.opened(**ZHANG)
    nobody = await station.opened(temporary_label="无名氏 岳林01")
    lin = await station.opened(name={"value": {"han": "林岳"}}, home={"value": "河南周口"})
    for words, found, code in (
        ("张志英", zhang, "same_name"),
        ("张芝英", zhang, "same_sound"),
        ("zzy", zhang, "same_initials"),
        ("阜阳", zhang, "shared_places"),
        ("岳林", nobody, "same_label"),
        ("岳林 01", nobody, "same_label"),
        ("林岳", lin, "same_name"),
        ("周口", lin, "shared_places"),
    ):
        answer = await station.get("/cases/find", words=words, purpose="统一查找")
        (one,) = [one for one in answer["items"] if one["reasons"][0]["code"] == code]
        assert (answer["items"][0]["case"]["id"], one["case"]["id"]) == (found, found), words
        assert not any(private in str(one["case"]) for private in PRIVATE)
    entries = await station.host.reader.every("access_log", {"what": "search", "why": "统一查找"})
    assert len(entries) == 8
    assert not any(words in str(entries) for words in ("志英", "岳林", "阜阳"))
    assert (await station.get("/cases/find", words="诸葛亮", purpose="统一查找"))["items"] == []


async def test_the_one_box_wants_words_and_a_purpose(station: Station) -> None:
    for words in ("", "（）"):
        empty = await station.call("GET", f"/cases/find?{urlencode({'words': words, 'purpose': '统一查找'})}")
        assert empty.json()["slug"] == "search-empty"
    assert (await station.call("GET", "/cases/find?words=%E5%BC%A0")).json()["slug"] == "input-invalid"


async def test_a_case_stored_before_an_upgrade_is_found_by_its_label_once_its_view_was_refreshed(
    station: Station,
) -> None:
    case_id = await station.opened(temporary_label="无名氏 江口07")
    stored = station.host.stores["cases"].collection
    await stored.update_one({"_id": case_id}, {"$unset": {"view.form": "", "view.label_words": ""}})
    assert (await station.get("/cases/find", words="江口07", purpose="统一查找"))["items"] == []
    await ViewRefresh(station.host.stores, FORMS, station.host.projector, station.host.clock).once()
    found = await station.get("/cases/find", words="江口07", purpose="统一查找")
    assert [one["case"]["id"] for one in found["items"]] == [case_id]


async def test_the_more_alike_comes_first_and_reasons_add_up(station: Station) -> None:
    await station.opened(name={"value": {"han": "张三"}})
    best = await station.opened(**ZHANG)
    found = await station.get("/cases/search", name="张志英", phone_tail="5678")
    assert found["items"][0]["case"]["id"] == best
    assert found["total"] == 2
    assert found["items"][0]["score"] == sum(reason["weight"] for reason in found["items"][0]["reasons"]) == 15


async def test_a_search_for_nothing_is_refused_and_one_without_a_hit_is_empty(station: Station) -> None:
    assert (await station.call("GET", "/cases/search")).json()["slug"] == "search-empty"
    assert await station.get("/cases/search", name="诸葛亮") == {"items": [], "total": 0}
    entries = await station.host.reader.every("access_log", {"what": "search"})
    assert len(entries) == 1
    assert "诸葛亮" not in str(entries)


async def test_after_a_new_description_the_old_name_finds_nothing(station: Station) -> None:
    case_id = await station.opened(**ZHANG)
    await station.do(f"/cases/{case_id}/person", {"name": {"value": {"han": "李卫平"}}}, method="PUT")
    assert (await station.get("/cases/search", name="张志英"))["total"] == 0
    assert (await station.get("/cases/search", name="liweiping"))["total"] == 1


async def test_the_store_holds_nothing_of_a_person_in_the_clear(station: Station) -> None:
    case_id = await station.opened(**ZHANG)
    clues = [{"kind": "dialect", "words": "像安徽话"}]
    talk = {"language": "安徽话", "ability": "sentences", "words_heard": "张志英", "clues": clues}
    await station.do(f"/cases/{case_id}/interviews", talk)
    await station.do(f"/cases/{case_id}/placements", {"place": "hospital", "name": "大桥镇医院"})
    await call_an_interpreter(station, case_id)
    station.clock.move(24 * 30 * HOUR)
    late = {"office": "大桥镇派出所", "request_no": "志英一号", "late_reason": "志英当时住院"}
    await station.do(f"/cases/{case_id}/inquiries", {"kind": "dna_sample", **late})
    answered = {"outcome": "hit", "paper": "志英二号", "remarks": "大桥镇人"}
    (inquiry,) = (await station.file(case_id))["inquiries"]
    await station.do(f"/cases/{case_id}/inquiries/{inquiry['id']}/reply", answered)
    await station.do(f"/cases/{case_id}/duties", {"code": "normal_stay", "paper": "志英三号", "late_reason": "旧疤"})
    await station.do(f"/cases/{case_id}/stated-identity", {"name": "张志英", "evidence": "张志英自己说的"})
    checked = {"source": "family", "outcome": "not_found", "paper": "志英四号", "remarks": "颍州没有张志英"}
    await station.do(f"/cases/{case_id}/identity-checks", checked, HEAD)
    raw = await station.host.database["cases"].find_one({"_id": case_id})
    assert raw is not None
    assert set(sealed_in(raw["state"])) == set(SEALED) - STILL_HERE
    asked = raw.pop("outbox")
    assert not any(private in str(raw) for private in PRIVATE)
    assert not any(private in str(asked) for private in PRIVATE if private != "安徽话")
    events: list[Any] = await station.host.reader.every("events", {})
    assert not any(private in str(events) for private in PRIVATE if private != "安徽话")


STILL_HERE = {"custody.leaving"}
"""Empty while the person is at the station, and what is empty stays as it is."""


def sealed_in(state: dict[str, Any], within: str = "") -> Iterator[str]:
    """Where a state holds sealed values, inside its parts too."""
    for name, value in state.items():
        if isinstance(value, dict):
            yield from sealed_in(value, f"{within}{name}.")
        elif is_sealed(value):
            yield within + name


async def call_an_interpreter(station: Station, case_id: str) -> None:
    """Somebody is asked for, proposed and called; what they say of the person is written down."""
    (clue,) = (await station.file(case_id))["clues"]
    asked = {"clue_id": clue["id"], "area": "安徽", "dialect": "安徽话"}
    await station.do(f"/cases/{case_id}/interpreter-requests", asked)
    (event,) = await station.sent("rescue.interpreter.requested.v1")
    near = Proposal(person_id="p1", native_county="安徽省", dialects=[], distance_km=0, why=["county"])
    await station.hears(InterpreterProposed(**event["data"], proposals=[near]), "pool", 1)
    file = await station.until(case_id, lambda file: file["interpreter_requests"][0]["proposals"])
    path = f"/cases/{case_id}/interpreter-requests/{file['interpreter_requests'][0]['id']}/contacts"
    await station.do(path, {"person_id": "p1", "outcome": "helped", "remarks": "说她叫张志英, 颍州人"})


async def test_once_the_key_is_destroyed_the_person_is_gone_and_the_case_stays(station: Station) -> None:
    case_id = await station.opened(**ZHANG)
    await station.host.stores["cases"].erase(case_id)
    answer = await station.call("GET", f"/cases/{case_id}?purpose=test")
    assert (answer.status_code, answer.json()["slug"]) == (404, "erased")
    assert (await station.get("/cases"))["total"] == 1


async def test_a_case_opened_twice_with_one_key_is_one_case_with_one_number(station: Station) -> None:
    answers = [await station.call("POST", "/cases", FANG, CAME, Idempotency_Key="k") for _ in range(3)]
    assert {answer.json()["id"] for answer in answers} == {answers[0].json()["id"]}
    assert [answer.json()["repeated"] for answer in answers] == [False, True, True]
    other = await station.call("POST", "/cases", Actor("li", frozenset({"rescue_worker"})), CAME, Idempotency_Key="k")
    assert (await station.file(other.json()["id"]))["case_no"] == "救2026-0002"


async def test_list_of_the_unidentified_counts_those_being_searched_for_too(station: Station) -> None:
    unknown = str((await station.do("/cases", {"intake": {"arrival": "police"}}))["id"])
    searching, stated = await station.opened(), await station.opened(**ZHANG)
    await station.do(f"/cases/{stated}/stated-identity", {"name": "张志英"})
    found = await station.get("/cases", unidentified="true")
    assert {case["id"] for case in found["items"]} == {unknown, searching}
    assert found["total"] == 2
    assert (await station.get("/cases", unidentified="true", identity="unknown"))["total"] == 1


async def test_list_of_notices_to_approve_is_for_a_head_and_leaves_out_those_that_the_reader_wrote(
    station: Station,
) -> None:
    case_id, own = await station.opened(**ZHANG), await station.opened()
    await station.drafted(case_id)
    await station.drafted(own, HEAD)
    colleague = Actor("li", frozenset({"rescue_worker"}))
    for worker in (FANG, colleague):
        assert (await station.get("/cases", worker, notice_to_approve="true"))["total"] == 0
    heads = await station.get("/cases", HEAD, notice_to_approve="true")
    assert [case["id"] for case in heads["items"]] == [case_id]


async def test_cases_with_the_keys_of_an_older_release_are_found_by_every_reading_after_the_refresh(
    station: Station,
) -> None:
    tan = await station.opened(name={"value": {"han": "覃小妹"}})
    wu = await station.opened(name={"value": {"han": "吴桂兰"}})
    cases = station.host.database["cases"]
    await cases.update_many({}, {"$set": {"view.tokens": [], "view.form": 2}})
    for typed in ("qin xiao mei", "胡桂兰"):
        assert (await station.get("/cases/search", name=typed))["total"] == 0
    versions = [one["version"] for one in await cases.find({}).to_list(None)]
    await ViewRefresh(station.host.stores, FORMS, station.host.projector, station.host.clock).once()
    for typed, case_id, code in (
        ("qin xiao mei", tan, "same_sound"),
        ("tan xiao mei", tan, "same_sound"),
        ("胡桂兰", wu, "similar_here"),
        ("胡", wu, "similar_surname"),
    ):
        found = await station.get("/cases/search", name=typed)
        assert [(one["case"]["id"], one["reasons"][0]["code"]) for one in found["items"]][:1] == [(case_id, code)], (
            typed
        )
    assert [one["version"] for one in await cases.find({}).to_list(None)] == versions


async def test_lists_search_and_file_tell_the_age_of_the_day_though_nobody_wrote_anything_since(
    station: Station,
) -> None:
    case_id = await station.opened(**ZHANG, age={"value": {"low": 16, "high": 17}})
    station.clock.move(timedelta(days=2 * 366))
    (line,) = (await station.get("/cases"))["items"]
    (alike,) = (await station.get("/cases/search", name="张志英"))["items"]
    file = await station.file(case_id)
    for told in (line, alike["case"]):
        assert (told["age_low"], told["age_high"], told["may_be_minor"]) == (18, 19, False)
    assert (file["age_now"], file["may_be_minor"]) == ({"low": 18, "high": 19}, False)
    assert file["person"]["age"]["value"]["estimated_on"] == "2026-09-28"


async def test_cases_and_limits_are_listed_by_the_responsible_worker_and_by_having_none(station: Station) -> None:
    mine, handed, old = [await station.opened() for _ in range(3)]
    await station.do(f"/cases/{handed}/handover", {"to": "li", "note": "周四再问"})
    await station.host.database["cases"].update_one({"_id": old}, {"$unset": {"view.responsible": ""}})
    await station.host.projector.write("cases", [old])
    for query, found in (
        ({"mine": "true"}, {mine}),
        ({"responsible": "li"}, {handed}),
        ({"unassigned": "true"}, {old}),
        ({}, {mine, handed, old}),
    ):
        assert {line["id"] for line in (await station.get("/cases", **query))["items"]} == found
        due = await station.get("/due", **query)
        assert {line["case_id"] for line in due["items"]} == found
        assert due["total"] == 5 * len(found)
    (told,) = await station.sent("rescue.case.handed_over.v1")
    assert "周四" not in str(told)
    stored = await station.host.database["cases"].find_one({"_id": handed})
    assert "周四" not in str(stored)


async def test_better_speech_stands_in_the_due_list_without_a_limit_until_an_interview_is_recorded(
    station: Station,
) -> None:
    case_id = await station.opened()
    await station.do(f"/cases/{case_id}/interviews", {"language": "手势", "ability": "none"})
    await station.do(f"/cases/{case_id}/ability-reports", {"ability": "few_words", "said_by": "护理员王阿姨"})
    line, *limits = (await station.get("/due", mine="true"))["items"]
    assert (line["code"], line["name_zh"], line["due_at"]) == ("interview", "语言好转，请再问询", None)
    assert (line["step"], line["source"], line["year_missing"]) == ("interview", "", None)
    assert (line["overdue"], line["calendar_missing"]) == (False, False)
    (told,) = await station.sent("rescue.ability.improved.v1")
    assert told["data"] == {"case_id": case_id, "case_no": line["case_no"], "responsible": "fang"}
    assert "王阿姨" not in str(await station.host.database["cases"].find_one({"_id": case_id}))
    await station.do(f"/cases/{case_id}/interviews", {"language": "安徽话", "ability": "few_words"})
    assert (await station.get("/due"))["items"] == limits
    assert await station.sent("rescue.interview_task.settled.v1")
