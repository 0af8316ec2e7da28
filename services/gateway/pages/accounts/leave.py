"""登记休假: from when until when, and who stands in."""

from datetime import date

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.accounts import Leave, Staff
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.own_form import own, own_form, posted
from services.gateway.engine.page import Page, SignedIn
from services.gateway.i18n import N_
from services.gateway.pages.accounts.common import accepted, account_of, by, href
from shared.kernel.calendar import local_date

router = APIRouter(prefix="/accounts/person")
FIELDS = (
    own("from_on", N_("第一天"), form="date"),
    own("until_on", N_("最后一天"), form="date", hint=N_("这一天也不上班")),
    own("substitute", N_("代理人"), 32, hint=N_("休假期间，没有办完的工作会提示给代理人")),
)
DONE = N_("休假已经登记，代理人在这段时间里会看到他的工作。")


@router.get("/{staff_id}/leave")
async def show_leave(page: SignedIn) -> Response:
    """The form, with what was noted before."""
    staff = await account_of(page)
    known = staff.leave.model_dump(mode="json") if staff.leave else {}
    return await _show(page, staff, own_form(page, FIELDS, known))


@router.post("/{staff_id}/leave")
async def note_leave(page: SignedIn) -> Response:
    """Keep it."""
    staff, form = await account_of(page), await posted(page, FIELDS)
    if given := form.check():
        leave = Leave(
            from_on=date.fromisoformat(str(given["from_on"])),
            until_on=date.fromisoformat(str(given["until_on"])),
            substitute=str(given["substitute"]),
        )
        today = local_date(page.visit.now)
        giving = page.gateway.administration.note_leave(by(page), staff.id, form.version, leave, today)
        done, _ = await accepted(page, form, giving)
        if done:
            return await page.go(href(staff), DONE)
    return await _show(page, staff, form)


async def _show(page: Page, staff: Staff, form: SchemaForm) -> Response:
    today, people = local_date(page.visit.now), await page.people()
    others = [
        (one.id, people.name(one.id))
        for one in await page.gateway.accounts.every()
        if one.id != staff.id and one.roles & staff.roles and one.state(today) in ("active", "away")
    ]
    return await page.show(
        "accounts/leave.html", form.status, account=staff, form=form, others=others, back=href(staff)
    )
