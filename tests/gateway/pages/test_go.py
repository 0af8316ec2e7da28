"""/go: whoever holds a kind and an id finds the page of the thing, also from a mail, also before signing in."""

import httpx
import pytest

from services.gateway.addresses import address_of_thing
from services.gateway.engine.api import document_of
from tests.gateway.visiting import HERE, PASSWORDS, Html, send, sign_in

FOUND = [
    ("jiuzhu", "/go/case/case-1", "/rescue/case/case-1"),
    ("zizhu", "/go/project/project-2", "/grants/projects/project-2"),
    ("dengji", "/go/organisation/org-1", "/orgs/org-1"),
    ("dengji", "/go/talent/t-1", "/talents/t-1"),
    ("dengji", "/go/import/run-1", "/orgs/import/run-1"),
    ("jiuzhu", "/go/preferences", "/inbox/preferences"),
]


@pytest.mark.parametrize(("name", "way", "page"), FOUND, ids=[way for _, way, _ in FOUND])
async def test_go_leads_to_the_page_of_a_thing(browser: httpx.AsyncClient, name: str, way: str, page: str) -> None:
    await sign_in(browser, name)
    answer = await browser.get(way)
    assert (answer.status_code, answer.headers["location"]) == (303, page)


@pytest.mark.parametrize("way", ["/go/king/1", "/go/case", "/go/preferences/1", "/go/case/a/b"])
async def test_go_to_what_has_no_page_is_refused_in_words(browser: httpx.AsyncClient, way: str) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await browser.get(way)
    assert answer.status_code == 404
    assert "没有这一页" in answer.text


async def test_go_before_signing_in_goes_on_afterwards(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/go/case/case-1")
    door = answer.headers["location"]
    assert door == "/sign-in?next=/go/case/case-1"
    form = Html((await browser.get(door)).text).fields
    given = {**form, "name": "jiuzhu", "password": PASSWORDS["jiuzhu"]}
    assert (await browser.post(door, data=given, headers=HERE)).headers["location"] == "/go/case/case-1"


async def test_item_of_the_inbox_is_opened_by_the_way_to_its_thing(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    assert 'value="/go/case/case-1"' in (await browser.get("/inbox")).text
    opened = await send(browser, "/inbox", to="/inbox/item-0/open", link="/go/case/case-1")
    assert opened.headers["location"] == "/go/case/case-1"


def test_every_kind_that_notify_announces_has_a_page() -> None:
    kinds = document_of("notify").options("ThingKind")
    assert kinds
    assert [kind for kind in kinds if address_of_thing(kind, "1") is None] == []
