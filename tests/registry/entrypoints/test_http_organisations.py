"""The register over HTTP, on real servers."""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.registry.adapters.views import FORMS
from shared.view_refresh import ViewRefresh
from tests.builders_registry import a_code
from tests.registry.running import Registry

pytestmark = pytest.mark.servers

_NUMBERS = itertools.count(1)


def a_body(name: str = "", **changes: Any) -> dict[str, Any]:
    number = next(_NUMBERS)
    body = {"uscc": a_code(number), "name": name or f"奉化区示例协会{number}", "kind": "association"}
    return body | {"street_code": "330213100", "legal_representative": "王一", "founded_on": "2017-07-01"} | changes


async def registered(registry: Registry, name: str = "", **changes: Any) -> str:
    answer = await registry.post("/organisations", a_body(name, **changes))
    return str(answer["id"])


def may(page: dict[str, Any], name: str) -> bool:
    return next(action["allowed"] for action in page["allowed_actions"] if action["name"] == name)


async def names(registry: Registry, **wanted: Any) -> list[str]:
    found = await registry.get("/organisations", **wanted)
    return [item["name"] for item in found["items"]]


async def test_registered_organisation_has_a_page_and_is_told_to_others(registry: Registry) -> None:
    body = a_body("奉化区初次登记协会")
    made = await registry.post("/organisations", body)
    page = await registry.get(f"/organisations/{made['id']}")
    assert (page["version"], page["uscc"], page["street"], page["standing"]) == (1, body["uscc"], "溪口镇", "clear")
    assert may(page, "list_abnormal")
    assert (page["reasons"], page["timeline"], page["suspended_until"]) == ([], [], None)
    sent = await registry.published("registry.organisation.registered.v1")
    told = {"organisation_id": made["id"], "uscc": body["uscc"], "kind": "association", "status": "registered"}
    assert told | {"name": body["name"]} in sent


async def test_code_of_another_organisation_is_refused_by_its_slug(registry: Registry) -> None:
    body = a_body()
    await registry.post("/organisations", body)
    assert (await registry.post("/organisations", body, 409))["slug"] == "uscc-taken"


async def test_name_of_another_living_organisation_is_refused_and_free_once_it_ended(registry: Registry) -> None:
    one = await registered(registry, "同名协会")
    assert (await registry.post("/organisations", a_body("同名 协会"), 409))["slug"] == "organisation-name-borne"
    other = a_body("改名前协会")
    two = await registered(registry, **other)
    right = other | {"name": "同名协会", "reason": "抄录错误"}
    path = f"/organisations/{two}/particulars"
    assert (await registry.answer("PUT", path, 409, json=right))["slug"] == "organisation-name-borne"
    await registry.post(f"/organisations/{one}/deregistration", {"decision_no": "奉民决1号"})
    blocked = await registry.answer("PUT", path, 409, json=right)
    assert blocked["slug"] == "organisation-name-blocked"
    assert "已经注销登记" in blocked["zh"]


async def test_wrong_check_digit_is_told_in_both_languages(registry: Registry) -> None:
    problem = await registry.post("/organisations", a_body(uscc="51330213MJ90000147"), 422)
    assert problem["slug"] == "uscc-check-digit-wrong"
    assert "应为 6" in problem["zh"]


async def test_repeated_key_registers_once(registry: Registry) -> None:
    body, key = a_body(), {"Idempotency-Key": "once"}
    first = await registry.post("/organisations", body, headers=key)
    second = await registry.post("/organisations", body, headers=key)
    assert (second["id"], second["repeated"]) == (first["id"], True)


async def test_organisation_is_found_by_characters_pinyin_and_initials(registry: Registry) -> None:
    await registered(registry, "锋之社爱心服务协会")
    for query in ("锋之社", "fengzhishe", "爱心服务", "AXFW", "xiehui"):
        assert "锋之社爱心服务协会" in await names(registry, q=query), query
    assert "锋之社爱心服务协会" not in await names(registry, q="zhs")


async def test_organisation_is_found_by_its_credit_code(registry: Registry) -> None:
    body = a_body("按代码查找协会")
    await registry.post("/organisations", body)
    assert await names(registry, q=body["uscc"].lower()) == ["按代码查找协会"]


