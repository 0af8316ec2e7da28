"""账号: who may see and manage whom, what each act does, and what the trail keeps of it."""

import pytest

from services.gateway.auth.audit import What
from services.gateway.gateway import Gateway
from services.gateway.ledger import Wanted
from shared.kernel.scope import Scope, ScopeKind
from tests.gateway.assembled import Browser, a_browser
from tests.gateway.visiting import HERE, Html, send, sign_in, sign_in_by_form

ACCOUNT = "/accounts/person/{}"


async def latest(gateway: Gateway, whom: str) -> tuple[str, str, dict[str, str]]:
    """What the trail says last of somebody: what, by whom, and the facts."""
    entry = (await gateway.trail.found(Wanted({"whom": whom}), 1))[0]
    return entry.what, entry.by, dict(entry.facts)


@pytest.mark.parametrize(
    ("reader", "status"), [("guanli", 200), ("yunwei", 200), ("zhanzhang", 200), ("jiuzhu", 403), ("caiwu", 403)]
)
async def test_list_is_for_those_who_manage_accounts(browser: Browser, reader: str, status: int) -> None:
    await sign_in(browser, reader)
    for path in ("/accounts", "/accounts/invite", ACCOUNT.format("jiuzhu")):
        assert (await browser.get(path)).status_code == status, path
    trail = 200 if reader in ("guanli", "yunwei") else 403
    assert (await browser.get("/accounts/trail")).status_code == trail


async def test_head_of_station_sees_the_stations_people_alone(browser: Browser) -> None:
    await sign_in(browser, "zhanzhang")
    page = await browser.get("/accounts")
    assert "李梅" in page.text
    assert "周宁" not in page.text
    assert (await browser.get(ACCOUNT.format("zizhu"))).status_code == 404


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("q=李", "jiuzhu", "zizhu"),
        ("q=ZIZHU", "zizhu", "jiuzhu"),
        ("role=finance", "caiwu", "jiuzhu"),
        ("state=left", "caiwu", "jiuzhu"),
        ("state=invited", "lisi", "jiuzhu"),
        ("state=locked", "dengji", "jiuzhu"),
        ("state=away", "zizhu", "jiuzhu"),
    ],
)
async def test_list_is_narrowed_down(gateway: Gateway, browser: Browser, query: str, there: str, gone: str) -> None:
    async with a_browser(gateway) as stranger:
        for _ in range(5):
            await sign_in_by_form(stranger, "dengji", "wrong")
    await sign_in(browser, "guanli")
    await send(browser, "/accounts/invite", name="李四", user_name="lisi", roles="registrar")
    await send(browser, ACCOUNT.format("caiwu") + "/close")
    await gateway.accounts.administer("zizhu", None, gateway.clock.now(), leave=LEAVE)
    page = await browser.get(f"/accounts?{query}")
    assert ACCOUNT.format(there) in page.text
    assert ACCOUNT.format(gone) + '"' not in page.text


LEAVE = {"from_on": "2026-11-20", "until_on": "2026-11-30", "substitute": "zhanzhang"}


@pytest.mark.parametrize(
    ("who", "whom"),
    [
        ("guanli", "guanli"),
        ("guanli", "yunwei"),
        ("yunwei", "jiuzhu"),
        ("zhanzhang", "zhanzhang"),
        ("yunwei", "yunwei"),
    ],
)
async def test_nobody_manages_the_own_account_or_one_beyond_the_own_reach(
    gateway: Gateway, browser: Browser, who: str, whom: str
) -> None:
    await sign_in(browser, who)
    page = await browser.get(ACCOUNT.format(whom))
    assert not [link for link in Html(page.text).links if link.startswith(f"{ACCOUNT.format(whom)}/")]
    for act in ("close", "reset-password", "end-sessions", "unlock", "remove-second-step"):
        assert (await browser.get(f"{ACCOUNT.format(whom)}/{act}")).status_code == 403, act
        answer = await send(browser, "/inbox", to=f"{ACCOUNT.format(whom)}/{act}")
        assert answer.status_code == 403, act
    before = await gateway.accounts.known(whom)
    for path in ("roles", "leave"):
        answer = await send(
            browser, f"{ACCOUNT.format(whom)}/{path}", roles="grants_officer", from_on="2026-12-01",
            until_on="2026-12-02", substitute="jiuzhu",
        )  # fmt: skip
        assert answer.status_code in (403, 422), path
    assert await gateway.accounts.known(whom) == before


