"""The one box: what is asked of whom and why, what is found by everyday words, and what an empty result offers."""

import httpx
import pytest

from services.gateway.engine.api import document_of
from services.gateway.gateway import Gateway
from services.gateway.pages.everyday import AT_ONCE, CALLED, LISTS, WHERE, actions_for, found_by, pages_for
from shared.kernel.roles import Role
from tests.gateway.assembled import STAFF, a_browser
from tests.gateway.standin import StandIn
from tests.gateway.visiting import HERE, Html, send, sign_in

Services = dict[str, StandIn]
FRAGMENT = {**HERE, "HX-Request": "true"}


def asked(service: StandIn, path: str) -> list[httpx.QueryParams]:
    """With what a service was asked at this path."""
    return [request.url.params for request in service.asked if request.url.path == path]


async def typed(browser: httpx.AsyncClient, q: str) -> str:
    """What the palette shows while somebody types."""
    form = Html((await browser.get("/search")).text).fields
    return (await browser.post("/search", data={"_csrf": form["_csrf"], "q": q}, headers=FRAGMENT)).text


@pytest.mark.parametrize(
    ("name", "q", "path"),
    [
        ("jiuzhu", "密码", "/account"),
        ("yunwei", "怎么改密码", "/account"),
        ("dengji", "password", "/account"),
        ("zizhu", "帮助", "/help"),
        ("dengji", "列入异常", "/orgs"),
        ("dengji", "ＥＸＣＥＬ", "/orgs/import"),
        ("jiuzhu", "登记求助", "/rescue/intake"),
        ("jiuzhu", "寻亲公告", "/rescue/cases"),
        ("zhanzhang", "规则", "/rescue/due"),
        ("jiuzhu", "期限", "/rescue/due"),
        ("zizhu", "请款", "/grants/projects"),
        ("dengji", "what nobody calls anything", ""),
    ],
)
async def test_pages_and_actions_are_found_by_everyday_words(
    browser: httpx.AsyncClient, name: str, q: str, path: str
) -> None:
    await sign_in(browser, name)
    found = (await typed(browser, q)).partition("还没有登记过的")[0]
    links = Html(found).links
    assert (path in links) if path else (links in ([], ["/help"])), links


OTHERS = [("列入异常", "jiuzhu"), ("请款", "dengji"), ("登记去世", "jiuzhu"), ("死信", "dengji")]


@pytest.mark.parametrize(("q", "other"), OTHERS)
async def test_nobody_is_shown_what_another_role_does(browser: httpx.AsyncClient, q: str, other: str) -> None:
    await sign_in(browser, other)
    found = (await typed(browser, q)).partition("还没有登记过的")[0]
    assert set(Html(found).links) <= {"/help"}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OPERATOR])
def test_every_command_of_staff_is_found_by_its_label_in_both_languages(role: Role) -> None:
    ways = [*pages_for({role}), *actions_for({role})]
    commands = [one for name in LISTS for one in document_of(name).commands() if role in one.roles]
    for command in commands:
        for words in (command.label.zh, command.label.en, *CALLED.get(command.command, ())):
            assert command.label.zh in [way.title.zh for way in found_by(ways, words)], words


@pytest.mark.parametrize(
    ("words", "meant", "other"),
    [
        ("吊销", "withdraw_licence", "revoke_organisation"),
        ("撤销登记", "revoke_organisation", "withdraw_licence"),
        ("改名", "change_organisation", "correct_organisation"),
        ("写错", "correct_organisation", "change_organisation"),
    ],
)
def test_words_that_mean_two_things_to_the_office_lead_to_the_right_one(words: str, meant: str, other: str) -> None:
    ways = actions_for({Role.REGISTRAR})
    titles = [way.title.zh for way in found_by(ways, words)]
    registry = document_of("registry")
    assert registry.command(meant).label.zh in titles
    assert registry.command(other).label.zh not in titles


def test_everyday_words_are_of_commands_and_targets_that_exist() -> None:
    commands = [one for name in LISTS for one in document_of(name).commands()]
    assert {*CALLED, *AT_ONCE} <= {one.command for one in commands}
    assert set(WHERE) <= {one.target for one in commands}


