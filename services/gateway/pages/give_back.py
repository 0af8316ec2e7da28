"""Hands back what was typed: on a page of its own, in hidden fields, ready to be sent again or continued."""

from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.engine.page import Page, SignedIn
from services.gateway.i18n import N_
from services.gateway.saved_form import SAVED_FORM_PATH, SavedForm, saved_form_of

router = APIRouter()
STILL_HERE = N_("您填写的内容还在")
SEND_AGAIN = N_("还没有提交。请再提交一次，或者先修改。")
GO_ON = N_("您离开时还没有填完。请继续填写，填好后再提交。")


@router.post(SAVED_FORM_PATH)
async def keep(page: SignedIn) -> Response:
    """A form that was left half filled in, brought by a script; nothing is carried out."""
    return await give_back(page, await saved_form_of(page.request, page.staff.id))


@router.get(SAVED_FORM_PATH)
async def show_nothing(page: SignedIn) -> Response:
    """A saved form exists only in its page; without one, go to 今日工作."""
    return await page.go("/today")


async def give_back(page: Page, saved: SavedForm, status: int = HTTPStatus.OK) -> Response:
    """The page that holds the fields."""
    page.request.state.saved_form = saved
    return await page.show(
        "saved_form.html", status, saved=saved, title=STILL_HERE, sentence=GO_ON if saved.draft else SEND_AGAIN
    )
