"""第二步验证 on one's own account: set it up, take new recovery codes, give it up where no role asks for it."""

from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.audit import What
from services.gateway.auth.lockout import Try
from services.gateway.auth.places import place_of
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.own_form import own_form, posted
from services.gateway.engine.page import Page, SignedIn
from services.gateway.i18n import N_
from services.gateway.pages.factor_views import in_app, show_recovery_codes
from services.gateway.pages.second_step import CODE, FIRST_CODE, LOCKED, WRONG

router = APIRouter(prefix="/account/second-step")
REQUIRED = N_("您的岗位要求第二步验证，不能取消。换手机时，请管理员取消后重新设置。")
SET_UP_BEFORE = N_("您已经设置过第二步验证，这次没有改变。换手机时，请管理员取消后重新设置。")
REMOVED = N_("第二步验证已经取消。")
REMOVE, RENEW = N_("取消第二步验证"), N_("更换备用码")
REMOVE_ADVICE = N_("以后登录只要密码，备用码一并作废。")
RENEW_ADVICE = N_("以前的备用码从此不能用。")


@router.get("")
async def show_enrolment(page: SignedIn) -> Response:
    """The secret for the app, and the field for its first code."""
    return await _show_enrolment(page, own_form(page, FIRST_CODE))


@router.post("")
async def enrol(page: SignedIn) -> Response:
    """The app has the secret: set it up, and show the recovery codes."""
    if await page.gateway.factors.of(page.staff.id):
        return await page.go("/account", SET_UP_BEFORE)
    form = await posted(page, FIRST_CODE)
    if given := form.check():
        codes = await page.gateway.factors.confirm(page.staff.id, str(given["code"]), page.visit.now)
        if codes:
            await _note(page, What.FACTOR_ENROLLED)
            return await show_recovery_codes(page, codes, "/account")
        form.wrong("code", WRONG)
    return await _show_enrolment(page, form)


@router.get("/remove")
async def show_remove(page: SignedIn) -> Response:
    """What follows from it."""
    return await _show_act(page, own_form(page, CODE), REMOVE, REMOVE_ADVICE)


@router.post("/remove")
async def remove(page: SignedIn) -> Response:
    """Give it up, with one more code."""
    form = await posted(page, CODE)
    if page.staff.roles & await page.gateway.sign_in_rules.required_roles():
        form.wrong("", REQUIRED)
    elif await _accepted(page, form):
        await page.gateway.factors.remove(page.staff.id)
        await _note(page, What.FACTOR_REMOVED)
        return await page.go("/account", REMOVED)
    return await _show_act(page, form, REMOVE, REMOVE_ADVICE)


@router.get("/recovery-codes")
async def show_renew(page: SignedIn) -> Response:
    """What follows from it."""
    return await _show_act(page, own_form(page, CODE), RENEW, RENEW_ADVICE)


@router.post("/recovery-codes")
async def renew(page: SignedIn) -> Response:
    """Ten new ones, with one more code."""
    form = await posted(page, CODE)
    if await _accepted(page, form):
        codes = await page.gateway.factors.renew_recovery(page.staff.id)
        await _note(page, What.RECOVERY_RENEWED)
        return await show_recovery_codes(page, codes, "/account")
    return await _show_act(page, form, RENEW, RENEW_ADVICE)


async def _accepted(page: Page, form: SchemaForm) -> bool:
    """Whether the form holds a right code; otherwise it says so. Wrong ones count as at signing in."""
    given = form.check()
    if given is None:
        return False
    gateway, staff = page.gateway, page.staff
    tried = Try(staff.id, "", "second step")
    if until := await gateway.lockout.attempt(tried, page.visit.now):
        form.wrong("", LOCKED, until=page.formats.moment(until))
    elif await gateway.factors.accepts(staff.id, str(given["code"]), page.visit.now) is None:
        await _note(page, What.CODE_FAILED)
        form.wrong("code", WRONG)
    else:
        await gateway.lockout.succeeded(tried)
    return not form.errors


async def _note(page: Page, what: What) -> None:
    await page.gateway.trail.note(what, page.visit.now, page.staff.id, page.staff.id, place_of(page.request))


async def _show_enrolment(page: Page, form: SchemaForm) -> Response:
    app = await in_app(page, page.staff.id)
    if app is None:
        return await page.go("/account", SET_UP_BEFORE)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return await page.show("enrolment.html", status, form=form, app=app)


async def _show_act(page: Page, form: SchemaForm, title: str, advice: str) -> Response:
    if await page.gateway.factors.of(page.staff.id) is None:
        return await page.go("/account")
    return await page.show("second_step_act.html", form.status, form=form, title=title, advice=advice)
