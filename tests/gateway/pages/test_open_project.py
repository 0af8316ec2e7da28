"""A project is opened from the list: its organisation is found by words, and the answers are checked before sending."""

import json

import httpx

from tests.gateway.standin import StandIn
from tests.gateway.visiting import HERE, Html, send, sign_in

OPEN = "/grants/projects/open-project"
TYPED = {"title": "邻里议事厅", "field": "community", "contract_fen": "2万元", "signed_on": "2026-03-02"}


async def test_list_of_projects_leads_to_opening_one(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    assert OPEN in Html((await browser.get("/grants/projects")).text).links
    await sign_in(browser, "caiwu")
    assert OPEN not in Html((await browser.get("/grants/projects")).text).links


async def test_organisation_is_found_by_words_shown_by_its_name_and_sent_by_its_id(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zizhu")
    shown = await send(browser, OPEN, organisation_id="锋之社爱心", **TYPED)
    assert shown.status_code == 200
    for words in ("还没有提交", "锋之社爱心服务协会", "社区治理", "¥20,000.00 · 人民币贰万元整", "2026年3月2日"):
        assert words in shown.text
    assert not [one for one in services["grants"].asked if one.method == "POST"]
    done = await browser.post(OPEN, data={**Html(shown.text).fields, "_checked": "yes"}, headers=HERE)
    assert done.headers["location"] == "/grants/projects/project-1"
    sent = json.loads(next(one for one in services["grants"].asked if one.method == "POST").content)
    assert sent["organisation_id"].startswith("org-")
    assert "organisation_name" not in sent


async def test_check_page_says_that_an_organisation_listed_as_abnormal_is_paid_nothing(
    browser: httpx.AsyncClient,
) -> None:
    await sign_in(browser, "zizhu")
    name = Html((await browser.get(f"{OPEN}?organisation=org-3")).text).fields["organisation_id"]
    shown = await send(browser, OPEN, organisation_id=name, **TYPED)
    assert "该组织在活动异常名录中，立项后款项立即冻结" in shown.text
    clear = await send(browser, OPEN, organisation_id="锋之社爱心", **TYPED)
    assert "活动异常" not in clear.text


async def test_words_that_fit_several_organisations_ask_which(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    asked = await send(browser, OPEN, organisation_id="服务中心", **TYPED)
    assert (asked.status_code, "有几个组织符合" in asked.text) == (422, True)
    assert Html(asked.text).fields["organisation_id"] == "服务中心"


async def test_words_that_fit_none_say_so(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    asked = await send(browser, OPEN, organisation_id="没有这个组织", **TYPED)
    assert (asked.status_code, "没有找到这个组织" in asked.text) == (422, True)


async def test_page_of_an_organisation_brings_its_name_along(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    form = Html((await browser.get(f"{OPEN}?organisation=org-1")).text).fields
    assert form["organisation_id"]
    assert not form["organisation_id"].startswith("org-")


async def test_example_is_marked_in_the_list_on_its_page_beside_its_organisation_and_in_the_file(
    browser: httpx.AsyncClient,
) -> None:
    await sign_in(browser, "zizhu")
    mark = '<span class="tag tag-plain">示例</span>'
    assert (await browser.get("/grants/projects")).text.count(mark) == 1
    assert [row.split(",")[-1] for row in (await browser.get("/grants/projects/csv")).text.splitlines()[:3]] == [
        "示例",
        "",
        "示例",
    ]
    example, real = [(await browser.get(f"/grants/projects/project-{number}")).text for number in (2, 1)]
    assert (example.count(mark), real.count(mark)) == (3, 0)
    assert "不是真实的资助" in example


async def test_file_says_of_each_project_whether_it_is_frozen_or_overdue(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    head, _, second = (await browser.get("/grants/projects/csv")).text.splitlines()[:3]
    for label in ("合同编号", "冻结", "有款项逾期未拨", "不再拨付", "结项或终止待批准"):
        assert label in head.split(",")
    frozen = head.lstrip("\ufeff").split(",").index("冻结")
    assert second.split(",")[frozen] in ("是", "否")
    assert "协2026-11" in second


async def test_form_about_the_account_carries_the_version_of_the_account_and_not_of_the_project(
    browser: httpx.AsyncClient,
) -> None:
    await sign_in(browser, "zizhu")
    assert Html((await browser.get("/grants/projects/project-1/enter-account")).text).fields["_version"] == "2"
    assert Html((await browser.get("/grants/projects/project-1/correct-contract")).text).fields["_version"] == "5"
