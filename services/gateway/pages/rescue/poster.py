"""A search notice as one sheet for the board: in Chinese, for the public, with nothing of the office on it."""

from datetime import UTC, date, datetime
from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.clients.problems import ServiceRefused
from services.gateway.engine.page import SignedIn
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Bound, bound, rows_at, text_at
from services.gateway.formats import Formats
from services.gateway.pages.rescue.case import CASE
from services.gateway.pages.rescue.notice_facts import NOTICE_FACTS
from services.gateway.pages.rescue.notices import PRINTED
from shared.kernel.texts import half_width

router = APIRouter(prefix="/rescue/case/{case_id}/poster")
HEADING = "寻亲公告"
"""Said in Chinese whatever language the reader chose: the sheet is for the public."""
NOT_FOR_THE_BOARD = "这份公告没有批准或者已经撤回，不能打印成海报。"
NOT_FOR_THE_BOARD_EN = "This notice has not been approved, or was withdrawn: it cannot be printed as a poster."


@router.get("/{notice_id}")
async def show_poster(page: SignedIn, notice_id: str) -> Response:
    """The sheet. Raises ServiceRefused for a notice that may not hang anywhere."""
    case = await CASE.read(page)
    notices = [one for one in rows_at(case, "notices") if text_at(one, "id") == notice_id]
    if not notices or text_at(notices[0], "state") not in PRINTED:
        sentences = (NOT_FOR_THE_BOARD, NOT_FOR_THE_BOARD_EN)
        raise ServiceRefused(CASE.service, HTTPStatus.NOT_FOUND, "not-for-the-board", *sentences, [])
    sheet = {"heading": HEADING, "rows": _rows(notices[0]), "office": page.gateway.settings.office_name_zh}
    return await page.show("rescue/poster.html", **sheet)


def _rows(notice: Json) -> list[tuple[str, str]]:
    """What is known, each with its Chinese label, in the order of the notice."""
    columns = bound(NOTICE_FACTS, CASE.schema.at("notices").schema.items)
    known = [one for one in columns if text_at(notice, one.column.path)]
    return [(one.field.label.zh if one.field.label else "", _value(notice, one)) for one in known]


def _value(notice: Json, known: Bound) -> str:
    """As the public reads it: a day in Chinese, a phone number in the digits that are dialled."""
    text = text_at(notice, known.column.path)
    if known.field.kind == "date":
        return Formats("zh", datetime.now(UTC)).day(date.fromisoformat(text))
    return half_width(text) if known.column.path == "text.contact_phone" else text
