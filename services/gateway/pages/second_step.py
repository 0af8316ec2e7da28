"""第二步验证 at signing in: the code of an app or a recovery code; or setting it up, where the roles ask for it."""

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.addresses import address_of
from services.gateway.auth.accounts import Staff
from services.gateway.auth.audit import What
from services.gateway.auth.lockout import Try
from services.gateway.auth.places import place_of
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.own_form import own, own_form, posted
from services.gateway.engine.page import Anybody, Page
from services.gateway.engine.schema import Field
from services.gateway.i18n import N_
from services.gateway.pages.entering import ENROLMENT, Wished, let_in, wait_for_step
from services.gateway.pages.factor_views import in_app, show_recovery_codes
from services.gateway.saved_form import SEALED

router = APIRouter(prefix="/sign-in/second-step")
PATH = "/sign-in/second-step"
CODE = (own("code", N_("动态码"), 64, hint=N_("手机验证程序里的 6 位数字；手机不在身边时，填一个备用码")),)
FIRST_CODE = (own("code", N_("动态码"), 64, hint=N_("验证程序里现在显示的 6 位数字")),)
WRONG = N_("动态码不对，或者已经用过。请等程序显示下一个数字后再输入，并检查手机的时间是否准确。")
LOCKED = N_("动态码输错的次数太多。请在 %(until)s 之后再试，或者请管理员取消您的第二步验证。")


@router.get("")
async def show_step(page: Anybody) -> Response:
    """The step that this sign-in waits for; without one, the sign-in page."""
    staff = await _waiting(page)
    return await (_show(page, staff, Wished.of(page)) if staff else page.go("/sign-in"))


@router.post("")
async def take_step(page: Anybody) -> Response:
    """Take the code; wrong ones are counted for the person, however often the password is given again."""
    staff = await _waiting(page)
    if staff is None:
        return await page.go("/sign-in")
    sealed = str((await page.request.form()).get(SEALED, ""))
    wished = Wished.of(page, sealed)
    form = await posted(page, _fields(page))
    if (given := form.check()) is None:
        return await _show(page, staff, wished, form)
    tried = Try(staff.id, "", "second step")
    if until := await page.gateway.lockout.attempt(tried, page.visit.now):
        form.wrong("", LOCKED, until=page.formats.moment(until))
        return await _show(page, staff, wished, form)
    if page.visit.waiting and page.visit.waiting.waits == ENROLMENT:
        answer = await _enrol(page, staff, wished, str(given["code"]))
    else:
        answer = await _check(page, staff, wished, str(given["code"]))
    if answer is None:
        await page.gateway.trail.note(What.CODE_FAILED, page.visit.now, "", staff.id, place_of(page.request))
        form.wrong("code", WRONG)
        return await _show(page, staff, wished, form)
    await page.gateway.lockout.succeeded(tried)
    return answer


async def ask_for_step(page: Page, staff: Staff, step: str, wished: Wished) -> Response:
    """The page of the second step, right after the password; what waits for the person is carried along."""
    waiting, token = await wait_for_step(page, staff, step)
    response = await _show(waiting, staff, wished, own_form(waiting, _fields(waiting)))
    page.gateway.cookies.give_session(response, token)
    return response


async def _enrol(page: Page, staff: Staff, wished: Wished, code: str) -> Response | None:
    codes = await page.gateway.factors.confirm(staff.id, code, page.visit.now)
    if codes is None:
        return None
    await page.gateway.trail.note(What.FACTOR_ENROLLED, page.visit.now, staff.id, staff.id, place_of(page.request))
    return await let_in(page, staff, wished, lambda fresh: show_recovery_codes(fresh, codes, wished.path))


async def _check(page: Page, staff: Staff, wished: Wished, code: str) -> Response | None:
    kind = await page.gateway.factors.accepts(staff.id, code, page.visit.now)
    if kind is None:
        return None
    if kind == "recovery":
        await page.gateway.trail.note(What.RECOVERY_USED, page.visit.now, staff.id, staff.id, place_of(page.request))
    return await let_in(page, staff, wished)


async def _waiting(page: Page) -> Staff | None:
    """Who waits for the step; nobody where it was to be set up and has been meanwhile, by whoever came first."""
    waiting = page.visit.waiting
    if waiting and waiting.waits == ENROLMENT and await page.gateway.factors.of(waiting.staff_id):
        await page.gateway.sessions.end(waiting)
        return None
    return await page.gateway.accounts.get(waiting.staff_id) if waiting else None


def _fields(page: Page) -> Sequence[Field]:
    return FIRST_CODE if page.visit.waiting and page.visit.waiting.waits == ENROLMENT else CODE


async def _show(page: Page, staff: Staff, wished: Wished, form: SchemaForm | None = None) -> Response:
    form = form or own_form(page, _fields(page))
    enrolling = page.visit.waiting is not None and page.visit.waiting.waits == ENROLMENT
    app = await in_app(page, staff.id) if enrolling else None
    if enrolling and app is None:
        return await page.go("/sign-in")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    action = address_of(page.request) if page.request.url.path == PATH else _with_next(wished)
    return await page.show(
        "second_step.html", status, form=form, app=app, action=action, saved=wished.sealed, staff=None
    )


def _with_next(wished: Wished) -> str:
    return f"{PATH}?{urlencode({'next': wished.path})}"
