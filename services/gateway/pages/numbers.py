"""ID number and phone in full: shown for a reason, which is written down with the reading."""

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.engine.form import SchemaForm
from services.gateway.engine.own_form import own, own_form, posted
from services.gateway.engine.page import Page, SignedIn
from services.gateway.forms import SENTENCES
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case import CASE
from services.gateway.pages.rescue.case_words import choices

router = APIRouter(prefix="/rescue/case/{case_id}/numbers")
WHY = "显示证件号和电话：{reason}"


REASON = own("reason", N_("查看理由"), 100, hint=N_("例如：联系家属、核对户籍；会记录在案"))
SHORTEST = 2


@router.get("")
async def ask_why(page: SignedIn) -> Response:
    """The reason comes first."""
    return await _ask(page, own_form(page, [REASON]))


@router.post("")
async def show_numbers(page: SignedIn) -> Response:
    """The numbers, read with the reason that was given."""
    form = await posted(page, [REASON])
    given = form.check()
    if given is not None and len(str(given["reason"])) < SHORTEST:
        form.wrong("reason", SENTENCES["missing"], label=form["reason"].label)
    elif given is not None:
        case = await page.services.ask("rescue", CASE.source, {"purpose": WHY.format(**given)}, page.ids)
        return await page.show("rescue/numbers.html", case=case, unknown=dict(choices(page, "Unknown")))
    return await _ask(page, form)


async def _ask(page: Page, form: SchemaForm) -> Response:
    case = await CASE.read(page)
    return await page.show("rescue/numbers_why.html", form.status, called=CASE.name(page, case), case=case, form=form)
