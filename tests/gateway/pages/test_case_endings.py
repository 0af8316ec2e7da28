"""What is left on a case when a search or a stay ends, what is put right later, and erasing."""

import json

import httpx
import pytest

from tests.gateway.pages.test_rescue_pages import last
from tests.gateway.standin import StandIn
from tests.gateway.visiting import Html, send, sign_in


async def test_a_limit_that_pauses_or_was_missed_and_is_no_longer_owed_says_so_instead_of_counting_on(
    browser: httpx.AsyncClient,
) -> None:
    await sign_in(browser, "jiuzhu")
    text = (await browser.get("/rescue/case/case-3")).text
    assert "暂停计算" in text
    assert "超期未办" in text
    assert "起无须再办" in text
    assert "已超" not in text


async def test_a_notice_that_outlived_the_search_is_asked_for_on_the_case_and_in_the_morning(
    browser: httpx.AsyncClient,
) -> None:
    await sign_in(browser, "jiuzhu")
    case = (await browser.get("/rescue/case/case-3")).text
    assert "寻亲公告还在公开" in case
    assert "寻亲公告还在公开" not in (await browser.get("/rescue/case/case-1")).text
    today = await browser.get("/today")
    assert "撤回寻亲公告" in today.text
    assert "/rescue/case/case-3/notices" in Html(today.text).links


