"""Every page, for every role, in both languages: it is there, its links lead somewhere, its ids are unique."""

import re
from datetime import timedelta

import httpx
import pytest

from services.gateway.gateway import Gateway
from shared.kernel.clock import FixedClock
from tests.gateway.assembled import STAFF, a_browser
from tests.gateway.standin import StandIn
from tests.gateway.visiting import Html, sign_in

MOST = 400
AWAY = {"slug": "storage-away", "zh": "系统暂时忙。", "en": "Busy."}


async def walk(browser: httpx.AsyncClient) -> dict[str, httpx.Response]:
    """Every page that can be reached by links from today; each filter once, in whichever order and from wherever."""
    found: dict[str, httpx.Response] = {}
    seen: set[str] = set()
    todo = ["/today"]
    while todo:
        path = todo.pop()
        if (same := str(without_order(path))) in seen:
            continue
        seen.add(same)
        found[path] = await browser.get(path)
        links = [link.partition("#")[0] for link in Html(found[path].text).links if link.startswith("/")]
        todo += [link for link in links if not link.startswith("/files/")]  # these lead to files, which are no pages
        assert len(found) < MOST, "pages without end"
    return found


def without_order(path: str) -> httpx.URL:
    """An address without what only says in which order things are listed, and from which list one came."""
    url = httpx.URL(path)
    return url.copy_with(params={name: value for name, value in url.params.items() if name not in ("sort", "of")})


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", STAFF)
async def test_every_page_of_a_role_is_there(gateway: Gateway, name: str, language: str) -> None:
    await gateway.accounts.prefer(name, language=language)
    async with a_browser(gateway) as browser:
        await sign_in(browser, name)
        pages = await walk(browser)
    assert len(pages) > 5
    for path, answer in pages.items():
        assert answer.status_code == 200, path
        ids = Html(answer.text).ids
        assert len(ids) == len(set(ids)), path
        assert f'lang="{"zh-CN" if language == "zh" else "en"}"' in answer.text
        assert len(answer.content) < 150 * 1024, path


@pytest.mark.parametrize("name", ["guanli", "jiuzhu", "yunwei"])
async def test_every_page_says_so_when_its_service_is_away(
    gateway: Gateway, services: dict[str, StandIn], name: str
) -> None:
    async with a_browser(gateway) as browser:
        await sign_in(browser, name)
        paths = list(await walk(browser))
        for service in services.values():
            service.away = True
        for path in paths:
            answer = await browser.get(path)
            assert answer.status_code in (200, 503), path
            assert "暂时" in answer.text or answer.status_code == 200, path
        today = await browser.get("/today")
    assert today.status_code == 200
    assert "有一部分内容暂时取不到" in today.text


@pytest.mark.parametrize("path", ["/rescue/case/case-1", "/inbox/bell"])
async def test_refresh_that_cannot_be_answered_leaves_what_is_there(
    browser: httpx.AsyncClient, services: dict[str, StandIn], clock: FixedClock, path: str
) -> None:
    await sign_in(browser, "jiuzhu")
    for service in services.values():
        service.instead |= {f"GET {path}": (503, AWAY) for path in ("/cases/case-1", "/inbox/unread")}
    answer = await browser.get(f"{path}?live=1", headers={"HX-Request": "true"})
    if path != "/inbox/bell":
        assert (answer.status_code, answer.headers["hx-reswap"], answer.text) == (503, "none", "")
    clock.move(timedelta(minutes=31))
    answer = await browser.get(f"{path}?live=1", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "hx-redirect" not in answer.headers


async def test_history_that_is_restored_gets_the_whole_page(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in (await browser.get("/orgs?q=锋之社", headers=headers)).text


async def test_unknown_page_and_number_are_refused_in_words(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "guanli")
    for path in ("/nothing", "/orgs/nobody", "/grants/projects/none", "/orgs/org-3/clear-abnormal-reason/none"):
        answer = await browser.get(path)
        assert answer.status_code == 404, path
        assert "没有这一页" in answer.text


async def test_page_that_breaks_tells_the_number_and_nothing_else(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "guanli")
    services["registry"].instead["GET /organisations/org-1"] = (200, {"surprise": "secret"})
    answer = await browser.get("/orgs/org-1")
    assert answer.status_code == 500
    assert re.search(r"<code>[0-9a-f-]{36}</code>", answer.text)
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


async def test_forbidden_by_a_service_is_said_in_its_words(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zizhu")
    problem = {"slug": "role-required", "zh": "这项操作需要“救助员”的身份。", "en": "This needs a rescue worker."}
    services["rescue"].instead["GET /due"] = (403, problem)
    answer = await browser.get("/rescue/due")
    assert answer.status_code == 403
    assert "这项操作需要“救助员”的身份。" in answer.text


async def test_navigation_shows_each_role_its_own_pages(gateway: Gateway) -> None:
    async def links(name: str) -> set[str]:
        async with a_browser(gateway) as browser:
            await sign_in(browser, name)
            return set(Html((await browser.get("/search")).text).links)

    assert "/rescue/intake" in await links("jiuzhu")
    assert "/orgs/import" not in await links("jiuzhu")
    assert "/ops/messages" in await links("yunwei")
    assert "/rescue/cases" not in await links("yunwei")


async def test_language_and_large_text_are_kept_for_the_person(gateway: Gateway) -> None:
    async with a_browser(gateway) as browser:
        await sign_in(browser, "jiuzhu")
        form = Html((await browser.get("/search")).text).fields
        here = {"Sec-Fetch-Site": "same-origin"}
        await browser.post("/preferences/language", data={"_csrf": form["_csrf"], "language": "en"}, headers=here)
        await browser.post("/preferences/text", data={"_csrf": form["_csrf"], "large": "yes"}, headers=here)
    async with a_browser(gateway) as another:
        await sign_in(another, "jiuzhu")
        text = (await another.get("/today")).text
    assert "Must be done first" in text
    assert 'data-text="large"' in text
