"""Papers: what a page shows goes to printing in words, masked as there; the PDF comes back; a print is checked."""

import json
from typing import Any

import httpx
import pytest

from tests.gateway.standin import Answer, StandIn
from tests.gateway.standin.grants import ACCOUNT, project
from tests.gateway.standin.printing import CODE, NUMBER, PDF
from tests.gateway.standin.rescue import case
from tests.gateway.visiting import Html, send, sign_in

CASE, SLIP, SHEET = "/rescue/case/case-1/print", "/grants/projects/project-1/instalments/1/slip", "/orgs/org-1/print"
ID_NUMBER = "330283196501011234"


def asked_to_print(services: dict[str, StandIn]) -> list[dict[str, Any]]:
    """What printing was asked to print."""
    return [json.loads(one.content) for one in services["printing"].asked if one.method == "POST"]


def said(value: object) -> str:
    """Everything that a sheet says."""
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "page", "path"),
    [
        ("jiuzhu", "/rescue/case/case-1", CASE),
        ("caiwu", "/grants/projects/project-1", SLIP),
        ("dengji", "/orgs/org-1", SHEET),
    ],
)
async def test_page_leads_to_its_paper_and_the_pdf_comes_back(
    browser: httpx.AsyncClient, services: dict[str, StandIn], name: str, page: str, path: str
) -> None:
    await sign_in(browser, name)
    assert path in Html((await browser.get(page)).text).links
    asked = await browser.get(path)
    assert NUMBER in asked.text
    assert "付2026-0000" not in asked.text
    printed = await send(browser, path, language="zh", **({"why": "移交公安机关"} if path == CASE else {}))
    assert (printed.status_code, printed.content) == (200, PDF)
    assert printed.headers["content-type"] == "application/pdf"
    assert "付2026-0001.pdf" not in printed.headers["content-disposition"]
    assert "%E4%BB%982026-0001.pdf" in printed.headers["content-disposition"]
    [wanted] = asked_to_print(services)
    assert wanted["sheet"]["office"] == "奉化区社会组织服务中心 · 救助管理站"
    assert wanted["sheet"]["sections"]


