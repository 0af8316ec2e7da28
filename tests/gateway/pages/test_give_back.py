"""What was typed is never lost: services away, storage away, sessions that ended, forms left half filled in."""

from datetime import timedelta
from typing import cast

import httpx
import pytest

from services.gateway.gateway import Gateway
from shared.kernel.clock import FixedClock
from tests.gateway.assembled import a_browser
from tests.gateway.in_memory import InMemoryCollection
from tests.gateway.standin import StandIn
from tests.gateway.visiting import HERE, Html, send, sign_in

INTERVIEW = "/rescue/case/case-1/interview"
TALK = {"language": "方言", "ability": "few_words", "words_heard": "俺家在颍河边\r\n上"}
TALK |= {"clues-0-words": "格拉条", "clues-0-kind": "food"}
AWAY = {"slug": "storage-away", "zh": "系统暂时忙，请稍后再试。", "en": "Busy."}


def interviews(service: StandIn) -> list[httpx.Request]:
    """The interviews that were sent to rescue."""
    return [r for r in service.asked if r.method == "POST" and r.url.path.endswith("/interviews")]


async def again(
    browser: httpx.AsyncClient, answer: httpx.Response, path: str = INTERVIEW, **more: str
) -> httpx.Response:
    """Press the button of the page that handed the fields back."""
    assert f'action="{path}"' in answer.text
    return await browser.post(path, data={**Html(answer.text).fields, **more}, headers=HERE)


