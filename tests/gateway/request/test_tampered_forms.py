"""What a page never sends: fields that somebody changed by hand are answered in words, and lead nowhere else."""

import httpx
import pytest

from services.gateway.addresses import inside
from services.gateway.clients.service import path_with
from services.gateway.live.hub import Hub
from services.gateway.pages.messages import pretty
from tests.gateway.standin import StandIn
from tests.gateway.visiting import HERE, Html, send, sign_in

Services = dict[str, StandIn]
DEEP = "[" * 100_000
CHOSEN = "/orgs/chosen/list-abnormal?chosen=org-1"
LISTED = {"code": "annual_report_missing", "year": "2025"}


def keys_of(service: StandIn) -> list[str]:
    return [one.headers["idempotency-key"] for one in service.asked if one.method in ("POST", "PUT")]


@pytest.mark.parametrize("key", ["中文", "a\r\nX-Evil: y", "\x00", "k" * 201, " "])
async def test_key_that_no_header_can_carry_still_does_a_thing_only_once(
    browser: httpx.AsyncClient, services: Services, key: str
) -> None:
    await sign_in(browser, "dengji")
    for _ in range(2):
        await send(browser, "/orgs/org-1/list-abnormal", _key=key, _checked="yes", **LISTED)
    first, second = keys_of(services["registry"])
    assert first == second
    assert (first.isascii(), first.isprintable(), len(first) <= 200, first.strip() == first) == (True,) * 4


async def test_several_are_never_done_under_a_key_that_everybody_could_send(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "dengji")
    await send(browser, CHOSEN, _key="", chosen="org-1", **LISTED)
    assert keys_of(services["registry"]) == [""]


@pytest.mark.parametrize("chosen", ["中文", "..", "a/b?c#d", "\x00"])
async def test_id_that_nothing_has_is_refused_in_its_own_line(
    browser: httpx.AsyncClient, services: Services, chosen: str
) -> None:
    await sign_in(browser, "dengji")
    form = Html((await browser.get(CHOSEN)).text).fields
    answer = await browser.post(
        "/orgs/chosen/list-abnormal", data={**form, **LISTED, "chosen": [chosen, "org-1"]}, headers=HERE
    )
    assert "办成 1 项，没有办成 1 项" in answer.text
    assert [one.url.path.count("/") for one in services["registry"].asked if one.method == "POST"][-1] == 3


async def test_what_was_done_to_several_is_told_though_their_list_cannot_be_had_again(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "dengji")
    form = Html((await browser.get(CHOSEN)).text).fields
    unknown = {"slug": "cursor-unknown", "zh": "翻页标记无效。", "en": "This page mark is not valid."}
    services["registry"].instead["GET /organisations"] = (422, unknown)
    answer = await browser.post("/orgs/chosen/list-abnormal", data={**form, **LISTED, "chosen": "org-1"}, headers=HERE)
    assert (answer.status_code, "办成 1 项" in answer.text) == (200, True)


@pytest.mark.parametrize("value", ["..", ".", "a/b", "a?b", "a#b", "..%2f", "中"])
def test_no_id_leads_to_another_path(value: str) -> None:
    path = httpx.Client(base_url="http://it").build_request("GET", path_with("/cases/{id}/file", {"id": value})).url
    assert path.raw_path.count(b"/") == 3
    assert path.raw_path.startswith(b"/cases/")
    assert path.raw_path.endswith(b"/file")


async def test_what_a_form_says_it_showed_may_be_anything(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    for text in (DEEP, "{", '{"mark": "["}'):
        answer = await send(
            browser, "/rescue/case/case-1/person", _seen=text, _version="1", _take="newest", _both="mark"
        )
        assert answer.status_code in (303, 409, 422), text[:9]


@pytest.mark.parametrize("rows", ["{", DEEP, "null", '[1, {"site": ["x"]}]', '{"a": 1}'])
async def test_marks_in_a_shape_of_their_own_break_no_page(browser: httpx.AsyncClient, rows: str) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/rescue/case/case-1/person", mark=rows, _version="1")
    assert answer.status_code in (303, 409, 422)


async def test_row_with_a_number_without_end_breaks_no_page(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/rescue/case/case-1/person", **{f"mark-{'9' * 5000}-site": "x"})
    assert answer.status_code in (303, 409, 422)


def test_parked_message_is_shown_however_deep_it_is() -> None:
    assert pretty(DEEP) == DEEP


@pytest.mark.parametrize("path", ["/\t/evil.example", "/\n/evil.example", "\t//evil.example", "//evil", "/\\evil", "x"])
def test_nobody_is_sent_to_another_site(path: str) -> None:
    assert inside(path) == "/today"


async def test_script_is_sent_on_to_an_address_in_any_letters(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    form = Html((await browser.get("/account")).text).fields
    given = {"_csrf": form["_csrf"], "language": "zh", "back": "/查找"}
    answer = await browser.post("/preferences/language", data=given, headers={**HERE, "HX-Request": "true"})
    assert answer.headers["hx-redirect"] == "/%E6%9F%A5%E6%89%BE"


async def test_body_that_cannot_be_read_is_not_called_a_fault_of_ours(browser: httpx.AsyncClient) -> None:
    headers = {**HERE, "Content-Type": "multipart/form-data; boundary=x"}
    answer = await browser.post("/sign-in", content=b"y", headers=headers)
    assert (answer.status_code, "读不出来" in answer.text, "这是系统的问题" in answer.text) == (400, True, False)


async def test_refusal_that_no_page_expects_gives_the_number_that_it_speaks_of(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "dengji")
    odd = {"slug": "token-refused", "zh": "身份凭证缺失或已过期。", "en": "Your sign-in has expired."}
    services["registry"].instead["GET /organisations"] = (401, odd)
    answer = await browser.get("/orgs")
    assert answer.status_code == 401
    assert f"<code>{answer.headers['x-correlation-id']}</code>" in answer.text


@pytest.mark.parametrize("version", ["²", "9" * 5000, "-1", "٣"])
async def test_version_that_is_no_number_is_no_mistake_of_ours(browser: httpx.AsyncClient, version: str) -> None:
    await sign_in(browser, "guanli")
    answer = await send(browser, "/accounts/person/zizhu/close", _version=version)
    assert answer.status_code < 500


@pytest.mark.parametrize("number", ["²", "9" * 5000])
def test_hints_after_a_number_that_is_none_begin_anew(number: str) -> None:
    hub = Hub()
    boot = hub.mark.partition(":")[0]
    with hub.listening("lisi", frozenset(), f"{boot}:{number}") as listener:
        assert listener.queue.empty() or listener.queue.get_nowait()[1] is None
