"""What a phone shows first, and what it folds or leaves out; the rest of it is in the stylesheet."""

import re

import httpx
import pytest

from tests.gateway.visiting import Html, send, sign_in

FOLDS, MORE = "data-folds-narrow", r'<details class="more-fields stack"( open)?>'


@pytest.mark.parametrize(
    ("name", "first"), [("zhanzhang", "approve-notice/notice-1"), ("jiuzhu", "interview")], ids=["head", "author"]
)
async def test_most_urgent_action_leads_and_actions_stand_before_facts(
    browser: httpx.AsyncClient, name: str, first: str
) -> None:
    await sign_in(browser, name)
    page = (await browser.get("/rescue/case/case-1")).text
    actions, facts = page.index('<ul class="actions">'), page.index("来站情况</h2>")
    assert actions < facts
    leading = page[actions:].partition("</a>")[0]
    assert "button-primary" in leading
    assert Html(leading).links == [f"/rescue/case/case-1/{first}"]


@pytest.mark.parametrize("tab", ["", "/interviews", "/timeline"])
async def test_overview_interviews_and_timeline_can_be_printed(browser: httpx.AsyncClient, tab: str) -> None:
    await sign_in(browser, "jiuzhu")
    page = (await browser.get(f"/rescue/case/case-1{tab}")).text
    assert "data-prints>" in page
    assert 'class="only-print"' in page


@pytest.mark.parametrize("path", ["/rescue/cases", "/orgs", "/grants/projects", "/rescue/due"])
async def test_filters_are_folded_until_one_is_used(browser: httpx.AsyncClient, path: str) -> None:
    await sign_in(browser, "guanli" if "rescue" not in path else "jiuzhu")
    used = {"/rescue/cases": "custody=hospital", "/orgs": "kind=foundation", "/grants/projects": "frozen=true"}
    assert FOLDS in (await browser.get(path)).text
    assert FOLDS not in (await browser.get(f"{path}?{used.get(path, 'overdue=true')}")).text


async def test_rows_of_messages_leave_out_their_zeros_on_a_phone(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "yunwei")
    page = (await browser.get("/ops/messages")).text.partition("从服务启动（")[2]
    cells = re.findall(r'<td class="number([^"]*)" data-label="[^"]*">([0-9,]+)</td>', page)
    assert {number == "0" for _, number in cells} == {True, False}
    assert all(("none" in look) is (number == "0") for look, number in cells)


async def test_an_error_unfolds_only_the_fields_that_it_is_about(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")

    async def opened(**typed: str) -> bool:
        answer = await send(browser, "/rescue/intake/new", **typed)
        assert answer.status_code == 422
        found = re.search(MORE, answer.text)
        assert found
        return bool(found[1])

    assert not await opened(found_place="汽车站")
    assert await opened(height_cm="很高")
    assert await opened(clothing="红色棉袄")
    assert await opened(**{"marks-0-site": "左手"})
    assert await opened(phone_why="refused")
