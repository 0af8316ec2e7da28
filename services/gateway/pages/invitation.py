"""接受邀请: the invited person types or scans the code, chooses a password, and is in.

The code stands in the part of the link after ``#``, which browsers send to nobody; a script puts it into the field. It
travels in the body of forms alone, and stands in no address and no log.
"""

from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.accounts import Staff
from services.gateway.auth.audit import What
from services.gateway.auth.codes import LONGEST
from services.gateway.auth.lockout import Try
from services.gateway.auth.passwords import SHORTEST, hash_password
from services.gateway.auth.places import place_of, source_of
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.own_form import own, own_form, posted
from services.gateway.engine.page import Anybody, Page
from services.gateway.i18n import N_
from services.gateway.pages.entering import Wished, let_in, step_of
from services.gateway.pages.second_step import ask_for_step

router = APIRouter(prefix="/invitation")
CODE = own("code", N_("邀请码"), LONGEST, hint=N_("16 个字母和数字，大小写和横线不影响"))
PASSWORDS = (
    CODE,
    own("new", N_("密码"), 256, hint=N_("至少 12 个字符，例如几个不相干的词")),
    own("again", N_("再输一次密码"), 256),
)
NO_GOOD = N_("这个邀请码不能用。请核对后再输入；已经用过、撤回或超过 7 天的，请管理员重新发给您。")
TOO_MANY = N_("从这里输错的次数太多。请在 %(until)s 之后再试。")
TOO_SHORT = N_("密码至少 %(shortest)s 个字符。请再加长一些。")
DIFFERENT = N_("两次输入的密码不一样。请重新输入。")


@router.get("")
async def show_invitation(page: Anybody) -> Response:
    """The field for the code."""
    return await _ask_code(page, own_form(page, [CODE]))


@router.post("")
async def open_invitation(page: Anybody) -> Response:
    """Whose account it is, and the fields for its password."""
    form = await posted(page, [CODE])
    given = form.check()
    if given is None or (staff := await _invited(page, form, str(given["code"]))) is None:
        return await _ask_code(page, form)
    return await _ask_password(page, own_form(page, PASSWORDS, {"code": str(given["code"])}), staff)


@router.post("/accept")
async def accept(page: Anybody) -> Response:
    """Use the invitation up: the password holds from now on, and the person is in."""
    form = await posted(page, PASSWORDS)
    code = form.typed.get("code", "")
    staff = await _invited(page, form, code)
    if staff is None:
        return await _ask_code(page, form)
    given = form.check()
    if given is None or not _fits(form, str(given["new"]), str(given["again"])):
        return await _ask_password(page, form, staff)
    gateway, now = page.gateway, page.visit.now
    hashed = await hash_password(str(given["new"]))
    if await gateway.invitations.take(code, now) is None:
        form.wrong("", NO_GOOD)
        return await _ask_code(page, form)
    staff = await gateway.accounts.change_password(staff.id, hashed)
    await gateway.trail.note(What.INVITATION_USED, now, staff.id, staff.id, place_of(page.request))
    step = await step_of(page, staff)
    wished = Wished("/today")
    return await (ask_for_step(page, staff, step, wished) if step else let_in(page, staff, wished))


async def _invited(page: Page, form: SchemaForm, code: str) -> Staff | None:
    """Whose code it is; wrong ones are counted for the address, and all are told the same."""
    gateway, now = page.gateway, page.visit.now
    tried = Try("invitation", "", source_of(page.request))
    if until := await gateway.lockout.attempt(tried, now):
        form.wrong("", TOO_MANY, until=page.formats.moment(until))
        return None
    invitation = await gateway.invitations.find(code, now)
    staff = await gateway.accounts.get(invitation.staff_id) if invitation else None
    if staff is None:
        form.wrong("code", NO_GOOD)
        return None
    await gateway.lockout.succeeded(tried)
    return staff


def _fits(form: SchemaForm, new: str, again: str) -> bool:
    if len(new) < SHORTEST:
        form.wrong("new", TOO_SHORT, shortest=SHORTEST)
    if new != again:
        form.wrong("again", DIFFERENT)
    return not form.errors


async def _ask_code(page: Page, form: SchemaForm) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return await page.show("invitation.html", status, form=form, invited=None, staff=None)


async def _ask_password(page: Page, form: SchemaForm, staff: Staff) -> Response:
    return await page.show("invitation.html", form.status, form=form, invited=staff, staff=None)
