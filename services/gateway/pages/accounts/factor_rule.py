"""第二步验证的岗位: operators choose which roles must show a second step."""

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.audit import What
from services.gateway.auth.places import place_of
from services.gateway.auth.roles import OPERATIONS, OPERATORS
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.own_form import own, own_form, posted
from services.gateway.engine.page import Page, SignedIn
from services.gateway.i18n import N_
from services.gateway.pages.accounts.common import require, role_options
from shared.kernel.roles import ROLE_CODES

router = APIRouter(prefix="/accounts")
FIELDS = (own("roles", N_("岗位"), 400, required=False),)
YOURS_FIRST = N_("您自己的岗位也在其中，您还没有设置第二步验证。请先在“我的账号”里设好，再回来选。")
DONE = N_("已经保存。还没有设置的人下次登录时会被要求设置。")


@router.get("/second-factor")
async def show_rule(page: SignedIn) -> Response:
    """The roles as chosen."""
    require(page, OPERATIONS)
    chosen = await page.gateway.sign_in_rules.required_roles()
    return await _show(page, own_form(page, FIELDS, {"roles": "\n".join(sorted(chosen))}))


@router.post("/second-factor")
async def choose_rule(page: SignedIn) -> Response:
    """Keep the choice; whoever must set a second step up now is signed out, so that no open session goes around it."""
    require(page, OPERATORS)
    form, gateway = await posted(page, FIELDS), page.gateway
    given = form.check()
    if given is None:
        return await _show(page, form)
    chosen = frozenset(str(given["roles"] or "").split()) & frozenset(ROLE_CODES)
    enrolled = await gateway.factors.enrolled()
    if page.staff.roles & chosen and page.staff.id not in enrolled:
        form.wrong("roles", YOURS_FIRST)
        return await _show(page, form)
    before = await gateway.sign_in_rules.required_roles()
    await gateway.sign_in_rules.require(chosen)
    for staff in await gateway.accounts.every():
        if staff.roles & chosen and staff.id not in enrolled:
            await gateway.sessions.end_all(staff.id)
    changes = {"added": ",".join(sorted(chosen - before)), "removed": ",".join(sorted(before - chosen))}
    told = {name: value for name, value in changes.items() if value}
    await gateway.trail.note(
        What.FACTOR_RULE_CHANGED, page.visit.now, page.staff.id, page.staff.id, place_of(page.request), **told
    )
    return await page.go("/accounts/second-factor", DONE)


async def _show(page: Page, form: SchemaForm) -> Response:
    return await page.show(
        "accounts/second_factor.html",
        form.status,
        form=form,
        roles=role_options(page, ROLE_CODES),
        may_change=bool(page.staff.roles & OPERATORS),
    )
