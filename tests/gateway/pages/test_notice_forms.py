"""Drafting, showing and taking back a search notice: Chinese for the public, only what is known, nothing unseen."""

import json
from typing import Any

import httpx
import pytest

from services.gateway.gateway import Gateway
from services.gateway.pages.rescue.case import CASE
from tests.gateway.assembled import a_browser, a_gateway, with_accounts
from tests.gateway.standin import StandIn
from tests.gateway.visiting import HERE, Html, send, sign_in

Json = dict[str, Any]
REPLACING = ("describe_person", "supplement_intake")
"""Their changes are merged with what others changed; all other commands send the version that was seen."""
PARTS = {
    "case_id": "case-1",
    "clue_id": "clue-1",
    "notice_id": "notice-1",
    "inquiry_id": "inquiry-2",
    "photo_id": "file-1",
}
FORMS = [
    action.address(CASE).format(**PARTS, request_id="request-1", person_id="p-1")
    for action in CASE.actions
    if action.command not in REPLACING
]


def without(services: dict[str, StandIn], number: int, **changes: object) -> None:
    """Let the case answer so from now on."""
    request = httpx.Request("GET", f"http://rescue/cases/case-{number}", params={"purpose": "x"})
    case: Json = services["rescue"].answer(request).json()
    services["rescue"].instead[f"GET /cases/case-{number}"] = (200, {**case, **changes})


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_first_draft_is_in_chinese_whatever_the_reader_speaks_with_the_phone_of_the_settings(
    services: dict[str, StandIn], clock: Any, language: str
) -> None:
    gateway: Gateway = await with_accounts(a_gateway(clock, services, station_phone="0574-88512345"))
    await gateway.accounts.prefer("jiuzhu", language=language)
    async with a_browser(gateway) as browser:
        await sign_in(browser, "jiuzhu")
        draft = Html((await browser.get("/rescue/case/case-2/propose-notice")).text).fields
    assert (draft["sex"], draft["age"], draft["height"]) == ("男", "15 至 19 岁", "155 厘米")
    assert draft["contact_phone"] == "0574-88512345"


async def test_first_draft_says_nothing_that_the_case_does_not_know(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    intake = {"arrival": "police", "entered_at": "2026-11-22T01:00:00Z", "found_at": None, "found_place": ""}
    without(services, 2, intake={**intake, "brought_by": "", "handover_sheet": "", "circumstances": ""}, age_now=None)
    await sign_in(browser, "jiuzhu")
    draft = Html((await browser.get("/rescue/case/case-2/propose-notice")).text).fields
    assert [draft[name] for name in ("found_on", "found_place", "age", "shown_name")] == ["", "", "", ""]


async def test_empty_rows_stay_out_of_a_notice(browser: httpx.AsyncClient, services: dict[str, StandIn]) -> None:
    request = httpx.Request("GET", "http://rescue/cases/case-3", params={"purpose": "x"})
    (notice,) = services["rescue"].answer(request).json()["notices"]
    without(services, 3, notices=[{**notice, "text": {**notice["text"], "clothing": "", "found_on": None}}])
    await sign_in(browser, "jiuzhu")
    page = (await browser.get("/rescue/case/case-3/notices")).text
    shown = page.partition('class="card public-notice"')[2].partition("</article>")[0]
    assert "体貌特征" in shown
    for label in ("衣着", "发现日期", "没有填写"):
        assert label not in shown


@pytest.mark.parametrize("path", FORMS)
async def test_every_form_of_a_case_carries_the_version_that_was_seen(browser: httpx.AsyncClient, path: str) -> None:
    await sign_in(browser, "zhanzhang")
    answer = await browser.get(path)
    assert Html(answer.text).fields.get("_version") == "7", "an act on an older state would go unseen"


async def test_withdrawal_opened_on_an_older_state_takes_nothing_down_and_says_what_has_happened_since(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    path = "/rescue/case/case-1/withdraw-notice/notice-1"
    form = Html((await browser.get(path)).text).fields
    stale = {"slug": "version-conflict", "zh": "这条记录已被修改。", "en": "It was changed."}
    services["rescue"].instead["POST /cases/case-1/notices/notice-1/withdrawal"] = (412, stale)
    told = await browser.post(path, data={**form, "reason": "写错了"}, headers=HERE)
    sent = next(one for one in reversed(services["rescue"].asked) if one.method == "POST")
    assert (sent.headers["if-match"], json.loads(sent.content)["reason"]) == ('"7"', "写错了")
    assert "这条记录已被修改。" in told.text
    assert Html(told.text).fields["reason"] == "写错了"


@pytest.mark.parametrize(
    ("path", "given", "said"),
    [
        ("return-notice/notice-1", {"reason": "衣着写全"}, "公告已经退回拟稿人。"),
        ("place-person", {"place": "hospital", "name": "区人民医院"}, "照料地点已经登记。"),
        ("record-stated-identity", {"name": "张志英"}, "自述身份已经登记，请在期限内核实。"),
    ],
)
async def test_saving_is_confirmed_on_the_page_that_it_leads_to(
    browser: httpx.AsyncClient, path: str, given: dict[str, str], said: str
) -> None:
    await sign_in(browser, "zhanzhang")
    done = await send(browser, f"/rescue/case/case-1/{path}", **given)
    assert done.status_code == 303
    assert said in (await browser.get(done.headers["location"])).text
    assert said not in (await browser.get(done.headers["location"])).text, "once"
