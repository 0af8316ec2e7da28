"""Files of the services, as browsers see them: thumbnails on pages, and the whole file through a link of a few minutes.

Who may see a file the owning service decides, each time, and writes it down. What is shown here runs no scripts, loads
nothing, and is stored nowhere.
"""

from contextlib import ExitStack
from http import HTTPStatus

import httpx
from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from services.gateway.auth.file_links import FileLink
from services.gateway.clients.file_ways import StreamedFile
from services.gateway.clients.problems import ServiceRefused
from services.gateway.clients.service import NAMES, path_with
from services.gateway.engine.api import document_of
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Undeclared

router = APIRouter(prefix="/files")
FILE_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; "
    "sandbox allow-same-origin"
)
"""No scripts, no forms, nothing from elsewhere; of our origin, so that a player may ask for the next part."""
NO_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#4a5768" stroke-width="1.5">'
    '<path d="M7 4.500h7l4 4v11h-11zM14 4.500v4h4"/></svg>'
)
"""A sheet, for files that have no small picture of their own, such as recordings."""
_PASSED_ON = ("content-length", "content-range", "accept-ranges")
_SHOWN_INSIDE = ("image/", "audio/")
NOT_THERE = "没有这个文件，或者已经清除。", "There is no such file, or it has been removed."
OUTLIVED = (
    "这个链接已经过期，或者是给别人的。请回到原来的页面，再点一次。",
    ("This link has run out, or was made for somebody else. Go back to the page and press again."),
)


@router.get("/open/{sealed}")
async def open_file(page: SignedIn, sealed: str) -> Response:
    """The whole file, or the range that a player asks for."""
    link = page.gateway.file_links.read(sealed, page.staff.id, page.gateway.clock.now())
    if link is None:
        raise ServiceRefused("gateway", HTTPStatus.NOT_FOUND, "link-outlived", *OUTLIVED, [])
    asked = {"Range": page.request.headers["range"]} if "range" in page.request.headers else {}
    with ExitStack() as held:
        held.enter_context(page.gateway.file_ways.one(page.staff.id))
        answer = await _ask(page, link.service, link.owner, link.file_id, "", asked)
        return StreamedFile(answer, _headers(link, answer), held.pop_all())


def _headers(link: FileLink, answer: httpx.Response) -> dict[str, str]:
    """A picture is shown and a recording played; anything else is saved."""
    kind, ending = answer.headers.get("content-type", ""), answer.headers.get("x-file-ending", "bin")
    shown = "inline" if kind.startswith(_SHOWN_INSIDE) else "attachment"
    headers = {name: answer.headers[name] for name in _PASSED_ON if name in answer.headers}
    return headers | {
        "Content-Disposition": f'{shown}; filename="{link.file_id[-8:]}.{ending}"',
        "Content-Security-Policy": FILE_POLICY,
    }


@router.get("/{service}/{owner}/{file_id}/thumbnail")
async def show_thumbnail(page: SignedIn, service: str, owner: str, file_id: str) -> Response:
    """The small picture of a file, or a sheet for one that has none."""
    answer = await _ask(page, service, owner, file_id, "/thumbnail", {})
    try:
        small = await answer.aread()
    finally:
        await answer.aclose()
    kind = "image/jpeg" if small else "image/svg+xml"
    return Response(small or NO_PICTURE, HTTPStatus.OK, {"Content-Security-Policy": FILE_POLICY}, kind)


@router.get("/{service}/{owner}/{file_id}")
async def go_to_file(page: SignedIn, service: str, owner: str, file_id: str) -> Response:
    """A link for this person, and for the next minutes only, on the way to the file."""
    _path_of(service)
    now, links = page.gateway.clock.now(), page.gateway.file_links
    link = FileLink(service=service, owner=owner, file_id=file_id, staff_id=page.staff.id, at=now)
    return RedirectResponse(f"/files/open/{links.make(link)}", HTTPStatus.SEE_OTHER)


async def _ask(
    page: Page, service: str, owner: str, file_id: str, tail: str, headers: dict[str, str]
) -> httpx.Response:
    """The service's answer, still to be read. Raises ServiceRefused, ServiceAway."""
    path = _path_of(service)
    name = path.split("{")[1].split("}")[0]
    whole = path_with(f"{path}/{{file_id}}{tail}", {name: owner, "file_id": file_id})
    return await page.services.calls(service).stream(whole, headers)


def _path_of(service: str) -> str:
    """Where the service keeps files. Raises ServiceRefused for one that keeps none."""
    try:
        if service in NAMES:
            return document_of(service).uploads_at
    except Undeclared:
        pass
    raise ServiceRefused("gateway", HTTPStatus.NOT_FOUND, "file-not-there", *NOT_THERE, [])
