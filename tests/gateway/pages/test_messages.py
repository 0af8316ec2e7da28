"""消息与死信 and 版本与健康: they work most of all when something does not, and say in words what it is."""

import json
import re

import httpx
import pytest

from services.gateway.gateway import Gateway
from tests.gateway.standin import Answer, StandIn
from tests.gateway.standin.ops import routes
from tests.gateway.visiting import Html, send, sign_in

PARKED = "/ops/messages/grants/tongxin.grants%7Cparked"
ONE = r"GET /ops/unfinished/tongxin\.grants(?:\||%7C)(parked|waiting)"
AWAY = {"slug": "storage-away", "zh": "系统暂时忙。", "en": "The system is busy."}


@pytest.mark.parametrize("status", [500, 503])
async def test_service_that_cannot_answer_breaks_only_its_own_part(
    browser: httpx.AsyncClient, services: dict[str, StandIn], status: int
) -> None:
    await sign_in(browser, "yunwei")
    services["rescue"].instead["GET /ops/flow"] = (status, AWAY)
    answer = await browser.get("/ops/messages")
    assert answer.status_code == 200
    assert "救助服务暂时联系不上" in answer.text
    assert PARKED in Html(answer.text).links


async def test_other_systems_are_shown_with_what_was_brought_to_them_and_since_when_nothing_can_be(
    browser: httpx.AsyncClient,
) -> None:
    await sign_in(browser, "yunwei")
    page = (await browser.get("/ops/messages")).text
    assert re.search("minzheng((?!</tr>).)*送不进去", page, re.DOTALL)
    assert re.search("tongji((?!</tr>).)*正常", page, re.DOTALL)


async def test_who_may_not_look_is_refused(browser: httpx.AsyncClient, services: dict[str, StandIn]) -> None:
    await sign_in(browser, "jiuzhu")
    for service in services.values():
        service.instead["GET /ops/flow"] = (403, {"slug": "role-required", "zh": "不可以。", "en": "No."})
    answer = await browser.get("/ops/messages")
    assert answer.status_code == 403
    assert "您没有权限查看此页" in answer.text


