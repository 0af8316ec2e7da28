"""The way to a thing by kind and id: what mails and notices link to, wherever its page stands or moves to."""

from http import HTTPStatus

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.gateway.addresses import address_of_thing
from services.gateway.engine.page import SignedIn

router = APIRouter(prefix="/go")


@router.get("/{kind}")
@router.get("/{kind}/{thing_id}")
async def go_to_thing(page: SignedIn, kind: str, thing_id: str = "") -> Response:
    """On to its page; a kind that has none is refused in words (404)."""
    address = address_of_thing(kind, thing_id)
    if address is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return await page.go(address)
