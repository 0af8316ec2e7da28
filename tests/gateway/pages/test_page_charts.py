"""The pictures on 今日工作 and 消息与死信: right figures, by role, and no service is asked more for them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from services.gateway.clients.service import NAMES
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.gateway import Gateway
from services.gateway.pages import message_charts, today_charts
from services.gateway.request.visit import Visit
from shared.kernel.clock import FixedClock
from shared.web.ops_answers import Flow
from tests.gateway.standin import StandIn, figures, grants
from tests.gateway.visiting import sign_in

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
ASK = httpx.Request("GET", "http://x/")


@pytest.fixture
def page(gateway: Gateway, clock: FixedClock) -> Page:
    """A request in Chinese at nine in the morning of 23 November 2026."""

    class Request:
        app = type("App", (), {"state": type("State", (), {"app": gateway})})

    return Page(Request(), Visit(now=clock.now(), language="zh", staff=None, session=None, csrf_token="", nonce=None))  # type: ignore[arg-type]


def due(*limits: tuple[str, float | None], total: int | None = None) -> Json:
    """Limits by code and hours from noon."""

    def line(code: str, hours: float | None) -> dict[str, Any]:
        at = None if hours is None else NOON + timedelta(hours=hours)
        return {
            "case_id": "c", "case_no": "救1", "shown_name": None, "label": None, "code": code, "name_zh": code,
            "name_en": code, "source": "", "due_at": at.isoformat() if at else None, "calendar_missing": at is None,
            "overdue": at is not None and at < NOON,
        }  # fmt: skip

    items = [line(*limit) for limit in limits]
    return {"items": items, "total": total or len(items), "overdue": 0}


def test_limits_are_counted_on_the_day_that_they_end(page: Page) -> None:
    limits = due(("dna", None), ("notice", -30), ("notice", 2), ("notice", 12), ("dna", 12.5), ("notice", 24 * 40))
    chart = today_charts.limits_by_day(page, limits)
    assert [(row.label, *row.cells) for row in chart.rows] == [
        ("Notice", "已超期", "1"),
        ("Notice", "2026年11月23日", "2"),
        ("Notice", "2026年12月3日起", "1"),
        ("Dna", "2026年11月24日", "1"),
    ]
    assert chart.note == "另有 1 项没有画出：期限待定，或者到期更晚。"


def test_limits_that_are_not_told_one_by_one_are_named(page: Page) -> None:
    assert "另有 700 项" in today_charts.limits_by_day(page, due(("notice", 2), total=701)).note
    assert today_charts.limits_by_day(page, due()).is_empty


def test_years_without_organisations_are_shown_as_such(page: Page) -> None:
    chart = today_charts.organisations_by_year(page, figures.statistics(ASK)[1])
    shown = {row.label: row.cells[0] for row in chart.rows}
    assert (shown["1993"], shown["1994"], shown["2026"], len(shown)) == ("2", "0", "50", 34)


def test_growth_of_the_press_stands_below_the_years_with_what_the_register_yields(page: Page) -> None:
    (said,) = today_charts.organisations_by_year(page, figures.statistics(ASK)[1]).also
    assert "未能复现" in said
    assert "2016 年末 339 家，2019 年末 769 家，年复合增长率 31.4%，总增长 126.8%。339÷769＝44.1%，不是增长率。" in said
    unknown = dict.fromkeys(("first", "last", "compound", "total", "share", "reproduced"))
    printed = {"by_year": [], "quoted": [figures.QUOTED | unknown]}
    (said,) = today_charts.organisations_by_year(page, printed).also
    assert "无法核对" in said
    assert today_charts.organisations_by_year(page, {"by_year": []}).also == []


def test_register_without_organisations_shows_a_sentence(page: Page) -> None:
    none: Json = {"total": 0, "by_kind": {}, "by_standing": {}, "by_year": []}
    assert today_charts.organisations_by_year(page, none).is_empty
    assert today_charts.organisations_by_kind(page, none).is_empty


def test_money_of_a_round_adds_up_to_its_contracts(page: Page) -> None:
    totals = grants.totals(ASK)[1]
    chart = today_charts.money_by_round(page, totals)
    for place, row in enumerate(totals["by_round"]):
        assert sum(one.points[place].value for one in chart.series) == row["contract_fen"]
    assert chart.rows[-1].href == "/grants/projects?round=2026"
    assert chart.rows[-1].cells == ["¥164,500.00", "¥223,500.00", "¥12,000.00"]


def flow(*rows: tuple[str, int, int]) -> Flow:
    """Types with how many were applied and parked."""
    lines = [
        {"type": kind, "published": 0, "last_published_at": None, "applied": applied, "retrying": 0, "waiting": 0,
         "parked": parked} for kind, applied, parked in rows
    ]  # fmt: skip
    unfinished = {"parked": sum(parked for _, _, parked in rows), "retrying": 0, "waiting": 0}
    return Flow.model_validate(
        {
            "service": "x",
            "since": "2026-11-20T01:00:00Z",
            "publishing": True,
            "consuming": True,
            "outbox_pending": 0,
            "unfinished": unfinished,
            "rows": lines,
        }
    )


def test_messages_of_a_kind_are_summed_over_services_and_rare_ones_together(page: Page) -> None:
    many = [(f"kind{n:02}", 100 - n, 0) for n in range(11)]
    flows = [("grants", flow(*many, ("rare", 0, 3), ("sent only", 0, 0))), ("rescue", None), ("notify", flow(many[0]))]
    chart = message_charts.received_by_type(page, flows)
    shown = [(row.label, *row.cells) for row in chart.rows]
    assert shown[0] == ("kind00", "200", "0", "0", "0")
    assert shown[-1] == ("其他 2 种", "90", "3", "0", "0")
    assert len(shown) == message_charts.MOST_TYPES + 1


def test_versions_of_one_event_are_one_kind(page: Page) -> None:
    chart = message_charts.received_by_type(
        page, [("notify", flow(*((f"grants.project.frozen.v{n}", n, 0) for n in (1, 2))))]
    )
    assert [(row.label, row.cells[0]) for row in chart.rows] == [("项目款项已冻结", "3")]


def test_service_that_is_away_is_left_out_of_the_picture(page: Page) -> None:
    chart = message_charts.unfinished_by_service(page, [("grants", flow(("a", 5, 2))), ("rescue", None)])
    assert [(row.label, row.href, *row.cells) for row in chart.rows] == [
        ("资助", "/ops/messages?service=grants", "2", "0", "0")
    ]
    done = ("grants", flow(("a", 5, 0)))
    alone, beside = (message_charts.unfinished_by_service(page, told) for told in ([done], [done, ("rescue", None)]))
    assert (alone.is_empty, alone.empty) == (True, "没有未完成的消息")
    assert (beside.is_empty, beside.empty) == (True, "有一部分内容暂时取不到，请稍后刷新。")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("jiuzhu", {"limits-by-day"}),
        ("dengji", {"organisations-by-kind", "organisations-by-year"}),
        ("zizhu", {"money-by-round"}),
        ("yunwei", {"unfinished-by-service"}),
        ("guanli", {"organisations-by-kind", "organisations-by-year", "money-by-round", "unfinished-by-service"}),
    ],
)
async def test_today_shows_the_pictures_of_the_readers_role(
    browser: httpx.AsyncClient, services: dict[str, StandIn], name: str, shown: set[str]
) -> None:
    await sign_in(browser, name)
    before = {one: len(service.asked) for one, service in services.items()}
    text = (await browser.get("/today")).text
    ids = {"limits-by-day", "organisations-by-kind", "organisations-by-year", "money-by-round", "unfinished-by-service"}
    assert {one for one in ids if f'id="{one}"' in text} == shown
    asked = [request.url.path for one, service in services.items() for request in service.asked[before[one] :]]
    for path in ("/due", "/statistics", "/totals"):
        assert asked.count(path) <= 1


async def test_messages_page_asks_each_service_once_for_its_flow(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "yunwei")
    before = {one: len(service.asked) for one, service in services.items()}
    text = (await browser.get("/ops/messages")).text
    assert 'id="unfinished-by-service"' in text
    assert 'id="received-by-type"' in text
    assert "从各服务启动时算起。" in text, "figures beside each other cover one period"
    assert text.count("从服务启动（") == len(NAMES)
    for one, service in services.items():
        asked = [request.url.path for request in service.asked[before[one] :]]
        assert asked.count("/ops/flow") == (1 if one in NAMES else 0)


async def test_today_without_unfinished_messages_says_so(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "yunwei")
    calm = flow(("a", 5, 0)).model_dump(mode="json")
    for service in services.values():
        service.instead["GET /ops/flow"] = (200, calm)
    text = (await browser.get("/today")).text
    assert "没有未完成的消息" in text
    assert "<figure" not in text