async def test_form_sent_while_the_service_is_away_is_handed_back_and_sent_again_with_the_same_key(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    opened = Html((await browser.get(INTERVIEW)).text).fields | TALK
    services["rescue"].away = True
    answer = await browser.post(INTERVIEW, data=opened, headers=HERE)
    assert answer.status_code == 503
    assert "再次提交" in answer.text
    assert "您填写的内容都在这一页" in answer.text
    answer = await again(browser, answer)
    assert answer.status_code == 503
    services["rescue"].away = False
    assert (await again(browser, answer)).status_code == 303
    (sent,) = interviews(services["rescue"])
    assert sent.headers["idempotency-key"] == opened["_key"]
    assert "格拉条" in sent.content.decode()


async def test_form_that_the_service_cannot_store_now_keeps_its_key(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    opened = Html((await browser.get(INTERVIEW)).text).fields | TALK
    services["rescue"].instead["POST /cases/case-1/interviews"] = (503, AWAY)
    answer = await browser.post(INTERVIEW, data=opened, headers=HERE)
    assert answer.status_code == 503
    services["rescue"].instead.clear()
    await again(browser, answer)
    keys = [request.headers["idempotency-key"] for request in interviews(services["rescue"])]
    assert keys == [opened["_key"]] * 2


async def test_form_handed_back_can_be_changed_first(browser: httpx.AsyncClient, services: dict[str, StandIn]) -> None:
    await sign_in(browser, "jiuzhu")
    opened = Html((await browser.get(INTERVIEW)).text).fields | TALK
    services["rescue"].away = True
    answer = await browser.post(INTERVIEW, data=opened, headers=HERE)
    services["rescue"].away = False
    form = await again(browser, answer, _draft="yes")
    assert interviews(services["rescue"]) == []
    assert "俺家在颍河边" in form.text
    assert 'value="格拉条"' in form.text
    assert Html(form.text).fields["_key"] == opened["_key"]


@pytest.mark.parametrize(
    ("name", "path", "values"),
    [
        ("jiuzhu", "/rescue/case/case-1/person", {"features": "左眉有疤"}),
        ("jiuzhu", "/rescue/case/case-1/place-person", {"place": "hospital", "name": "安康医院"}),
        ("jiuzhu", "/rescue/case/case-1/refute-clue/clue-1", {"finding": "不是阜阳"}),
        ("jiuzhu", "/rescue/case/case-1/interpreter", {"clue_id": "clue-1", "area": "安徽阜阳"}),
        ("jiuzhu", "/rescue/intake/new", {"arrival": "police", "found_place": "汽车站"}),
        ("jiuzhu", "/rescue/intake", {"name": "王建国"}),
        ("dengji", "/orgs/org-3/list-abnormal", {"code": "unreachable", "note": "两次邮寄"}),
        ("dengji", "/orgs/register-organisation", {"name": "新协会"}),
        ("zizhu", "/grants/projects/project-1/plan-instalments", {"parts-0-amount_fen": "8000"}),
        ("yunwei", "/ops/messages/grants/tongxin.grants%7Cparked?decision=discard", {"reason": "重复"}),
    ],
)
async def test_every_form_is_handed_back_whole_and_can_be_gone_on_with(
    browser: httpx.AsyncClient, services: dict[str, StandIn], name: str, path: str, values: dict[str, str]
) -> None:
    await sign_in(browser, name)
    opened = Html((await browser.get(path)).text).fields | values
    for service in services.values():
        service.away = True
    answer = await browser.post(path, data=opened, headers=HERE)
    assert answer.status_code == 503
    for service in services.values():
        service.away = False
    form = await again(browser, answer, path, _draft="yes")
    assert form.status_code in (200, 422)
    assert all(Html(form.text).fields[field] == value for field, value in values.items())
    assert "请填写" not in form.text


async def test_form_sent_while_our_own_storage_is_away_is_handed_back(
    browser: httpx.AsyncClient, gateway: Gateway, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    opened = Html((await browser.get(INTERVIEW)).text).fields | TALK
    stored = [cast(InMemoryCollection, one._collection) for one in (gateway.sessions, gateway.accounts)]
    for one in stored:
        one.away = True
    answer = await browser.post(INTERVIEW, data=opened, headers=HERE)
    assert answer.status_code == 503
    assert (await browser.get("/today")).status_code == 503
    for one in stored:
        one.away = False
    assert (await again(browser, answer)).status_code == 303
    assert len(interviews(services["rescue"])) == 1


async def test_password_is_never_handed_back(browser: httpx.AsyncClient, gateway: Gateway) -> None:
    form = Html((await browser.get("/sign-in")).text).fields
    cast(InMemoryCollection, gateway.accounts._collection).away = True
    answer = await browser.post("/sign-in", data={**form, "name": "jiuzhu", "password": "Secret-2026"}, headers=HERE)
    assert answer.status_code == 503
    assert "Secret-2026" not in answer.text


async def test_file_is_not_handed_back_and_the_page_says_so(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    path = "/orgs/import/import-organisations"
    form = Html((await browser.get("/orgs/import")).text).fields
    services["registry"].away = True
    files = {"file": ("名册.csv", "统一社会信用代码".encode())}
    answer = await browser.post(path, data={**form, "dry_run": "no"}, files=files, headers=HERE)
    assert answer.status_code == 503
    assert "附件没有保留" in answer.text
    services["registry"].away = False
    form_again = await again(browser, answer, path)
    assert "请选择“文件”。" in form_again.text


async def half_an_hour_later(browser: httpx.AsyncClient, clock: FixedClock, path: str = INTERVIEW) -> httpx.Response:
    """Open a form, let the session end, and send it."""
    opened = Html((await browser.get(INTERVIEW)).text).fields | TALK
    clock.move(timedelta(minutes=31))
    more = {"_to": f"{INTERVIEW}?x=1"} if path != INTERVIEW else {}
    return await browser.post(path, data={**opened, **more}, headers=HERE)


async def come_back(browser: httpx.AsyncClient, answer: httpx.Response, name: str, password: str) -> httpx.Response:
    """Sign in on the page that a late form was answered with."""
    fields = Html(answer.text).fields | {"name": name, "password": password}
    return await browser.post("/sign-in", data=fields, headers=HERE)


async def test_form_sent_after_the_session_ended_waits_sealed_until_its_writer_has_signed_in(
    browser: httpx.AsyncClient, services: dict[str, StandIn], clock: FixedClock
) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await half_an_hour_later(browser, clock)
    assert answer.status_code == 403
    assert "登录已经到期" in answer.text
    assert "颍河" not in answer.text
    wrong = await come_back(browser, answer, "jiuzhu", "wrong")
    back = await come_back(browser, wrong, "jiuzhu", "Tongxin-jiuzhu-2026")
    assert back.status_code == 200
    assert "您填写的内容还在" in back.text
    assert (await again(browser, back)).status_code == 303
    assert len(interviews(services["rescue"])) == 1
    assert "格拉条" in interviews(services["rescue"])[0].content.decode()


async def test_form_of_a_session_that_an_administrator_ended_is_handed_back_too(
    browser: httpx.AsyncClient, gateway: Gateway, services: dict[str, StandIn]
) -> None:
    """As the page of 结束所有登录 promises."""
    await sign_in(browser, "jiuzhu")
    opened = Html((await browser.get(INTERVIEW)).text).fields | TALK
    async with a_browser(gateway) as office:
        await sign_in(office, "zhanzhang")
        await send(office, "/accounts/person/jiuzhu/end-sessions")
    assert (await browser.get("/today")).headers["location"].startswith("/sign-in")
    answer = await browser.post(INTERVIEW, data=opened, headers=HERE)
    assert "颍河" not in answer.text
    back = await come_back(browser, answer, "jiuzhu", "Tongxin-jiuzhu-2026")
    assert "您填写的内容还在" in back.text
    assert (await again(browser, back)).status_code == 303
    assert "格拉条" in interviews(services["rescue"])[0].content.decode()


async def test_form_of_one_person_is_not_handed_to_another(browser: httpx.AsyncClient, clock: FixedClock) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await half_an_hour_later(browser, clock)
    other = await come_back(browser, answer, "zhanzhang", "Tongxin-zhanzhang-2026")
    assert (other.status_code, other.headers["location"]) == (303, "/today")


async def test_form_of_an_earlier_session_is_handed_back_to_who_signed_in_anew(
    browser: httpx.AsyncClient, services: dict[str, StandIn], clock: FixedClock
) -> None:
    await sign_in(browser, "jiuzhu")
    opened = Html((await browser.get(INTERVIEW)).text).fields | TALK
    clock.move(timedelta(minutes=31))
    await sign_in(browser, "jiuzhu")
    answer = await browser.post(INTERVIEW, data=opened, headers=HERE)
    assert answer.status_code == 403
    assert interviews(services["rescue"]) == []
    assert (await again(browser, answer)).status_code == 303


async def test_form_with_a_foreign_token_and_no_sign_of_our_page_is_not_handed_back(
    browser: httpx.AsyncClient, clock: FixedClock
) -> None:
    await sign_in(browser, "jiuzhu")
    opened = Html((await browser.get(INTERVIEW)).text).fields | TALK | {"_csrf": "guess"}
    for headers in ({"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = await browser.post(INTERVIEW, data=opened, headers=headers)
        assert answer.status_code == 403
        assert "再次提交" not in answer.text
    clock.move(timedelta(minutes=31))
    answer = await browser.post(INTERVIEW, data=opened, headers=HERE)
    assert "没有提交成功" in answer.text


@pytest.mark.parametrize("path", ["/sign-out", "/search", "/preferences/text"])
async def test_button_pressed_after_the_session_ended_leads_to_the_sign_in_page(
    browser: httpx.AsyncClient, clock: FixedClock, path: str
) -> None:
    await sign_in(browser, "jiuzhu")
    token = Html((await browser.get("/search")).text).fields["_csrf"]
    clock.move(timedelta(minutes=31))
    answer = await browser.post(path, data={"_csrf": token}, headers=HERE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


async def test_form_left_half_filled_in_is_never_carried_out_but_gone_on_with(
    browser: httpx.AsyncClient, services: dict[str, StandIn], clock: FixedClock
) -> None:
    await sign_in(browser, "jiuzhu")
    back = await come_back(
        browser, await half_an_hour_later(browser, clock, "/saved-form"), "jiuzhu", "Tongxin-jiuzhu-2026"
    )
    assert "再次提交" not in back.text
    form = await again(browser, back, f"{INTERVIEW}?x=1", _draft="yes")
    assert "俺家在颍河边" in form.text
    assert interviews(services["rescue"]) == []


async def test_form_brought_by_a_script_while_the_session_runs_is_handed_back_too(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    kept = await send(browser, INTERVIEW, to="/saved-form", _to=INTERVIEW, words_heard="俺家")
    assert kept.status_code == 200
    assert "俺家" in (await again(browser, kept, _draft="yes")).text
    elsewhere = await send(browser, INTERVIEW, to="/saved-form", _to="//evil.example")
    assert "evil" not in elsewhere.text


async def test_language_switch_keeps_the_filters_of_the_page(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    for path in ("/orgs?q=锋之社&standing=clear", "/rescue/case/case-1/check-clue/clue-1"):
        answer = await send(browser, path, to="/preferences/language", language="en", q="")
        assert str(httpx.URL(path)).endswith(answer.headers["location"])


@pytest.mark.parametrize(("path", "switch"), [("/preferences/language", "language"), ("/preferences/text", "large")])
async def test_switch_of_the_shell_takes_along_what_was_typed(
    browser: httpx.AsyncClient, services: dict[str, StandIn], path: str, switch: str
) -> None:
    await sign_in(browser, "jiuzhu")
    wrong = await send(browser, INTERVIEW, language="", words_heard="俺家", **{"clues-0-words": "格拉条"})
    assert wrong.status_code == 422
    beside = {name: Html(wrong.text).fields[name] for name in ("_csrf", "_fields", "_to", "back")}
    answer = await browser.post(path, data={**beside, switch: "en" if switch == "language" else "yes"}, headers=HERE)
    assert answer.status_code == 200
    assert ("Go on filling in" if switch == "language" else 'data-text="large"') in answer.text
    form = await again(browser, answer, _draft="yes")
    assert 'value="格拉条"' in form.text
    assert interviews(services["rescue"]) == []


@pytest.mark.parametrize(("path", "goes"), [("/rescue/intake/begin", "/rescue/intake/new"), ("/saved-form", "/today")])
async def test_address_of_a_page_that_only_a_form_makes_leads_somewhere(
    browser: httpx.AsyncClient, path: str, goes: str
) -> None:
    await sign_in(browser, "jiuzhu")
    assert (await browser.get(path)).headers["location"] == goes
