"""Pages of people from outside: their own are there, nobody else's are, and guesses are counted."""

import re
from dataclasses import replace

import httpx
import pytest
from fastapi.routing import APIRoute

from services.gateway.app import FOR_EVERYBODY, PAGES
from services.gateway.auth.accounts import Staff
from services.gateway.gateway import Gateway
from shared.kernel.roles import OutsideRole
from shared.kernel.scope import KIND_OF, Scope
from shared.observability import metrics
from tests.gateway.assembled import STAFF, a_browser
from tests.gateway.standin import StandIn
from tests.gateway.visiting import HERE, Html, send, sign_in

OWN = ("/own", "/own/organisations/org-1", "/own/projects/project-1", "/own/projects/project-1/hand-in-report/2")
OF_STAFF = sorted(
    {
        (method, re.sub(r"{[^}]+}", "x", route.path))
        for router in PAGES
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods
    }
)


async def outsider(gateway: Gateway, role: OutsideRole, *, scoped: bool = True) -> str:
    """An account of somebody from outside."""
    scope = Scope.of(KIND_OF[role], "org-1") if scoped else None
    name = f"{role.value}-{scoped}"
    await gateway.accounts.put(Staff(id=name, name="示例", roles=frozenset({role}), scope=scope, password_hash=""))
    return name


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_own_page_of_an_organisation_is_there(gateway: Gateway, language: str) -> None:
    await gateway.accounts.prefer("jigou", language=language)
    async with a_browser(gateway) as browser:
        await sign_in(browser, "jigou")
        for path in OWN:
            answer = await browser.get(path)
            assert answer.status_code == 200, path
            page = Html(answer.text)
            assert len(page.ids) == len(set(page.ids)), path
            for link in page.links:
                if link.startswith("/") and not link.startswith("/static"):
                    assert (await browser.get(link.partition("#")[0])).status_code in (200, 303), link


@pytest.mark.parametrize(("method", "path"), OF_STAFF)
async def test_page_of_the_staff_is_not_there_for_anybody_from_outside(
    browser: httpx.AsyncClient, services: dict[str, StandIn], method: str, path: str
) -> None:
    await sign_in(browser, "jigou")
    before = sum(len(one.asked) for one in services.values())
    answer = await browser.request(method, path)
    assert answer.status_code == 404
    asked = [one for service in services.values() for one in service.asked][before:]
    assert {one.url.path for one in asked} <= {"/inbox"}, "only the bell of the page that says so"


@pytest.mark.parametrize("role", OutsideRole)
async def test_everybody_from_outside_has_a_first_page_that_says_what_there_is(
    gateway: Gateway, role: OutsideRole
) -> None:
    for scoped in (True, False):
        name = await outsider(gateway, role, scoped=scoped)
        async with a_browser(gateway) as browser:
            await sign_in(browser, name)
            assert (await browser.get("/today")).headers["location"] == "/own"
            answer = await browser.get("/own")
            assert answer.status_code == 200
            assert ("还没有对应的单位" in answer.text) is not scoped
            for path in OWN[1:]:
                mine = scoped and role is OutsideRole.ORGANISATION_MEMBER
                assert (await browser.get(path)).status_code == (200 if mine else 404), path


@pytest.mark.parametrize("name", STAFF)
async def test_pages_of_outsiders_are_not_there_for_staff(browser: httpx.AsyncClient, name: str) -> None:
    await sign_in(browser, name)
    for path in OWN:
        assert (await browser.get(path)).status_code == 404


async def test_who_is_not_signed_in_is_asked_to_everywhere(browser: httpx.AsyncClient) -> None:
    for path in OWN:
        assert (await browser.get(path)).headers["location"].startswith("/sign-in")


