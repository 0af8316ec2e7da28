"""Commands on a case: the case is opened (and the opening logged) once for a form, and no draft is lost."""

from datetime import UTC, datetime

import httpx
import pytest

from services.gateway.formats import to_local
from services.gateway.pages.rescue.case import CASE
from shared.kernel.clock import FixedClock
from tests.gateway.assembled import Browser
from tests.gateway.standin import StandIn
from tests.gateway.standin.rescue import case as a_case
from tests.gateway.visiting import HERE, Html, send, sign_in

FORMS = [
    action.address(CASE).format(
        case_id="case-1", clue_id="clue-1", notice_id="notice-1", inquiry_id="inquiry-2", photo_id="file-1"
    )
    for action in CASE.actions
    if not action.at
]


def readings(service: StandIn) -> list[str]:
    """For what cases were opened."""
    return [one.url.params["purpose"] for one in service.asked if "purpose" in one.url.params]


@pytest.mark.parametrize("path", FORMS)
async def test_form_of_a_command_opens_the_case_once(
    browser: httpx.AsyncClient, services: dict[str, StandIn], path: str
) -> None:
    await sign_in(browser, "zhanzhang")
    answer = await browser.get(path)
    assert answer.status_code == 200
    assert "救2026-0117" in answer.text
    assert readings(services["rescue"]) == ["办理本案"]


@pytest.mark.parametrize("tab", ["", "/interviews", "/notices", "/timeline"])
async def test_page_of_a_case_opens_it_once(browser: httpx.AsyncClient, services: dict[str, StandIn], tab: str) -> None:
    await sign_in(browser, "jiuzhu")
    await browser.get(f"/rescue/case/case-1{tab}")
    assert readings(services["rescue"]) == ["办理本案"]


async def test_a_command_that_is_taken_opens_no_case(browser: httpx.AsyncClient, services: dict[str, StandIn]) -> None:
    await sign_in(browser, "jiuzhu")
    path = "/rescue/case/case-1/place-person"
    form = Html((await browser.get(path)).text).fields
    services["rescue"].asked.clear()
    answer = await browser.post(path, data={**form, "place": "hospital"}, headers=HERE)
    assert answer.status_code == 303
    assert readings(services["rescue"]) == []


async def test_forms_begin_with_what_is_known(browser: httpx.AsyncClient, clock: FixedClock) -> None:
    clock.at = datetime.now(UTC)
    await sign_in(browser, "jiuzhu")

    async def begun(path: str) -> dict[str, str]:
        return Html((await browser.get(f"/rescue/case/{path}")).text).fields

    assert (await begun("case-1/receive-person"))["entered_at"] == to_local(clock.at)
    draft = await begun("case-2/propose-notice")
    assert (draft["sex"], draft["age"], draft["height"]) == ("男", "15 至 19 岁", "155 厘米")
    assert (await begun("case-1/propose-notice"))["speech"] == "像安徽阜阳话"
    intake = await begun("case-1/supplement-intake")
    assert intake["handover_sheet"] == "岳护2026-88"
    assert intake["found_at"]
    assert intake["found_at-time"]


async def test_time_of_day_needs_its_day_and_may_itself_be_unknown(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    path = "/rescue/case/case-1/supplement-intake"
    wrong = await send(browser, path, **{"found_at": "", "found_at-time": "08:30"})
    assert wrong.status_code == 422
    assert "请填写“发现日期”。" in wrong.text
    await send(browser, path, **{"found_at": "2026-11-23", "found_at-time": "", "arrival": "police"})
    sent = next(one for one in services["rescue"].asked if one.method == "PUT")
    assert b'"found_at":"2026-11-23T00:00:00+08:00"' in sent.content


async def test_name_that_a_check_refuted_is_marked_and_not_offered_to_the_public(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    case = services["rescue"].answer(httpx.Request("GET", "http://x/cases/case-3?purpose=x")).json()
    for refuted, shown in ((False, "王建国"), (True, "")):
        notices = [{**case["notices"][0], "text": {**case["notices"][0]["text"], "shown_name": "王建国"}}]
        for before in ([], notices):
            told = {**case, "identity": "searching", "notices": before, "name_refuted": refuted}
            services["rescue"].instead["GET /cases/case-3"] = (200, told)
            form = Html((await browser.get("/rescue/case/case-3/propose-notice")).text).fields
            assert form["shown_name"] == shown
        assert ("核实不符</span>" in (await browser.get("/rescue/case/case-3")).text) is refuted


async def test_case_is_not_handed_to_a_colleague_who_has_left(browser: Browser, services: dict[str, StandIn]) -> None:
    await sign_in(browser, "jiuzhu")
    path = "/rescue/case/case-1/hand-over-case"
    form = (await browser.get(path)).text
    assert '<option value="zhanzhang"' in form
    await browser.gateway.accounts.disable("zhanzhang", browser.gateway.clock.now())
    assert '<option value="zhanzhang"' not in (await browser.get(path)).text
    refused = await browser.post(path, data={**Html(form).fields, "to": "zhanzhang"}, headers=HERE)
    assert "只能从列出的里面选" in refused.text
    assert [one for one in services["rescue"].asked if one.method == "POST"] == []


async def test_corrected_arrival_that_waits_for_the_reader_leads_the_rail(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    def doubted(request: httpx.Request, number: str) -> tuple[int, object]:
        status, found = a_case(request, number)
        may = [one | {"allowed": True} for one in found["allowed_actions"] if "entry_correction" in one["name"]]
        rest = [one for one in found["allowed_actions"] if "entry_correction" not in one["name"]]
        return status, {**found, "allowed_actions": [*rest, *may]}

    services["rescue"].routes = {**services["rescue"].routes, r"GET /cases/case-(\d)": doubted}
    await sign_in(browser, "zhanzhang")
    page = (await browser.get("/rescue/case/case-1")).text
    leading = page.partition('<ul class="actions">')[2].partition("</a>")[0]
    assert "button-primary" in leading
    assert Html(leading).links == ["/rescue/case/case-1/approve-entry-correction"]
