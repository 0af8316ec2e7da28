"""A draft of a head waits for another head."""

import json

import httpx

from services.gateway.gateway import Gateway
from tests.gateway.assembled import a_browser
from tests.gateway.standin import StandIn
from tests.gateway.visiting import sign_in


async def test_head_who_drafted_a_notice_waits_for_another_head_or_reads_what_to_do_without_one(
    gateway: Gateway, services: dict[str, StandIn]
) -> None:
    request = httpx.Request("GET", "http://rescue/cases/case-1", params={"purpose": "x"})
    case = json.loads(services["rescue"].answer(request).content)
    case["notices"][0]["proposed_by"] = "zhanzhang"
    services["rescue"].instead["GET /cases/case-1"] = (200, case)

    async def notices(name: str) -> str:
        async with a_browser(gateway) as browser:
            await sign_in(browser, name)
            return (await browser.get("/rescue/case/case-1/notices")).text

    for name in ("zhanzhang", "jiuzhu"):
        assert "没有另一位救助站长可以批准" in await notices(name)
    head = await gateway.accounts.get("zhanzhang")
    assert head
    await gateway.accounts.put(head.model_copy(update={"id": "fuzhan", "name": "副站长"}))
    assert "等待另一位救助站长批准" in await notices("zhanzhang")
    assert "等待救助站长批准。" in await notices("jiuzhu")
