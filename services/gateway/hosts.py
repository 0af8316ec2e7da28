"""Where demo accounts exist, the gateway answers only to this machine itself, however its port was published."""

import re

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from services.gateway.settings import LOOPBACK

FORWARDED = ("forwarded", "x-real-ip", "x-forwarded-")
"""Headers that proxies add (RFC 7239 and older customs): behind one, the Host header says nothing of the client."""
SENTENCE = "演示账号已启用，只能用本机地址访问。 Demo accounts are on: use a loopback address.\n"


class LoopbackNamesOnly:
    """ASGI middleware: 421 for any other Host and behind any proxy, except for health and metrics, which tell nothing
    of people."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith(("/health/", "/metrics")):
            request = Request(scope)
            forwarded = any(header.startswith(FORWARDED) for header in request.headers)
            if forwarded or _name_of(request.headers.get("host", "")) not in LOOPBACK:
                await PlainTextResponse(SENTENCE, 421)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _name_of(host: str) -> str:
    """The name in a Host header (RFC 9110, 7.2: a name and perhaps a port in digits); empty for anything else."""
    found = re.fullmatch(r"(\[[0-9a-f:.]+\]|[^:\[\]@/\s]+)(?::[0-9]{1,5})?", host.lower())
    return found[1].strip("[]") if found else ""
