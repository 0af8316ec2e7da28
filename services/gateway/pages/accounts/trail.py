"""登录和变更记录: the audit trail of accounts, newest first, narrowed down by what, whose, by whom and when."""

from datetime import date, datetime, time, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.audit import What
from services.gateway.auth.roles import OPERATIONS
from services.gateway.engine.own_form import own, own_form
from services.gateway.engine.page import SignedIn
from services.gateway.i18n import N_
from services.gateway.ledger import Wanted
from services.gateway.pages.accounts.common import require
from services.gateway.pages.accounts.trail_words import told
from shared.kernel.calendar import local_instant

router = APIRouter(prefix="/accounts")
PER_PAGE = 50
LONGEST_NUMBER = 15
FILTER = (
    own("what", N_("什么事"), 40, required=False),
    own("whom", N_("谁的账号"), 32, required=False),
    own("by", N_("谁办的"), 32, required=False),
    own("since", N_("从哪天"), required=False, form="date"),
    own("until", N_("到哪天"), required=False, form="date"),
)


@router.get("/trail")
async def show_trail(page: SignedIn, cursor: str = "") -> Response:
    """One page of the trail. A filter that cannot be read is said to be wrong, and nothing is hidden for it."""
    require(page, OPERATIONS)
    query = page.request.query_params
    form = own_form(page, FILTER, {one.name: query.get(one.name, "") for one in FILTER})
    given = form.check() or {}
    equal = {name: str(given[name]) for name in ("what", "whom", "by") if given.get(name)}
    wanted = Wanted(equal, _begin(given.get("since")), _end(given.get("until")), _number(cursor))
    found = await page.gateway.trail.found(wanted, PER_PAGE + 1)
    people = await page.people()
    return await page.show(
        "accounts/trail.html",
        form.status,
        form=form,
        rows=await told(page, found[:PER_PAGE], people),
        next_cursor=str(found[PER_PAGE - 1].no) if len(found) > PER_PAGE else "",
        whats=[(one.value, one.label.of(page.language)) for one in What],
        everybody=sorted(people.names.items(), key=lambda pair: pair[1]),
    )


def _begin(day: object) -> datetime | None:
    return local_instant(date.fromisoformat(str(day)), time()) if day else None


def _end(day: object) -> datetime | None:
    return local_instant(date.fromisoformat(str(day)) + timedelta(days=1), time()) if day else None


def _number(cursor: str) -> int | None:
    return int(cursor) if cursor.isascii() and cursor.isdigit() and len(cursor) <= LONGEST_NUMBER else None
