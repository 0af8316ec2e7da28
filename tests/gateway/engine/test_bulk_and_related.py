"""Several things at once, things of another service, and what is left out for whom, on the pages of organisations."""

import json

import httpx
import pytest

from services.gateway.app import DECLARED
from services.gateway.engine.listing import List
from tests.gateway.standin import StandIn
from tests.gateway.standin.registry import organisations
from tests.gateway.visiting import Html, send, sign_in

Services = dict[str, StandIn]
CHOSEN = "/orgs/chosen/list-abnormal?chosen=org-1&chosen=org-2&of=kind%3Dassociation"


async def test_several_are_listed_with_one_form_and_each_result_is_told(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "dengji")
    page = (await browser.get(CHOSEN)).text
    assert "列入后，该组织执行中的资助项目将自动冻结" in page
    assert ("锋之社爱心服务协会" in page, "博爱志愿者服务协会" in page) == (True, True)
    twice = {"slug": "reason-already-open", "zh": "这一条原因已经列入。", "en": "This reason is open already."}
    services["registry"].instead["POST /organisations/org-2/abnormal-reasons"] = (409, twice)
    form = Html(page).fields | {"code": "annual_report_missing", "year": "2025"}
    answer = await browser.post(
        "/orgs/chosen/list-abnormal",
        data={**form, "chosen": ["org-1", "org-2"]},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert "办成 1 项，没有办成 1 项" in answer.text
    assert "这一条原因已经列入。" in answer.text
    assert 'href="/orgs?kind=association"' in answer.text
    sent = [one for one in services["registry"].asked if one.method == "POST"]
    assert [one.url.path for one in sent] == [f"/organisations/org-{n}/abnormal-reasons" for n in (1, 2)]
    assert json.loads(sent[0].content)["year"] == 2025
    assert len({one.headers["idempotency-key"] for one in sent}) == 2


async def test_what_was_not_done_is_tried_again_with_what_was_typed(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "dengji")
    form = Html((await browser.get(CHOSEN)).text).fields | {"code": "annual_report_missing", "note": "电话通知过"}
    yearless = {"slug": "reason-needs-year", "zh": "请写明是哪一年度。", "en": "Say which year."}
    services["registry"].instead["POST /organisations/org-2/abnormal-reasons"] = (422, yearless)

    def without_the_first(request: httpx.Request) -> tuple[int, object]:
        status, found = organisations(request)
        given = any(one.method == "POST" for one in services["registry"].asked)
        return status, {**found, "items": [one for one in found["items"] if not given or one["id"] != "org-1"]}

    services["registry"].routes = {**services["registry"].routes, r"GET /organisations": without_the_first}
    answer = await browser.post(
        "/orgs/chosen/list-abnormal",
        data={**form, "chosen": ["org-1", "org-2"]},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert "锋之社爱心服务协会" in answer.text
    again = Html(answer.text)
    assert (again.fields["chosen"], again.fields["note"]) == ("org-2", "电话通知过")
    assert answer.text.count('name="chosen"') == 1
    assert again.fields["_key"] != form["_key"]


async def test_who_may_not_list_cannot_choose(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    page = (await browser.get("/orgs")).text
    assert "锋之社爱心服务协会" in page
    assert 'name="chosen"' not in page


async def test_projects_of_an_organisation_are_shown_and_missed_while_grants_is_away(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "dengji")
    assert 'href="/grants/projects/project-2"' in (await browser.get("/orgs/org-3")).text
    services["grants"].away = True
    answer = await browser.get("/orgs/org-3")
    assert answer.status_code == 200
    assert "资助服务暂时联系不上" in answer.text
    assert "通过登记的住所无法取得联系" in answer.text


async def test_projects_are_not_asked_for_whom_they_do_not_concern(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "jiuzhu")
    assert "获得的资助" not in (await browser.get("/orgs/org-3")).text
    assert services["grants"].asked == []


async def test_page_offers_what_the_readers_roles_let_them_do_and_why_not_now(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    page = (await browser.get("/orgs/org-5")).text
    assert 'href="/orgs/org-5/resume-organisation"' in page
    assert 'href="/orgs/org-5/suspend-organisation"' not in page
    assert "该组织已处于限期停止活动状态。" in page
    assert "为该组织立项" not in page
    browser.cookies.clear()
    await sign_in(browser, "zizhu")
    page = (await browser.get("/orgs/org-1")).text
    assert 'href="/grants/projects/open-project?organisation=org-1"' in page
    assert "注销登记" not in page
    assert "为该组织立项" not in (await browser.get("/orgs/org-5")).text


async def test_row_that_may_be_dealt_with_has_its_own_link(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    links = Html((await browser.get("/orgs/org-3")).text).links
    here = "/orgs/org-3/clear-abnormal-reason/reason-"
    assert [link for link in links if link.startswith(here)] == [f"{here}3", f"{here}2"]


async def test_organisation_that_one_came_to_from_a_list_knows_those_beside_it(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    links = Html((await browser.get("/orgs?kind=association&sort=-founded_on")).text).links
    came = next(link for link in links if link.startswith("/orgs/org-2?"))
    beside = Html((await browser.get(came)).text).links
    assert {link.split("?")[0] for link in beside} >= {"/orgs/org-1", "/orgs/org-3", "/orgs"}
    assert "/orgs?kind=association&sort=-founded_on" in beside


async def test_list_that_cannot_be_had_again_keeps_nobody_from_the_organisation(
    browser: httpx.AsyncClient, services: Services
) -> None:
    await sign_in(browser, "dengji")
    unknown = {"slug": "cursor-unknown", "zh": "这一页已经过期。", "en": "The page is too old."}
    services["registry"].instead["GET /organisations"] = (422, unknown)
    answer = await browser.get("/orgs/org-2?of=cursor%3Dold")
    assert answer.status_code == 200
    assert "/orgs?cursor=old" in Html(answer.text).links


async def test_refused_listing_keeps_what_was_typed(browser: httpx.AsyncClient, services: Services) -> None:
    await sign_in(browser, "dengji")
    problem = {"slug": "reason-needs-year", "zh": "请写明是哪一年度。", "en": "Say which year."}
    services["registry"].instead["POST /organisations/org-1/abnormal-reasons"] = (409, problem)
    given = {"code": "annual_report_missing", "note": "两次催报", "_checked": "yes"}
    answer = await send(browser, "/orgs/org-1/list-abnormal", **given)
    assert answer.status_code == 422
    assert "请写明是哪一年度。" in answer.text
    fields = Html(answer.text).fields
    assert (fields["code"], fields["note"]) == ("annual_report_missing", "两次催报")


async def test_file_has_the_fields_under_their_own_labels_and_people_by_name(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "dengji")
    imports = (await browser.get("/orgs/import/csv")).text.splitlines()
    assert imports[0].removeprefix("\ufeff").split(",")[1] == "试运行"
    assert imports[1].split(",")[1] == "是"
    assert imports[1].endswith("陈立")


GIVEN_AT_ONCE = [one.path for one in DECLARED if isinstance(one, List) and not one.private and not one.export]


@pytest.mark.parametrize("path", GIVEN_AT_ONCE)
async def test_no_two_columns_of_a_file_have_the_same_label(browser: httpx.AsyncClient, path: str) -> None:
    await sign_in(browser, "jiuzhu" if path.startswith("/rescue") else "guanli")
    head = (await browser.get(f"{path}/csv")).text.splitlines()[0].removeprefix("\ufeff").split(",")
    assert len(head) == len(set(head)) > 3
