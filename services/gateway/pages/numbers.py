"""ID number and phone in full: shown for a reason, which is written down with the reading."""

from http import HTTPStatus

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.engine.page import Page, SignedIn
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import PURPOSE, file_called

router = APIRouter(prefix="/rescue/case/{case_id}/numbers")
WHY = "显示证件号和电话：{reason}"


class ShowingForm(FormModel):
    """Why the numbers are needed."""

    reason: str = Field(
        title=N_("查看理由"), description=N_("例如：联系家属、核对户籍；会记录在案"), min_length=2, max_length=100
    )


@router.get("")
async def ask_why(page: SignedIn, case_id: str) -> Response:
    """The reason comes first."""
    return await _ask(page, case_id, Form(ShowingForm))


@router.post("")
async def show_numbers(page: SignedIn, case_id: str) -> Response:
    """The numbers, read with the reason that was given."""
    form = Form.posted(ShowingForm, await page.request.form())
    if given := form.check():
        file = await page.services.rescue.case(case_id, WHY.format(reason=given.reason))
        return await page.show("rescue/numbers.html", case=file)
    return await _ask(page, case_id, form)


async def _ask(page: Page, case_id: str, form: Form[ShowingForm]) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    file = await page.services.rescue.case(case_id, PURPOSE)
    return await page.show("rescue/numbers_why.html", status, called=file_called(page, file), case=file, form=form)
