"""Two people correct one organisation: what each changed is put together, what both changed is chosen."""

import json

import httpx

from tests.gateway.standin import StandIn, registry
from tests.gateway.visiting import HERE, Html, sign_in

PATH = "/orgs/org-1/correct-organisation"


def changed(service: StandIn, **particulars: str) -> None:
    """Let a colleague have corrected the particulars meanwhile."""
    _, body = registry.organisation(httpx.Request("GET", "http://registry"), "1")
    assert isinstance(body, dict)
    happened = [
        {"what": "listed", "by": "dengji", "at": "2026-11-23T00:40:00Z", "code": "unreachable"},
        {"what": "corrected", "by": "guanli", "at": "2026-11-23T00:30:00Z", "note": "换证"},
    ]
    service.instead["GET /organisations/org-1"] = (200, {**body, "version": 4, "timeline": happened, **particulars})


async def test_correction_beside_another_keeps_both_and_says_by_whom(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    form = Html((await browser.get(PATH)).text).fields
    changed(services["registry"], address="溪口镇 1 号", legal_representative="王某")
    typed = {**form, "name": "锋之社公益协会", "legal_representative": "李某", "reason": "换证"}
    answer = await browser.post(PATH, data=typed, headers=HERE)
    assert answer.status_code == 409
    assert "王慧（11月23日 08:30）修改了同一份内容" in answer.text
    again = Html(answer.text).fields
    await browser.post(PATH, data={**again, "_take": "newest"}, headers=HERE)
    request = next(r for r in services["registry"].asked if r.method == "PUT")
    told = json.loads(request.content)
    assert (told["name"], told["address"], told["legal_representative"]) == ("锋之社公益协会", "溪口镇 1 号", "王某")
    assert request.headers["if-match"] == '"4"'
