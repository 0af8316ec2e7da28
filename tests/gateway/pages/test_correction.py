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


CHANGE = "/orgs/org-1/change-organisation"
CHANGED = {"effective_on": "2026-11-02", "decision_no": "奉民许1号"}


def sent(service: StandIn) -> dict[str, object]:
    """What was sent to the register last."""
    posted = [r for r in service.asked if r.method == "POST"]
    return dict(json.loads(posted[-1].content)) if posted else {}


async def test_change_sent_again_after_a_conflict_does_not_undo_the_correction_of_a_colleague(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    form = Html((await browser.get(CHANGE)).text).fields
    changed(services["registry"], address="新地址1号")
    answer = await browser.post(CHANGE, data={**form, **CHANGED, "legal_representative": "李某"}, headers=HERE)
    assert answer.status_code == 409
    again = Html(answer.text).fields
    assert (again["address"], again["legal_representative"]) == ("新地址1号", "李某")
    checked = await browser.post(CHANGE, data=again, headers=HERE)
    assert sent(services["registry"]) == {}
    assert "何美蓉 → 李某" in checked.text
    assert "新地址1号" not in checked.text.partition("<dl")[2].partition("</dl>")[0]
    await browser.post(CHANGE, data={**Html(checked.text).fields, "_checked": "yes"}, headers=HERE)
    told = sent(services["registry"])
    assert (told["legal_representative"], told["address"], told["name"]) == ("李某", None, None)


async def test_field_that_is_emptied_in_a_change_is_sent_empty_or_asked_for(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    form = {**Html((await browser.get(CHANGE)).text).fields, **CHANGED}
    refused = await browser.post(CHANGE, data={**form, "address": ""}, headers=HERE)
    assert "请填写“住所”。" in refused.text
    assert sent(services["registry"]) == {}
    checked = await browser.post(CHANGE, data={**form, "supervisor": ""}, headers=HERE)
    assert "奉化区残疾人联合会 → （空）" in checked.text
    await browser.post(CHANGE, data={**Html(checked.text).fields, "_checked": "yes"}, headers=HERE)
    assert sent(services["registry"])["supervisor"] == ""