async def test_roles_are_changed_and_hold_from_the_next_sign_in(gateway: Gateway, browser: Browser) -> None:
    await sign_in(browser, "dengji")
    async with a_browser(gateway) as office:
        await sign_in(office, "guanli")
        answer = await send(office, ACCOUNT.format("dengji") + "/roles", roles="registrar\ngrants_officer")
        assert answer.headers["location"] == ACCOUNT.format("dengji")
        assert "岗位已经更改" in (await office.get(ACCOUNT.format("dengji"))).text
    assert (await browser.get("/today")).status_code == 303
    staff = await gateway.accounts.get("dengji")
    assert staff
    assert staff.roles == {"registrar", "grants_officer"}
    assert await latest(gateway, "dengji") == (What.ROLES_CHANGED, "guanli", {"added": "grants_officer"})


async def test_role_that_one_may_not_give_is_refused(gateway: Gateway, browser: Browser) -> None:
    await sign_in(browser, "zhanzhang")
    answer = await send(browser, ACCOUNT.format("jiuzhu") + "/roles", roles="rescue_worker\nstation_head")
    assert answer.status_code == 422
    assert "您不能授予“救助站长”岗位" in answer.text


async def test_two_administrators_do_not_overwrite_each_other(gateway: Gateway, browser: Browser) -> None:
    await sign_in(browser, "guanli")
    form = Html((await browser.get(ACCOUNT.format("dengji") + "/roles")).text).fields
    async with a_browser(gateway) as other:
        await sign_in(other, "guanli")
        await send(other, ACCOUNT.format("dengji") + "/roles", roles="finance")
    given = {**form, "roles": "registrar"}
    answer = await browser.post(ACCOUNT.format("dengji") + "/roles", data=given, headers=HERE)
    assert answer.status_code == 422
    assert "别人改过这个账号" in answer.text
    staff = await gateway.accounts.known("dengji")
    assert staff
    assert staff.roles == {"finance"}
    again = {**Html(answer.text).fields, "roles": "registrar"}
    assert (await browser.post(ACCOUNT.format("dengji") + "/roles", data=again, headers=HERE)).status_code == 303


async def test_closed_account_ends_at_once_and_is_opened_again_by_invitation(
    gateway: Gateway, browser: Browser
) -> None:
    await sign_in(browser, "caiwu")
    async with a_browser(gateway) as office:
        await sign_in(office, "guanli")
        answer = await send(office, ACCOUNT.format("caiwu") + "/close")
        assert answer.headers["location"] == ACCOUNT.format("caiwu")
        assert (await browser.get("/today")).status_code == 303
        assert (await sign_in_by_form(browser, "caiwu")).status_code == 422
        again = await send(office, ACCOUNT.format("caiwu") + "/reopen")
        assert 'id="invitation-code"' in again.text
    assert (await sign_in_by_form(browser, "caiwu")).status_code == 422, "the password of before must be void"


async def test_locked_account_is_unlocked(gateway: Gateway, browser: Browser) -> None:
    for _ in range(5):
        await sign_in_by_form(browser, "dengji", "wrong")
    assert (await sign_in_by_form(browser, "dengji")).status_code == 429
    async with a_browser(gateway) as office:
        await sign_in(office, "guanli")
        assert "暂停登录" in (await office.get(ACCOUNT.format("dengji"))).text
        await send(office, ACCOUNT.format("dengji") + "/unlock")
    assert (await sign_in_by_form(browser, "dengji")).status_code == 303
    assert What.UNLOCKED in [one.what for one in await gateway.trail.found(Wanted({"whom": "dengji"}), 9)]


async def test_sessions_are_ended(gateway: Gateway, browser: Browser) -> None:
    await sign_in_by_form(browser, "dengji")
    async with a_browser(gateway) as office:
        await sign_in(office, "guanli")
        assert "127.0.0.0/24" in (await office.get(ACCOUNT.format("dengji"))).text
        await send(office, ACCOUNT.format("dengji") + "/end-sessions")
    assert (await browser.get("/today")).status_code == 303
    assert await latest(gateway, "dengji") == (What.SESSIONS_ENDED, "guanli", {"count": "1"})


