"""Before what cannot be undone the answers are shown in words, and sent by a second press."""

import httpx

from tests.gateway.standin import StandIn
from tests.gateway.visiting import HERE, Html, send, sign_in

PAY = "/grants/projects/project-1/pay-instalment/2"
PAYMENT = "POST /projects/project-1/instalments/2/payment"


def given(services: dict[str, StandIn]) -> list[httpx.Request]:
    """What was sent to grants to be done."""
    return [one for one in services["grants"].asked if one.method == "POST"]


async def test_first_press_shows_the_answers_in_words_and_sends_nothing(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "caiwu")
    typed = {"voucher_no": "工银-2026-0417", "occurred_at": "2026-11-20"}
    answer = await send(browser, PAY, **typed)
    assert (answer.status_code, given(services)) == (200, [])
    assert "还没有提交" in answer.text
    assert "<dd>工银-2026-0417</dd>" in answer.text
    assert "<dd>2026年11月20日</dd>" in answer.text, "the day alone, since no time was given"
    timed = await send(browser, PAY, **typed, **{"occurred_at-time": "14:30"})
    assert "<dd>11月20日 14:30</dd>" in timed.text


async def test_same_voucher_on_two_payments_is_asked_about_and_may_be_confirmed(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "caiwu")
    assert "已经登记过拨付" not in (await send(browser, PAY, voucher_no="工银-1")).text
    asked = await send(browser, PAY, voucher_no="用过的")
    for said in ("这个凭证号已经登记过拨付", "资2026-0002", "第 1 期、¥8,000.00、11月20日 10:00", "还没有提交"):
        assert said in asked.text, said
    assert given(services) == []
    done = await browser.post(PAY, data={**Html(asked.text).fields, "_checked": "yes"}, headers=HERE)
    assert done.status_code == 303


async def test_second_press_sends_with_the_key_of_the_first_form(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zizhu")
    form = Html((await browser.get(PAY)).text).fields
    shown = await browser.post(PAY, data={**form, "voucher_no": "工银-1"}, headers=HERE)
    done = await browser.post(PAY, data={**Html(shown.text).fields, "_checked": "yes"}, headers=HERE)
    assert done.status_code == 303
    [sent] = given(services)
    assert sent.headers["idempotency-key"] == form["_key"]


async def test_day_to_come_of_what_has_happened_is_said_before_the_answers_are_shown(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "caiwu")
    answer = await send(browser, PAY, voucher_no="工银-1", occurred_at="2099-01-01")
    assert (answer.status_code, given(services)) == (422, [])
    assert "“拨付日期”还没有到。" in answer.text
    assert "还没有提交" not in answer.text


async def test_what_cannot_be_done_now_says_why_instead_of_showing_the_answers(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "caiwu")
    answer = await send(browser, PAY.replace("project-1", "project-2"), voucher_no="工银-1")
    assert "还没有提交" not in answer.text
    assert "项目已冻结" in answer.text
    before = await send(browser, PAY.replace("project-1", "project-2"), voucher_no="工银-1", occurred_at="2026-08-01")
    assert "还没有提交" in before.text, "what was paid before the freeze may be recorded"


async def test_answers_of_an_approval_keep_the_table_of_what_is_approved(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "fuzeren")
    answer = await send(
        browser, "/grants/projects/project-1/approve-plan", occurred_at="2026-11-20T09:00", evidence="纪要 3"
    )
    assert "还没有提交" in answer.text
    assert "等待批准的各期" in answer.text


async def test_payment_that_cannot_be_recorded_yet_is_offered_grey_with_the_reason(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "caiwu")
    text = (await browser.get("/grants/projects/project-2")).text
    assert "登记拨付" in text.split("暂时不能办理的")[1].split("</details>")[0]


async def test_going_back_shows_the_form_with_what_was_typed(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zizhu")
    shown = await send(browser, PAY, voucher_no="工银-1")
    back = await browser.post(PAY, data={**Html(shown.text).fields, "_draft": "yes"}, headers=HERE)
    assert (Html(back.text).fields["voucher_no"], given(services)) == ("工银-1", [])


async def test_refusal_after_the_second_press_keeps_what_was_typed(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zizhu")
    services["grants"].instead[PAYMENT] = (409, {"slug": "x", "zh": "不行。", "en": "No.", "errors": []})
    shown = await send(browser, PAY, voucher_no="工银-1")
    refused = await browser.post(PAY, data={**Html(shown.text).fields, "_checked": "yes"}, headers=HERE)
    assert "不行。" in refused.text
    form = Html(refused.text).fields
    assert form["voucher_no"] == "工银-1"
    assert "_checked" not in form


async def test_what_is_wrong_is_said_before_anything_is_shown_to_be_checked(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    answer = await send(browser, PAY, voucher_no="x" * 61)
    assert (answer.status_code, "还没有提交" in answer.text) == (422, False)
