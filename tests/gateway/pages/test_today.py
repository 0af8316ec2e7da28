"""今日工作: what is to be done stays until it is done, and only what the reader can decide waits for a decision."""

import httpx
import pytest

from tests.gateway.standin import StandIn
from tests.gateway.standin.notify import inbox
from tests.gateway.visiting import Html, send, sign_in


@pytest.mark.parametrize(
    ("marks", "shown"), [({"read_at": "2026-11-23T00:30:00Z"}, True), ({"settled_at": "2026-11-23T00:30:00Z"}, False)]
)
async def test_thing_to_do_stays_after_it_was_opened_and_goes_when_it_is_settled(
    browser: httpx.AsyncClient, services: dict[str, StandIn], marks: dict[str, str], shown: bool
) -> None:
    await sign_in(browser, "jiuzhu")

    def marked(request: httpx.Request) -> tuple[int, object]:
        status, found = inbox(request)
        found["items"] = [{**item, "about": {"kind": "case", "id": "case-9"}, **marks} for item in found["items"]]
        return status, found

    services["notify"].routes = {**services["notify"].routes, r"GET /inbox": marked}
    text = (await browser.get("/today")).text
    assert ("寻亲公告将在 3 小时后到期" in text) is shown


@pytest.mark.parametrize(("settled_at", "shown"), [(None, True), ("2026-11-23T00:30:00Z", False)])
async def test_what_no_longer_waits_is_no_news(
    browser: httpx.AsyncClient, services: dict[str, StandIn], settled_at: str | None, *, shown: bool
) -> None:
    await sign_in(browser, "jiuzhu")

    def marked(request: httpx.Request) -> tuple[int, object]:
        status, found = inbox(request)
        told = {"kind": "watch", "title_zh": "您拟的寻亲公告等待批准", "settled_at": settled_at}
        found["items"] = [{**found["items"][0], **told}]
        return status, found

    services["notify"].routes = {**services["notify"].routes, r"GET /inbox": marked}
    assert ("您拟的寻亲公告等待批准" in (await browser.get("/today")).text) is shown


async def test_thing_to_do_is_put_away_from_today(browser: httpx.AsyncClient, services: dict[str, StandIn]) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/inbox", to="/inbox/item-0/archive", back="/today")
    assert answer.headers["location"] == "/today"
    assert services["notify"].asked[-1].url.path == "/inbox/item-0/archive"


@pytest.mark.parametrize(
    ("name", "links"),
    [
        ("jiuzhu", {
            "/rescue/cases?in_care=true": ("rescue", {"in_care": "true"}),
            "/rescue/cases?in_care=true&amp;identity=open": ("rescue", {"in_care": "true", "unidentified": "true"}),
            "/rescue/due": ("rescue", {}),
            "/rescue/due?overdue=true": ("rescue", {"overdue": "true"}),
        }),
        ("dengji", {
            "/orgs?existing=true": ("registry", {"existing": "true"}),
            "/orgs?existing=true&amp;standing=abnormal": ("registry", {"existing": "true", "standing": "abnormal"}),
            "/orgs?existing=true&amp;kind=association": ("registry", {"existing": "true", "kind": "association"}),
            "/orgs?existing=true&amp;kind=service_agency": ("registry", {"existing": "true", "kind": "service_agency"}),
        }),
        ("zizhu", {
            "/grants/projects": ("grants", {}),
            "/grants/projects?frozen=true": ("grants", {"frozen": "true"}),
            "/grants/projects?state=running": ("grants", {"state": "running"}),
        }),
    ],
)  # fmt: skip
async def test_tile_links_to_a_list_that_asks_for_just_what_it_counts(
    browser: httpx.AsyncClient,
    services: dict[str, StandIn],
    name: str,
    links: dict[str, tuple[str, dict[str, str]]],
) -> None:
    """The figures of the register leave out what has ended, and so does the list that they lead to."""
    await sign_in(browser, name)
    tiles = (await browser.get("/today")).text.partition('class="tiles"')[2].partition("</div>")[0]
    assert {part.partition('"')[0] for part in tiles.split('href="')[1:]} == set(links)
    for link, (service, query) in links.items():
        services[service].asked.clear()
        await browser.get(link.replace("&amp;", "&"))
        asked = [{n: v for n, v in one.url.params.items() if n != "limit"} for one in services[service].asked]
        assert query in asked, link


