"""The gateway's cookies: the session, a nonce that binds forms before it to one browser, and who is known there."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response


@dataclass(frozen=True)
class Cookies:
    """Names and attributes: ``__Host-`` and Secure under https, plain names on loopback."""

    secure: bool
    form_secret: bytes

    @property
    def session_name(self) -> str:
        """The session cookie's name."""
        return "__Host-tongxin" if self.secure else "tongxin"

    @property
    def nonce_name(self) -> str:
        """The name of the cookie that binds forms before sign-in."""
        return "__Host-tongxin-form" if self.secure else "tongxin-form"

    @property
    def known_name(self) -> str:
        """The name of the cookie by which a browser is known to the people who signed in with it."""
        return "__Host-tongxin-known" if self.secure else "tongxin-known"

    def known(self, request: Request) -> str | None:
        """What the browser holds of the people who signed in with it."""
        return request.cookies.get(self.known_name)

    def give_known(self, response: Response, held: str, seconds: int) -> None:
        """Let the browser be known for so long."""
        self._set(response, self.known_name, held, seconds)

    def session_token(self, request: Request) -> str | None:
        """The token that the browser holds."""
        return request.cookies.get(self.session_name)

    def give_session(self, response: Response, token: str) -> None:
        """Hand out a session token; it lives until the browser closes or the session ends."""
        self._set(response, self.session_name, token)

    def take_session(self, response: Response) -> None:
        """Forget the session in the browser."""
        response.delete_cookie(self.session_name, path="/", secure=self.secure, httponly=True, samesite="lax")

    def nonce(self, request: Request) -> str:
        """The browser's nonce, or a fresh one that ``give_nonce`` must hand out."""
        return request.cookies.get(self.nonce_name) or secrets.token_urlsafe(18)

    def give_nonce(self, response: Response, nonce: str) -> None:
        """Hand out the nonce."""
        self._set(response, self.nonce_name, nonce)

    def form_token(self, nonce: str) -> str:
        """The form token that belongs to a nonce; only the gateway can make it."""
        return hmac.new(self.form_secret, nonce.encode(), hashlib.sha256).hexdigest()

    def _set(self, response: Response, name: str, value: str, seconds: int | None = None) -> None:
        response.set_cookie(name, value, max_age=seconds, path="/", secure=self.secure, httponly=True, samesite="lax")
