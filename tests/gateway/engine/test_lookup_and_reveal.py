"""Codes found by words, facts shown for a purpose, private lists, and files, on the pages of talents and imports."""

import json

import httpx
import pytest

from services.gateway.engine.api import document_of
from services.gateway.engine.form import SchemaForm
from services.gateway.pages.registry.talent_list import NATIVE
from tests.gateway.standin import StandIn, registry
from tests.gateway.visiting import HERE, Html, send, sign_in

Services = dict[str, StandIn]
ADD = "/talents/add-talent"
SHARED = {"display_name": "程桂兰", "native_code": "鼓楼区"}


async def test_choice_among_several_places_survives_a_refusal_and_a_draft(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "dengji")
    chosen = SHARED | {"native_code-which": "350102"}
    problem = {"slug": "phone-ill-formed", "zh": "电话号码不对。", "en": "The number is wrong."}
    services["registry"].instead["POST /talents"] = (422, problem)
    for more in ({}, {"_draft": "yes"}):
        answer = await send(browser, ADD, **chosen, **more)
        fields = Html(answer.text).fields
        assert (fields["native_code"], fields["native_code-which"]) == ("鼓楼区", "350102")
    sent = [one for one in services["registry"].asked if one.method == "POST"]
    assert [json.loads(one.content)["native_code"] for one in sent] == ["350102"]


async def test_words_that_are_still_open_are_not_measured_as_a_code(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    answer = await send(browser, ADD, display_name="程桂兰", native_code="一个很长很长的没有人知道的地方")
    assert "没有找到这个地方" in answer.text
    assert "最多 6 个字" not in answer.text


@pytest.mark.parametrize(("language", "typed"), [("zh", "阜阳话、普通话"), ("en", "阜阳话, 普通话")])
def test_list_is_typed_as_the_language_lists(language: str, typed: str) -> None:
    form = SchemaForm(document_of("registry").command("add_talent").body.fields, language, (NATIVE,))
    form.fill({"dialects": ["阜阳话", "普通话"]})
    assert form["dialects"].value == typed


async def test_fields_that_are_chosen_stand_where_the_schema_has_them(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    page = (await browser.get("/orgs/register-organisation")).text
    names = [name for name in Html(page).fields if name[0] != "_"]
    assert names.index("founded_on") < names.index("street_code") < names.index("address")
    assert '<select id="street_code"' in page


async def test_purpose_that_the_service_does_not_take_shows_nothing(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "jiuzhu")
    field = {"at": "query.why", "zh": "请写得具体些。", "en": "Say more."}
    problem = {"slug": "input-invalid", "zh": "填写有误。", "en": "Wrong.", "errors": [field]}
    services["registry"].instead["GET /talents/p-1/phone"] = (422, problem)
    answer = await send(browser, "/talents/p-1", why="查")
    assert answer.status_code == 422
    assert "请写得具体些。" in answer.text
    assert ("138****5678" in answer.text, Html(answer.text).fields["why"]) == (True, "查")


async def test_reading_is_logged_with_what_one_is_about_to_do(browser: httpx.AsyncClient, services: Services) -> None:
    await sign_in(browser, "dengji")
    for path in ("/talents/p-1", "/talents/p-1/update-talent", "/talents/p-1/withdraw-talent"):
        await browser.get(path)
    asked = [one.url.params["why"] for one in services["registry"].asked if one.url.path == "/talents/p-1"]
    assert asked == ["查看人才信息", "更新人才信息", "退出人才库"]


async def test_update_beside_another_is_put_together(browser: httpx.AsyncClient, services: Services) -> None:
    await sign_in(browser, "dengji")
    path = "/talents/p-2/update-talent"
    form = Html((await browser.get(path)).text).fields
    _, body = registry.talent(httpx.Request("GET", "http://registry"), "2")
    assert isinstance(body, dict)
    changed = {**body, "version": 2, "skills": ["手语"], "note": "周末"}
    services["registry"].instead["GET /talents/p-2"] = (200, changed)
    answer = await browser.post(path, data={**form, "note": "晚上"}, headers=HERE)
    assert answer.status_code == 409
    fields = Html(answer.text).fields
    assert (fields["skills"], fields["note"], fields["_both"]) == ("手语", "晚上", "note")
    await browser.post(path, data=fields, headers=HERE)
    sent = next(one for one in services["registry"].asked if one.method == "PUT")
    told = json.loads(sent.content)
    assert (told["skills"], told["note"], told["keep_phone"], sent.headers["if-match"]) == (
        ["手语"],
        "晚上",
        True,
        '"2"',
    )


async def test_private_list_is_sorted_without_an_address(browser: httpx.AsyncClient, services: Services) -> None:
    await sign_in(browser, "dengji")
    page = await send(browser, "/talents", q="陈")
    assert not any("sort=" in link for link in Html(page.text).links)
    assert 'name="sort" value="-availability"' not in page.text
    await send(browser, "/talents", q="陈", sort="availability")
    asked = services["registry"].asked[-1].url.params
    assert (asked["q"], asked["sort"]) == ("陈", "availability")
    assert 'name="sort" value="-availability"' in (await send(browser, "/talents", sort="availability")).text


async def test_import_begins_as_a_trial_and_is_carried_out_when_that_is_chosen(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "dengji")
    form = Html((await browser.get("/orgs/import")).text).fields
    assert form["dry_run"] == "yes"
    files = {"file": ("名册.csv", "统一社会信用代码\n".encode())}
    path = "/orgs/import/import-organisations"
    await browser.post(path, data={**form, "dry_run": "no", "update_existing": "yes"}, files=files, headers=HERE)
    sent = services["registry"].asked[-1]
    assert b'name="dry_run"\r\n\r\nfalse' in sent.content
    assert b'name="update_existing"\r\n\r\ntrue' in sent.content
    assert b'filename="' in sent.content
    problem = {"slug": "file-unreadable", "zh": "读不出这个文件。", "en": "The file cannot be read."}
    services["registry"].instead["POST /imports/jobs"] = (422, problem)
    refused = await browser.post(path, data={**form, "dry_run": "no"}, files=files, headers=HERE)
    assert "读不出这个文件。" in refused.text
    assert Html(refused.text).fields["dry_run"] == "no"


async def test_text_in_the_place_of_a_file_is_no_file(browser: httpx.AsyncClient, services: Services) -> None:
    await sign_in(browser, "dengji")
    answer = await send(browser, "/orgs/import/import-organisations", file="名册.csv")
    assert "请选择“文件”。" in answer.text
    assert not any(one.method == "POST" for one in services["registry"].asked)