async def test_person_from_outside_is_invited_with_a_scope(gateway: Gateway, browser: Browser) -> None:
    await sign_in(browser, "guanli")
    given = {"name": "林晓", "user_name": "linxiao", "roles": "organisation_member"}
    without = await send(browser, "/accounts/invite", **given)
    assert "外单位岗位只能单独选一个，并且要填写范围" in without.text
    unknown = await send(browser, "/accounts/invite", **given, scope="没有这样的协会")
    assert "没有找到“没有这样的协会”这个机构" in unknown.text
    mixed = await send(
        browser, "/accounts/invite", **{**given, "roles": "organisation_member\nregistrar"}, scope="org-1"
    )
    assert "外单位岗位只能单独选一个" in mixed.text
    assert (await send(browser, "/accounts/invite", **given, scope="org-1")).status_code == 200
    staff = await gateway.accounts.known("linxiao")
    assert staff
    assert staff.scope == Scope.of(ScopeKind.ORGANISATION, "org-1")
    await send(browser, ACCOUNT.format("linxiao") + "/roles", roles="ward", scope="示例医院/老年科")
    staff = await gateway.accounts.known("linxiao")
    assert staff
    assert staff.scope == Scope.of(ScopeKind.WARD, "示例医院/老年科")
    assert (await latest(gateway, "linxiao"))[2]["scope"] == "ward:示例医院/老年科"


async def test_head_of_station_invites_wards_and_no_organisations(gateway: Gateway, browser: Browser) -> None:
    await sign_in(browser, "zhanzhang")
    given = {"name": "何护士", "user_name": "bingqu3", "scope": "示例医院/老年科"}
    refused = await send(browser, "/accounts/invite", **given, roles="judge")
    assert "您不能授予“评审”岗位" in refused.text
    assert (await send(browser, "/accounts/invite", **given, roles="ward")).status_code == 200
    assert "何护士" in (await browser.get("/accounts")).text


async def test_scope_that_would_count_for_nothing_is_refused_and_not_dropped(
    gateway: Gateway, browser: Browser
) -> None:
    await sign_in(browser, "guanli")
    office = {"name": "李四", "user_name": "lisi", "roles": "registrar", "scope": "示例医院/老年科"}
    assert "本单位的岗位不填范围" in (await send(browser, "/accounts/invite", **office)).text
    assert await gateway.accounts.known("lisi") is None
    changed = await send(browser, ACCOUNT.format("dengji") + "/roles", roles="registrar", scope="示例医院/老年科")
    assert "本单位的岗位不填范围" in changed.text


async def test_ward_is_named_with_its_hospital_however_the_slash_is_typed(gateway: Gateway, browser: Browser) -> None:
    """A ward without its hospital could report, and no bed would ever be found."""
    await sign_in(browser, "zhanzhang")
    given = {"name": "何护士", "user_name": "bingqu3", "roles": "ward"}
    for short in ("老年科", "示例医院/", "/老年科"):
        answer = await send(browser, "/accounts/invite", **given, scope=short)
        assert "病区要连同医院一起写" in answer.text, short
    assert (await send(browser, "/accounts/invite", **given, scope="示例医院 ／ 老年科")).status_code == 200
    staff = await gateway.accounts.known("bingqu3")
    assert staff
    assert staff.scope == Scope.of(ScopeKind.WARD, "示例医院/老年科")


async def test_roles_that_stay_the_same_are_not_entered_and_end_no_session(gateway: Gateway, browser: Browser) -> None:
    await sign_in(browser, "dengji")
    async with a_browser(gateway) as office:
        await sign_in(office, "guanli")
        answer = await send(office, ACCOUNT.format("dengji") + "/roles", roles="registrar")
        assert answer.status_code == 422
        assert "岗位和范围都没有变化" in answer.text
    assert (await browser.get("/today")).status_code == 200
    assert not await gateway.trail.found(Wanted({"whom": "dengji", "what": What.ROLES_CHANGED}), 9)


async def test_trail_tells_scopes_days_and_namesakes_apart_in_words(gateway: Gateway, browser: Browser) -> None:
    await sign_in(browser, "guanli")
    for user_name, role, scope in (("lin1", "organisation_member", "org-1"), ("lin2", "ward", "示例医院/老年科")):
        await send(browser, "/accounts/invite", name="林晓", user_name=user_name, roles=role, scope=scope)
    days = {"from": "2026-12-01", "until": "2026-12-02", "substitute": "zhanzhang"}
    await gateway.trail.note(What.LEAVE_NOTED, gateway.clock.now(), "guanli", "jiuzhu", "", **days)
    page = (await browser.get("/accounts/trail")).text
    assert "范围：病区 示例医院 老年科" in page
    assert "ward:" not in page
    assert "organisation:" not in page
    assert "林晓（lin1）" in page
    assert "林晓（lin2）" in page
    assert "李梅（" not in page
    assert "从 2026年12月1日" in page
    assert "2026-12-01" not in page
