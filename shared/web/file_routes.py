"""The doors of a service's files: upload in a stream, thumbnail, and the file itself, also in ranges.

Every file that is given out is logged before it leaves: who, of whom, which id, when. No name of a file is ever kept.
"""

import re
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect

from shared.file_room import FileGate, FileRoom, FilesSpec
from shared.files import errors
from shared.kernel.cause import Actor
from shared.kernel.errors import DomainError
from shared.kernel.files import FileId, FileRef
from shared.storage.file_store import Owner
from shared.web.access import AccessLog
from shared.web.command_routes import ALWAYS
from shared.web.deps import AnybodyDep
from shared.web.problems import problems

UPLOAD = "application/octet-stream"
_BODY = {"required": True, "content": {UPLOAD: {"schema": {"type": "string", "format": "binary"}}}}
_REFUSALS: tuple[type[DomainError], ...] = (
    *errors.OF_A_FILE,
    errors.UseUnknown,
    errors.TooManyFiles,
    errors.FilesBusy,
)
_ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def file_routers(spec: FilesSpec | None) -> list[APIRouter]:
    """The routes of a service's files; none where it keeps no files."""
    return [_file_router(spec)] if spec else []


def _file_router(spec: FilesSpec) -> APIRouter:
    """The three routes: upload, thumbnail, and the file itself."""
    router = APIRouter(tags=["files"], responses=problems(*ALWAYS, *spec.refusals))
    owner = re.findall(r"\{(\w+)\}", spec.path)[0]
    doors = _Doors(spec)
    owned = Path(alias=owner, max_length=64)

    async def upload(
        request: Request, actor: AnybodyDep, owner_id: Annotated[str, owned], use: Annotated[str, Query(max_length=40)]
    ) -> FileRef:
        """Upload one file as it is, for a use. It is checked by its content and kept as a draft for a day."""
        return await doors.upload(request, actor, owner_id, use)

    async def thumbnail(
        request: Request, actor: AnybodyDep, owner_id: Annotated[str, owned], file_id: FileId
    ) -> Response:
        """The small picture of a file (JPEG); 204 where it has none."""
        return await doors.thumbnail(request, actor, owner_id, file_id)

    async def whole(
        request: Request,
        actor: AnybodyDep,
        owner_id: Annotated[str, owned],
        file_id: FileId,
        range_: Annotated[str | None, Header(alias="Range", max_length=60)] = None,
    ) -> Response:
        """The file itself, or one range of its bytes (RFC 9110, section 14)."""
        return await doors.whole(request, actor, owner_id, file_id, range_)

    facts = {"requestBody": _BODY, "x-uses": {use: list(kinds) for use, kinds in spec.uses.items()}}
    router.add_api_route(
        spec.path,
        upload,
        methods=["POST"],
        status_code=201,
        operation_id="upload_file",
        responses=problems(*_REFUSALS),
        openapi_extra=facts,
    )
    given = {200: {"content": {"*/*": {}}}, **problems(errors.FileNotThere)}
    one = f"{spec.path}/{{file_id}}"
    router.add_api_route(f"{one}/thumbnail", thumbnail, methods=["GET"], responses=given, response_class=Response)
    router.add_api_route(one, whole, methods=["GET"], responses=given, response_class=Response)
    return router


class _Doors:
    """What the routes do, for one service."""

    def __init__(self, spec: FilesSpec) -> None:
        self._spec = spec

    async def upload(self, request: Request, actor: Actor, owner: str, use: str) -> FileRef:
        """Take a file in. Raises UseUnknown, what the gate raises, and what is wrong with the file."""
        kinds = self._spec.uses.get(use)
        if kinds is None:
            raise errors.UseUnknown
        room, gate, _ = self._room(request)
        await gate.require_addable(actor, owner, use)
        return (await room.take_in(_arriving(request), Owner(owner, use), actor.id, kinds)).ref

    async def thumbnail(self, request: Request, actor: Actor, owner: str, file_id: str) -> Response:
        """Give the small picture out."""
        room, gate, log = self._room(request)
        stored = await room.seen(owner, file_id, actor, await gate.require_seen(actor, owner))
        small = await room.store.thumbnail(owner, stored.ref.id)
        await log.read(actor, owner, f"thumbnail:{file_id}", "")
        return Response(small, 200 if small else 204, media_type="image/jpeg" if small else None)

    async def whole(self, request: Request, actor: Actor, owner: str, file_id: str, wanted: str | None) -> Response:
        """Give the file out, or a part of it; the first piece is opened before anything is sent."""
        room, gate, log = self._room(request)
        stored = await room.seen(owner, file_id, actor, await gate.require_seen(actor, owner))
        size = stored.ref.size
        part = _part(wanted, size)
        headers = {"Accept-Ranges": "bytes", "X-File-Ending": stored.ending}
        if part is None:
            return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
        await log.read(actor, owner, f"file:{file_id}", "")
        begins, ends = part
        headers["Content-Length"] = str(ends - begins)
        if wanted and (begins, ends) != (0, size):
            headers["Content-Range"] = f"bytes {begins}-{ends - 1}/{size}"
        content = await _begun(room.store.content(stored, begins, ends))
        status = 206 if "Content-Range" in headers else 200
        return StreamingResponse(content, status, headers, stored.media_type)

    def _room(self, request: Request) -> tuple[FileRoom, FileGate, AccessLog]:
        state = request.app.state
        return state.host.files, self._spec.gate(state.app), state.host.access_log


async def _arriving(request: Request) -> AsyncIterator[bytes]:
    """The body as it comes. Raises UploadBrokenOff when it does not come to its end."""
    try:
        async for part in request.stream():
            if part:
                yield part
    except ClientDisconnect as error:
        raise errors.UploadBrokenOff from error


async def _begun(content: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The content, its first piece at hand already."""
    first = await anext(content, b"")

    async def going_on() -> AsyncIterator[bytes]:
        yield first
        async for piece in content:
            yield piece

    return going_on()


def _part(wanted: str | None, size: int) -> tuple[int, int] | None:
    """Where the wanted range begins and ends; all of it where none or several are wanted, None for one outside."""
    found = _ONE_RANGE.fullmatch(wanted or "")
    if found is None or not any(found.groups()):
        return 0, size
    first, last = found.groups()
    if not first:
        return (max(0, size - int(last)), size) if int(last) else None
    begins = int(first)
    ends = min(size, int(last) + 1) if last else size
    return (begins, ends) if begins < ends else None


def streamed(spec: FilesSpec | None) -> re.Pattern[str] | None:
    """Which paths of a service take a file as their body; None where it keeps no files."""
    return re.compile(re.sub(r"\{\w+\}", "[^/]+", spec.path)) if spec else None
