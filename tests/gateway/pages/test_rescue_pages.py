"""Rescue: search first, then create; interviews, interpreters, notices; what is sent to the service."""

import json
import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from services.gateway.gateway import Gateway
from shared.kernel.clock import FixedClock
from tests.gateway.assembled import a_browser
from tests.gateway.standin import StandIn, rescue
from tests.gateway.visiting import HERE, Html, send, sign_in


def last(service: StandIn, method: str = "POST") -> tuple[str, dict[str, object], httpx.Headers]:
    """Path, body and headers of the last command that a service was given."""
    request = next(r for r in reversed(service.asked) if r.method == method)
    return request.url.path, json.loads(request.content), request.headers


async def test_intake_searches_first_and_keeps_names_out_of_addresses(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/rescue/intake", name="王建国")
    assert answer.status_code == 200
    assert "就是这个人" in answer.text
    assert "读音相同：王建国" in answer.text
    assert str(answer.url).endswith("/rescue/intake")


async def test_intake_that_found_nobody_takes_what_was_typed_into_the_new_case(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    found = await send(browser, "/rescue/intake", name="陌生", place="阜阳")
    assert "没有找到相像的人" in found.text
    begun = await send(browser, "/rescue/intake", to="/rescue/intake/begin", name="陌生", place="阜阳")
    assert 'value="陌生"' in begun.text
    assert 'value="阜阳"' in begun.text


async def test_intake_search_for_nothing_says_what_is_missing(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/rescue/intake")
    assert answer.status_code == 422
    assert "请至少填写一项再查找。" in answer.text


async def test_case_can_be_opened_with_almost_nothing_known(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/rescue/intake/new", arrival="police", entered_at="2026-11-23T08:30")
    assert answer.headers["location"] == "/rescue/case/case-1"
    path, body, headers = last(services["rescue"])
    assert path == "/cases"
    assert headers["idempotency-key"]
    assert body["intake"] == {
        "arrival": "police", "entered_at": "2026-11-23T08:30:00+08:00", "found_at": None, "found_place": "",
        "brought_by": "", "handover_sheet": "", "circumstances": "",
    }  # fmt: skip
    assert body["person"]["name"] == {"value": None, "unknown": "not_asked"}  # type: ignore[index]


async def test_case_without_way_of_arrival_keeps_what_was_typed(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/rescue/intake/new", found_place="汽车站", age_low="abc", **{"marks-0-site": "左手"})
    assert answer.status_code == 422
    assert "请填写“求助方式”。" in answer.text
    assert "“年龄下限”请填写整数。" in answer.text
    assert 'value="汽车站"' in answer.text
    assert 'value="左手"' in answer.text


async def test_unknown_answers_keep_their_reason_and_names_their_kind(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    told = {
        "sex": "refused",
        "home_why": "not_known",
        "age_low": "45",
        "age_high": "55",
        "age_by": "医生",
        "height_cm_why": "not_known",
    }
    marks = {"marks-0-site": "左手", "marks-0-kind": "scar", "marks-0-text": "旧疤"}
    await send(browser, "/rescue/intake/new", arrival="police", name="老龙", name_heard="yes", **told, **marks)
    person = last(services["rescue"])[1]["person"]
    assert isinstance(person, dict)
    assert person["name"]["value"] == {"han": None, "pinyin": None, "heard_as": "老龙"}
    assert person["sex"] == {"value": None, "unknown": "refused"}
    assert person["home"] == {"value": None, "unknown": "not_known"}
    assert person["age"]["value"] == {"low": 45, "high": 55, "estimated_by": "医生", "estimated_on": None}
    assert person["height_cm"] == {"value": None, "unknown": "not_known"}
    assert person["ethnicity"] == {"value": None, "unknown": "not_asked"}
    assert person["marks"] == [{"site": "左手", "kind": "scar", "text": "旧疤"}]


async def test_interview_sends_its_clues_and_leaves_out_empty_rows(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    clue = {"clues-1-kind": "dialect", "clues-1-words": "像安徽话, 阜阳一带", "clues-1-normal_form": "安徽阜阳"}
    path = "/rescue/case/case-1/interview"
    answer = await send(browser, path, language="方言", ability="few_words", **clue)
    assert answer.headers["location"] == "/rescue/case/case-1/interviews"
    sent_to, body, _ = last(services["rescue"])
    assert sent_to == "/cases/case-1/interviews"
    assert body["clues"] == [{"kind": "dialect", "words": "像安徽话, 阜阳一带", "normal_form": "安徽阜阳"}]


async def test_interpreter_request_sends_area_and_dialect_alone(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/rescue/case/case-1/interpreter", clue_id="clue-1", area="安徽阜阳")
    assert answer.status_code == 303
    assert last(services["rescue"])[1] == {"clue_id": "clue-1", "area": "安徽阜阳", "dialect": None}
    notice = await browser.get("/rescue/case/case-1/interviews")
    assert "已向人才库查找" in notice.text
    answer = await send(browser, "/rescue/case/case-1/interpreter", clue_id="clue-1", dialect="手语")
    assert answer.status_code == 303, "a language needs no area"
    assert last(services["rescue"])[1] == {"clue_id": "clue-1", "area": "", "dialect": "手语"}
    await browser.get("/rescue/case/case-1/interviews")
    assert "已向人才库查找" not in (await browser.get("/rescue/case/case-1/interviews")).text


async def test_proposals_show_names_read_with_a_reason_and_survive_a_registry_that_is_away(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    text = (await browser.get("/rescue/case/case-1/interviews")).text
    assert "陈秀英" in text
    assert "处理中" in text
    asked = next(r for r in services["registry"].asked if r.url.path == "/talents/by-id")
    assert asked.url.params["why"] == "联系本案推荐的翻译"
    services["registry"].away = True
    assert "姓名暂时查不到" in (await browser.get("/rescue/case/case-1/interviews")).text


async def test_request_without_proposals_for_long_says_that_something_may_be_stuck(
    browser: httpx.AsyncClient, clock: FixedClock
) -> None:
    clock.at = datetime.now(UTC) + timedelta(minutes=2)
    await sign_in(browser, "jiuzhu")
    text = (await browser.get("/rescue/case/case-1/interviews")).text
    assert "还没有结果，可能卡住了" in text
    assert "处理中" not in text
    assert "/ops/messages" not in text


@pytest.mark.parametrize(
    ("name", "path", "word"),
    [
        ("jiuzhu", "/rescue/case/case-1", "岳林派出所"),
        ("jiuzhu", "/rescue/case/case-1/interviews", "陈秀英"),
        ("jiuzhu", "/rescue/case/case-1/notices", "左手缺小指"),
        ("jiuzhu", "/rescue/case/case-1/timeline", "登记求助"),
        ("zizhu", "/grants/projects/project-2", "人民币贰万元整"),
        ("dengji", "/orgs/org-3", "未移出"),
        ("dengji", "/inbox/bell", "条未读"),
    ],
)
async def test_page_asked_for_by_a_hint_answers_with_its_middle_alone(
    browser: httpx.AsyncClient, name: str, path: str, word: str
) -> None:
    await sign_in(browser, name)
    answer = await browser.get(f"{path}?live=1", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert word in answer.text


async def test_case_actions_that_are_not_allowed_say_why(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    text = (await browser.get("/rescue/case/case-1")).text
    assert "有一份公告正在等待批准。" in text
    assert "/rescue/case/case-1/propose-notice" not in text


async def test_own_notice_waits_for_the_head_who_may_approve_it(gateway: Gateway) -> None:
    async def notices(name: str) -> str:
        async with a_browser(gateway) as browser:
            await sign_in(browser, name)
            return (await browser.get("/rescue/case/case-1/notices")).text

    own, heads = await notices("jiuzhu"), await notices("zhanzhang")
    assert "等待救助站长批准。" in own
    assert "approve-notice/notice-1" not in own
    assert "approve-notice/notice-1" in heads
    assert 'class="button" href="/rescue/case/case-1/return-notice/notice-1"' in heads, "one main button"


async def test_refusal_of_a_service_is_shown_on_the_form_with_its_sentence(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    said = {"slug": "late-reason-required", "zh": "期限已过，请说明超期原因。", "en": "Say why it is late."}
    services["rescue"].instead["POST /cases/case-1/inquiries"] = (422, said)
    answer = await send(browser, "/rescue/case/case-1/send-inquiry", kind="dna_sample", office="岳林派出所")
    assert answer.status_code == 422
    assert "期限已过，请说明超期原因。" in answer.text
    assert 'value="岳林派出所"' in answer.text


async def test_full_width_figures_of_a_new_case_are_figures_and_bounds_are_named(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    given = {"arrival": "police", "entered_at": "2026-11-23T08:30", "id_number": "３４１２２６１９７００１０１００２ｘ"}
    answer = await send(browser, "/rescue/intake/new", **given, age_low="３０", age_high="１３０")
    assert "“年龄上限”不能大于 120。" in answer.text
    await send(browser, "/rescue/intake/new", **given, age_low="３０", age_high="４０", phone="１３８-０")
    person = json.loads(services["rescue"].asked[-1].content)["person"]
    assert (person["age"]["value"]["low"], person["age"]["value"]["high"]) == (30, 40)
    assert (person["id_number"]["value"], person["phone"]["value"]) == ("34122619700101002X", "138-0")


async def test_what_was_left_empty_is_not_said_to_be_known_by_nobody(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    status, case = rescue.case(httpx.Request("GET", "http://rescue/cases/case-1?purpose=x"), "1")
    bare = {**case["person"], "features": "", "clothing": "", "marks": []}
    intake = {**case["intake"], "found_at": None, "found_place": ""}
    services["rescue"].instead["GET /cases/case-1"] = (status, {**case, "person": bare, "intake": intake})
    text = (await browser.get("/rescue/case/case-1")).text
    for label in ("体貌特征", "衣着", "体表特征", "发现时间", "发现地点"):
        assert re.search(rf"<dt[^>]*>{label}</dt>\s*<dd[^>]*>\s*没有填写", text), label


async def test_an_interval_of_ages_is_sent_as_it_was_typed(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    given = {"arrival": "police", "entered_at": "2026-11-23T08:30"}
    await send(browser, "/rescue/intake/new", **given, age_low="60", age_high="50")
    person = json.loads(services["rescue"].asked[-1].content)["person"]
    assert (person["age"]["value"]["low"], person["age"]["value"]["high"]) == (60, 50)


async def test_held_words_of_a_draft_are_marked_with_the_reason_and_ticked_when_it_is_approved(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zhanzhang")
    shown = (await browser.get("/rescue/case/case-1/notices")).text
    assert "听力较差，曾在<mark>三院</mark>看过。" in shown
    assert "“三院”：机构或社区名称，可能透露现在住在哪里" in shown
    path = "/rescue/case/case-1/approve-notice/notice-1"
    form = (await browser.get(path)).text
    assert "<mark>三院</mark>" in form
    assert 'name="words_checked" value="condition:三院"' in form
    await send(browser, path, words_checked="condition:三院")
    await send(browser, path)
    bodies = [json.loads(one.content) for one in services["rescue"].asked if one.method == "POST"]
    assert [body.get("words_checked") for body in bodies] == [["condition:三院"], None]


async def test_a_published_notice_is_shown_without_marks_and_what_was_ticked_several_times_is_sent_whole(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zhanzhang")
    assert "<mark>" not in (await browser.get("/rescue/case/case-3/notices")).text
    path = "/rescue/case/case-1/approve-notice/notice-1"
    typed = Html((await browser.get(path)).text).fields
    ticked = {**typed, "words_checked": ["condition:三院", "features:12号"]}
    await browser.post(path, data=ticked, headers=HERE)
    sent = next(one for one in services["rescue"].asked if one.method == "POST")
    assert json.loads(sent.content)["words_checked"] == ["condition:三院", "features:12号"]


async def test_a_case_is_handed_to_a_colleague_who_may_and_lists_are_filtered_by_responsible_worker(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    form = (await browser.get("/rescue/case/case-1/hand-over-case")).text
    assert '<option value="zhanzhang"' in form
    assert '<option value="dengji"' not in form, "a registrar does not care for people in need"
    assert '<option value="jiuzhu"' not in form, "who has it already"
    typed = {**Html(form).fields, "to": "zhanzhang", "note": "周四再问询"}
    await browser.post("/rescue/case/case-1/hand-over-case", data=typed, headers=HERE)
    assert last(services["rescue"])[1] == {"to": "zhanzhang", "note": "周四再问询"}
    for nobody in ("nobody-at-all", "dengji", "jiuzhu"):
        sent = len(services["rescue"].asked)
        refused = await browser.post("/rescue/case/case-1/hand-over-case", data=typed | {"to": nobody}, headers=HERE)
        assert "只能从列出的里面选" in refused.text
        assert not [one for one in services["rescue"].asked[sent:] if one.method == "POST"]
    page = (await browser.get("/rescue/case/case-1")).text
    assert "公安还没有答复，周四再问询。" in page
    assert "张建国 → 李梅" in page
    for path in ("/rescue/cases", "/rescue/due"):
        await browser.get(f"{path}?responsible=mine")
        await browser.get(f"{path}?responsible=nobody")
        asked = [dict(one.url.params) for one in services["rescue"].asked[-2:]]
        assert [one.get("mine") or one.get("unassigned") for one in asked] == ["true", "true"]
        assert "没有责任人" in (await browser.get(f"{path}?responsible=zhanzhang")).text