@pytest.mark.parametrize(
    ("typed", "found", "fit"),
    [
        ("宁波市奉化区剡水助残协会", "宁波市奉化区剡水助残协会", "exact"),
        ("奉化剡水助残", "宁波市奉化区剡水助残协会", "contains"),
        ("奉化市剡水助残协会", "宁波市奉化区剡水助残协会", "contains"),
        ("浙江奉化剡水助残协会", "宁波市奉化区剡水助残协会", "place"),
        ("宁波市奉化剡水", "宁波市奉化区剡水助残协会", "begins"),
        ("奉化区剡水助餐协会", "宁波市奉化区剡水助残协会", "sound"),
        ("奉化区剡水助残学会", "宁波市奉化区剡水助残协会", "ending"),
        ("剡水助残服务中心", "宁波市奉化区剡水助残协会", "ending"),
        ("剡溪助残协会", "宁波市奉化区剡水助残协会", "nearly"),
        ("剡助残协会", "宁波市奉化区剡水助残协会", "nearly"),
        ("ssszc", "宁波市奉化区剡水助残协会", None),
        ("sszc", "宁波市奉化区剡水助残协会", "contains"),
    ],
)
async def test_organisation_is_found_though_it_is_written_otherwise(
    registry: Registry, typed: str, found: str, fit: str | None
) -> None:
    if not await names(registry, q=found):
        await registered(registry, found)
    likely = (await registry.get("/organisations/likely", q=typed))["items"]
    assert [(one["organisation"]["name"], one["fit"]) for one in likely] == ([(found, fit)] if fit else [])
    listed = await registry.get("/organisations", q=typed)
    assert [one["name"] for one in listed["items"]] == ([found] if fit else [])
    assert listed["alike"] is (fit in ("place", "sound", "ending", "nearly"))


async def test_exact_name_is_never_drowned_and_the_likely_come_after_it(registry: Registry) -> None:
    for place in range(8):
        await registered(registry, f"奉化区阿{'甲乙丙丁戊己庚辛'[place]}青禾书画社")
    for name in ("青禾书画社", "青禾书画社联合会", "清河书画社", "青禾诗画社"):
        await registered(registry, name)
    likely = (await registry.get("/organisations/likely", q="青禾书画社", limit=12))["items"]
    found = [(one["organisation"]["name"], one["fit"]) for one in likely]
    assert found[:2] == [("青禾书画社", "exact"), ("青禾书画社联合会", "begins")]
    assert [fit for _, fit in found[2:10]] == ["contains"] * 8
    assert found[10:] == [("清河书画社", "sound")]
    loose = (await registry.get("/organisations/likely", q="青禾诗话设"))["items"]
    assert [(one["organisation"]["name"], one["fit"]) for one in loose] == [("青禾诗画社", "sound")]
    few = (await registry.get("/organisations/likely", q="青禾书画社"))["items"]
    assert few == likely[:6]
    assert "清河书画社" not in await names(registry, q="青禾书画社")


async def test_organisation_is_found_by_the_last_digits_of_its_code(registry: Registry) -> None:
    body = a_body("末位查找协会")
    await registry.post("/organisations", body)
    assert "末位查找协会" in await names(registry, q=body["uscc"][-6:])
    likely = (await registry.get("/organisations/likely", q=body["uscc"][-9:].lower()))["items"]
    assert [(one["organisation"]["name"], one["fit"]) for one in likely] == [("末位查找协会", "code")]
    (whole,) = (await registry.get("/organisations/likely", q=body["uscc"]))["items"]
    assert (whole["organisation"]["name"], whole["fit"]) == ("末位查找协会", "exact")
    assert (await registry.get("/organisations/likely", q=""))["items"] == []
    assert (await registry.get("/organisations/likely", q="（）"))["items"] == []


async def test_organisation_stored_before_an_upgrade_is_found_once_its_view_was_refreshed(registry: Registry) -> None:
    one = await registered(registry, "宁波市奉化区竹溪老年书画社")
    stored = registry.host.stores["organisations"].collection
    earlier = {"$unset": {"view.form": "", "view.sounds": ""}, "$set": {"view.words": ["宁波市奉化区竹溪老年书画社"]}}
    await stored.update_one({"_id": one}, earlier)
    assert await names(registry, q="奉化竹溪老年") == []
    await ViewRefresh(registry.host.stores, FORMS, registry.host.projector, registry.host.clock).once()
    assert await names(registry, q="奉化竹溪老年") == ["宁波市奉化区竹溪老年书画社"]
    assert (await registry.get(f"/organisations/{one}"))["version"] == 1


