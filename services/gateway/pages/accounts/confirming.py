"""Acts on an account that ask nothing but to be confirmed: what follows is said first, what was done afterwards."""

from collections.abc import Awaitable

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.accounts import Staff
from services.gateway.auth.granting import may_manage, proposed_roles
from services.gateway.clients.problems import ServiceRefused
from services.gateway.engine.own_form import own_form, posted
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.review import BY_CODE, short
from services.gateway.forms import TypedForm
from services.gateway.pages.accounts import acts
from services.gateway.pages.accounts.acts import CONFIRMED, Act
from services.gateway.pages.accounts.common import accepted, account_of, by, href
from services.gateway.pages.accounts.inviting import show_code

router = APIRouter(prefix="/accounts/person")


@router.get("/{staff_id}/{act}")
async def show_act(page: SignedIn, act: str) -> Response:
    """What follows from it, and the button."""
    staff = await account_of(page)
    return await _show(page, staff, _known(page, staff, act), own_form(page, ()))


@router.post("/{staff_id}/{act}")
async def carry_out(page: SignedIn, act: str) -> Response:
    """Do it; acts that make a code show it this once."""
    staff = await account_of(page)
    known, form = _known(page, staff, act), await posted(page, ())
    done, code = await accepted(page, form, _given(page, staff, known, form))
    if not done:
        return await _show(page, staff, known, form)
    if code:
        return await show_code(page, staff, code)
    return await page.go(href(staff), known.done)


def _given(page: Page, staff: Staff, act: Act, form: TypedForm) -> Awaitable[str | None]:
    given, who, seen = page.gateway.administration, by(page), form.version
    if act is acts.APPROVE_ROLES:
        return given.approve_roles(who, staff.id, seen, form.typed.get("seen", ""))
    if act is acts.DECLINE_ROLES:
        return given.decline_roles(who, staff.id, seen)
    if act in (acts.INVITE_AGAIN, acts.RESET):
        return given.invite_again(who, staff.id, seen)
    if act is acts.REOPEN:
        return given.reopen(who, staff.id, seen)
    if act is acts.CLOSE:
        return given.close(who, staff.id, seen)
    if act is acts.END_LEAVE:
        return given.end_leave(who, staff.id, seen)
    plain = {
        acts.REVOKE: given.revoke_invitation,
        acts.UNLOCK: given.unlock,
        acts.END_SESSIONS: given.end_sessions,
        acts.REMOVE_FACTOR: given.remove_factor,
    }
    return plain[act](who, staff.id)


def _known(page: Page, staff: Staff, code: str) -> Act:
    """The act of the address. Raises ServiceRefused: 404, or 403 where the reader does not manage the account."""
    found = next((one for one in CONFIRMED if one.code == code), None)
    if found is None:
        raise ServiceRefused("gateway", 404, "no-such-page", "没有这一页。", "There is no such page.", [])
    if not may_manage(page.staff, staff):
        zh, en = (
            "这个账号不归您管理。请找别的管理员办理。",
            "You do not manage this account. Please ask another administrator.",
        )
        raise ServiceRefused("gateway", 403, "role-required", zh, en, [])
    return found


async def _show(page: Page, staff: Staff, act: Act, form: TypedForm) -> Response:
    """What would be done; of roles that wait also who proposed them and when, with the code of all that is shown."""
    people, waiting = await page.people(), staff.waiting_roles
    code = proposed_roles(staff).review_code if waiting else ""
    return await page.show(
        "accounts/act.html",
        form.status,
        account=staff,
        act=act,
        form=form,
        back=href(staff),
        waiting=waiting if act in (acts.APPROVE_ROLES, acts.DECLINE_ROLES) else None,
        proposer=people.name(waiting.proposed_by) if waiting else "",
        review_code=code,
        by_code=page.say(BY_CODE, code=short(code)) if waiting else "",
    )