async def test_notices_that_wait_for_the_reader_are_asked_for(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zhanzhang")
    text = (await browser.get("/today")).text
    assert "批准寻亲公告" in text
    assert any(request.url.params.get("notice_to_approve") == "true" for request in services["rescue"].asked)


@pytest.mark.parametrize(
    ("name", "link", "said"),
    [
        ("caiwu", "/grants/projects/project-1/pay-instalment/2", "拨付并登记"),
        ("fuzeren", "/grants/projects/project-1/approve-correction", "批准更正"),
    ],
)
async def test_what_waits_in_grants_stands_on_the_page_of_whoever_must_act(
    browser: httpx.AsyncClient, name: str, link: str, said: str
) -> None:
    await sign_in(browser, name)
    text = (await browser.get("/today")).text
    assert said in text
    assert link in Html(text).links


async def test_plan_waits_once_for_the_head_however_many_instalments_it_has(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    line = {
        "project_id": "project-1",
        "number": "资2026-001",
        "title": "山区义诊",
        "organisation_name": None,
        "mine": True,
    }
    parts = [{**line, "step": "approve_plan", "no": no, "amount_fen": 100, "due_on": "2099-01-01"} for no in (1, 2)]
    found = {"items": [{**one, "overdue": False} for one in parts], "overdue": 0}
    services["grants"].instead["GET /waiting-work"] = (200, found)
    await sign_in(browser, "fuzeren")
    text = (await browser.get("/today")).text
    assert Html(text).links.count("/grants/projects/project-1/approve-plan") == 1
    assert "第 1、2 期 ¥2.00" in text


async def test_account_waits_once_however_many_instalments_it_holds_up(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    line = {
        "title": "山区义诊",
        "organisation_name": "锋之社",
        "mine": True,
        "step": "verify_account",
        "due_on": "2020-01-01",
    }
    parts = [
        {
            **line,
            "project_id": f"project-{no % 2}",
            "number": f"资2026-000{no % 2}",
            "no": no,
            "amount_fen": 100,
            "overdue": True,
        }
        for no in range(1, 7)
    ]
    services["grants"].instead["GET /waiting-work"] = (200, {"items": parts, "overdue": 6})
    await sign_in(browser, "caiwu")
    links = Html((await browser.get("/today")).text).links
    assert len([one for one in links if one.endswith("/verify-account")]) == 1


@pytest.mark.parametrize("name", ["zizhu", "fuzeren"])
async def test_everything_is_done_is_not_said_while_a_payment_is_overdue(
    browser: httpx.AsyncClient, name: str, services: dict[str, StandIn]
) -> None:
    services["notify"].instead["GET /inbox"] = (
        200,
        {"items": [], "next_cursor": None, "unread": {"todo": 0, "watch": 0, "system": 0, "all": 0}},
    )
    await sign_in(browser, name)
    text = (await browser.get("/today")).text
    assert "另有 1 期款项已过计划拨付日期" in text
    assert "/grants/projects?overdue=true" in Html(text).links
    assert "没有等您先办的事" in text
    assert "期限内的事都办完了" not in text


async def test_due_list_that_is_filtered_does_not_say_that_everything_is_done(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    services["rescue"].instead["GET /due"] = 200, {"items": [], "total": 0, "overdue": 0, "at": "2026-11-23T01:00:00Z"}
    await sign_in(browser, "jiuzhu")
    assert "所有法定期限内的事都办完了" in (await browser.get("/rescue/due")).text
    for query in ("responsible=mine", "overdue=true"):
        text = (await browser.get(f"/rescue/due?{query}")).text
        assert "办完了" not in text
        assert "没有这样的到期事项" in text


@pytest.mark.parametrize("name", ["yunwei", "guanli"])
async def test_parked_messages_wait_for_whoever_decides_about_them(browser: httpx.AsyncClient, name: str) -> None:
    await sign_in(browser, name)
    text = (await browser.get("/today")).text
    assert "有消息待人工处理" in text
    assert "共 1 条" in text


@pytest.mark.parametrize(("year", "shown"), [(2027, True), (None, False)])
async def test_year_that_the_calendar_lacks_is_the_first_thing_for_whoever_enters_it(
    browser: httpx.AsyncClient, services: dict[str, StandIn], year: int | None, *, shown: bool
) -> None:
    rules = services["rescue"].answer(httpx.Request("GET", "http://rescue/limits")).json()
    services["rescue"].instead["GET /limits"] = (200, {**rules, "year_to_enter": year})
    for name, enters in (("yunwei", True), ("guanli", False), ("jiuzhu", False)):
        await sign_in(browser, name)
        text = (await browser.get("/today")).text
        assert ("录入 2027 年的工作日历" in text) is (shown and enters)
        assert ("/rules/enter-working-calendar" in Html(text).links) is (shown and enters)


async def test_nothing_is_said_to_be_done_while_a_service_cannot_tell(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")

    def empty(request: httpx.Request) -> tuple[int, object]:
        status, found = inbox(request)
        return status, {**found, "items": []}

    services["notify"].routes = {**services["notify"].routes, r"GET /inbox": empty}
    services["rescue"].away = True
    text = (await browser.get("/today")).text
    for done in ("没有必须先办的事", "期限内的事都办完了", "没有等您决定的事"):
        assert done not in text
    assert "没有新的变化" in text


async def test_no_message_is_said_to_be_finished_while_a_service_cannot_tell(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "yunwei")
    for service in services.values():
        service.away = True
    text = (await browser.get("/ops/messages")).text
    for done in ("没有符合条件的消息", "没有未完成的消息", "所有消息都处理完了"):
        assert done not in text


async def test_tile_of_overdue_limits_leads_to_just_those(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    links = Html((await browser.get("/today")).text).links
    assert "/rescue/due?overdue=true" in links
    page = (await browser.get("/rescue/due?overdue=true")).text
    assert page.count("<tr data-row>") == 1
    assert "共 1 项，其中 1 项已超期" in page
    assert page.count("已超期") > 1, "the filter can be chosen by hand"
    assert (await browser.get("/rescue/due?overdue=false")).text.count("<tr data-row>") == 2
