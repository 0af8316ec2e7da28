"""Roles that read about people in rescue are given by two administrators: on the pages, or with the server's keeper."""

import io
import re
import sys
from datetime import timedelta

import pytest

from services.gateway.approve_roles import run
from services.gateway.auth.accounts import Staff
from services.gateway.auth.approving import RoleStores
from services.gateway.auth.audit import CONSOLE, What
from services.gateway.auth.granting import proposed_roles
from services.gateway.auth.waiting_roles import READS_PERSONS
from services.gateway.engine.review import short
from services.gateway.gateway import Gateway
from services.gateway.ledger import Wanted
from services.rescue.domain.permissions import CARE
from shared.kernel.roles import Role
from tests.gateway.assembled import Browser, a_browser
from tests.gateway.visiting import Html, send, sign_in

ACCOUNT = "/accounts/person/lisi"


async def invited(browser: Browser, *roles: str) -> str:
    """What the page says that gives the code to a new colleague with these roles."""
    await sign_in(browser, "guanli")
    answer = await send(browser, "/accounts/invite", name="李四", user_name="lisi", roles="\n".join(roles))
    return answer.text


async def account(gateway: Gateway) -> Staff:
    found = await gateway.accounts.known("lisi")
    assert found
    return found


async def trail(gateway: Gateway) -> list[tuple[str, str]]:
    """What the trail says of the account, the last first, and by whom."""
    return [(one.what, one.by) for one in await gateway.trail.found(Wanted({"whom": "lisi"}), 9)]


@pytest.fixture
def station(gateway: Gateway) -> Browser:
    return a_browser(gateway)


def test_the_roles_of_two_are_those_that_read_cases() -> None:
    assert READS_PERSONS == CARE


async def test_a_role_that_reads_about_people_waits_for_another_than_who_proposed_it(
    gateway: Gateway, browser: Browser
) -> None:
    assert "岗位要等另一位管理员批准才生效" in await invited(browser, "rescue_worker", "registrar")
    assert (await account(gateway)).roles == {Role.REGISTRAR}
    assert "批准或者不批准岗位" not in (await browser.get("/today")).text
    assert f"{ACCOUNT}/approve-roles" not in Html((await browser.get(ACCOUNT)).text).links
    refused = await send(browser, f"{ACCOUNT}/approve-roles")
    assert "提出岗位的人不能自己批准" in refused.text
    assert (await account(gateway)).roles == {Role.REGISTRAR}


async def test_the_second_administrator_finds_it_on_the_first_page_and_approves_what_is_shown(
    gateway: Gateway, browser: Browser, station: Browser
) -> None:
    await invited(browser, "rescue_worker")
    await sign_in(station, "zhanzhang")
    assert f"{ACCOUNT}/approve-roles" in Html((await station.get("/today")).text).links
    page = (await station.get(f"{ACCOUNT}/approve-roles")).text
    code = proposed_roles(await account(gateway)).review_code
    assert short(code) in page
    assert "王慧" in page
    stale = await send(station, f"{ACCOUNT}/approve-roles", seen="0" * 64)
    assert "您核对的内容已经变了" in stale.text
    answer = await send(station, f"{ACCOUNT}/approve-roles")
    assert answer.headers["location"] == ACCOUNT
    assert (await account(gateway)).roles == {Role.RESCUE_WORKER}
    again = await send(station, f"{ACCOUNT}/approve-roles", to=f"{ACCOUNT}/approve-roles")
    assert "没有等待批准的岗位" in again.text
    (latest, *_) = await gateway.trail.found(Wanted({"whom": "lisi"}), 1)
    assert (latest.what, latest.by) == ("roles_approved", "zhanzhang")
    assert latest.facts == {"added": "rescue_worker", "proposed_by": "guanli", "review_code": code}


async def test_more_roles_wait_and_fewer_hold_at_once(gateway: Gateway, browser: Browser) -> None:
    await sign_in(browser, "guanli")
    await send(browser, "/accounts/person/jiuzhu/roles", roles="station_head")
    known = await gateway.accounts.known("jiuzhu")
    assert known
    assert (known.roles, known.roles_to_come) == (frozenset(), {Role.STATION_HEAD})
    await send(browser, "/accounts/person/jiuzhu/roles", roles="registrar\nstation_head")
    known = await gateway.accounts.known("jiuzhu")
    assert known
    assert known.waiting_roles
    assert (known.roles, known.waiting_roles.proposed_by) == ({Role.REGISTRAR}, "guanli")


async def test_whoever_has_no_role_yet_signs_in_and_is_told_what_is_waited_for(
    gateway: Gateway, browser: Browser, station: Browser
) -> None:
    await sign_in(browser, "guanli")
    await send(browser, "/accounts/person/jiuzhu/roles", roles="station_head")
    await sign_in(station, "jiuzhu")
    page = await station.get("/today")
    assert page.status_code == 200
    assert "“救助站长”等另一位管理员批准" in page.text
    assert "/rescue/cases" not in Html(page.text).links


async def test_whoever_proposed_it_takes_it_back_and_nothing_is_left(gateway: Gateway, browser: Browser) -> None:
    await invited(browser, "rescue_worker", "registrar")
    answer = await send(browser, f"{ACCOUNT}/decline-roles")
    assert answer.headers["location"] == ACCOUNT
    assert (await account(gateway)).roles_to_come == {Role.REGISTRAR}
    assert (await trail(gateway))[0] == ("roles_declined", "guanli")
    assert "没有等待批准的岗位" in (await send(browser, f"{ACCOUNT}/decline-roles")).text


async def test_where_nobody_else_could_approve_the_page_says_what_the_keeper_of_the_server_runs(
    gateway: Gateway, browser: Browser, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await invited(browser, "station_head")
    assert "python -m services.gateway.approve_roles lisi" in (await browser.get(ACCOUNT)).text
    stores, now = RoleStores(gateway.accounts, gateway.sessions, gateway.trail), gateway.clock.now()
    monkeypatch.setattr(sys, "stdin", io.StringIO("1234 5678\n"))
    with pytest.raises(SystemExit, match="What you saw has changed"):
        await run(stores, "lisi", now)
    shown = re.search(r"review code: (.{9})", capsys.readouterr().out)
    assert shown
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{shown[1].lower()}\n"))
    await run(stores, "lisi", now + timedelta(minutes=1))
    assert (await account(gateway)).roles == {Role.STATION_HEAD}
    assert (await trail(gateway))[0] == (What.ROLES_APPROVED, CONSOLE)
    with pytest.raises(SystemExit, match="No roles of this account wait"):
        await run(stores, "lisi", now)
    with pytest.raises(SystemExit, match="no account nobody"):
        await run(stores, "nobody", now)


async def test_an_operator_does_not_manage_an_account_whose_roles_wait(gateway: Gateway, browser: Browser) -> None:
    await invited(browser, "rescue_worker")
    async with a_browser(gateway) as machine_room:
        await sign_in(machine_room, "yunwei")
        for act in ("approve-roles", "decline-roles", "invite-again"):
            assert (await machine_room.get(f"{ACCOUNT}/{act}")).status_code == 403
