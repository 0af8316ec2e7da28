"""ID number and phone in full: shown for a reason, which is written down with the reading."""

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.engine.page import Page, SignedIn
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case import CASE
from services.gateway.pages.rescue.case_words import choices

router = APIRouter(prefix="/rescue/case/{case_id}/numbers")
WHY = "显示证件号和电话：{reason}"


class ShowingForm(FormModel):
    """Why the numbers are needed."""

    reason: str = Field(
        title=N_("查看理由"), description=N_("例如：联系家属、核对户籍；会记录在案"), min_length=2, max_length=100
    )


@router.get("")
async def ask_why(page: SignedIn) -> Response:
    """The reason comes first."""
    return await _ask(page, Form(ShowingForm))


@router.post("")
async def show_numbers(page: SignedIn) -> Response:
    """The numbers, read with the reason that was given."""
    form = Form.posted(ShowingForm, await page.request.form())
    if given := form.check():
        case = await page.services.ask("rescue", CASE.source, {"purpose": WHY.format(reason=given.reason)}, page.ids)
        return await page.show("rescue/numbers.html", case=case, unknown=dict(choices(page, "Unknown")))
    return await _ask(page, form)


async def _ask(page: Page, form: Form[ShowingForm]) -> Response:
    case = await CASE.read(page)
    return await page.show("rescue/numbers_why.html", form.status, called=CASE.name(page, case), case=case, form=form)