async def test_list_filters_sorts_and_pages_without_skips_or_repeats(registry: Registry) -> None:
    for place in range(7):
        await registered(registry, f"翻页测试{'甲乙丙丁戊己庚'[place]}会", street_code="330213108")
    seen: list[str] = []
    cursor = None
    while True:
        wanted = {"street": "330213108", "limit": 3} | ({"cursor": cursor} if cursor else {})
        page = await registry.get("/organisations", **wanted)
        assert page["total"] == 7
        seen += [item["name"] for item in page["items"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert len(seen) == len(set(seen)) == 7
    assert [name[4] for name in seen] == list("丙丁庚己甲戊乙")
    backwards = await names(registry, street="330213108", sort="-name")
    assert backwards == seen[::-1]


async def test_list_sorts_by_every_column_and_equal_ones_by_name(registry: Registry) -> None:
    in_songao = {"street_code": "330213004"}
    made = [
        ("甲会", {"founded_on": "2001-01-01"} | in_songao),
        ("丙社", {"founded_on": "2003-01-01", "kind": "service_agency"} | in_songao),
        ("乙会", {"founded_on": "2002-01-01"} | in_songao),
    ]
    for name, changes in made:
        prefix = "52" if "kind" in changes else "51"
        await registered(registry, name, **changes, uscc=a_code(next(_NUMBERS), prefix))
    for sort, wanted in (
        ("kind", "甲会 乙会 丙社"),
        ("-kind", "丙社 甲会 乙会"),
        ("founded_on", "甲会 乙会 丙社"),
        ("-founded_on", "丙社 乙会 甲会"),
        ("street", "丙社 甲会 乙会"),
        ("-standing", "丙社 甲会 乙会"),
    ):
        assert await names(registry, street="330213004", sort=sort) == wanted.split(), sort
    assert (await registry.get("/organisations", 422, sort="id"))["slug"] == "input-invalid"


async def test_two_reasons_open_and_one_cleared_is_still_abnormal(registry: Registry) -> None:
    one = await registered(registry, "异常名录协会")
    for year in (2023, 2024):
        await registry.post(f"/organisations/{one}/abnormal-reasons", {"code": "annual_report_missing", "year": year})
    page = await registry.get(f"/organisations/{one}")
    assert (page["standing"], page["open_reasons"]) == ("abnormal", 2)
    assert "异常名录协会" in await names(registry, standing="abnormal")
    newest, oldest = (reason["id"] for reason in page["reasons"])
    assert all(may(reason, "clear_abnormal_reason") for reason in page["reasons"])
    await registry.post(f"/organisations/{one}/abnormal-reasons/{oldest}/clearing", {"note": "已补报"})
    assert (await registry.get(f"/organisations/{one}"))["standing"] == "abnormal"
    assert await registry.published("registry.organisation.standing_restored.v1", 0) == []
    await registry.post(f"/organisations/{one}/abnormal-reasons/{newest}/clearing", {"note": "已补报"})
    page = await registry.get(f"/organisations/{one}")
    assert (page["standing"], page["open_reasons"], page["reasons"][0]["clearing_note"]) == ("clear", 0, "已补报")
    assert not any(may(reason, "clear_abnormal_reason") for reason in page["reasons"])
    assert [entry["what"] for entry in page["timeline"]] == ["cleared", "cleared", "listed", "listed"]
    cleared = await registry.published("registry.organisation.reason_cleared.v1", 2)
    assert [(event["reason_id"], event["open_reasons"]) for event in cleared] == [(oldest, 1), (newest, 0)]
    restored = await registry.published("registry.organisation.standing_restored.v1")
    assert [(event["organisation_id"], event["status"]) for event in restored] == [(one, "registered")]
    assert restored[0]["occurred_at"]


async def test_correction_on_an_older_version_is_refused_and_on_the_newest_kept(registry: Registry) -> None:
    body = a_body("更正前协会")
    one = (await registry.post("/organisations", body))["id"]
    right = body | {"name": "更正后协会", "reason": "抄录错误"}
    path = f"/organisations/{one}/particulars"
    stale = await registry.answer("PUT", path, 409, json=right, headers={"If-Match": '"9"'})
    assert stale["slug"] == "changed-meanwhile"
    await registry.answer("PUT", path, 200, json=right, headers={"If-Match": '"1"'})
    page = await registry.get(f"/organisations/{one}")
    assert page["name"] == "更正后协会"
    assert page["corrections"][0]["before"] == {"name": "更正前协会"}
    assert "更正后协会" in await names(registry, q="gzh")


async def test_legal_life_over_http(registry: Registry) -> None:
    one = await registered(registry)
    decision = {"decision_no": "奉民决1号"}
    path, today = f"/organisations/{one}/suspension", datetime.now(UTC).date()
    ended = decision | {"until": (today - timedelta(2)).isoformat()}
    assert (await registry.post(path, ended, 422))["slug"] == "suspension-ends-in-past"
    await registry.post(path, decision | {"until": (today + timedelta(30)).isoformat()})
    await registry.post(f"/organisations/{one}/resumption", decision)
    await registry.post(f"/organisations/{one}/deregistration", decision)
    assert (await registry.post(f"/organisations/{one}/revocation", decision, 409))["slug"] == "organisation-gone"
    other = await registered(registry)
    await registry.post(f"/organisations/{other}/revocation", decision)
    page = await registry.get(f"/organisations/{one}")
    assert [step["status"] for step in page["steps"]] == ["deregistered", "registered", "suspended"]
    what = [entry["what"] for entry in page["timeline"]]
    assert what == ["deregistered", "resumed", "suspended", "listed_serious"]
    assert [row["ground"] for row in page["grounds"]] == ["suspended"]


async def test_rescue_worker_reads_the_register_and_changes_nothing(registry: Registry) -> None:
    assert (await registry.post("/organisations", a_body(), 403, role="rescue_worker"))["slug"] == "role-required"
    listed = await registry.get("/organisations", role="rescue_worker")
    offered = {action["name"]: action["allowed"] for action in listed["allowed_actions"]}
    refused = dict.fromkeys(("register_organisation", "import_organisations", "start_import"), False)
    assert offered == {**refused, "start_export": True}


async def test_organisation_that_is_not_there(registry: Registry) -> None:
    assert (await registry.get("/organisations/nobody", 404))["slug"] == "organisation-not-found"


async def test_statistics_count_what_is_there_and_has_not_ended(registry: Registry) -> None:
    before = await registry.get("/statistics")
    one = await registered(registry, founded_on="1999-05-04", street_code="330213107")
    after = await registry.get("/statistics")
    assert after["total"] == before["total"] + 1
    assert after["by_year"][0] == {"year": 1999, "founded": 1, "up_to_year_end": 1}
    assert after["by_year"][-1]["up_to_year_end"] == after["total"]
    assert after["by_street"]["330213107"] == 1
    await registry.post(f"/organisations/{one}/deregistration", {"decision_no": "奉民决1号"})
    other = await registered(registry)
    await registry.post(f"/organisations/{other}/licence-withdrawal", {"decision_no": "奉民罚1号"})
    figures, living = await registry.get("/statistics"), await registry.get("/organisations", existing="true")
    assert (figures["ended"], figures["total"]) == (before["ended"] + 2, living["total"])


async def test_reference_and_places_are_what_forms_choose_from(registry: Registry) -> None:
    reference = await registry.get("/reference")
    assert len(reference["streets"]) == 12
    assert {"code": "zhongyuan", "zh": "中原官话", "en": "Central Plains Mandarin"} in reference["dialects"]
    found = await registry.get("/places", q="阜")
    now = {"former_name": "", "former_until": ""}
    assert {"code": "341200", "name": "阜阳市", "full_name": "安徽省阜阳市", **now} in found["items"]
    for words in ("临泉", "安徽阜阳临泉", "安徽省阜阳市临泉县"):
        (named,) = (await registry.get("/places", q=words))["items"]
        assert (named["code"], named["full_name"]) == ("341221", "安徽省阜阳市临泉县")
    assert (await registry.get("/places", q=" "))["items"] == []
