"""Two people bring one description up to date: nobody's work is overwritten unseen."""

import json
from typing import Any

import httpx

from tests.gateway.standin import StandIn, rescue
from tests.gateway.visiting import HERE, Html, send, sign_in

PATH = "/rescue/case/case-1/person"
CONFLICT = {"slug": "changed-meanwhile", "zh": "这条记录已被修改（第 8 版）。", "en": "Changed meanwhile."}


def sent(service: StandIn) -> list[tuple[dict[str, Any], str]]:
    """Bodies and versions of the descriptions that rescue was given."""
    puts = [r for r in service.asked if r.method == "PUT"]
    return [(json.loads(r.content), r.headers["if-match"]) for r in puts]


def changed(service: StandIn, version: int = 8, **person: Any) -> None:
    """Let a colleague have changed the description meanwhile."""
    status, body = rescue.case(httpx.Request("GET", "http://rescue/cases/case-1?purpose=x"), "1")
    history = [{"what": "person_described", "at": "2026-11-23T00:30:00Z", "by": "zhanzhang", "detail": None,
                "detail_zh": "", "detail_en": ""}]  # fmt: skip
    newest = {**body, "version": version, "person": {**body["person"], **person}}
    service.instead["GET /cases/case-1"] = (status, {**newest, "timeline": history + body["timeline"]})


async def open_form(browser: httpx.AsyncClient) -> dict[str, str]:
    """The form as a rescue worker opens it."""
    await sign_in(browser, "jiuzhu")
    return Html((await browser.get(PATH)).text).fields


async def test_fields_that_one_person_alone_changed_are_put_together(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    form = await open_form(browser)
    changed(services["rescue"], id_number={"value": "341226197001010029", "unknown": None})
    answer = await browser.post(PATH, data={**form, "clothing": "灰色外套"}, headers=HERE)
    assert answer.status_code == 409
    assert "张建国（11月23日 08:30）修改了同一份内容" in answer.text
    assert "您没有改，已采用最新内容" in answer.text
    assert "用我的，保存" not in answer.text
    merged = Html(answer.text).fields
    assert (merged["clothing"], merged["id_number_why"], merged["_version"]) == ("灰色外套", "keep", "8")
    assert "341226197001010029" not in answer.text
    assert sent(services["rescue"]) == []
    assert (await browser.post(PATH, data=merged, headers=HERE)).status_code == 303
    ((body, version),) = sent(services["rescue"])
    assert (body["clothing"], body["id_number"]["value"], version) == ("灰色外套", "341226197001010029", '"8"')


async def test_field_that_both_changed_is_laid_side_by_side_and_the_person_chooses(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    form = await open_form(browser)
    changed(services["rescue"], clothing="蓝色工作服", marks=[])
    answer = await browser.post(PATH, data={**form, "clothing": "灰色外套"}, headers=HERE)
    assert '<td data-label="最新内容">蓝色工作服</td><td data-label="您填写的">灰色外套</td>' in answer.text
    again = Html(answer.text).fields
    assert again["clothing"] == "灰色外套"
    await browser.post(PATH, data=again, headers=HERE)
    await browser.post(PATH, data={**again, "_take": "newest"}, headers=HERE)
    (mine, _), (theirs, _) = sent(services["rescue"])
    assert (mine["clothing"], mine["marks"]) == ("灰色外套", [])
    assert (theirs["clothing"], theirs["marks"]) == ("蓝色工作服", [])


async def test_marks_that_both_changed_are_chosen_as_a_whole(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    form = await open_form(browser)
    changed(services["rescue"], marks=[{"site": "右臂", "kind": "scar", "text": "烫伤"}])
    answer = await browser.post(PATH, data={**form, "marks-0-text": "缺半截小指"}, headers=HERE)
    assert "右臂 疤痕 烫伤" in answer.text
    again = Html(answer.text).fields
    assert again["marks-0-text"] == "缺半截小指"
    await browser.post(PATH, data={**again, "_take": "newest"}, headers=HERE)
    assert sent(services["rescue"])[0][0]["marks"] == [{"site": "右臂", "kind": "scar", "text": "烫伤"}]


async def test_other_news_of_the_case_does_not_hinder_the_description(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    form = await open_form(browser)
    changed(services["rescue"], version=9)
    assert (await browser.post(PATH, data={**form, "clothing": "灰色外套"}, headers=HERE)).status_code == 303
    assert sent(services["rescue"])[0][1] == '"9"'


async def test_change_between_reading_and_saving_is_a_conflict_too(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    services["rescue"].instead["PUT /cases/case-1/person"] = (409, CONFLICT)
    answer = await send(browser, PATH, features="新写的特征")
    assert answer.status_code == 422
    assert "这条记录已被修改" in answer.text
    assert "新写的特征" in answer.text
    assert "if-match" in services["rescue"].asked[-2].headers


async def test_form_that_does_not_say_what_it_showed_overwrites_nothing_unseen(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    form = await open_form(browser)
    changed(services["rescue"], clothing="蓝色工作服")
    answer = await browser.post(PATH, data={**form, "_seen": "no json"}, headers=HERE)
    assert answer.status_code == 409
    assert "用我的，保存" in answer.text
