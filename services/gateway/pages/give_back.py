"""Hands back what was typed: on a page of its own, in hidden fields, ready to be sent again or gone on with."""

from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.engine.page import Page, SignedIn
from services.gateway.i18n import N_
from services.gateway.kept import KEEPING_PATH, Kept, kept_of

router = APIRouter()
STILL_HERE = N_("您填写的内容还在")
SEND_AGAIN = N_("还没有提交。请再提交一次，或者先修改。")
GO_ON = N_("您离开时还没有填完。请继续填写，填好后再提交。")


@router.post(KEEPING_PATH)
async def keep(page: SignedIn) -> Response:
    """A form that was left half filled in, brought by a script; nothing is carried out."""
    return await give_back(page, await kept_of(page.request, page.staff.id))


@router.get(KEEPING_PATH)
async def show_nothing(page: SignedIn) -> Response:
    """What was handed back is gone when its page is gone."""
    return await page.go("/today")


async def give_back(page: Page, kept: Kept, status: int = HTTPStatus.OK) -> Response:
    """The page that holds the fields."""
    page.request.state.kept = kept
    return await page.show("kept.html", status, kept=kept, title=STILL_HERE, said=GO_ON if kept.draft else SEND_AGAIN)