async def test_organisation_is_shown_while_grants_cannot_answer(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    services["grants"].instead["GET /projects"] = (503, AWAY)
    answer = await browser.get("/orgs/org-1")
    assert answer.status_code == 200
    assert "资助服务暂时联系不上" in answer.text


async def test_long_list_goes_on_with_the_messages_of_one_service(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "yunwei")
    first = routes("grants")["GET /ops/unfinished"]

    def many(request: httpx.Request) -> Answer:
        status, found = first(request)
        return status, {**found, "next_cursor": None if "cursor" in request.url.params else "51"}

    services["grants"].routes = {**services["grants"].routes, "GET /ops/unfinished": many}
    page = Html((await browser.get("/ops/messages?state=parked")).text)
    following = next(link for link in page.links if "cursor=51" in link)
    answer = await browser.get(following)
    asked = [request.url.params for request in services["grants"].asked if request.url.path == "/ops/unfinished"]
    assert dict(asked[-1]) == {"state": "parked", "cursor": "51", "limit": "50"}
    assert not any("cursor" in request.url.params for request in services["rescue"].asked)
    assert "/ops/messages?state=parked&service=grants" in Html(answer.text).links


async def test_refused_edit_keeps_reason_and_body_in_its_own_form(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "yunwei")
    said = {"slug": "message-data-not-json", "zh": "修改后的数据必须是一个 JSON 对象。", "en": "Not an object."}
    services["grants"].instead["POST /ops/unfinished/tongxin.grants|parked/edit"] = (422, said)
    answer = await send(browser, PARKED, to=f"{PARKED}?decision=edit", data="{", edit_reason="核对登记后改正")
    assert answer.status_code == 422
    fields = Html(answer.text).fields
    assert (fields["data"], fields["edit_reason"], fields["reason"]) == ("{", "核对登记后改正", "")
    assert "specversion" in answer.text.split("<pre", 1)[1].split("</pre>", 1)[0]


async def test_edit_without_a_reason_is_asked_for_it_where_it_belongs(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "yunwei")
    answer = await send(browser, PARKED, to=f"{PARKED}?decision=edit", edit_reason="", data="{}")
    assert '<a href="#edit_reason">请填写“理由”。</a>' in answer.text
    assert "edit_reason" in Html(answer.text).focusable


async def test_message_about_proposals_links_to_its_case(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "yunwei")
    first = routes("grants")[ONE]

    def proposals(request: httpx.Request, state: str) -> Answer:
        status, found = first(request, state)
        body = '{"data": {"request_id": "r-1", "case_id": "case-1"}}'
        return status, {**found, "type": "registry.interpreter.proposed.v1", "subject": "r-1", "body": body}

    services["grants"].routes = {**services["grants"].routes, ONE: proposals}
    assert "/rescue/case/case-1" in Html((await browser.get(PARKED)).text).links


@pytest.mark.parametrize(
    ("language", "slug", "text", "said"),
    [
        ("zh", "out-of-order", "这条消息晚到。", "这条消息晚到。"),
        ("en", "out-of-order", "This message came late.", "This message came late."),
        ("zh", "KeyError", "services/grants/x.py:1", "处理程序出错（代号 KeyError）"),
        ("en", "KeyError", "services/grants/x.py:1", "The handler failed (code KeyError)"),
    ],
)
async def test_cause_is_said_in_the_readers_language(
    gateway: Gateway,
    browser: httpx.AsyncClient,
    services: dict[str, StandIn],
    language: str,
    slug: str,
    text: str,
    said: str,
) -> None:
    await gateway.accounts.prefer("yunwei", language=language)
    await sign_in(browser, "yunwei")
    first = routes("grants")[ONE]

    def failed(request: httpx.Request, state: str) -> Answer:
        status, found = first(request, state)
        return status, {**found, "error_slug": slug, "error_zh": "", "error_en": "", f"error_{language}": text}

    services["grants"].routes = {**services["grants"].routes, ONE: failed}
    shown = (await browser.get(PARKED)).text
    assert said in shown
    assert text in shown


@pytest.mark.parametrize(("language", "said"), [("zh", "没有在接收消息"), ("en", "Not receiving messages")])
async def test_service_that_is_not_well_says_why_in_the_readers_language(
    gateway: Gateway, browser: httpx.AsyncClient, services: dict[str, StandIn], language: str, said: str
) -> None:
    await gateway.accounts.prefer("yunwei", language=language)
    await sign_in(browser, "yunwei")
    checks = [{"name": "consumer", "ok": False, "why": "no session with the broker", "needed": False}]
    told = {"service": "grants", "ready": True, "degraded": True, "checks": checks}
    services["grants"].instead["GET /health/ready"] = (200, told)
    text = (await browser.get("/ops/about")).text
    assert said in text
    assert '<code lang="en">no session with the broker</code>' in text
    assert {"zh": "部分功能受限，仍可办理", "en": "Limited, still serving"}[language] in text


async def test_error_in_english_names_the_field_in_english(browser: httpx.AsyncClient) -> None:
    browser.cookies.set("tongxin-language", "en")
    answer = await send(browser, "/sign-in")
    assert "Please fill in “User name”." in answer.text


async def test_decisions_of_all_services_are_shown_the_latest_first_with_what_was_changed(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "yunwei")
    services["rescue"].instead["GET /ops/decisions"] = (503, AWAY)
    answer = await browser.get("/ops/messages/decisions")
    assert answer.status_code == 200, answer.text
    assert "/ops/messages/decisions" in Html((await browser.get("/ops/messages")).text).links
    text = answer.text
    assert text.index("修改后重放") < text.index("没有生效：别人已经先处理")
    assert "org-4" in text
    assert "救助服务暂时联系不上" in text


WAITING = {"by": "guanli", "at": "2026-11-23T03:00:00Z", "reason": "数目写错", "changed": ["data.open_reasons"]}
EDITED = {**WAITING, "data": '{"open_reasons": 1}'}


def with_edit(services: dict[str, StandIn], **told: object) -> None:
    """Let the parked message be told of so."""
    first = routes("grants")[ONE]

    def one(request: httpx.Request, state: str) -> Answer:
        status, found = first(request, state)
        return status, {**found, **told}

    services["grants"].routes = {**services["grants"].routes, ONE: one}


async def test_edit_that_waits_is_approved_with_the_code_of_what_is_shown(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "yunwei")
    with_edit(services, edit={**EDITED, "review_code": "3f2a91bc" * 8})
    text = (await browser.get(PARKED)).text
    assert "数目写错" in text
    assert "data.open_reasons" in text
    assert "3F2A 91BC" in text
    assert "按修改后的内容重放" not in text, "one edit waits at a time"
    done = await send(browser, PARKED, to=f"{PARKED}?decision=edit/approval")
    assert done.headers["location"] == "/ops/messages"
    sent = services["grants"].asked[-1]
    assert sent.url.path.endswith("parked/edit/approval")
    assert json.loads(sent.content) == {"seen": "3f2a91bc" * 8}


async def test_who_proposed_an_edit_may_take_it_back_and_not_approve_it(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "yunwei")
    with_edit(services, edit={**EDITED, "review_code": None})
    text = (await browser.get(PARKED)).text
    assert "您提出的修改要由另一个人批准" in text
    assert "收回修改" in text
    assert "批准修改并重放" not in text


async def test_message_older_than_what_took_effect_offers_discarding_alone(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "yunwei")
    with_edit(services, replayable=False)
    text = (await browser.get(PARKED)).text
    assert "这一条比它旧" in text
    assert "decision=replay" not in text
    assert "提出修改" not in text
