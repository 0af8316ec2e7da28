"""登记休假 and 移交工作: who stands in is told, and open cases are given away by rescue's own command."""

import asyncio
import json
from datetime import timedelta

import httpx
import pytest

from services.gateway.auth.audit import What
from services.gateway.contacts import keep_contacts, tell_contacts
from services.gateway.gateway import Gateway
from services.gateway.ledger import Wanted
from shared.kernel.clock import FixedClock
from tests.eventually import eventually
from tests.gateway.assembled import Browser, a_browser
from tests.gateway.standin import StandIn
from tests.gateway.visiting import HERE, Html, send, sign_in

ACCOUNT = "/accounts/person/{}"
LEAVE = {"from_on": "2026-11-20", "until_on": "2026-11-30", "substitute": "zhanzhang"}


async def latest(gateway: Gateway, whom: str) -> tuple[str, str, dict[str, str]]:
    """What the trail says last of somebody: what, by whom, and the facts."""
    entry = (await gateway.trail.found(Wanted({"whom": whom}), 1))[0]
    return entry.what, entry.by, dict(entry.facts)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"until_on": "2026-11-19"}, "最后一天早于第一天"),
        ({"from_on": "2026-11-01", "until_on": "2026-11-02"}, "最后一天已经过去"),
        ({"substitute": "zhanzhang"}, "本人"),
        ({"substitute": "zizhu"}, "没有与本人相同的岗位"),
        ({"substitute": "nobody"}, "不能代理"),
        ({"from_on": "soon"}, "第一天"),
        ({"until_on": "2206-11-30"}, "休假最长登记一年"),
        ({"from_on": "0001-01-01"}, "休假最长登记一年"),
    ],
)
async def test_leave_that_does_not_fit_is_refused_in_words(
    gateway: Gateway, browser: Browser, typed: dict[str, str], said: str
) -> None:
    await sign_in(browser, "guanli")
    given = {"from_on": "2026-11-20", "until_on": "2026-11-30", "substitute": "jiuzhu", **typed}
    answer = await send(browser, ACCOUNT.format("zhanzhang") + "/leave", **given)
    assert answer.status_code == 422
    assert said in answer.text


async def test_substitute_is_told_during_the_leave_and_not_afterwards(
    gateway: Gateway, browser: Browser, clock: FixedClock
) -> None:
    await gateway.accounts.administer("zizhu", None, clock.now(), roles=frozenset({"rescue_worker"}))
    async with a_browser(gateway) as office:
        await sign_in(office, "zhanzhang")
        given = {"from_on": "2026-11-23", "until_on": "2026-11-24", "substitute": "jiuzhu"}
        assert (await send(office, ACCOUNT.format("zizhu") + "/leave", **given)).status_code == 303
        assert "休假中" in (await office.get(ACCOUNT.format("zizhu"))).text
    await sign_in(browser, "jiuzhu")
    for path in ("/today", "/inbox", "/rescue/due", "/rescue/cases"):
        page = await browser.get(path)
        assert "周宁从" in page.text, path
        assert "/rescue/due?responsible=zizhu" in page.text
    clock.move(timedelta(days=2))
    await sign_in(browser, "jiuzhu")
    assert "由您代理" not in (await browser.get("/inbox")).text


async def test_cases_are_handed_over_and_what_could_not_be_is_said(
    gateway: Gateway, browser: Browser, services: dict[str, StandIn]
) -> None:
    await gateway.accounts.administer("zizhu", None, gateway.clock.now(), roles=frozenset({"rescue_worker"}))
    await sign_in(browser, "zhanzhang")
    rescue = services["rescue"]
    cases = [{"id": f"case-{n}", "case_no": f"C-{n}"} for n in range(3)]
    rescue.instead["GET /cases"] = (200, {"items": cases, "total": 3, "next_cursor": None})
    rescue.instead["POST /cases/case-1/handover"] = (
        409,
        {"slug": "x", "zh": "这个个案已经移交。", "en": "Handed over."},
    )
    for n in (0, 2):
        rescue.instead[f"POST /cases/case-{n}/handover"] = (200, {"id": f"case-{n}", "version": 2})
    path = ACCOUNT.format("jiuzhu") + "/hand-over"
    form = Html((await browser.get(path)).text).fields
    answer = await browser.post(path, data={**form, "to": "zizhu", "note": "请接着办"}, headers=HERE)
    assert answer.status_code == 200
    assert answer.text.count("已移交</span>") == 2
    assert "这个个案已经移交。" in answer.text
    assert await latest(gateway, "jiuzhu") == (What.WORK_HANDED_OVER, "zhanzhang", {"to": "zizhu", "count": "2"})
    refused = await browser.post(path, data={**form, "to": "caiwu"}, headers=HERE)
    assert "请从名单里选一位在岗的同事" in refused.text