async def test_a_notice_that_may_not_be_approved_any_more_is_not_offered_for_approval(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zhanzhang")
    request = httpx.Request("GET", "http://rescue/cases/case-1", params={"purpose": "x"})
    body = json.loads(services["rescue"].answer(request).content)
    for action in body["notices"][0]["allowed_actions"]:
        if action["name"] == "publish_notice":
            action |= {"allowed": False, "reason_zh": "已离站。", "reason_en": "Departed."}
    services["rescue"].instead["GET /cases/case-1"] = (200, body)
    text = (await browser.get("/rescue/case/case-1/notices")).text
    assert "withdraw-notice/notice-1" in text
    assert "publish-notice/notice-1" not in text


async def test_what_an_interpreter_said_is_shown_beside_the_call(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    assert "晚上再打" in (await browser.get("/rescue/case/case-1/interviews")).text


async def test_a_stated_identity_without_a_number_leaves_the_known_one(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    await send(browser, "/rescue/case/case-1/record-stated-identity", name="张志英")
    body = last(services["rescue"])[1]
    assert body == {"name": "张志英", "id_number": "", "id_number_as_stated": False}


async def test_erasing_says_what_follows_and_leads_back_to_the_list(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zhanzhang")
    assert "清除后谁也不能恢复" in (await browser.get("/rescue/case/case-3/erase-case")).text
    answer = await send(browser, "/rescue/case/case-3/propose-erasure", ground="unlawful", _checked="yes")
    assert answer.headers["location"] == "/rescue/case/case-3"
    assert last(services["rescue"])[:2] == ("/cases/case-3/erasure-proposal", {"ground": "unlawful"})
    form = (await browser.get("/rescue/case/case-3/erase-case")).text
    assert "违反法律、行政法规或者约定处理" in form
    assert "提出人" in form
    assert "提出时间" in form
    assert "李梅 提出清除本案的个人信息" in (await browser.get("/rescue/case/case-3")).text
    answer = await send(browser, "/rescue/case/case-3/erase-case")
    assert answer.headers["location"] == "/rescue/cases"
    path, body, _ = last(services["rescue"])
    assert (path, body) == ("/cases/case-3/erasure", {"seen": ""})


async def test_an_erased_case_is_told_in_words_and_its_line_names_nobody(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    said = {"slug": "case-erased", "zh": "救2026-0119 的个人信息已于 2026-11-20 依法清除。", "en": "Erased."}
    services["rescue"].instead["GET /cases/case-3"] = (410, said)
    answer = await browser.get("/rescue/case/case-3")
    assert answer.status_code == 410
    assert "个人信息已经清除" in answer.text
    assert said["zh"] in answer.text
    listed = json.loads(services["rescue"].answer(httpx.Request("GET", "http://rescue/cases")).content)
    erased = listed["items"][2] | {"erased": True, "shown_name": None, "label": None, "identity": "unknown"}
    services["rescue"].instead["GET /cases"] = (200, listed | {"items": [erased]})
    line = (await browser.get("/rescue/cases")).text.partition("<tbody")[2]
    assert "个人信息已清除" in line
    assert "身份不明" not in line


async def test_the_intake_is_completed_from_what_is_known_and_with_the_version_that_was_seen(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    sent = {"handover_sheet": "岳护2026-99", "found_at": "2026-11-23", "found_at-time": "08:30", "arrival": "police"}
    answer = await send(browser, "/rescue/case/case-1/supplement-intake", **sent)
    assert answer.status_code == 303
    path, body, headers = last(services["rescue"], "PUT")
    assert (path, headers["if-match"]) == ("/cases/case-1/intake", '"7"')
    assert body == {
        "arrival": "police", "found_at": "2026-11-23T08:30:00+08:00", "found_place": "岳林街道汽车站",
        "brought_by": "岳林派出所", "handover_sheet": "岳护2026-99", "circumstances": "独自一人，不愿说话。",
    }  # fmt: skip


async def test_a_corrected_entry_is_sent_with_its_zone_and_shown_with_its_reason(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    given = {"entered_at": "2026-11-23T04:00", "reason": "问过护送民警"}
    await send(browser, "/rescue/case/case-1/correct-entry", **given)
    path, body, _ = last(services["rescue"])
    assert path == "/cases/case-1/entry"
    assert body == {"entered_at": "2026-11-23T04:00:00+08:00", "reason": "问过护送民警"}
    text = (await browser.get("/rescue/case/case-1")).text
    assert "入站时间更正" in text
    assert "交接表上写的时间更早" in text


async def test_the_rail_has_one_entry_for_all_ways_of_leaving_and_its_page_says_what_each_asks_for(
    browser: httpx.AsyncClient,
) -> None:
    await sign_in(browser, "jiuzhu")
    case = Html((await browser.get("/rescue/case/case-2")).text)
    assert [link for link in case.links if "/departure" in link] == ["/rescue/case/case-2/departure"]
    page = await browser.get("/rescue/case/case-2/departure")
    opened, _, closed = page.text.partition("现在不能登记")
    assert "登记亲属接回" in opened
    assert "与本人的关系" in opened
    assert "/rescue/case/case-2/departure/walked-out" in opened
    assert "登记自行离站" in closed
    assert "可能未满 18 周岁" in closed
    assert "救助站长" in closed, "who may record a death"


async def test_what_a_way_of_leaving_asks_for_is_sent_and_what_is_missing_is_asked_for(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    path = "/rescue/case/case-1/departure"
    papers = {"relative": "王小军", "kin_tie": "长子", "id_checked": "yes", "signed": "yes"}
    await send(browser, f"{path}/fetched", **papers)
    sent = last(services["rescue"])
    assert sent[:2] == (
        "/cases/case-1/departure/fetched",
        {**papers, "id_checked": True, "signed": True, "late_reason": None},
    )
    crew = {"escorts-0-name": "周敏", "escorts-0-sex": "female", "escorts-1-name": "陈刚", "escorts-1-sex": "male"}
    handed = {"handed_to": "station", "receiver": "阜阳市救助站", "paper": "交7", "signed": "yes", "belongings": "已还"}
    await send(browser, f"{path}/escorted", **crew, **handed)
    assert last(services["rescue"])[1]["escorts"] == [
        {"name": "周敏", "sex": "female"},
        {"name": "陈刚", "sex": "male"},
    ]
    answer = await send(browser, f"{path}/walked-out", note="早饭后不见", police="岳林派出所", report_no="")
    assert answer.status_code == 422
    assert "报警回执编号" in answer.text


async def test_whoever_is_settled_here_was_applied_for(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    case = services["rescue"].answer(httpx.Request("GET", "http://x/cases/case-3?purpose=x")).json()
    gone = "2026-11-20T02:00:00Z"
    limit = {**case["limits"][0], "code": "settlement", "state": "missed", "paused": False, "released_at": gone}
    told = {**case, "custody": "departed", "departure": "settled", "departed_at": gone, "limits": [limit]}
    services["rescue"].instead["GET /cases/case-3"] = (200, told)
    text = (await browser.get("/rescue/case/case-3")).text
    assert "已落户安置" in text
    assert "超期未办" not in text


@pytest.mark.parametrize(
    ("command", "change", "said"),
    [
        ("erase_case", {}, "批准清除个人信息"),
        ("approve_departure_correction", {"departure": "fetched", "custody": "departed"}, "批准离站更正"),
    ],
)
async def test_what_waits_for_the_second_leads_what_may_be_done(
    browser: httpx.AsyncClient, services: dict[str, StandIn], command: str, change: dict[str, str], said: str
) -> None:
    await sign_in(browser, "zhanzhang")
    case = json.loads(services["rescue"].answer(httpx.Request("GET", "http://x/cases/case-3?purpose=x")).content)
    actions = [{**one, "allowed": one["allowed"] or one["name"] == command} for one in case["allowed_actions"]]
    services["rescue"].instead["GET /cases/case-3"] = (200, {**case, **change, "allowed_actions": actions})
    rail = (await browser.get("/rescue/case/case-3")).text.split('<ul class="actions">')[1]
    assert said in rail.split("</li>")[0]


async def test_nobody_is_said_to_be_a_woman_who_was_not_said_to_be_one(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    names = {"escorts-0-name": "周敏", "escorts-1-name": "陈刚"}
    handed = {"handed_to": "station", "receiver": "阜阳市救助站", "paper": "交7", "signed": "yes", "belongings": "已还"}
    answer = await send(browser, "/rescue/case/case-1/departure/escorted", **names, **handed)
    assert answer.status_code == 422
    assert '<a href="#escorts-0-sex">“护送人”第 1 行没有填写“性别”。' in answer.text
    assert not any(request.method == "POST" for request in services["rescue"].asked)


async def test_a_departure_stands_on_the_case_with_its_particulars_and_its_corrections(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    request = httpx.Request("GET", "http://rescue/cases/case-3", params={"purpose": "x"})
    case = json.loads(services["rescue"].answer(request).content)
    left = {"at": "2026-11-20T02:00:00Z", "by": "jiuzhu", "recorded_at": "2026-11-21T02:00:00Z", "evidence": "登记表"}
    fetched = {"relative": "王小军", "kin_tie": "长子", "id_checked": True, "signed": True}
    case |= {"custody": "departed", "departure": "fetched", "departed_at": left.pop("at")}
    case["leaving"] = {**left, "fetched": fetched}
    wrong = {"how": "deceased", "departed_at": case["departed_at"], "leaving": None, "reason": "医院来电，人还在住院",
             "rightly": "fetched", "proposed_by": "jiuzhu", "proposed_at": "2026-11-20T02:00:00Z",
             "decided_by": "zhanzhang", "decided_at": "2026-11-20T03:00:00Z", "approved": True}  # fmt: skip
    died = {"certificate": "死证2026-5", "police": "岳林派出所", "belongings": "布包", "ashes": "殡仪馆"}
    wrong["leaving"] = {**left, "died": died}
    case["departure_corrections"] = [wrong]
    services["rescue"].instead["GET /cases/case-3"] = (200, case)
    text = (await browser.get("/rescue/case/case-3")).text
    for said in (
        "王小军",
        "长子",
        "补记于",
        "登记表",
        "去世 → 亲属接回",
        "医院来电，人还在住院",
        "死亡证明编号：死证2026-5",
    ):
        assert said in text
    case |= {"leaving": {"alone": None}, "departure_corrections": []}
    assert "登记的时候还不要求填写具体情况" in (await browser.get("/rescue/case/case-3")).text
    case["leaving"] = {"alone": {"to": "went_home", "declaration": None, "assessed_by": None}}
    assert "已签，当时没有登记编号" in (await browser.get("/rescue/case/case-3")).text


async def test_a_correction_of_a_departure_shows_what_is_recorded_and_is_checked_by_another(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zhanzhang")
    request = httpx.Request("GET", "http://rescue/cases/case-3", params={"purpose": "x"})
    case = json.loads(services["rescue"].answer(request).content)
    waiting = {"how": "deceased", "departed_at": "2026-11-20T02:00:00Z", "leaving": None, "reason": "人还在住院",
               "rightly": None, "proposed_by": "jiuzhu", "proposed_at": "2026-11-20T02:00:00Z", "decided_by": None,
               "decided_at": None, "approved": False}  # fmt: skip
    case |= {"custody": "departed", "departure": "deceased", "waiting_correction": waiting}
    case["departure_corrections"] = [waiting]
    services["rescue"].instead["GET /cases/case-3"] = (200, case)
    assert "更正等待另一位同事批准" in (await browser.get("/rescue/case/case-3")).text
    path = "/rescue/case/case-3/departure/correction"
    page = (await browser.get(f"{path}/approval")).text
    for said in ("去世", "没有离站", "人还在住院", "李梅"):
        assert said in page
    await send(browser, f"{path}/approval")
    assert last(services["rescue"])[0] == "/cases/case-3/departure-correction/approval"
    await send(browser, path, rightly="fetched", reason="问过医院")
    assert last(services["rescue"])[1] == {"rightly": "fetched", "reason": "问过医院"}


async def test_signs_of_disorder_are_sent_with_who_looked_and_are_kept_by_the_form(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    form = (await browser.get("/rescue/case/case-1/person")).text
    assert "谁评估的迹象" in form
    await send(browser, "/rescue/case/case-1/person", signs_found="seen", signs_by="驻站医生")
    assert last(services["rescue"], "PUT")[1]["signs"] == {"found": "seen", "assessed_by": "驻站医生"}
    assert "未评估" in (await browser.get("/rescue/case/case-1")).text
