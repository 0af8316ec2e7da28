"""Who is visiting: the session and the member of staff behind one request, found once."""

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from services.gateway.auth.accounts import Staff
from services.gateway.auth.session import Session
from services.gateway.gateway import gateway_of
from services.gateway.i18n import known_language

LANGUAGE_COOKIE = "tongxin-language"


class NotSignedIn(Exception):
    """The page is for staff, and nobody is signed in."""


@dataclass(frozen=True)
class Visit:
    """One request's reader. Without a session nobody is signed in and the token belongs to the form nonce."""

    now: datetime
    language: str
    csrf_token: str
    nonce: str | None = None
    staff: Staff | None = None
    session: Session | None = None
    waiting: Session | None = None
    """A sign-in whose password was right and whose second step is still to come; it opens no page."""


async def visit_of(request: Request) -> Visit:
    """The visit of this request. Requests marked ``live=1`` are not clicks and extend nothing."""
    known: Visit | None = getattr(request.state, "visit", None)
    if known is None:
        known = request.state.visit = await _find(request)
    return known


def stranger(request: Request, csrf_token: str | None = None) -> Visit:
    """The visit of somebody who is not, or not known to be, signed in; does not use storage."""
    gateway = gateway_of(request)
    nonce = gateway.cookies.nonce(request)
    language = known_language(request.cookies.get(LANGUAGE_COOKIE))
    token = csrf_token or gateway.cookies.form_token(nonce)
    return Visit(gateway.clock.now(), language, token, nonce=nonce)


async def _find(request: Request) -> Visit:
    gateway = gateway_of(request)
    now = gateway.clock.now()
    session = await gateway.sessions.find(gateway.cookies.session_token(request), now)
    staff = await gateway.accounts.get(session.staff_id) if session else None
    if session is None or staff is None:
        return stranger(request)
    if session.waits:
        return Visit(now, staff.language, session.csrf_token, waiting=session)
    if "live" not in request.query_params and request.url.path != "/live":
        session = await gateway.sessions.extend(session, now)
    return Visit(now, staff.language, session.csrf_token, staff=staff, session=session)
