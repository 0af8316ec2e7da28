"""One account: who it is, how it stands, where it is signed in, what happened to it, and what may be done."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.accounts import Staff
from services.gateway.auth.granting import may_confirm, may_manage
from services.gateway.auth.lockout import Lockout
from services.gateway.engine.page import Page, SignedIn
from services.gateway.ledger import Wanted
from services.gateway.pages.accounts.acts import ACTS, APPROVE_ROLES, Act, Standing
from services.gateway.pages.accounts.common import account_of
from services.gateway.pages.accounts.scope_field import scope_lines
from services.gateway.pages.accounts.trail_words import told
from shared.kernel.calendar import local_date

router = APIRouter(prefix="/accounts/person")
LATEST = 20


@router.get("/{staff_id}")
async def show_account(page: SignedIn) -> Response:
    """The account's page."""
    staff = await account_of(page)
    stands = await standing_of(page, staff)
    entries = await page.gateway.trail.found(Wanted({"whom": staff.id}), LATEST)
    people = await page.people()
    return await page.show(
        "accounts/account.html",
        account=staff,
        stands=stands,
        state=staff.state(local_date(page.visit.now)),
        actions=_actions(page, staff, stands),
        scope=await scope_lines(page, staff),
        mine=staff.id == page.staff.id,
        substitute=people.name(staff.leave.substitute) if staff.leave else "",
        proposer=people.name(staff.waiting_roles.proposed_by) if staff.waiting_roles else "",
        confirmers=[one.name for one in await page.gateway.accounts.every() if may_confirm(one, staff)],
        trail=await told(page, entries, people),
    )


async def standing_of(page: Page, staff: Staff) -> Standing:
    """What is known of the account beside itself."""
    gateway, now = page.gateway, page.visit.now
    return Standing(
        sessions=[one for one in await gateway.sessions.running(staff.id, now) if not one.waits],
        invitation=await gateway.invitations.of(staff.id),
        locked=Lockout.is_named(await gateway.lockout.locked_names(now), staff.id),
        second_step=await gateway.factors.of(staff.id),
        required=bool(staff.roles & await gateway.sign_in_rules.required_roles()),
        today=local_date(now),
    )


def _actions(page: Page, staff: Staff, stands: Standing) -> Sequence[tuple[str, str, str]]:
    """Address, label and tone of what may be done now."""
    if not may_manage(page.staff, staff):
        return []
    return [
        (f"/accounts/person/{staff.id}/{one.code}", one.label, one.tone)
        for one in ACTS
        if _is_offered(page, staff, one, stands)
    ]


def _is_offered(page: Page, staff: Staff, act: Act, stands: Standing) -> bool:
    return act.fits(staff, stands) and (act is not APPROVE_ROLES or may_confirm(page.staff, staff))
