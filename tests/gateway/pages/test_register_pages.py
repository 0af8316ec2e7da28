"""An organisation's lists, changes and history: what is sent to the register and what is said."""

import httpx
import pytest

from tests.gateway.pages.test_office_pages import last
from tests.gateway.standin import StandIn, registry
from tests.gateway.visiting import Html, send, sign_in


async def test_what_was_entered_late_says_so_and_both_lists_stand_on_the_page(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    page = (await browser.get("/orgs/org-5")).text
    assert "补记于 10月9日 11:00" in page
    for words in ("严重违法失信名单", "受到限期停止活动处罚", "2028年10月9日 起可以移出名单"):
        assert words in page


async def test_change_of_registration_begins_with_what_stands_and_sends_its_day(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    form = (await browser.get("/orgs/org-1/change-organisation")).text
    assert 'value="锋之社爱心服务协会"' in form
    given = {"effective_on": "2026-11-02", "decision_no": "奉民许1号", "name": "锋之社服务协会"}
    await send(browser, "/orgs/org-1/change-organisation", **given, _checked="yes")
    path, body = last(services["registry"])
    assert (path, body["name"], body["effective_on"]) == (
        "/organisations/org-1/changes",
        "锋之社服务协会",
        "2026-11-02",
    )


async def test_page_answers_what_an_organisation_was_called_on_a_day(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    page = (await browser.get("/orgs/org-1")).text
    assert "2016年11月1日 以前" in page
    asked = (await browser.get("/orgs/org-1?true_on=2015-05-01&known_on=")).text
    assert "2015年5月1日：奉化市锋之社服务队，溪口镇" in asked
    both = (await browser.get("/orgs/org-1?true_on=2017-05-01&known_on=2026-11-01")).text
    assert "2017年5月1日（按 2026年11月1日 所知）：锋之社爱心服务协会，溪口镇" in both


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("true_on=昨天", "“以某日为准”请填写有效的日期或时间。"),
        ("true_on=2030-01-01", "“以某日为准”还没有到"),
        ("known_on=2026-11-01", "请填写“以某日为准”。"),
    ],
)
async def test_day_that_cannot_be_answered_is_said_to_be_wrong(
    browser: httpx.AsyncClient, services: dict[str, StandIn], asked: str, said: str
) -> None:
    await sign_in(browser, "dengji")
    assert said in (await browser.get(f"/orgs/org-1?{asked}")).text
    read = [one for one in services["registry"].asked if one.url.path == "/organisations/org-1"]
    assert [str(one.url.query) for one in read] == ["b''"]


async def test_page_tells_each_change_with_what_was_before(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    page = (await browser.get("/orgs/org-1")).text
    assert "名称：奉化市锋之社服务队 → 锋之社爱心服务协会" in page
    assert "奉民许〔2016〕8号" in page


async def test_several_are_listed_late_together_with_what_shows_it(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    address = "/orgs/chosen/list-abnormal?chosen=org-1&of="
    assert "发生时间的依据" in (await browser.get(address)).text
    late = {"occurred_at": "2026-11-20T09:00", "evidence": "两次邮寄无人签收"}
    await send(browser, address, chosen="org-1", code="unreachable", **late)
    path, body = last(services["registry"])
    assert (path, body["evidence"]) == ("/organisations/org-1/abnormal-reasons", "两次邮寄无人签收")
    assert str(body["occurred_at"]).startswith("2026-11-20T")


async def test_each_fact_that_is_an_example_has_its_mark_in_the_list_and_on_the_page(
    browser: httpx.AsyncClient,
) -> None:
    await sign_in(browser, "dengji")
    mark = '<span class="tag tag-plain">示例</span>'
    row = (await browser.get("/orgs?q=锋之社")).text.partition("<tbody>")[2].partition("</tbody>")[0]
    assert f"溪口镇 {mark}" in row
    assert "51330213MJ90000146（示例）" in row
    page = (await browser.get("/orgs/org-1")).text
    facts = page.partition("登记事项</h2>")[2].partition("</dl>")[0].split("<dt")
    marked = [fact.partition(">")[2].partition("<")[0] for fact in facts if mark in fact]
    assert marked == ["统一社会信用代码", "业务主管单位", "成立日期", "镇（街道）", "住所"]
    assert "示例</span>" not in page.partition("<h1")[2].partition("</h1>")[0]


@pytest.mark.parametrize(
    ("act", "typed"),
    [
        ("list-abnormal", {"code": "unreachable"}),
        ("list-serious", {"ground": "other", "decision_no": "奉民决1号"}),
        ("revoke-organisation", {"decision_no": "奉民决1号"}),
        ("deregister-organisation", {"decision_no": "奉民决1号"}),
        ("withdraw-licence", {"decision_no": "奉民决1号"}),
        ("suspend-organisation", {"decision_no": "奉民决1号", "until": "2026-12-31"}),
    ],
)
async def test_decision_on_an_organisation_is_shown_once_more_before_it_is_sent(
    browser: httpx.AsyncClient, services: dict[str, StandIn], act: str, typed: dict[str, str]
) -> None:
    await sign_in(browser, "dengji")
    shown = await send(browser, f"/orgs/org-1/{act}", **typed)
    assert "还没有提交。请逐项核对" in shown.text
    assert not [one for one in services["registry"].asked if one.method == "POST"]


async def test_deregistration_that_something_stands_against_is_refused_at_the_first_press(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    _, body = registry.organisation(httpx.Request("GET", "http://registry"), "1")
    assert isinstance(body, dict)
    refused = {"name": "deregister_organisation", "allowed": False, "reason_zh": "该组织还入驻在二楼 B12。"}
    services["registry"].instead["GET /organisations/org-1"] = (200, {**body, "allowed_actions": [refused]})
    await sign_in(browser, "dengji")
    answer = await send(browser, "/orgs/org-1/deregister-organisation", decision_no="奉民决1号")
    assert answer.status_code == 422
    assert "该组织还入驻在二楼 B12" in answer.text
    assert "还没有提交" not in answer.text
    assert Html(answer.text).fields["decision_no"] == "奉民决1号"


async def test_correction_tells_what_stood_before_and_since(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    page = (await browser.get("/orgs/org-1")).text
    assert "住所：溪口镇老街 1 号 → 奉化区岳林街道大成东路 88 号" in page
    assert "类型：基金会 → 社会团体" in page
    assert "理由：换证" in page


async def test_wrong_entry_is_chosen_and_its_taking_back_proposed(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    form = (await browser.get("/orgs/org-5/propose-retraction")).text
    assert "限期停止活动 · 奉民决〔2026〕3号" in form
    await send(browser, "/orgs/org-5/propose-retraction", entry="step-0", reason="登错了组织", _checked="yes")
    assert last(services["registry"]) == (
        "/organisations/org-5/retraction",
        {"entry": "step-0", "reason": "登错了组织"},
    )


async def test_proposal_that_waits_stands_at_the_head_with_what_a_colleague_can_do(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    _, body = registry.organisation(httpx.Request("GET", "http://registry"), "5")
    assert isinstance(body, dict)
    waiting = {
        "told": body["retractable"][0]["told"], "reason": "登错了组织", "proposed_by": "dengji",
        "proposed_at": "2026-11-20T02:00:00Z", "decided_by": None, "decided_at": None, "approved": False,
    }  # fmt: skip
    names = ("list_abnormal", "approve_retraction", "decline_retraction")
    may = [{"name": name, "allowed": True} for name in names]
    services["registry"].instead["GET /organisations/org-5"] = (
        200,
        {**body, "waiting_retraction": waiting, "allowed_actions": may},
    )
    await sign_in(browser, "guanli")
    page = (await browser.get("/orgs/org-5")).text
    assert "有一项更正误登等待另一位同事批准：限期停止活动" in page
    leading = page.partition('<ul class="actions">')[2].partition("</a>")[0]
    assert "button-primary" in leading
    assert Html(leading).links == ["/orgs/org-5/approve-retraction"], "it leads the rail"
    assert "登错了组织" in (await browser.get("/orgs/org-5/approve-retraction")).text
