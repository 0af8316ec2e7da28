"""Planning the payments of a project: all instalments of a contract on one page."""

import httpx

from tests.gateway.pages.test_office_pages import PLAN, last
from tests.gateway.standin import StandIn
from tests.gateway.visiting import send, sign_in


async def test_instalments_are_planned_together_on_one_page(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zizhu")
    assert 'name="parts-1-amount_fen"' in (await browser.get(PLAN)).text
    rows = [("5000", "2026-12-01", "final"), ("3000", "2027-03-01", "none")]
    typed = {
        f"parts-{n}-{name}": value
        for n, row in enumerate(rows)
        for name, value in zip(("amount_fen", "due_on", "report_need"), row, strict=True)
    }
    await send(browser, PLAN, **typed)
    (first, second) = last(services["grants"])[1]["parts"]
    assert (first["amount_fen"], second["amount_fen"], second["due_on"]) == (500_000, 300_000, "2027-03-01")
