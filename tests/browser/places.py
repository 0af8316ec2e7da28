"""Every page of the product, as whom and in which state it is looked at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from playwright.async_api import Page

from shared.kernel.ids import new_id
from tests.holiday_notices import NOTICE_2027

Act = Callable[[Page], Awaitable[None]]


@dataclass(frozen=True)
class Place:
    """A page: ``path`` takes ids of the scene; ``act`` brings it into the state that is looked at.

    Pages of one ``shape`` are laid out by the same template; a page without one is laid out by its own.
    """

    name: str
    role: str | None
    path: str
    act: Act | None = None
    status: int = 200
    shape: str | None = None


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


async def search_for_nothing(page: Page) -> None:
    """Look for words that nothing bears."""
    await page.fill("#search-q", "没有这样的")
    await send(page)


async def search_for_people(page: Page) -> None:
    """Look for a person and an action by one word."""
    await page.fill("#search-q", "登记")
    await send(page)


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


async def check_a_wrong_code(page: Page) -> None:
    """Ask about a paper that was never printed."""
    await page.fill("#number", "付2026-9999")
    await page.fill("#code", "00000-00000")
    await send(page)


async def enter_calendar(page: Page) -> None:
    """The year that is missing, as far as what it would move."""
    await page.fill("#notice", "国务院办公厅关于2027年部分节假日安排的通知（示例）")
    await page.fill("#text", NOTICE_2027)
    await send(page)


async def invite_a_head_of_station(page: Page) -> None:
    """Invite somebody to a role that takes two administrators, and open the account."""
    await page.fill("#name", "李四")
    await page.fill("#user_name", f"lisi{new_id().replace('-', '')[-12:]}")
    await page.check("input[name=roles][value=station_head]")
    await send(page)
    await page.click(".form-actions a.button-primary")


async def look_at_roles_that_wait(page: Page) -> None:
    """The page on which somebody else approves them."""
    await invite_a_head_of_station(page)
    await page.goto(f"{page.url}/approve-roles")


WORKER, HEAD, REGISTRAR, OFFICER = "rescue_worker", "station_head", "registrar", "grants_officer"
GRANTS_HEAD, FINANCE = "grants_head", "finance"
ADMIN, OPERATOR = "centre_admin", "operator"
MEMBER, WARD = "organisation_member", "ward"
LIST, EMPTY, RECORD, ACTION, REFUSED = "list", "list of nothing", "record", "action", "action refused"
TODAY, INBOX, NO_PAGE, PAPER = "today", "inbox", "no such page", "paper"

PLACES = (
    Place("sign-in", None, "/sign-in"),
    Place("sign-in-wrong", None, "/sign-in", fail_to_sign_in, 422),
    Place("today-rescue-worker", WORKER, "/today", shape=TODAY),
    Place("today-station-head", HEAD, "/today", shape=TODAY),
    Place("today-registrar", REGISTRAR, "/today", shape=TODAY),
    Place("today-grants-officer", OFFICER, "/today", shape=TODAY),
    Place("today-grants-head", GRANTS_HEAD, "/today", shape=TODAY),
    Place("today-finance", FINANCE, "/today", shape=TODAY),
    Place("today-centre-admin", ADMIN, "/today", shape=TODAY),
    Place("today-operator", OPERATOR, "/today", shape=TODAY),
    Place("palette", REGISTRAR, "/today", search_everything),
    Place("search", REGISTRAR, "/search"),
    Place("search-nothing", REGISTRAR, "/search", search_for_nothing),
    Place("search-people", WORKER, "/search", search_for_people),
    Place("help", ADMIN, "/help"),
    Place("orgs", REGISTRAR, "/orgs", shape=LIST),
    Place("orgs-empty", REGISTRAR, "/orgs?q=zzzzzz", shape=EMPTY),
    Place("org", REGISTRAR, "/orgs/{organisation}", shape=RECORD),
    Place("org-abnormal", REGISTRAR, "/orgs/{listed}", shape=RECORD),
    Place("org-new-wrong", REGISTRAR, "/orgs/register-organisation", send, 422, shape=REFUSED),
    Place("org-list-abnormal", REGISTRAR, "/orgs/{organisation}/list-abnormal", shape=ACTION),
    Place("org-clear-reason", REGISTRAR, "/orgs/{listed}/clear-abnormal-reason/{reason}", shape=ACTION),
    Place("org-correction", REGISTRAR, "/orgs/{organisation}/correct-organisation", shape=ACTION),
    Place("org-deregistration", REGISTRAR, "/orgs/{organisation}/deregister-organisation", shape=ACTION),
    Place("org-suspension", REGISTRAR, "/orgs/{organisation}/suspend-organisation", shape=ACTION),
    Place("org-as-of", REGISTRAR, "/orgs/{organisation}?true_on=2020-01-01", shape=RECORD),
    Place("org-change", REGISTRAR, "/orgs/{organisation}/change-organisation", shape=ACTION),
    Place("org-residency", REGISTRAR, "/orgs/{organisation}/note-residency", shape=ACTION),
    Place("org-withdrawal", REGISTRAR, "/orgs/{organisation}/withdraw-licence", shape=ACTION),
    Place("org-serious", REGISTRAR, "/orgs/{organisation}/list-serious", shape=ACTION),
    Place("org-leave-serious", REGISTRAR, "/orgs/{organisation}/leave-serious-list", shape=ACTION),
    Place("org-retraction", REGISTRAR, "/orgs/{listed}/propose-retraction", shape=ACTION),
    Place("org-doubted", ADMIN, "/orgs/{doubted}", shape=RECORD),
    Place("org-retraction-approval", ADMIN, "/orgs/{doubted}/approve-retraction", shape=ACTION),
    Place("org-retraction-refusal", ADMIN, "/orgs/{doubted}/decline-retraction", shape=ACTION),
    Place("talents", WORKER, "/talents", shape=LIST),
    Place("talents-empty", REGISTRAR, "/talents", find_nobody, shape=EMPTY),
    Place("talent", REGISTRAR, "/talents/{person}", open_more, shape=RECORD),
    Place("talent-phone", WORKER, "/talents/{person}", show_phone),
    Place("talent-new-places", REGISTRAR, "/talents/add-talent", name_a_shared_place, 422, shape=REFUSED),
    Place("talent-update", REGISTRAR, "/talents/{person}/update-talent", shape=ACTION),
    Place("talent-withdrawal", REGISTRAR, "/talents/{person}/withdraw-talent", shape=ACTION),
    Place("talent-gone", WORKER, "/talents/{gone}", shape=RECORD),
    Place("orgs-chosen", REGISTRAR, "/orgs/chosen/list-abnormal?chosen={organisation}&chosen={listed}&of="),
    Place("org-export", REGISTRAR, "/orgs/start-export?kind=association", shape=ACTION),
    Place("jobs", REGISTRAR, "/orgs/jobs", shape=LIST),
    Place("job-export", REGISTRAR, "/orgs/jobs/{export}"),
    Place("import", REGISTRAR, "/orgs/import"),
    Place("import-dry-run", REGISTRAR, "/orgs/import/{import}"),
    Place("figures", REGISTRAR, "/figures", shape=LIST),
    Place("figure", REGISTRAR, "/figures/{figure}", shape=RECORD),
    Place("figure-new", REGISTRAR, "/figures/quote-figure", shape=ACTION),
    Place("figure-withdrawal", REGISTRAR, "/figures/{figure}/withdraw-figure", shape=ACTION),
    Place("projects", OFFICER, "/grants/projects", shape=LIST),
    Place("funded-organisations", OFFICER, "/grants/organisations", shape=LIST),
    Place("project", OFFICER, "/grants/projects/{project}", shape=RECORD),
    Place("project-frozen", OFFICER, "/grants/projects/{frozen}", shape=RECORD),
    Place("project-new", OFFICER, "/grants/projects/open-project?organisation={organisation}", shape=ACTION),
    Place("project-plan", OFFICER, "/grants/projects/{project}/plan-instalments", shape=ACTION),
    Place("project-open", OFFICER, "/grants/projects/open-project", shape=ACTION),
    Place("project-head", GRANTS_HEAD, "/grants/projects/{project}", shape=RECORD),
    Place("project-approve", GRANTS_HEAD, "/grants/projects/{project}/approve-plan", shape=ACTION),
    Place("project-report", OFFICER, "/grants/projects/{project}/submit-report/{instalment}", shape=ACTION),
    Place("project-correct", OFFICER, "/grants/projects/{project}/correct-contract", shape=ACTION),
    Place("project-correct-party", OFFICER, "/grants/projects/{project}/correct-contract-party", shape=ACTION),
    Place("project-closing", OFFICER, "/grants/projects/{project}/propose-closing", shape=ACTION),
    Place("project-to-close", GRANTS_HEAD, "/grants/projects/{closing}", shape=RECORD),
    Place("project-closing-approval", GRANTS_HEAD, "/grants/projects/{closing}/approve-closing", shape=ACTION),
    Place("project-closing-refusal", GRANTS_HEAD, "/grants/projects/{closing}/decline-closing", shape=ACTION),
    Place("project-account", OFFICER, "/grants/projects/{project}/enter-account", shape=ACTION),
    Place("project-pay", FINANCE, "/grants/projects/{project}/pay-instalment/{instalment}", shape=ACTION),
    Place("project-cancel", OFFICER, "/grants/projects/{project}/cancel-instalment/{instalment}", shape=ACTION),
    Place("intake", WORKER, "/rescue/intake"),
    Place("intake-found", WORKER, "/rescue/intake", search_alike),
    Place("intake-new", WORKER, "/rescue/intake/new", open_more),
    Place("intake-new-wrong", WORKER, "/rescue/intake/new", send, 422, shape=REFUSED),
    Place("cases", WORKER, "/rescue/cases", shape=LIST),
    Place("due", WORKER, "/rescue/due", shape=LIST),
    Place("case", WORKER, "/rescue/case/{woman}", shape=RECORD),
    Place("case-interviews", WORKER, "/rescue/case/{woman}/interviews", open_more, shape=RECORD),
    Place("case-notices", WORKER, "/rescue/case/{man}/notices", shape=RECORD),
    Place("case-timeline", WORKER, "/rescue/case/{man}/timeline", shape=RECORD),
    Place("case-person", WORKER, "/rescue/case/{woman}/person", shape=ACTION),
    Place("case-notice-form", WORKER, "/rescue/case/{woman}/propose-notice", shape=ACTION),
    Place("case-inquiry", WORKER, "/rescue/case/{woman}/send-inquiry?kind=dna_sample", shape=ACTION),
    Place("case-reply", WORKER, "/rescue/case/{man}/record-reply/{inquiry}", shape=ACTION),
    Place("case-duty", WORKER, "/rescue/case/{man}/record-duty", shape=ACTION),
    Place("case-stated", WORKER, "/rescue/case/{woman}/record-stated-identity", shape=ACTION),
    Place("case-publication", HEAD, "/rescue/case/{man}/publish-notice/{notice}", shape=ACTION),
    Place("case-withdrawal", HEAD, "/rescue/case/{man}/withdraw-notice/{notice}", shape=ACTION),
    Place("case-poster", WORKER, "/rescue/case/{man}/poster/{notice}"),
    Place("case-hand-over", WORKER, "/rescue/case/{woman}/hand-over-case", shape=ACTION),
    Place("case-ability", WORKER, "/rescue/case/{woman}/report-ability", shape=ACTION),
    Place("case-head", HEAD, "/rescue/case/{man}", shape=RECORD),
    Place("case-departure", WORKER, "/rescue/case/{woman}/departure"),
    Place("case-departure-escorted", WORKER, "/rescue/case/{woman}/departure/escorted", shape=ACTION),
    Place("interview", WORKER, "/rescue/case/{woman}/interview"),
    Place("interpreter", WORKER, "/rescue/case/{man}/interpreter", shape=ACTION),
    Place("interpreter-call", WORKER, "/rescue/case/{woman}/interpreter/{request}/{person}", shape=ACTION),
    Place("ward-reports", WORKER, "/rescue/ward-reports", shape=LIST),
    Place("own-organisation-start", MEMBER, "/own"),
    Place("own-organisation", MEMBER, "/own/organisations/{own_organisation}", shape=RECORD),
    Place("own-project", MEMBER, "/own/projects/{own_project}", shape=RECORD),
    Place("own-report", MEMBER, "/own/projects/{own_project}/hand-in-report/{own_instalment}", shape=ACTION),
    Place("own-inbox", MEMBER, "/inbox", shape=INBOX),
    Place("own-no-page", MEMBER, "/orgs", status=404, shape=NO_PAGE),
    Place("own-ward-start", WARD, "/own"),
    Place("own-ward-report", WARD, "/own/ward-reports/report-better-speech", shape=ACTION),
    Place("own-ward-reports", WARD, "/own/ward-reports", shape=LIST),
    Place("inbox", OFFICER, "/inbox", open_menu),
    Place("inbox-todo", WORKER, "/inbox?tab=todo", shape=INBOX),
    Place("inbox-snoozed", WORKER, "/inbox?tab=snoozed", shape=INBOX),
    Place("inbox-archived", WORKER, "/inbox?tab=archived", shape=INBOX),
    Place("inbox-preferences", WORKER, "/inbox/preferences"),
    Place("account", WORKER, "/account"),
    Place("case-paper", WORKER, "/rescue/case/{woman}/print", shape=PAPER),
    Place("project-paper", FINANCE, "/grants/projects/{project}/instalments/{instalment}/slip", shape=PAPER),
    Place("print-check", REGISTRAR, "/print-check"),
    Place("print-check-not-genuine", REGISTRAR, "/print-check", check_a_wrong_code),
    Place("second-step-own", WORKER, "/account/second-step"),
    Place("accounts", ADMIN, "/accounts"),
    Place("accounts-invite", ADMIN, "/accounts/invite"),
    Place("accounts-invite-wrong", ADMIN, "/accounts/invite", send, 422),
    Place("accounts-person", HEAD, "/accounts/person/jiuzhu"),
    Place("accounts-roles", ADMIN, "/accounts/person/dengji/roles"),
    Place("accounts-roles-wait", ADMIN, "/accounts/invite", invite_a_head_of_station),
    Place("accounts-approve-roles", ADMIN, "/accounts/invite", look_at_roles_that_wait),
    Place("accounts-leave", HEAD, "/accounts/person/jiuzhu/leave"),
    Place("accounts-hand-over", HEAD, "/accounts/person/jiuzhu/hand-over"),
    Place("accounts-close", ADMIN, "/accounts/person/dengji/close"),
    Place("accounts-trail", OPERATOR, "/accounts/trail"),
    Place("accounts-second-step", OPERATOR, "/accounts/second-factor"),
    Place("invitation", None, "/invitation"),
    Place("invitation-wrong", None, "/invitation", send, 422),
    Place("case-numbers", WORKER, "/rescue/case/{woman}/numbers", shape=ACTION),
    Place("messages", OPERATOR, "/ops/messages"),
    Place("message-decisions", OPERATOR, "/ops/messages/decisions", shape=LIST),
    Place("message", OPERATOR, "/ops/messages/grants/{message}"),
    Place("rules", WORKER, "/rules", open_more),
    Place("rules-register", REGISTRAR, "/rules/register", open_more),
    Place("rules-calendar", OPERATOR, "/rules/enter-working-calendar", shape=ACTION),
    Place("rules-calendar-moves", OPERATOR, "/rules/enter-working-calendar", enter_calendar),
    Place("about", OPERATOR, "/ops/about"),
    Place("components", OPERATOR, "/ops/components", open_more),
    Place("forbidden", REGISTRAR, "/ops/messages/grants/none", status=403, shape=NO_PAGE),
    Place("not-found", WORKER, "/rescue/case/none", status=404, shape=NO_PAGE),
    Place("no-such-page", WORKER, "/nowhere", status=404, shape=NO_PAGE),
)


def one_of_each_shape(places: Sequence[Place]) -> list[Place]:
    """The first page of each shape, and every page that is laid out by itself."""
    first = {place.shape: place for place in reversed(places)}
    return [place for place in places if place.shape is None or place is first[place.shape]]