async def test_report_is_handed_in_with_the_version_that_was_seen(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jigou")
    told = "十月义诊三场，服务 120 人次。"
    answer = await send(browser, "/own/projects/project-1/hand-in-report/2", title="末期报告", told=told)
    assert answer.headers["location"] == "/own/projects/project-1"
    sent = next(one for one in reversed(services["grants"].asked) if one.method == "POST")
    assert sent.url.path == "/own/projects/project-1/instalments/2/report"
    assert sent.headers["if-match"] == '"5"'


async def test_project_offers_the_report_that_is_waited_for_first_of_all(browser: httpx.AsyncClient) -> None:
    """On a phone the card of what may be done stands above the instalments; it must not say that there is nothing."""
    await sign_in(browser, "jigou")
    page = await browser.get("/own/projects/project-1")
    assert "现在没有可以办理的事" not in page.text
    assert Html(page.text).links.count("/own/projects/project-1/hand-in-report/2") == 2


async def test_returned_report_is_mended_and_not_typed_again(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jigou")
    assert "十月义诊三场。" in (await browser.get("/own/projects/project-1")).text, (
        "what was reported can be read again"
    )
    form = Html((await browser.get("/own/projects/project-1/hand-in-report/2")).text).fields
    assert (form["title"], form["told"].strip()) == ("末期报告", "十月义诊三场。")


async def test_form_that_is_handed_back_leads_a_ward_to_its_own_first_page(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "bingqu")
    path = "/own/ward-reports/report-better-speech"
    form = Html((await browser.get(path)).text).fields
    services["rescue"].away = True
    answer = await browser.post(path, data={**form, "bed": "12", "ability": "few_words"}, headers=HERE)
    assert answer.status_code == 503
    assert "不要了，回到我的首页" in answer.text
    assert "今日工作" not in answer.text


async def test_page_that_is_not_there_sends_nobody_to_a_search_that_they_do_not_have(
    browser: httpx.AsyncClient,
) -> None:
    for name, has_search in (("jigou", False), ("bingqu", False), ("jiuzhu", True)):
        await sign_in(browser, name)
        page = await browser.get("/nothing/here")
        assert page.status_code == 404
        assert ("顶部的查找" in page.text) is has_search, name
        assert ('id="palette' in page.text) is has_search, name


async def test_guess_is_counted(browser: httpx.AsyncClient) -> None:
    counted = metrics.outside_refused.labels("organisation_member", "404")
    await sign_in(browser, "jigou")
    before = metrics.value_of(counted)
    for path in ("/orgs/org-1", "/nothing/here", "/own/projects/other"):
        assert (await browser.get(path)).status_code == 404
    assert metrics.value_of(counted) - before == 3


def test_what_stands_for_everybody_is_little() -> None:
    paths = {route.path for router in FOR_EVERYBODY for route in router.routes if isinstance(route, APIRoute)}
    first = {path.split("/")[1] for path in paths}
    assert first == {
        *("sign-in", "sign-out", "session", "preferences", "account", "saved-form", "today", "inbox", "go", "live"),
        *("invitation", "files"),
    }, "whoever adds a page for everybody has asked what people from outside see there"


SAID = {
    OutsideRole.AUTHORITY: ("我主管的组织", "奉化区锋之社爱心服务协会", "这里只能查看"),
    OutsideRole.BUREAU: ("769", "正在公布的寻亲公告", "溪口镇"),
    OutsideRole.VILLAGE: ("岩头村", "place=%E5%B2%A9%E5%A4%B4%E6%9D%91", "不显示任何人的个人信息"),
    OutsideRole.JUDGE: ("评审工作还没有在本系统开放",),
}


@pytest.mark.parametrize("role", SAID)
async def test_first_page_of_each_role_shows_what_its_scope_has_and_no_other_roles_pages(
    gateway: Gateway, role: OutsideRole
) -> None:
    site = gateway.settings.model_copy(update={"site_url": "https://site.example"})
    name = await outsider(replace(gateway, settings=site), role)
    async with a_browser(replace(gateway, settings=site)) as browser:
        await sign_in(browser, name)
        page = (await browser.get("/own")).text
        for words in SAID[role]:
            assert words in page, words
        for path in ("/own/supervised", "/own/supervised/org-1", "/own/supervised?standing=abnormal"):
            mine = role is OutsideRole.AUTHORITY
            answer = await browser.get(path)
            assert answer.status_code == (200 if mine else 404), path
            assert not mine or "奉化区锋之社爱心服务协会" in answer.text


async def test_guess_of_an_authority_at_anothers_organisation_is_counted(
    gateway: Gateway, services: dict[str, StandIn]
) -> None:
    problem = {"slug": "organisation-not-found", "zh": "没有找到这个组织。", "en": "There is no such organisation."}
    services["registry"].instead["GET /own/supervised/org-9"] = (404, {**problem, "errors": []})
    counted, name = metrics.outside_refused.labels("authority", "404"), await outsider(gateway, OutsideRole.AUTHORITY)
    async with a_browser(gateway) as browser:
        await sign_in(browser, name)
        before = metrics.value_of(counted)
        assert (await browser.get("/own/supervised/org-9")).status_code == 404
        assert metrics.value_of(counted) - before == 1
