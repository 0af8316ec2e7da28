"""Around every request to the site: how often, headers on every answer, and doors that are not the public's."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.public.entrypoints.rate_limit import Network, RateLimit, who_asks

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noarchive",
}
HSTS = "max-age=31536000"
OPERATORS = ("/health/", "/metrics", "/version")
"""What machines of the operator ask directly; whoever comes through a proxy is told that there is no such page."""
_THROUGH_A_PROXY = ("x-forwarded-for", "forwarded", "x-real-ip", "x-forwarded-host", "via")


class Refuses(Protocol):
    """Answers a request that may not go on."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer it."""


class AroundTheSite:
    """ASGI middleware: counts requests, keeps operators' doors shut to proxies, and puts headers on every answer."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        secure: bool,
        limit: RateLimit,
        proxies: Sequence[Network],
        too_many: Callable[[int], Refuses],
        not_found: Refuses,
    ) -> None:
        self._app = app
        self._headers = {**HEADERS, "Strict-Transport-Security": HSTS} if secure else HEADERS
        self._limit = limit
        self._proxies = proxies
        self._too_many = too_many
        self._not_found = not_found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._app_for(scope)(scope, receive, self._sending(send))

    def _app_for(self, scope: Scope) -> ASGIApp:
        headers = Headers(scope=scope)
        for_operators = scope["path"].startswith(OPERATORS)
        if for_operators and not any(name in headers for name in _THROUGH_A_PROXY):
            return self._app
        peer = scope.get("client") or ("", 0)
        wait = self._limit.seconds_to_wait(who_asks(peer[0], headers.get("x-forwarded-for", ""), self._proxies))
        if wait:
            return self._too_many(wait)
        return self._not_found if for_operators else self._app

    def _sending(self, send: Send) -> Callable[[Message], Awaitable[None]]:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
            await send(message)

        return send_with_headers