async def test_colleagues_of_one_name_are_told_apart_where_one_is_chosen(gateway: Gateway, browser: Browser) -> None:
    zizhu = await gateway.accounts.known("zizhu")
    assert zizhu
    for user_name in ("wang1", "wang2"):
        roles = frozenset({"rescue_worker"})
        await gateway.accounts.put(zizhu.model_copy(update={"id": user_name, "name": "王小二", "roles": roles}))
    await sign_in(browser, "zhanzhang")
    of_account = [f"{ACCOUNT.format('jiuzhu')}/{act}" for act in ("leave", "hand-over")]
    for path in (*of_account, "/rescue/cases", "/rescue/case/case-1/hand-over-case"):
        page = (await browser.get(path)).text
        assert "王小二（wang1）" in page, path
        assert "王小二（wang2）" in page, path


async def test_who_sees_no_cases_is_told_who_hands_them_over(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    services["rescue"].instead["GET /cases"] = (403, {"slug": "role-required", "zh": "没有权限。", "en": "No."})
    await sign_in(browser, "guanli")  # type: ignore[arg-type]
    assert "个案由救助站长移交" in (await browser.get(ACCOUNT.format("jiuzhu") + "/hand-over")).text


async def test_notify_is_told_of_changed_accounts(gateway: Gateway, services: dict[str, StandIn]) -> None:
    await gateway.accounts.disable("caiwu", gateway.clock.now())
    staff = await gateway.accounts.known("caiwu")
    assert staff
    await tell_contacts(gateway, [staff])
    told = services["notify"].asked[-1]
    assert (told.method, told.url.path) == ("PUT", "/contacts/caiwu")
    assert json.loads(told.content)["roles"] == []


async def test_who_left_meanwhile_is_told_as_one_who_has_left_and_before_the_others(
    gateway: Gateway, services: dict[str, StandIn]
) -> None:
    """A replica may have read all accounts before one was closed; told so, the person would get mails for good."""
    read_before = await gateway.accounts.every()
    left = [await gateway.accounts.disable(one, gateway.clock.now()) for one in ("caiwu", "zizhu")]
    await tell_contacts(gateway, [one for one in read_before if one.id == "caiwu"])
    await tell_contacts(gateway, [*(one for one in read_before if one.id == "jiuzhu"), left[1]])
    told = [(one.url.path, json.loads(one.content)["email"]) for one in services["notify"].asked]
    assert told[:2] == [("/contacts/caiwu", None), ("/contacts/zizhu", None)]
    assert told[2][0] == "/contacts/jiuzhu"


async def test_inbox_says_for_whom_a_substitute_got_an_item(browser: Browser) -> None:
    await sign_in(browser, "jiuzhu")
    page = (await browser.get("/inbox")).text
    assert "代周宁收到" in page
    assert "由周宁移交" in page


async def test_notify_is_told_of_leave(gateway: Gateway, services: dict[str, StandIn]) -> None:
    staff = await gateway.accounts.administer("zizhu", None, gateway.clock.now(), leave=LEAVE)
    await tell_contacts(gateway, [staff, await gateway.accounts.administer("caiwu", None, gateway.clock.now())])
    bodies = [json.loads(told.content) for told in services["notify"].asked]
    assert bodies[0]["away"] == LEAVE
    assert "away" not in bodies[1]


async def test_changed_account_is_told_to_notify_at_once_and_the_others_are_not_told_again(
    gateway: Gateway, services: dict[str, StandIn]
) -> None:
    telling = asyncio.create_task(keep_contacts(gateway))
    asked = services["notify"].asked
    people = len(await gateway.accounts.every())
    await eventually(lambda: len(asked) == people)
    await gateway.accounts.administer("caiwu", None, gateway.clock.now(), disabled=True)
    await eventually(lambda: len(asked) == people + 1, 5)
    assert asked[-1].url.path == "/contacts/caiwu"
    telling.cancel()


async def test_another_language_is_news_for_notify_each_time_it_is_chosen(
    gateway: Gateway, services: dict[str, StandIn]
) -> None:
    for language in ("zh", "en", "en", "zh"):
        await tell_contacts(gateway, [await gateway.accounts.prefer("caiwu", language=language)])
    told = [(json.loads(one.content)["language"], one.headers["idempotency-key"]) for one in services["notify"].asked]
    assert [language for language, _ in told] == ["zh", "en", "en", "zh"]
    assert [key == told[0][1] for _, key in told] == [True, False, False, False]
    assert told[1] == told[2], "the same choice again is the same command"
    assert told[3][1] not in {told[0][1], told[1][1]}
