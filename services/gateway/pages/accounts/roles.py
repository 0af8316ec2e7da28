"""更改岗位: other roles for an account."""

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.accounts import Staff
from services.gateway.auth.granting import grantable
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.own_form import own, own_form, posted
from services.gateway.engine.page import Page, SignedIn
from services.gateway.i18n import N_
from services.gateway.pages.accounts.common import accepted, account_of, by, href, role_options
from services.gateway.pages.accounts.scope_field import SCOPE, scope_lines, scope_of

router = APIRouter(prefix="/accounts/person")
FIELDS = (own("roles", N_("岗位"), 199, required=False), SCOPE)
DONE = N_("岗位已经更改，本人重新登录后生效。")
WAITS = N_("已经记下。查阅受助人员个人信息的岗位，要等另一位管理员批准才生效。")


@router.get("/{staff_id}/roles")
async def show_roles(page: SignedIn) -> Response:
    """The form, as it stands now."""
    staff = await account_of(page)
    scope = "\n".join(await scope_lines(page, staff, "uscc"))
    return await _show(
        page, staff, own_form(page, FIELDS, {"roles": "\n".join(sorted(staff.roles_to_come)), "scope": scope})
    )


@router.post("/{staff_id}/roles")
async def change_roles(page: SignedIn) -> Response:
    """Keep them; open sessions end."""
    staff, form = await account_of(page), await posted(page, FIELDS)
    if given := form.check():
        roles = str(given["roles"] or "").split()
        scope = await scope_of(page, form, roles)
        if not form.errors:
            giving = page.gateway.administration.change_roles(by(page), staff.id, form.version, roles, scope)
            done, _ = await accepted(page, form, giving)
            if done:
                now = await page.gateway.accounts.known(staff.id)
                return await page.go(href(staff), WAITS if now and now.waiting_roles else DONE)
    return await _show(page, staff, form)


async def _show(page: Page, staff: Staff, form: SchemaForm) -> Response:
    roles = role_options(page, grantable(page.staff.roles))
    return await page.show("accounts/roles.html", form.status, account=staff, form=form, roles=roles, back=href(staff))
