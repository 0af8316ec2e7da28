"""``GET /live``: hints as server-sent events, one stream per visible tab."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import StreamingResponse

from services.gateway.auth.accounts import Staff
from services.gateway.engine.page import SignedIn
from services.gateway.live.hints import Hint
from services.gateway.live.hub import Hub

router = APIRouter()
HEARTBEAT_S = 20.0
LONGEST_S = 300.0


@router.get("/live")
async def live(request: Request, page: SignedIn, after: str | None = None) -> StreamingResponse:
    """Stream hints until the tab or the gateway goes; after five minutes the browser comes again and is checked."""
    stream = _events(page.gateway.hub, page.staff, request.headers.get("last-event-id") or after)
    headers = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def _events(hub: Hub, staff: Staff, last_id: str | None) -> AsyncIterator[str]:
    ends = asyncio.get_running_loop().time() + LONGEST_S
    closing = asyncio.ensure_future(hub.closing.wait())
    following: asyncio.Future[tuple[str, Hint | None]] | None = None
    scopes = frozenset(staff.scope.texts if staff.scope else ())
    with hub.listening(staff.id, staff.roles, last_id, scopes) as listener:
        try:
            yield "retry: 3000\n\n"
            while not closing.done() and asyncio.get_running_loop().time() < ends:
                following = following or asyncio.ensure_future(listener.queue.get())
                await _first_of(following, closing)
                if not following.done():
                    yield ": still here\n\n"
                    continue
                number, hint = following.result()
                following = None
                told = {"kind": "everything"} if hint is None else {"kind": hint.kind, "id": hint.id}
                yield f"id: {number}\nevent: hint\ndata: {json.dumps(told)}\n\n"
        finally:
            closing.cancel()
            if following:
                following.cancel()


async def _first_of(hint: asyncio.Future[tuple[str, Hint | None]], closing: asyncio.Task[Literal[True]]) -> None:
    """Until the next hint, the end of the gateway or the next heartbeat."""
    waited: set[asyncio.Future[tuple[str, Hint | None]] | asyncio.Task[Literal[True]]] = {hint, closing}
    await asyncio.wait(waited, timeout=HEARTBEAT_S, return_when=asyncio.FIRST_COMPLETED)
