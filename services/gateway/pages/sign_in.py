"""Sign in and out, extend the session, choose language and text size."""

from dataclasses import replace
from http import HTTPStatus

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.responses import Response

from services.gateway.addresses import address_of, inside
from services.gateway.auth.accounts import Staff
from services.gateway.auth.audit import What
from services.gateway.auth.demo_accounts import DEMO_ACCOUNTS
from services.gateway.auth.passwords import TooManyWaiting, matches
from services.gateway.auth.places import place_of
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.own_form import own, own_form, posted
from services.gateway.engine.page import Anybody, Page, SignedIn
from services.gateway.i18n import N_, known_language
from services.gateway.pages.entering import Wished, let_in, step_of, try_of
from services.gateway.pages.give_back import give_back
from services.gateway.pages.second_step import ask_for_step
from services.gateway.request.visit import LANGUAGE_COOKIE
from services.gateway.saved_form import SEALED, SavedForm, saved_form_beside

router = APIRouter()
PATH = "/sign-in"
WRONG = N_("用户名或密码不对。请检查大小写后重新输入。")
SIGN_IN = (own("name", N_("用户名"), 64), own("password", N_("密码"), 256))
LOCKED = N_(
    "从这里输错的次数太多，这个用户名在这里暂停登录，请在 %(until)s 之后再试。在以前登录过的电脑或手机上仍可登录。"
)


@router.get(PATH)
async def show_sign_in(page: Anybody) -> Response:
    """The sign-in page; whoever is signed in already is sent on to where they wanted to go."""
    if page.visit.staff:
        return await page.go(Wished.of(page).path)
    return await _show(page, own_form(page, SIGN_IN))


async def show_saved_form(page: Page, saved: SavedForm) -> Response:
    """The sign-in page for a form whose session has ended: it holds what was typed, sealed for its writer."""
    form = own_form(page, SIGN_IN, {SEALED: page.gateway.sealing.seal(saved, page.visit.now)})
    return await _show(page, form, HTTPStatus.FORBIDDEN)


@router.post(PATH)
async def sign_in(page: Anybody) -> Response:
    """Check name and password; failures slow down further tries. A second step follows where there is one."""
    form = await posted(page, SIGN_IN)
    given = form.check()
    if given is None:
        return await _show(page, form, 422)
    gateway, name = page.gateway, str(given["name"])
    tried = try_of(page, name)
    if until := await gateway.lockout.attempt(tried, page.visit.now):
        form.wrong("", LOCKED, until=page.formats.moment(until))
        return await _show(page, form, 429)
    staff = await gateway.accounts.get(name)
    try:
        right = await matches(staff.password_hash if staff else None, str(given["password"]))
    except TooManyWaiting:
        await gateway.lockout.take_back(tried)
        raise
    if not right or staff is None:
        await _failed(page, name)
        form.wrong("", WRONG)
        return await _show(page, form, 422)
    await gateway.lockout.succeeded(tried)
    wished = Wished.of(page, form.typed.get(SEALED, ""))
    step = await step_of(page, staff)
    return await (ask_for_step(page, staff, step, wished) if step else let_in(page, staff, wished))


async def _failed(page: Page, name: str) -> None:
    """Keep the failure in the trail, of a name that somebody has: another word may be a password in the wrong field."""
    gateway, now, place = page.gateway, page.visit.now, place_of(page.request)
    whom = name if await gateway.accounts.known(name) else ""
    await gateway.trail.note(What.SIGN_IN_FAILED, now, "", whom, place)
    if await gateway.lockout.locked(try_of(page, name), now):
        await gateway.trail.note(What.LOCKED, now, "", whom, place)


@router.post("/sign-out")
async def sign_out(page: Anybody) -> Response:
    """End the session."""
    gateway, session = page.gateway, page.visit.session
    if session:
        await gateway.trail.note(
            What.SIGNED_OUT, page.visit.now, session.staff_id, session.staff_id, place_of(page.request)
        )
    if open_one := session or page.visit.waiting:
        await gateway.sessions.end(open_one)
    response = await page.go("/sign-in")
    gateway.cookies.take_session(response)
    return response


@router.get("/session")
async def show_session(page: Anybody) -> Response:
    """What is left of the session, 0 when it has ended; asked with ``live=1`` this extends nothing."""
    session = page.visit.session
    final = {"X-Session-Final": "yes"} if session and session.is_final else {}
    return Response(status_code=204, headers={"X-Session-Seconds": str(page.session_seconds), **final})


@router.post("/session/extend")
async def extend(page: SignedIn) -> Response:
    """The person is still there; like any click this extends the session."""
    return await show_session(page)


@router.post("/preferences/language")
async def choose_language(page: Anybody) -> Response:
    """Switch to Chinese or English, for this browser and this person."""
    form = await page.request.form()
    language = known_language(str(form.get("language")))
    staff = await page.gateway.accounts.prefer(page.staff.id, language=language) if page.visit.staff else None
    response = await _back(page, form, staff)
    response.set_cookie(LANGUAGE_COOKIE, language, max_age=31_536_000, httponly=True, samesite="lax")
    return response


@router.post("/preferences/text")
async def choose_text(page: SignedIn) -> Response:
    """Switch 大字 on or off for this person."""
    form = await page.request.form()
    staff = await page.gateway.accounts.prefer(page.staff.id, large_text=form.get("large") == "yes")
    return await _back(page, form, staff)


async def _back(page: Page, form: FormData, staff: Staff | None) -> Response:
    """Back to where the button was pressed, with what was typed there."""
    saved = saved_form_beside(form, staff.id) if staff else None
    if staff and saved:
        return await give_back(Page(page.request, replace(page.visit, staff=staff, language=staff.language)), saved)
    return await page.go(inside(str(form.get("back", ""))))


async def _show(page: Page, form: SchemaForm, status: int = 200) -> Response:
    demo = DEMO_ACCOUNTS if page.gateway.settings.with_demo_accounts else ()
    asked = page.request
    back = address_of(asked) if asked.url.path == PATH else PATH
    return await page.show("sign_in.html", status, form=form, demo=demo, back=back, saved=form.typed.get(SEALED, ""))
