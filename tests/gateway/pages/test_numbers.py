"""ID number and phone: masked on every page of a case, shown in full for a reason, kept without being shown."""

import json
from typing import Any

import httpx
import pytest

from tests.gateway.standin import Answer, StandIn
from tests.gateway.standin.rescue import case
from tests.gateway.visiting import Html, send, sign_in

NUMBER, PHONE = "330283196501011234", "13800001234"
CASE = "/rescue/case/case-1"


@pytest.fixture
def known(services: dict[str, StandIn]) -> StandIn:
    """Rescue, with a person whose numbers are known."""

    def file(request: httpx.Request, number: str) -> Answer:
        status, found = case(request, number)
        numbers = {"id_number": {"value": NUMBER, "unknown": None}, "phone": {"value": PHONE, "unknown": None}}
        return status, {**found, "person": {**found["person"], **numbers}}

    rescue = services["rescue"]
    rescue.routes = {**rescue.routes, r"GET /cases/case-(\d)": file}
    return rescue


def purposes(service: StandIn) -> list[str]:
    """For what the case was read."""
    return [request.url.params["purpose"] for request in service.asked if "purpose" in request.url.params]


@pytest.mark.parametrize("tab", ["", "/interviews", "/notices", "/timeline", "/person", "/numbers"])
async def test_numbers_are_masked_on_every_page_of_a_case(browser: httpx.AsyncClient, known: StandIn, tab: str) -> None:
    await sign_in(browser, "jiuzhu")
    text = (await browser.get(CASE + tab)).text
    assert NUMBER not in text
    assert PHONE not in text
    assert ("330***********1234" in text) is (tab in ("", "/person"))


async def test_numbers_are_shown_for_a_reason_that_is_written_down(browser: httpx.AsyncClient, known: StandIn) -> None:
    await sign_in(browser, "jiuzhu")
    assert f"{CASE}/numbers" in Html((await browser.get(CASE)).text).links
    without = await send(browser, f"{CASE}/numbers")
    assert without.status_code == 422
    assert NUMBER not in without.text
    shown = await send(browser, f"{CASE}/numbers", reason="联系家属")
    assert NUMBER in shown.text
    assert PHONE in shown.text
    assert purposes(known)[-1] == "显示证件号和电话：联系家属"


async def test_automatic_refresh_is_not_logged_as_a_persons_reading(browser: httpx.AsyncClient, known: StandIn) -> None:
    await sign_in(browser, "jiuzhu")
    await browser.get(f"{CASE}?live=1", headers={"HX-Request": "true"})
    assert purposes(known) == ["页面自动刷新"]
    await browser.get(CASE)
    assert purposes(known)[-1] == "办理本案"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({}, {"value": NUMBER, "unknown": None}),
        ({"id_number": "330283196501010004"}, {"value": "330283196501010004", "unknown": None}),
        ({"id_number_why": "not_known"}, {"value": None, "unknown": "not_known"}),
    ],
)
async def test_number_is_kept_unless_another_or_none_is_said(
    browser: httpx.AsyncClient, known: StandIn, typed: dict[str, str], kept: dict[str, Any]
) -> None:
    await sign_in(browser, "jiuzhu")
    await send(browser, f"{CASE}/person", **typed)
    body = json.loads(next(request for request in known.asked if request.method == "PUT").content)
    assert body["id_number"] == kept
    assert body["phone"] == {"value": PHONE, "unknown": None}
