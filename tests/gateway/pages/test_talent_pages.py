"""The talent pool: what is asked of registry and why, what is sent, and what is said."""

import json

import httpx
import pytest

from tests.gateway.standin import StandIn
from tests.gateway.visiting import HERE, Html, send, sign_in

Services = dict[str, StandIn]


def last(service: StandIn, method: str) -> httpx.Request:
    """The last request of this method that a service was given."""
    return next(request for request in reversed(service.asked) if request.method == method)


async def test_list_asks_for_what_the_filter_says_with_a_reason(browser: httpx.AsyncClient, services: Services) -> None:
    await sign_in(browser, "jiuzhu")
    wanted = {"q": "陈", "dialect": "阜阳", "native": "安徽", "skill": "沟通", "availability": "by_appointment"}
    answer = await send(browser, "/talents", **wanted)
    assert "陈秀英" in answer.text
    assert "吴建军" not in answer.text
    asked = dict(last(services["registry"], "GET").url.params)
    assert asked == wanted | {"why": "查阅人才库名单", "limit": "25"}


async def test_further_pages_keep_the_filter_and_no_name_stands_in_an_address(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "jiuzhu")
    more = services["registry"].routes["GET /talents"](httpx.Request("GET", "http://registry/talents"))[1]
    services["registry"].instead["GET /talents"] = (200, more | {"next_cursor": "more", "total": 60})
    page = await send(browser, "/talents", q="陈")
    assert not any("q=" in link or "cursor" in link for link in Html(page.text).links)
    pager = Html(page.text.partition('class="pager"')[2].partition("</nav>")[0]).fields
    await browser.post("/talents", data=pager, headers=HERE)
    asked = last(services["registry"], "GET").url.params
    assert (asked["q"], asked["cursor"]) == ("陈", "more")
    assert "/talents?cursor=more" in Html((await browser.get("/talents")).text).links


async def test_list_of_nobody_says_whether_the_filter_or_the_pool_is_empty(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "dengji")
    assert "没有找到这样的人" in (await send(browser, "/talents", q="没有这个人")).text
    services["registry"].instead["GET /talents"] = (
        200,
        {"items": [], "next_cursor": None, "total": 0, "allowed_actions": []},
    )
    assert "人才库里还没有人" in (await browser.get("/talents")).text


async def test_person_is_shown_with_a_masked_phone_until_a_reason_is_given(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "jiuzhu")
    page = await browser.get("/talents/p-1")
    assert "138****5678" in page.text
    assert "中原官话" in page.text
    unsaid = await send(browser, "/talents/p-1")
    assert unsaid.status_code == 422
    assert "13800005678" not in unsaid.text
    shown = await send(browser, "/talents/p-1", why="请她周三来站沟通")
    assert 'href="tel:13800005678"' in shown.text, "a phone dials"
    assert "tel:" not in page.text
    asked = next(r for r in services["registry"].asked if r.url.path == "/talents/p-1/phone")
    assert asked.url.params["why"] == "请她周三来站沟通"


async def test_adding_sends_lists_and_the_code_of_the_place(browser: httpx.AsyncClient, services: Services) -> None:
    await sign_in(browser, "dengji")
    told = {"display_name": "程桂兰", "phone": "13800138000", "native_code": "临泉", "skills": "手语，驾驶"}
    answer = await send(browser, "/talents/add-talent", **told, dialects="阜阳话、普通话、")
    assert answer.headers["location"] == "/talents/p-1"
    assert json.loads(last(services["registry"], "POST").content) == {
        "display_name": "程桂兰", "phone": "13800138000", "native_code": "341221", "dialects": ["阜阳话", "普通话"],
        "skills": ["手语", "驾驶"], "availability": "available", "note": "", "invented": False,
    }  # fmt: skip


async def test_adding_with_a_place_that_several_share_lets_one_be_chosen(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "dengji")
    asked = await send(browser, "/talents/add-talent", display_name="程桂兰", native_code="鼓楼区")
    assert asked.status_code == 422
    assert "江苏省南京市鼓楼区" in asked.text
    form = Html(asked.text).fields
    chosen = await browser.post("/talents/add-talent", data={**form, "native_code-which": "350102"}, headers=HERE)
    assert chosen.status_code == 303
    assert json.loads(last(services["registry"], "POST").content)["native_code"] == "350102"


async def test_adding_with_an_unknown_place_or_without_a_name_is_refused_in_words(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    assert (
        "没有找到这个地方"
        in (await send(browser, "/talents/add-talent", display_name="程桂兰", native_code="无此地")).text
    )
    assert "请填写“姓名或称呼”。" in (await send(browser, "/talents/add-talent")).text


@pytest.mark.parametrize(("typed", "keeps"), [("", True), ("13900139000", False)])
async def test_update_begins_with_what_is_known_and_keeps_the_phone_that_it_does_not_know(
    browser: httpx.AsyncClient, services: Services, typed: str, keeps: bool
) -> None:
    await sign_in(browser, "dengji")
    page = await browser.get("/talents/p-2/update-talent")
    assert Html(page.text).fields["dialects"] == "阜阳话、普通话"
    assert "5678" not in page.text
    answer = await send(browser, "/talents/p-2/update-talent", phone=typed, note="周末可以")
    assert answer.headers["location"] == "/talents/p-2"
    sent = last(services["registry"], "PUT")
    assert sent.headers["If-Match"] == '"1"'
    body = json.loads(sent.content)
    assert (body["phone"], body["keep_phone"], body["native_code"], body["note"]) == (
        typed,
        keeps,
        "341221",
        "周末可以",
    )


async def test_withdrawal_says_what_is_erased_before_it_is_done(browser: httpx.AsyncClient, services: Services) -> None:
    await sign_in(browser, "dengji")
    assert "不能恢复" in (await browser.get("/talents/p-1/withdraw-talent")).text
    assert not any(request.method == "POST" for request in services["registry"].asked)
    answer = await send(browser, "/talents/p-1/withdraw-talent")
    assert answer.headers["location"] == "/talents"
    assert last(services["registry"], "POST").url.path == "/talents/p-1/withdrawal"


async def test_refused_withdrawal_says_why(browser: httpx.AsyncClient, services: Services) -> None:
    await sign_in(browser, "dengji")
    problem = {"slug": "talent-gone", "zh": "这个人已退出人才库。", "en": "This person has left."}
    services["registry"].instead["POST /talents/p-1/withdrawal"] = (409, problem)
    answer = await send(browser, "/talents/p-1/withdraw-talent")
    assert answer.status_code == 422
    assert "这个人已退出人才库。" in answer.text


async def test_who_has_left_is_shown_without_a_name_and_cannot_be_called(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    page = (await browser.get("/talents/p-4")).text
    assert "此人已退出人才库" in page
    assert "/talents/p-4/" not in page
    case = (await browser.get("/rescue/case/case-1/interviews")).text
    assert "已退出人才库" in case
    assert "/rescue/case/case-1/interpreter/request-1/p-3" in case
    assert "/rescue/case/case-1/interpreter/request-1/p-4" not in case
    call = (await browser.get("/rescue/case/case-1/interpreter/request-1/p-4")).text
    assert "不能再联系" in call
    assert "保存联系结果" not in call


@pytest.mark.parametrize(("name", "shown"), [("dengji", True), ("jiuzhu", True), ("zizhu", False), ("yunwei", False)])
async def test_talent_pool_is_in_the_directory_of_those_who_may_read_it(
    browser: httpx.AsyncClient, name: str, shown: bool
) -> None:
    await sign_in(browser, name)
    assert ("/talents" in Html((await browser.get("/search")).text).links) is shown
