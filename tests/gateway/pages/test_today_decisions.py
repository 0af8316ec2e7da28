"""今日工作: what takes two waits for the second person, once, however many ways it is told."""

import httpx
import pytest

from tests.gateway.standin import StandIn
from tests.gateway.standin.notify import inbox
from tests.gateway.standin.registry import organisations
from tests.gateway.standin.rescue import cases
from tests.gateway.visiting import Html, sign_in


def told_to_decide(services: dict[str, StandIn], **told: object) -> None:
    """One item of the inbox asks for a decision."""

    def asked(request: httpx.Request) -> tuple[int, object]:
        status, found = inbox(request)
        found["items"] = [{**found["items"][0], "title_zh": "等您决定", **told}] if found["items"] else []
        return status, found

    services["notify"].routes = {**services["notify"].routes, r"GET /inbox": asked}


@pytest.mark.parametrize(
    ("wish", "subject", "link"),
    [
        ("correction_to_decide", "departure_correction_proposed", "/departure/correction/approval"),
        ("entry_to_decide", "entry_correction_proposed", "/approve-entry-correction"),
        ("erasure_to_decide", "erasure_proposed", "/erase-case"),
    ],
)
async def test_what_takes_two_waits_for_the_second_and_stands_once(
    browser: httpx.AsyncClient, services: dict[str, StandIn], wish: str, subject: str, link: str
) -> None:
    await sign_in(browser, "zhanzhang")

    def waiting(request: httpx.Request) -> tuple[int, object]:
        status, found = cases(httpx.Request("GET", "http://rescue/cases"))
        items = found["items"][-1:] if wish in request.url.params else []
        return status, {**found, "items": items, "total": len(items)}

    told_to_decide(services, subject=subject, about={"kind": "case", "id": "case-3"})
    services["rescue"].routes = {**services["rescue"].routes, r"GET /cases": waiting}
    text = (await browser.get("/today")).text
    assert Html(text).links.count(f"/rescue/case/case-3{link}") == 1
    assert "没有等您决定的事" not in text
    assert "等您决定</span>" not in text, "the same matter does not stand under what must be done, too"


async def test_wrong_entry_of_the_register_waits_for_the_second_and_stands_once(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "dengji")
    told_to_decide(services, subject="retraction_proposed", about={"kind": "organisation", "id": "org-3"})

    def waiting(request: httpx.Request) -> tuple[int, object]:
        status, found = organisations(httpx.Request("GET", "http://registry/organisations"))
        items = [{**found["items"][0], "id": "org-3", "name": "锋之社", "invented": True}]
        return status, {**found, "items": items if "retraction_to_decide" in request.url.params else []}

    services["registry"].routes = {**services["registry"].routes, r"GET /organisations": waiting}
    text = (await browser.get("/today")).text
    assert Html(text).links.count("/orgs/org-3/approve-retraction") == 1
    assert "锋之社（示例）" in text
    assert "等您决定</span>" not in text, "the same matter does not stand under what must be done, too"


@pytest.mark.parametrize(("listed", "shown"), [(True, False), (False, True)])
async def test_what_is_decided_in_grants_stands_once(
    browser: httpx.AsyncClient, services: dict[str, StandIn], *, listed: bool, shown: bool
) -> None:
    await sign_in(browser, "fuzeren")
    told_to_decide(services, subject="decision_awaited", about={"kind": "project", "id": "project-1"})
    line = {"project_id": "project-1", "number": "资2026-001", "title": "山区义诊", "organisation_name": None}
    waits = [{**line, "mine": True, "step": "approve_closing", "no": None, "overdue": False}] if listed else []
    services["grants"].instead["GET /waiting-work"] = (200, {"items": waits, "overdue": 0})
    text = (await browser.get("/today")).text
    assert Html(text).links.count("/grants/projects/project-1/approve-closing") == int(listed)
    assert ("等您决定</span>" in text) is shown
