"""Every page of the product, as whom and in which state it is looked at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playwright.async_api import Page

from shared.kernel.ids import new_id

Act = Callable[[Page], Awaitable[None]]


@dataclass(frozen=True)
class Place:
    """A page: ``path`` takes ids of the scene; ``act`` brings it into the state that is looked at."""

    name: str
    role: str | None
    path: str
    act: Act | None = None
    status: int = 200


async def send(page: Page) -> None:
    """Submit the page's form as it is."""
    await page.click("main form:not(.inline) button[type=submit]")


async def search_alike(page: Page) -> None:
    """Look for somebody at the door who is known already."""
    await page.fill("#marks", "左手手背烫伤疤")
    await send(page)


async def search_everything(page: Page) -> None:
    """Find organisations in the palette."""
    await page.keyboard.press("Control+k")
    await page.fill("#palette-q", "fzs")
    await page.wait_for_selector("#palette-results a")


async def fail_to_sign_in(page: Page) -> None:
    """A wrong password, for a name that nobody tried before and that is therefore not locked."""
    await page.fill("#name", new_id())
    await page.fill("#password", "wrong")
    await send(page)


async def open_menu(page: Page) -> None:
    """The further actions of the last item, below which the open menu covers nothing."""
    await page.click("details.menu summary >> nth=-1")


async def open_more(page: Page) -> None:
    """Everything that is folded away."""
    await page.eval_on_selector_all("main details", "all => all.forEach(one => one.open = true)")


async def show_phone(page: Page) -> None:
    """Read a phone number, with a reason."""
    await page.click("main details summary")
    await page.fill("#why", "请她来站沟通")
    await page.click("main details button[type=submit]")


async def find_nobody(page: Page) -> None:
    """Look for a name that nobody bears."""
    await page.fill("#q", "zzzzzz")
    await send(page)


async def name_a_shared_place(page: Page) -> None:
    """Say that somebody grew up in a place whose name several share."""
    await page.fill("#display_name", "程桂兰")
    await page.fill("#native_code", "鼓楼区")
    await send(page)


WORKER, HEAD, REGISTRAR, OFFICER = "rescue_worker", "station_head", "registrar", "grants_officer"
ADMIN, OPERATOR = "centre_admin", "operator"

PLACES = (
    Place("sign-in", None, "/sign-in"),
    Place("sign-in-wrong", None, "/sign-in", fail_to_sign_in, 422),
    Place("today-rescue-worker", WORKER, "/today"),
    Place("today-station-head", HEAD, "/today"),
    Place("today-registrar", REGISTRAR, "/today"),
    Place("today-grants-officer", OFFICER, "/today"),
    Place("today-centre-admin", ADMIN, "/today"),
    Place("today-operator", OPERATOR, "/today"),
    Place("palette", REGISTRAR, "/today", search_everything),
    Place("search", REGISTRAR, "/search"),
    Place("orgs", REGISTRAR, "/orgs"),
    Place("orgs-empty", REGISTRAR, "/orgs?q=zzzzzz"),
    Place("org", REGISTRAR, "/orgs/{organisation}"),
    Place("org-abnormal", REGISTRAR, "/orgs/{listed}"),
    Place("org-new-wrong", REGISTRAR, "/orgs/register-organisation", send, 422),
    Place("org-list-abnormal", REGISTRAR, "/orgs/{organisation}/list-abnormal"),
    Place("org-clear-reason", REGISTRAR, "/orgs/{listed}/clear-abnormal-reason/{reason}"),
    Place("org-correction", REGISTRAR, "/orgs/{organisation}/correct-organisation"),
    Place("org-deregistration", REGISTRAR, "/orgs/{organisation}/deregister-organisation"),
    Place("org-suspension", REGISTRAR, "/orgs/{organisation}/suspend-organisation"),
    Place("talents", WORKER, "/talents"),
    Place("talents-empty", REGISTRAR, "/talents", find_nobody),
    Place("talent", REGISTRAR, "/talents/{person}", open_more),
    Place("talent-phone", WORKER, "/talents/{person}", show_phone),
    Place("talent-new-places", REGISTRAR, "/talents/add-talent", name_a_shared_place, 422),
    Place("talent-update", REGISTRAR, "/talents/{person}/update-talent"),
    Place("talent-withdrawal", REGISTRAR, "/talents/{person}/withdraw-talent"),
    Place("talent-gone", WORKER, "/talents/{gone}"),
    Place("import", REGISTRAR, "/orgs/import"),
    Place("import-dry-run", REGISTRAR, "/orgs/import/{import}"),
    Place("projects", OFFICER, "/grants/projects"),
    Place("project", OFFICER, "/grants/projects/{project}"),
    Place("project-frozen", OFFICER, "/grants/projects/{frozen}"),
    Place("project-new", OFFICER, "/grants/projects/open-project?organisation={organisation}"),
    Place("project-plan", OFFICER, "/grants/projects/{project}/plan-instalments"),
    Place("project-pay", OFFICER, "/grants/projects/{project}/pay-instalment/{instalment}"),
    Place("project-cancel", OFFICER, "/grants/projects/{project}/cancel-instalment/{instalment}"),
    Place("intake", WORKER, "/rescue/intake"),
    Place("intake-found", WORKER, "/rescue/intake", search_alike),
    Place("intake-new", WORKER, "/rescue/intake/new", open_more),
    Place("intake-new-wrong", WORKER, "/rescue/intake/new", send, 422),
    Place("cases", WORKER, "/rescue/cases"),
    Place("due", WORKER, "/rescue/due"),
    Place("case", WORKER, "/rescue/case/{woman}"),
    Place("case-interviews", WORKER, "/rescue/case/{woman}/interviews", open_more),
    Place("case-notices", WORKER, "/rescue/case/{man}/notices"),
    Place("case-timeline", WORKER, "/rescue/case/{man}/timeline"),
    Place("case-person", WORKER, "/rescue/case/{woman}/person"),
    Place("case-notice-form", WORKER, "/rescue/case/{woman}/act/propose_notice"),
    Place("case-departure", WORKER, "/rescue/case/{woman}/act/record_departure"),
    Place("interview", WORKER, "/rescue/case/{woman}/interview"),
    Place("interpreter", WORKER, "/rescue/case/{man}/interpreter"),
    Place("interpreter-call", WORKER, "/rescue/case/{woman}/interpreter/{request}/{person}"),
    Place("inbox", OFFICER, "/inbox", open_menu),
    Place("inbox-todo", WORKER, "/inbox?tab=todo"),
    Place("inbox-snoozed", WORKER, "/inbox?tab=snoozed"),
    Place("inbox-archived", WORKER, "/inbox?tab=archived"),
    Place("inbox-preferences", WORKER, "/inbox/preferences"),
    Place("account", WORKER, "/account"),
    Place("case-numbers", WORKER, "/rescue/case/{woman}/numbers"),
    Place("messages", OPERATOR, "/ops/messages"),
    Place("message-decisions", OPERATOR, "/ops/messages/decisions"),
    Place("message", OPERATOR, "/ops/messages/grants/{message}"),
    Place("about", OPERATOR, "/ops/about"),
    Place("components", OPERATOR, "/ops/components", open_more),
    Place("forbidden", REGISTRAR, "/ops/messages/grants/none", status=403),
    Place("not-found", WORKER, "/rescue/case/none", status=404),
    Place("no-such-page", WORKER, "/nowhere", status=404),
)
