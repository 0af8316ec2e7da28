"""我的账号: the own password, the own second step, and where one has signed in."""

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.audit import SIGN_INS, What
from services.gateway.auth.passwords import SHORTEST, hash_password, matches
from services.gateway.auth.places import place_of
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.own_form import own, own_form, posted
from services.gateway.engine.page import Page, SignedIn
from services.gateway.i18n import N_
from services.gateway.ledger import Wanted
from services.gateway.pages.accounts.trail_words import told
from services.gateway.pages.entering import try_of

router = APIRouter(prefix="/account")
WRONG = N_("现在的密码不对。")
DIFFERENT = N_("两次输入的新密码不一样。")
TOO_SHORT = N_("新密码至少 %(shortest)s 个字符。")
LOCKED = N_("输错次数太多，请在 %(until)s 之后再试。")
CHANGED = N_("密码已经更改，其他地方的登录都已退出。")
LATEST, LOOKED_THROUGH = 10, 60


PASSWORDS = (
    own("old", N_("现在的密码"), 256),
    own("new", N_("新密码"), 256, hint=N_("至少 12 个字符")),
    own("again", N_("再输一次新密码"), 256),
)
"""The password as it is, and twice as it shall be."""


@router.get("")
async def show_account(page: SignedIn) -> Response:
    """The form."""
    return await _show(page, own_form(page, PASSWORDS))


@router.post("")
async def change_password(page: SignedIn) -> Response:
    """Keep the new password and end every other session; wrong guesses count as at sign-in."""
    form = await posted(page, PASSWORDS)
    given = form.check()
    if given is None or not await _fits(page, form):
        return await _show(page, form)
    gateway, staff, place = page.gateway, page.staff, place_of(page.request)
    await gateway.accounts.change_password(staff.id, await hash_password(str(given["new"])))
    await gateway.trail.note(What.PASSWORD_CHANGED, page.visit.now, staff.id, staff.id, place)
    await gateway.lockout.succeeded(try_of(page, staff.id))
    await gateway.sessions.end_all(staff.id)
    token, session = await gateway.sessions.open(staff.id, page.visit.now, place=place)
    await gateway.sessions.tell(session, CHANGED)
    response = await page.go("/account")
    gateway.cookies.give_session(response, token)
    return response


async def _fits(page: Page, form: SchemaForm) -> bool:
    old, new, again = (form[one.name].value.strip() for one in PASSWORDS)
    if len(new) < SHORTEST:
        form.wrong("new", TOO_SHORT, shortest=SHORTEST)
    if new != again:
        form.wrong("again", DIFFERENT)
    if form.errors:
        return False
    if until := await page.gateway.lockout.attempt(try_of(page, page.staff.id), page.visit.now):
        form.wrong("", LOCKED, until=page.formats.moment(until))
    elif not await matches(page.staff.password_hash, old):
        form.wrong("old", WRONG)
    return not form.errors


async def _show(page: Page, form: SchemaForm) -> Response:
    gateway, staff = page.gateway, page.staff
    entries = await gateway.trail.found(Wanted({"whom": staff.id}), LOOKED_THROUGH)
    people = await page.people()
    return await page.show(
        "account.html",
        form.status,
        form=form,
        factor=await gateway.factors.of(staff.id),
        required=bool(staff.roles & await gateway.sign_in_rules.required_roles()),
        trail=await told(page, [one for one in entries if one.what in SIGN_INS][:LATEST], people),
    )
