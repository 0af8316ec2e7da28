"""Organisations, projects, inbox, messages, search: what is sent to the services and what is said."""

import json
from datetime import timedelta

import httpx
import pytest

from shared.kernel.clock import FixedClock
from tests.gateway.standin import StandIn
from tests.gateway.visiting import HERE, Html, send, sign_in


def last(service: StandIn) -> tuple[str, dict[str, object]]:
    """Path and body of the last command that a service was given."""
    request = next(r for r in reversed(service.asked) if r.method in ("POST", "PUT"))
    return request.url.path, json.loads(request.content)


async def test_list_answers_with_rows_alone_while_somebody_types(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    answer = await browser.get("/orgs?q=锋之社", headers={"HX-Request": "true"})
    assert "锋之社爱心服务协会" in answer.text
    assert "<html" not in answer.text


async def test_listing_says_what_follows_and_sends_the_reason(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    answer = await send(browser, "/orgs/org-3/list-abnormal", code="annual_report_missing", year="2025", _checked="yes")
    assert answer.headers["location"] == "/orgs/org-3"
    path, body = last(services["registry"])
    assert path == "/organisations/org-3/abnormal-reasons"
    assert body == {"code": "annual_report_missing", "year": 2025, "decision_no": "", "note": ""}


async def test_clearing_one_of_two_says_that_the_other_stands(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    page = await browser.get("/orgs/org-3/clear-abnormal-reason/reason-3")
    assert "还有 1 条未移出" in page.text
    assert (await send(browser, "/orgs/org-3/clear-abnormal-reason/reason-3")).status_code == 422
    await send(browser, "/orgs/org-3/clear-abnormal-reason/reason-3", note="已取得联系", _checked="yes")
    assert last(services["registry"]) == (
        "/organisations/org-3/abnormal-reasons/reason-3/clearing",
        {"note": "已取得联系"},
    )


async def test_suspension_asks_until_when_and_the_page_shows_it(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    assert "停止至" not in (await browser.get("/orgs/org-1/revoke-organisation")).text
    given = {"decision_no": "奉民决1号", "until": "2026-12-31"}
    await send(browser, "/orgs/org-1/suspend-organisation", **given, _checked="yes")
    assert last(services["registry"]) == (
        "/organisations/org-1/suspension",
        {"decision_no": "奉民决1号", "until": "2026-12-31"},
    )
    without = await send(browser, "/orgs/org-1/suspend-organisation", decision_no="奉民决1号", until="")
    assert without.status_code == 422
    wrong = await send(browser, "/orgs/org-1/suspend-organisation", decision_no="奉民决1号", until="年底")
    assert "“停止至”请填写有效的日期或时间" in wrong.text
    page = (await browser.get("/orgs/org-5")).text
    assert page.count("停止至 2026年12月31日") == 2, "in the bar and in the timeline"


IMPORT = "/orgs/import/import-organisations"


async def test_import_without_a_file_asks_for_one_and_with_one_goes_to_its_result(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    page = (await browser.get("/orgs/import")).text
    assert f'action="{IMPORT}" enctype="multipart/form-data"' in page
    form = Html(page).fields
    empty = await browser.post(IMPORT, data=form, headers=HERE)
    assert empty.status_code == 422
    assert "请选择“文件”。" in empty.text
    files = {"file": ("名册.csv", "统一社会信用代码,名称,成立日期\n".encode())}
    done = await browser.post(IMPORT, data=form, files=files, headers=HERE)
    assert done.headers["location"] == "/orgs/jobs/job-1"
    sent = services["registry"].asked[-1]
    assert b'name="dry_run"\r\n\r\ntrue' in sent.content
    result = await browser.get("/orgs/import/import-2")
    assert "第 14 行" in result.text
    assert "校验位不对" in result.text


PLAN = "/grants/projects/project-1/plan-instalments"


@pytest.mark.parametrize(("typed", "fen"), [("8000", 800_000), ("2万元", 2_000_000), ("8,000.50", 800_050)])
async def test_plan_reads_amounts_as_people_write_them(
    browser: httpx.AsyncClient, services: dict[str, StandIn], typed: str, fen: int
) -> None:
    await sign_in(browser, "zizhu")
    row = {"amount_fen": typed, "due_on": "2026-12-01", "report_need": "final"}
    await send(browser, PLAN, **{f"parts-0-{name}": value for name, value in row.items()})
    path, body = last(services["grants"])
    assert path == "/projects/project-1/instalments"
    assert body == {"parts": [{"amount_fen": fen, "due_on": "2026-12-01", "report_need": "final"}]}


async def test_plan_with_an_amount_that_cannot_be_read_says_how_to_write_it(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    answer = await send(browser, PLAN, **{"parts-0-amount_fen": "八千", "parts-0-due_on": "2026-12-01"})
    assert answer.status_code == 422
    assert "看不懂这个金额" in answer.text
    assert 'value="八千"' in answer.text


async def test_project_page_shows_capital_numerals_and_why_it_is_frozen(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    text = (await browser.get("/grants/projects/project-2")).text
    assert "人民币贰万元整" in text
    assert "¥20,000.00" in text
    assert "原因：未按时限和要求报送年度工作报告；通过登记的住所无法取得联系" in text
    assert "全部原因移出后自动解除冻结" in text
    assert "/pay-instalment/2" not in text


@pytest.mark.parametrize(
    ("who", "page", "path", "warned"),
    [
        ("caiwu", "propose-reversal/1", "/instalments/1/payment/reversal", "原来的登记会保留"),
        ("zizhu", "cancel-instalment/2", "/instalments/2/cancellation", "期次编号保留"),
    ],
)
async def test_taking_back_is_offered_warns_asks_why_and_is_sent(
    browser: httpx.AsyncClient, services: dict[str, StandIn], who: str, page: str, path: str, warned: str
) -> None:
    await sign_in(browser, who)
    project = "/grants/projects/project-1"
    assert f'href="{project}/{page}"' in (await browser.get(project)).text
    asked = await browser.get(f"{project}/{page}")
    assert warned in asked.text
    without = await send(browser, f"{project}/{page}")
    assert without.status_code == 422
    assert "请填写“原因”。" in without.text
    shown = await send(browser, f"{project}/{page}", reason="写错了")
    assert "<dd>写错了</dd>" in shown.text
    done = await browser.post(f"{project}/{page}", data={**Html(shown.text).fields, "_checked": "yes"}, headers=HERE)
    assert done.headers["location"] == project
    assert last(services["grants"]) == (f"/projects/project-1{path}", {"reason": "写错了"})


async def test_inbox_item_is_marked_read_and_followed(browser: httpx.AsyncClient, services: dict[str, StandIn]) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/inbox", to="/inbox/item-1/open", link="/rescue/case/case-1")
    assert answer.headers["location"] == "/rescue/case/case-1"
    assert last(services["notify"])[0] == "/inbox/item-1/read"


async def test_a_whole_tab_is_marked_read_but_for_what_is_settled(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/inbox?tab=todo", to="/inbox/read-all")
    assert answer.headers["location"] == "/inbox?tab=todo"
    marked = [one.url.path for one in services["notify"].asked if one.method == "POST"]
    listed = services["notify"].answer(httpx.Request("GET", "http://notify/inbox", params={"tab": "todo"})).json()
    new = [one["id"] for one in listed["items"] if not (one["read_at"] or one["settled_at"])]
    assert len(new) < len(listed["items"])
    assert marked == [f"/inbox/{item}/read" for item in new]
    keys = [one.headers["idempotency-key"] for one in services["notify"].asked if one.method == "POST"]
    assert len(set(keys)) == len(keys)


async def test_item_that_is_settled_leaves_today_and_stays_in_the_inbox_as_done(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    today, inbox = (await browser.get("/today")).text, (await browser.get("/inbox?tab=todo")).text
    assert "救2026-0125" not in today
    done = inbox.split('<li class="item-row')[-1]
    assert "救2026-0125" in done
    assert "已办结" in done
    assert "未读" not in done
    assert inbox.count("已办结") == 1


@pytest.mark.parametrize(
    ("hour", "choice", "until", "said"),
    [
        (9, "afternoon", "2026-11-23T14:00:00+08:00", "将于 11月23日 14:00 再提醒"),
        (9, "tomorrow", "2026-11-24T09:00:00+08:00", "将于 11月24日 09:00 再提醒"),
        (15, "hours", "2026-11-23T17:00:00+08:00", "将于 11月23日 17:00 再提醒"),
        (15, "afternoon", "2026-11-23T17:00:00+08:00", "将于 11月23日 17:00 再提醒"),
    ],
)
async def test_inbox_item_is_put_off_until_a_time_that_is_said(
    browser: httpx.AsyncClient,
    services: dict[str, StandIn],
    clock: FixedClock,
    hour: int,
    choice: str,
    until: str,
    said: str,
) -> None:
    clock.move(timedelta(hours=hour - 9))
    await sign_in(browser, "jiuzhu")
    await send(browser, "/inbox", to="/inbox/item-1/snooze", until=choice)
    assert last(services["notify"]) == ("/inbox/item-1/snooze", {"until": until})
    assert said in (await browser.get("/inbox")).text


async def test_inbox_offers_this_afternoon_only_before_two(browser: httpx.AsyncClient, clock: FixedClock) -> None:
    await sign_in(browser, "jiuzhu")
    assert "今天下午再提醒（11月23日 14:00）" in (await browser.get("/inbox")).text
    clock.move(timedelta(hours=5))
    await sign_in(browser, "jiuzhu")
    text = (await browser.get("/inbox")).text
    assert "今天下午再提醒" not in text
    assert "两小时后再提醒（11月23日 16:00）" in text


async def test_preferences_are_sent_as_chosen(browser: httpx.AsyncClient, services: dict[str, StandIn]) -> None:
    await sign_in(browser, "jiuzhu")
    await send(browser, "/inbox/preferences", watch="yes", language="en", quiet_start="", quiet_end="")
    body = last(services["notify"])[1]
    assert body == {"mail": {"todo": True, "watch": True, "system": False}, "language": "en", "quiet_hours": None}


@pytest.mark.parametrize("typed", ["22:00+08:00", "25:00", "ten"])
async def test_preferences_with_a_quiet_time_that_is_no_time_are_refused_beside_the_field(
    browser: httpx.AsyncClient, services: dict[str, StandIn], typed: str
) -> None:
    await sign_in(browser, "jiuzhu")
    refused = await send(browser, "/inbox/preferences", language="zh", quiet_start=typed, quiet_end="07:00")
    assert refused.status_code == 422
    assert "“免打扰开始”请填写有效的日期或时间。" in refused.text


@pytest.mark.parametrize("decision", ["replay", "discard", "edit"])
async def test_message_is_settled_with_a_reason_only(
    browser: httpx.AsyncClient, services: dict[str, StandIn], decision: str
) -> None:
    await sign_in(browser, "yunwei")
    page = "/ops/messages/grants/tongxin.grants%7Cparked"
    without = await send(browser, page, to=f"{page}?decision={decision}")
    assert without.status_code == 422
    assert "请填写“理由”。" in without.text
    reason = {"edit_reason" if decision == "edit" else "reason": "核对过"}
    done = await send(browser, page, to=f"{page}?decision={decision}", data='{"a": 1}', **reason)
    assert done.headers["location"] == "/ops/messages"
    path, body = last(services["grants"])
    assert path.endswith(f"parked/{decision}")
    assert body == ({"reason": "核对过", "data": '{"a": 1}'} if decision == "edit" else {"reason": "核对过"})


async def test_search_finds_pages_organisations_and_projects_by_role(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "guanli")
    text = (await send(browser, "/search", q="项目")).text
    assert "资助项目" in text
    assert 'href="/grants/projects/project-1"' in text


async def test_search_of_a_rescue_worker_finds_cases_and_no_projects(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    text = (await send(browser, "/search", q="王建国")).text
    assert "/rescue/case/case-3" in text
    assert "/grants/" not in text


async def test_requests_to_services_are_signed_correlated_and_in_the_readers_language(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    await browser.get("/orgs/org-1")
    headers = services["registry"].asked[-1].headers
    assert headers["authorization"].startswith("Bearer ey")
    assert headers["accept-language"] == "zh"
    assert len(headers["x-correlation-id"]) == 36
