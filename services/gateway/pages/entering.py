"""Coming in: once the password is right, a second step where one is set up or asked for, then a session."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from starlette.responses import Response

from services.gateway.addresses import inside
from services.gateway.auth.accounts import Staff
from services.gateway.auth.audit import What
from services.gateway.auth.known_devices import REMEMBERED_S
from services.gateway.auth.lockout import Try
from services.gateway.auth.places import place_of, source_of
from services.gateway.auth.session import Session
from services.gateway.engine.page import Page
from services.gateway.pages.give_back import give_back
from services.gateway.request.visit import NotSignedIn

CODE, ENROLMENT = "code", "enrolment"
Answer = Callable[[Page], Awaitable[Response]]


@dataclass(frozen=True)
class Wished:
    """Where the person wanted to go, and the sealed form that waits to be handed back."""

    path: str
    sealed: str = ""

    @classmethod
    def of(cls, page: Page, sealed: str = "") -> "Wished":
        """What the address of the sign-in page says."""
        return cls(inside(page.request.query_params.get("next", "")), sealed)


def try_of(page: Page, name: str) -> Try:
    """A try for this name from this browser."""
    gateway, request = page.gateway, page.request
    return Try(name, source_of(request), gateway.devices.mark_of(gateway.cookies.known(request), name))


async def step_of(page: Page, staff: Staff) -> str:
    """Which second step this person still owes: ``code``, ``enrolment``, or none."""
    if await page.gateway.factors.of(staff.id):
        return CODE
    return ENROLMENT if staff.roles & await page.gateway.sign_in_rules.required_roles() else ""


async def wait_for_step(page: Page, staff: Staff, step: str) -> tuple[Page, str]:
    """Begin a sign-in that waits for its second step: the page of that visit, and the token for the cookie.

    Raises NotSignedIn where the account was changed meanwhile.
    """
    gateway = page.gateway
    if page.visit.session:
        await gateway.sessions.end(page.visit.session)
    token, waiting = await gateway.sessions.open(staff.id, page.visit.now, place=place_of(page.request), waits=step)
    await _require_unchanged(page, staff, waiting)
    visit = replace(page.visit, language=staff.language, csrf_token=waiting.csrf_token, waiting=waiting, session=None)
    return Page(page.request, replace(visit, staff=None, nonce=None)), token


async def let_in(page: Page, staff: Staff, wished: Wished, answer: Answer | None = None) -> Response:
    """Open a session in place of whatever this browser had; ``answer`` is shown first, if given.

    Raises NotSignedIn where the account was changed meanwhile.
    """
    gateway, visit = page.gateway, page.visit
    for earlier in (visit.session, visit.waiting):
        if earlier:
            await gateway.sessions.end(earlier)
    place = place_of(page.request)
    token, session = await gateway.sessions.open(staff.id, visit.now, place=place)
    await _require_unchanged(page, staff, session)
    await gateway.trail.note(What.SIGNED_IN, visit.now, staff.id, staff.id, place)
    await gateway.accounts.visited(staff.id, visit.now)
    fresh = replace(visit, nonce=None, language=staff.language, staff=staff, session=session, waiting=None)
    signed_in = Page(page.request, replace(fresh, csrf_token=session.csrf_token))
    response = await _first(signed_in, staff, wished, answer)
    gateway.cookies.give_session(response, token)
    held = gateway.devices.with_person(gateway.cookies.known(page.request), staff.id)
    gateway.cookies.give_known(response, held, REMEMBERED_S)
    return response


async def _require_unchanged(page: Page, staff: Staff, session: Session) -> None:
    """End what was opened by a password or role that an administrator took back while it was looked at.

    They change the account first and end its sessions then, so that this one is ended by them or here.
    Raises NotSignedIn.
    """
    known = await page.gateway.accounts.get(staff.id)
    if known is None or (known.version, known.password_hash) != (staff.version, staff.password_hash):
        await page.gateway.sessions.end(session)
        raise NotSignedIn


async def _first(page: Page, staff: Staff, wished: Wished, answer: Answer | None) -> Response:
    if answer:
        return await answer(page)
    saved = page.gateway.sealing.unseal(wished.sealed, staff.id, page.visit.now)
    return await (give_back(page, saved) if saved else page.go(wished.path))
