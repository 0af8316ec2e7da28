"""What is offered to be proposed to a second person: nothing that the rules forbid."""

import httpx

from tests.gateway.standin import StandIn
from tests.gateway.visiting import sign_in


async def test_a_correction_offers_what_may_be_true_once_and_the_recorded_way_as_one_recorded_wrong(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    case = services["rescue"].answer(httpx.Request("GET", "http://x/cases/case-3?purpose=x")).json()
    for minor in (False, True):
        told = {**case, "custody": "departed", "departure": "fetched", "may_be_minor": minor}
        services["rescue"].instead["GET /cases/case-3"] = (200, told)
        text = (await browser.get("/rescue/case/case-3/departure/correction")).text
        assert 'value="went_home"' not in text
        assert ("自行离站（返家或者去别处）" in text) is not minor
        assert "亲属接回：方式没有错，登记的内容有误" in text


async def test_a_ground_that_is_always_refused_is_not_offered(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    text = (await browser.get("/rescue/case/case-3/propose-erasure")).text
    assert 'value="unlawful"' in text
    assert 'value="consent_withdrawn"' not in text
