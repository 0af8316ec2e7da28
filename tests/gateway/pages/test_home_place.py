"""Where a home is: found by a former name, chosen where several places are called so, and told with both names."""

import json
from typing import Any

import httpx

from tests.gateway.standin import StandIn, rescue
from tests.gateway.visiting import send, sign_in


def sent(service: StandIn) -> dict[str, Any]:
    """The person as it was sent last."""
    request = next(r for r in reversed(service.asked) if r.method in ("POST", "PUT"))
    person: dict[str, Any] = json.loads(request.content)["person"]
    return person


async def test_a_home_told_by_a_former_name_is_sent_by_its_code_with_the_name_as_told(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/rescue/intake/new", arrival="police", home="襄樊那边的", home_place="襄樊")
    assert answer.status_code == 303, answer.text
    person = sent(services["rescue"])
    assert person["home"] == {"value": "襄樊那边的", "unknown": None}
    assert person["home_place"] == {"code": "420600", "told_as": "襄樊市"}


async def test_of_several_places_of_one_name_one_has_to_be_chosen(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/rescue/intake/new", arrival="police", home_place="鼓楼区")
    assert answer.status_code == 422
    assert "有几个地方叫这个名字，请选择。" in answer.text
    assert "福建省福州市鼓楼区" in answer.text
    chosen = {"home_place": "鼓楼区", "home_place-which": "350102|"}
    await send(browser, "/rescue/intake/new", arrival="police", **chosen)
    assert sent(services["rescue"])["home_place"] == {"code": "350102", "told_as": ""}


async def test_a_place_that_is_not_there_is_told_and_an_empty_one_is_none(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/rescue/intake/new", arrival="police", home_place="没有这个地方")
    assert "没有找到这个地方" in answer.text
    await send(browser, "/rescue/intake/new", arrival="police")
    assert sent(services["rescue"])["home_place"] is None


async def test_the_page_of_a_case_tells_the_name_of_today_and_the_former_one(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    status, case = rescue.case(httpx.Request("GET", "http://rescue/cases/case-1?purpose=x"), "1")
    assert status == 200
    place = {"code": "420600", "told_as": "襄樊市", "full_name": "湖北省襄阳市"}
    told = {**case, "person": {**case["person"], "home_place": place}}
    told["home_now"] = {"full_name": "湖北省襄阳市", "told_until": "2010"}
    services["rescue"].instead["GET /cases/case-1"] = (200, told)
    await sign_in(browser, "jiuzhu")
    assert "湖北省襄阳市（原名襄樊市，到 2010 年为止）" in (await browser.get("/rescue/case/case-1")).text
    form = (await browser.get("/rescue/case/case-1/person")).text
    assert 'value="湖北省襄阳市（原名襄樊市，到 2010 年为止）"' in form
