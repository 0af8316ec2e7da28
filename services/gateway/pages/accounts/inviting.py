"""邀请: an account for a new colleague, and the one-time code by which its owner comes in."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.accounts import Staff
from services.gateway.auth.granting import MANAGERS, grantable
from services.gateway.auth.invitations import VALID_FOR
from services.gateway.auth.user_names import USER_NAME
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.own_form import own, own_form, posted
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Field
from services.gateway.i18n import N_
from services.gateway.pages.accounts.common import accepted, by, href, require, role_options
from services.gateway.pages.accounts.scope_field import SCOPE, scope_of
from services.gateway.pages.qr import qr_svg
from shared.kernel.mail_address import is_address

router = APIRouter(prefix="/accounts")
FIELDS: Sequence[Field] = (
    own("name", N_("姓名"), 40),
    own("user_name", N_("用户名"), 32, hint=N_("登录时用，以后不能改：2 到 32 个小写字母、数字、点或横线，字母开头")),
    own("roles", N_("岗位"), 199, hint=N_("可以选几个")),
    SCOPE,
    own("email", N_("邮件地址"), 254, hint=N_("需要收通知邮件时填写"), required=False),
)
WRONG_USER_NAME = N_("用户名要用 2 到 32 个小写字母、数字、点、横线或下划线，并以字母开头。请改正后再提交。")
WRONG_EMAIL = N_("这不像一个邮件地址。请检查，或者留空。")


@router.get("/invite")
async def show_invite(page: SignedIn) -> Response:
    """The form."""
    require(page, MANAGERS)
    return await _show(page, own_form(page, FIELDS))


@router.post("/invite")
async def invite(page: SignedIn) -> Response:
    """Make the account, and show the code this once."""
    require(page, MANAGERS)
    form = await posted(page, FIELDS)
    given = form.check()
    if given is None or not _readable(form):
        return await _show(page, form)
    roles = str(given["roles"]).split()
    scope = await scope_of(page, form, roles)
    if form.errors:
        return await _show(page, form)
    staff = Staff(
        id=str(given["user_name"]),
        name=str(given["name"]),
        roles=frozenset(roles),
        scope=scope,
        password_hash="",
        email=str(given["email"] or "") or None,
    )
    done, code = await accepted(page, form, page.gateway.administration.invite(by(page), staff))
    return await (show_code(page, staff, str(code)) if done else _show(page, form))


async def show_code(page: Page, staff: Staff, code: str) -> Response:
    """The code, its link and the picture of the link; shown once, to be printed or scanned."""
    base = page.gateway.settings.public_url or str(page.request.base_url)
    link = f"{base.rstrip('/')}/invitation#{code}"
    title = page.say(N_("邀请链接的二维码"))
    kept = await page.gateway.accounts.known(staff.id) or staff
    return await page.show(
        "accounts/code.html",
        invited=kept,
        waits=kept.waiting_roles is not None,
        code=code,
        link=link,
        short=f"{base.rstrip('/')}/invitation",
        picture=qr_svg(link, title),
        until=page.visit.now + VALID_FOR,
        href=href(staff),
    )


def _readable(form: SchemaForm) -> bool:
    if not USER_NAME.fullmatch(form.typed.get("user_name", "").strip()):
        form.wrong("user_name", WRONG_USER_NAME)
    email = form.typed.get("email", "").strip()
    if email and not is_address(email):
        form.wrong("email", WRONG_EMAIL)
    return not form.errors


async def _show(page: Page, form: SchemaForm) -> Response:
    roles = role_options(page, grantable(page.staff.roles))
    return await page.show("accounts/invite.html", form.status, form=form, roles=roles)
