"""Answers that are checked before they are sent, and those of police that the case has on file."""

import json

import httpx
import pytest

from tests.gateway.standin import StandIn
from tests.gateway.visiting import HERE, Html, send, sign_in


async def test_settlement_offers_the_replies_that_the_case_has_and_shows_to_which_request_they_belong(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    form = (await browser.get("/rescue/case/case-1/departure/settled")).text
    assert form.count('<option value="">请选择</option>') == 1
    assert (
        '<option value="甬奉公复〔2026〕9号">失踪人员比对 · 岳林派出所 · 甬奉公复〔2026〕9号 · 没有比中</option>'
        in form
    )
    assert '<input id="comparison"' in form, "what was not answered is typed"
    request = httpx.Request("GET", "http://rescue/cases/case-1", params={"purpose": "x"})
    case = json.loads(services["rescue"].answer(request).content)
    papers = {"comparison": "比对1号", "cancelled_households": "注销2号", "missing_list": "甬奉公复〔2026〕9号",
              "plan_no": "民安4号", "household_no": "户5号", "household_of": "福利院"}  # fmt: skip
    case |= {"custody": "departed", "departure": "settled", "departed_at": "2026-11-20T02:00:00Z"}
    case["leaving"] = {"settled": {**papers, "inquiries": ["inquiry-1"]}}
    services["rescue"].instead["GET /cases/case-1"] = (200, case)
    shown = (await browser.get("/rescue/case/case-1")).text.partition("失踪人员库比对的答复")[2][:400]
    assert "甬奉公复〔2026〕9号" in shown
    assert "失踪人员比对 · 岳林派出所" in shown


def nothing_against_it(rescue: StandIn, case_id: str) -> None:
    """The case allows everything that it offers."""
    request = httpx.Request("GET", f"http://rescue/cases/{case_id}", params={"purpose": "x"})
    case = json.loads(rescue.answer(request).content)
    allowed = [{**one, "allowed": True} for one in case["allowed_actions"]]
    rescue.instead[f"GET /cases/{case_id}"] = (200, {**case, "allowed_actions": allowed})


@pytest.mark.parametrize(
    ("page", "typed", "said"),
    [
        ("case-3/propose-erasure", {"ground": "unlawful"}, "违反法律、行政法规或者约定处理"),
        (
            "case-1/departure/died",
            {"certificate": "死证2026-5", "police": "岳林派出所", "belongings": "布包", "ashes": "殡仪馆"},
            "死证2026-5",
        ),
        (
            "case-1/departure/settled",
            {
                "comparison": "比对1号", "cancelled_households": "注销2号", "missing_list": "甬奉公复〔2026〕9号",
                "plan_no": "民安4号", "household_no": "户5号", "household_of": "福利院",
            },
            "注销2号",
        ),
        (
            "case-1/publish-notice/notice-1",
            {"channel": "national_site", "reference": "XQ-2026-0412", "occurred_at": "2026-11-20T10:00"},
            "红色棉袄",
        ),
    ],
)  # fmt: skip
async def test_what_cannot_be_undone_is_shown_to_be_checked_before_it_is_sent(
    browser: httpx.AsyncClient, services: dict[str, StandIn], page: str, typed: dict[str, str], said: str
) -> None:
    await sign_in(browser, "zhanzhang")
    nothing_against_it(services["rescue"], page.partition("/")[0])
    answer = await send(browser, f"/rescue/case/{page}", **typed)
    assert (answer.status_code, "还没有提交" in answer.text, said in answer.text) == (200, True, True)
    assert [one for one in services["rescue"].asked if one.method == "POST"] == []
    again = {**Html(answer.text).fields, "_checked": "yes"}
    done = await browser.post(f"/rescue/case/{page}", data=again, headers=HERE)
    assert done.status_code == 303


async def test_request_for_which_something_was_only_taken_says_so_and_still_takes_the_result(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    request = httpx.Request("GET", "http://rescue/cases/case-1", params={"purpose": "x"})
    case = json.loads(services["rescue"].answer(request).content)
    taken = {**case["inquiries"][0]["reply"], "outcome": "taken", "paper": "采样回执7号", "remarks": ""}
    case["inquiries"][1]["taken"] = taken
    services["rescue"].instead["GET /cases/case-1"] = (200, case)
    page = (await browser.get("/rescue/case/case-1")).text
    shown = page.partition("报请和答复")[2]
    assert "已采集，等待比对" in shown
    assert "采样回执7号" in shown
    assert "/rescue/case/case-1/record-reply/inquiry-2" in Html(page).links
    assert "期限继续计算" in (await browser.get("/rescue/case/case-1/record-reply/inquiry-2")).text


async def test_a_ground_that_is_always_refused_is_not_offered(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    text = (await browser.get("/rescue/case/case-3/propose-erasure")).text
    assert 'value="unlawful"' in text
    assert 'value="consent_withdrawn"' not in text