@pytest.mark.parametrize("name", STAFF)
async def test_every_page_and_action_that_is_offered_opens(gateway: Gateway, name: str) -> None:
    async with a_browser(gateway) as browser:
        await sign_in(browser, name)
        help_page = await browser.get("/help")
        offered = Html(help_page.text.partition('id="page"')[2]).links
        assert len(offered) > 3
        for path in set(offered):
            assert (await browser.get(path)).status_code == 200, path


async def test_people_are_looked_for_when_the_form_is_sent_with_the_purpose_and_never_while_typing(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "jiuzhu")
    while_typing = await typed(browser, "王建国")
    assert "/rescue/case/case-3" not in while_typing
    assert "在个案、专业人才里找“王建国”" in while_typing
    assert 'form="palette-form"' in while_typing
    assert "没有找到" not in while_typing
    assert asked(services["rescue"], "/cases/find") == asked(services["registry"], "/talents") == []
    answer = await send(browser, "/search", q="王建国")
    assert "/rescue/case/case-3" in Html(answer.text).links
    assert dict(asked(services["rescue"], "/cases/find")[0]) == {"words": "王建国", "purpose": "用查找框查找"}
    assert asked(services["registry"], "/talents")[0]["why"] == "用查找框查找"
    assert not any("王建国" in link or "q=" in link for link in Html(answer.text).links)
    assert str(answer.url).endswith("/search")


async def test_talents_are_found_by_those_who_may_read_them(browser: httpx.AsyncClient, services: Services) -> None:
    await sign_in(browser, "dengji")
    assert "/talents/p-1" in Html((await send(browser, "/search", q="陈秀英")).text).links
    await sign_in(browser, "zizhu")
    assert "/talents/p-1" not in Html((await send(browser, "/search", q="陈秀英")).text).links
    assert len(asked(services["registry"], "/talents")) == 1


async def test_cases_are_found_by_label_home_and_number(browser: httpx.AsyncClient, services: Services) -> None:
    await sign_in(browser, "zhanzhang")
    for q in ("岳林01", "阜阳", "救2026-0117"):
        assert "/rescue/case/case-1" in Html((await send(browser, "/search", q=q)).text).links, q
    assert asked(services["rescue"], "/cases")[0]["q"] == "救2026-0117"
    assert len(asked(services["rescue"], "/cases/find")) == 2


async def test_organisation_of_the_same_sound_says_so(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    heard = await typed(browser, "禾善")
    assert "和善社会工作服务中心" in heard
    assert "读音相同" in heard
    assert "名称中含有" not in await typed(browser, "锋之社")


async def test_lists_say_when_what_they_show_is_only_like_what_was_looked_for(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "dengji")
    remark = "没有名称完全这样写的；下面是读音或写法相近的。"
    for path in ("/orgs", "/talents"):
        source = f"GET {'/organisations' if path == '/orgs' else path}"
        _, answer = services["registry"].routes[source](httpx.Request("GET", "http://registry/"))
        services["registry"].instead[source] = (200, answer | {"alike": True})
        assert remark in (await browser.get(path)).text, path
        services["registry"].instead[source] = (200, answer)
        assert remark not in (await browser.get(path)).text, path


async def test_empty_result_says_where_was_looked_and_what_to_do_next(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    text = (await send(browser, "/search", q="没有这样的")).text
    main = text.partition('id="page"')[2]
    assert "没有找到“没有这样的”" in main
    assert "查过的有：页面和办事、社会组织、专业人才" in main
    assert "少输几个字" in main
    links = set(Html(main).links)
    assert {"/orgs/register-organisation", "/talents/add-talent", "/help"} <= links
    assert not {"/rescue/intake", "/grants/projects/open-project"} & links


async def test_service_that_is_away_is_named_and_nothing_is_said_of_what_it_holds(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "zhanzhang")
    services["rescue"].away = True
    text = (await send(browser, "/search", q="没有这样的")).text
    assert "“个案”暂时查不到，请稍后再试。" in text
    assert "查过的有：页面和办事、专业人才" in text
    services["registry"].away = True
    assert "没有找到" in (await send(browser, "/search", q="没有这样的")).text


async def test_help_speaks_the_readers_language(gateway: Gateway) -> None:
    await gateway.accounts.prefer("jiuzhu", language="en")
    async with a_browser(gateway) as browser:
        await sign_in(browser, "jiuzhu")
        text = (await browser.get("/help")).text
    assert "Record an interview" in text
    assert "Open a case first" in text
