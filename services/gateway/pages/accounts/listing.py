"""账号: who may sign in, how each account stands, and the way to invite."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.accounts import Staff
from services.gateway.auth.granting import MANAGERS
from services.gateway.auth.lockout import Lockout
from services.gateway.auth.roles import OPERATIONS
from services.gateway.engine.own_form import own, own_form
from services.gateway.engine.page import Page, SignedIn
from services.gateway.i18n import N_
from services.gateway.labels import options
from services.gateway.pages.accounts.common import href, may_see, require, role_options
from shared.kernel.calendar import local_date
from shared.kernel.roles import ROLE_CODES

router = APIRouter(prefix="/accounts")
PER_PAGE = 50
FILTER = (
    own("q", N_("姓名或用户名"), 64, required=False),
    own("role", N_("岗位"), 40, required=False),
    own("state", N_("状态"), 20, required=False),
)


@dataclass(frozen=True)
class AccountRow:
    """One line of the list."""

    staff: Staff
    href: str
    state: str
    locked: bool
    second_step: bool


@router.get("")
async def show_accounts(page: SignedIn, q: str = "", role: str = "", state: str = "", cursor: str = "") -> Response:
    """The accounts that the reader may see, by name, narrowed down by words, role and state."""
    require(page, MANAGERS)
    found = [row for row in await _rows(page) if _fits(row, q, role, state)]
    shown = [row for row in found if row.staff.id > cursor][: PER_PAGE + 1]
    more = shown[PER_PAGE - 1].staff.id if len(shown) > PER_PAGE else ""
    return await page.show(
        "accounts/list.html",
        rows=shown[:PER_PAGE],
        total=len(found),
        next_cursor=more,
        form=own_form(page, FILTER, {"q": q, "role": role, "state": state}),
        roles=role_options(page, ROLE_CODES),
        states=options(page.language, "account_state"),
        asked=bool(q or role or state),
        may_rule=bool(page.staff.roles & OPERATIONS),
    )


async def _rows(page: Page) -> Sequence[AccountRow]:
    gateway, now = page.gateway, page.visit.now
    locked = await gateway.lockout.locked_names(now)
    enrolled = await gateway.factors.enrolled()
    return [
        AccountRow(one, href(one), one.state(local_date(now)), Lockout.is_named(locked, one.id), one.id in enrolled)
        for one in await gateway.accounts.every()
        if may_see(page.staff, one)
    ]


def _fits(row: AccountRow, q: str, role: str, state: str) -> bool:
    words = q.strip().casefold()
    named = not words or words in row.staff.name.casefold() or words in row.staff.id
    held = not role or role in row.staff.roles
    states: Mapping[str, bool] = {"": True, "locked": row.locked, row.state: True}
    return named and held and states.get(state, False)