async def test_case_is_printed_for_a_purpose_that_its_service_logs(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    without = await send(browser, CASE, language="zh")
    assert without.status_code == 422
    assert asked_to_print(services) == []
    await send(browser, CASE, language="zh", why="移交公安机关")
    purposes = [one.url.params.get("purpose") for one in services["rescue"].asked]
    assert "打印：移交公安机关" in purposes
    [wanted] = asked_to_print(services)
    assert (wanted["why"], wanted["about"], wanted["subject_id"]) == ("移交公安机关", "case", "case-1")


async def test_numbers_are_masked_on_paper_as_on_the_page(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    def file(request: httpx.Request, number: str) -> Answer:
        status, found = case(request, number)
        return status, {**found, "person": {**found["person"], "id_number": {"value": ID_NUMBER, "unknown": None}}}

    services["rescue"].routes = {**services["rescue"].routes, r"GET /cases/case-(\d)": file}
    await sign_in(browser, "jiuzhu")
    await send(browser, CASE, language="zh", why="移交公安机关")
    [wanted] = asked_to_print(services)
    assert ID_NUMBER not in said(wanted)
    assert "330***********1234" in said(wanted)


async def test_limits_on_paper_say_until_when_and_not_how_long(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    await send(browser, CASE, language="zh", why="移交公安机关")
    [wanted] = asked_to_print(services)
    assert "还剩" not in said(wanted)
    assert "未到期" in said(wanted)
    assert "限 2026年" in said(wanted)


async def test_slip_has_the_amount_in_fen_the_masked_account_and_who_did_what(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "caiwu")
    await send(browser, SLIP, language="zh")
    [wanted] = asked_to_print(services)
    sheet = wanted["sheet"]
    assert wanted["part"] == "1"
    assert sheet["money"][0]["fen"] > 0
    assert [one["label"] for one in sheet["signatures"]] == ["计划人", "批准人", "拨付人"]
    assert sheet["asked_by"] == "吴敏"


@pytest.mark.parametrize(
    ("paid", "present", "former", "holders"),
    [
        ("**** 2345", "**** 2345", [], {"现在的户名"}),
        ("**** 1111", "**** 2345", ["**** 1111"], {"从前的户名"}),
        ("**** 1111", "**** 1111", ["**** 1111"], set()),
        ("**** 9999", "**** 2345", ["**** 1111"], set()),
        ("", "**** 2345", ["**** 1111"], {"现在的户名"}),
        ("", "", ["**** 1111"], set()),
    ],
)
async def test_slip_names_the_account_that_was_paid_to(
    browser: httpx.AsyncClient,
    services: dict[str, StandIn],
    paid: str,
    present: str,
    former: list[str],
    holders: set[str],
) -> None:
    def page(request: httpx.Request, number: str) -> Answer:
        status, found = project(request, number)
        accounts = {
            "current": ACCOUNT | {"masked": present, "holder": "现在的户名"} if present else None,
            "former": [ACCOUNT | {"masked": one, "holder": "从前的户名"} for one in former],
        }
        parts = [{**one, "account": paid or None} for one in found["instalments"]]
        return status, {**found, "payee_account": {**found["payee_account"], **accounts}, "instalments": parts}

    services["grants"].routes = {**services["grants"].routes, r"GET /projects/project-(\d)": page}
    await sign_in(browser, "caiwu")
    await send(browser, SLIP, language="zh")
    [wanted] = asked_to_print(services)
    account = said(wanted["sheet"]["sections"][0])
    assert {name for name in ("现在的户名", "从前的户名") if name in account} == holders
    assert (paid or present) in account


async def test_slip_of_an_instalment_that_is_not_there_is_refused(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "caiwu")
    assert (await browser.get("/grants/projects/project-1/instalments/99/slip")).status_code == 404


async def test_paper_in_the_other_language_says_so_throughout(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "caiwu")
    for language in ("zh", "en"):
        await send(browser, SLIP, language=language)
    chinese, english = asked_to_print(services)
    assert (chinese["sheet"]["title"], english["sheet"]["title"]) == ("拨付单", "Payment slip")
    assert "收款账户" not in said(english)
    assert "Centre" in english["sheet"]["office"]


async def test_same_form_sent_twice_has_one_key_and_other_content_another(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "caiwu")
    form = Html((await browser.get(SLIP)).text).fields
    for language in ("zh", "zh", "en"):
        await browser.post(SLIP, data={**form, "language": language}, headers={"Sec-Fetch-Site": "same-origin"})
    first, again, other = [one.headers["Idempotency-Key"] for one in services["printing"].asked if one.method == "POST"]
    assert first == again != other


async def test_what_printing_refuses_is_said_on_the_page(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    refused = {"slug": "print-too-many-pages", "zh": "这份打印件超过 100 页，没有打印。", "en": "Too many pages."}
    services["printing"].instead["POST /prints"] = (422, refused)
    await sign_in(browser, "caiwu")
    answer = await send(browser, SLIP, language="zh")
    assert answer.status_code == 422
    assert refused["zh"] in answer.text


async def test_page_says_so_while_printing_is_away(browser: httpx.AsyncClient, services: dict[str, StandIn]) -> None:
    services["printing"].away = True
    await sign_in(browser, "caiwu")
    assert "打印服务暂时联系不上" in (await browser.get(SLIP)).text
    answer = await send(browser, SLIP, language="zh")
    assert answer.status_code == 503
    assert "打印服务暂时联系不上" in answer.text


@pytest.mark.parametrize(("code", "genuine"), [(CODE, True), ("7K2M9-QX4TE", False)])
async def test_check_says_genuine_or_not(browser: httpx.AsyncClient, code: str, genuine: bool) -> None:
    await sign_in(browser, "dengji")
    answer = await send(browser, "/print-check", number=NUMBER, code=code)
    assert answer.status_code == 200
    assert ("是真的" in answer.text) is genuine
    assert ("没有这样的打印件" in answer.text) is not genuine
    assert ("/go/project/project-1" in Html(answer.text).links) is genuine
    assert ("吴敏" in answer.text) is genuine


async def test_check_without_a_code_asks_for_it(browser: httpx.AsyncClient, services: dict[str, StandIn]) -> None:
    await sign_in(browser, "dengji")
    assert (await send(browser, "/print-check", number=NUMBER)).status_code == 422
    assert services["printing"].asked == []
