"""One request of a person, and the answers a page can give: show, go elsewhere, or refuse with a sentence."""

import asyncio
from collections.abc import Iterable
from functools import cached_property
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from services.gateway.addresses import address_of
from services.gateway.auth.accounts import Staff
from services.gateway.clients.service import Caller
from services.gateway.engine.people import People, people_of
from services.gateway.engine.services import Services
from services.gateway.engine.standing_in import stood_in_for
from services.gateway.formats import Formats
from services.gateway.gateway import gateway_of
from services.gateway.navigation import current, sections_for
from services.gateway.rendering import say
from services.gateway.request.visit import NotSignedIn, Visit, visit_of
from services.gateway.saved_form import SavedForm
from services.gateway.showing import Showing


class Page:
    """What every route works with: who asks, in which language, and the services on that person's behalf."""

    def __init__(self, request: Request, visit: Visit) -> None:
        self.request = request
        self.visit = visit
        self.gateway = gateway_of(request)
        self._people: asyncio.Task[People] | None = None
        self.live_after = self.gateway.hub.mark
        """Taken before anything is asked of a service, so that no hint falls between page and stream."""

    @property
    def staff(self) -> Staff:
        """Who asks. Raises NotSignedIn when nobody is signed in."""
        if self.visit.staff is None:
            raise NotSignedIn
        return self.visit.staff

    @property
    def language(self) -> str:
        """zh or en."""
        return self.visit.language

    @cached_property
    def services(self) -> Services:
        """The services, called on behalf of this person."""
        staff = self.staff

        def token(service: str) -> str:
            return self.gateway.tokens.mint(service, staff.id, staff.roles, self.gateway.clock.now(), staff.scope)

        return Services(self.gateway.http, Caller(token, self.language, self.request.state.correlation_id))

    @property
    def ids(self) -> dict[str, str]:
        """The ids in the page's address."""
        return {name: str(value) for name, value in self.request.path_params.items()}

    @property
    def session_seconds(self) -> int:
        """How long the session lasts from now on without a further click."""
        session = self.visit.session
        return int((session.expires_at - self.visit.now).total_seconds()) if session else 0

    @cached_property
    def formats(self) -> Formats:
        """How this reader reads dates and money, at the moment of the request."""
        return Formats(self.language, self.visit.now)

    def listed(self, parts: Iterable[object]) -> str:
        """Parts joined as the reader's language lists them."""
        return ("、" if self.language == "zh" else ", ").join(map(str, parts))

    def parted(self, parts: Iterable[str]) -> str:
        """Small facts joined by dots."""
        return " · ".join(parts)

    async def people(self) -> "People":
        """The names behind staff ids; read once for a page."""
        if self._people is None:
            self._people = asyncio.ensure_future(people_of(self.gateway.accounts, self.say))
        return await self._people

    def person(self, staff_id: str | None) -> str:
        """The name behind a staff id, on a page that has read the people."""
        return self._people.result().name(staff_id) if self._people and self._people.done() else staff_id or ""

    def link(self, **changes: str | None) -> str:
        """This page's address with other values in its query; None leaves one out."""
        wanted = {key: value for key, value in {**self.request.query_params, **changes}.items() if value is not None}
        return self.request.url.path + (f"?{urlencode(wanted)}" if wanted else "")

    def say(self, sentence: str, **params: object) -> str:
        """A marked sentence in the reader's language."""
        return say(self.language, sentence, **params)

    async def show(self, template: str, status: int = HTTPStatus.OK, /, **context: object) -> HTMLResponse:
        """The whole page, with the shell around it."""
        shell = await self._shell()
        html = self.gateway.rendering.page(template, self._reader(), {**shell, **context})
        response = HTMLResponse(html, status)
        if self.visit.nonce:
            self.gateway.cookies.give_nonce(response, self.visit.nonce)
        return response

    def fragment(self, template: str, block: str, status: int = HTTPStatus.OK, /, **context: object) -> HTMLResponse:
        """One block of a page, for htmx."""
        html = self.gateway.rendering.block(template, block, self._reader(), {"page": self, **context})
        return HTMLResponse(html, status, headers={"X-Session-Seconds": str(self.session_seconds)})

    def part(self, template: str, **context: object) -> Markup:
        """A part of a page, rendered for the template of the whole."""
        return Markup(self.gateway.rendering.page(template, self._reader(), {"page": self, **context}))  # noqa: S704

    @property
    def wants_fragment(self) -> bool:
        """Whether htmx asks for a part of the page."""
        headers = self.request.headers
        return headers.get("hx-request") == "true" and "hx-history-restore-request" not in headers

    @property
    def is_live(self) -> bool:
        """Whether a script asks by itself, not the person: an error must not replace what the page shows."""
        return "live" in self.request.query_params

    @property
    def address(self) -> str:
        """Where this page is, with its filters: for buttons that come back to it."""
        return address_of(self.request)

    @property
    def saved_form(self) -> SavedForm | None:
        """The posted form that this page was made from, if it was."""
        saved: SavedForm | None = getattr(self.request.state, "saved_form", None)
        return saved

    async def go(self, path: str, notice: str | None = None) -> Response:
        """Go to another page (303), where the notice (a msgid) is shown once."""
        if notice and self.visit.session:
            await self.gateway.sessions.tell(self.visit.session, notice)
        redirect = RedirectResponse(path, HTTPStatus.SEE_OTHER)
        moved = {"HX-Redirect": redirect.headers["location"]}
        return Response(status_code=HTTPStatus.OK, headers=moved) if self.wants_fragment else redirect

    async def _shell(self) -> dict[str, object]:
        visit, session = self.visit, self.visit.session
        notice = session.notice if session else None
        if session and notice:
            await self.gateway.sessions.tell(session, None)
        roles = visit.staff.roles if visit.staff else frozenset()
        return {
            "page": self,
            "staff": visit.staff,
            "session": session,
            "notice": notice,
            "settings": self.gateway.settings,
            "sections": sections_for(roles),
            "here": current(self.request.url.path, roles),
            "unread": await self.unread if visit.staff else 0,
            "standing_in": await stood_in_for(self.gateway.accounts, visit.staff, self.request.url.path, visit.now),
        }

    @cached_property
    def unread(self) -> "asyncio.Task[int]":
        """How many inbox items are unread; counted from now on, beside whatever else the page asks for."""
        return asyncio.ensure_future(self.services.unread())

    def begin_shell(self) -> None:
        """Start asking for what every whole page needs."""
        if self.request.method == "GET" and not self.wants_fragment and self.request.url.path != "/live":
            _ = self.unread

    def _reader(self) -> Showing:
        return Showing(self.formats, self.visit.csrf_token, getattr(self.request.state, "draft_key", None))


async def open_page(request: Request) -> Page:
    """The page of anybody, signed in or not."""
    return Page(request, await visit_of(request))


async def staff_page(request: Request) -> Page:
    """The page of a member of staff. Raises NotSignedIn."""
    page = await open_page(request)
    if page.visit.staff is None:
        raise NotSignedIn
    page.begin_shell()
    return page


Anybody = Annotated[Page, Depends(open_page)]
SignedIn = Annotated[Page, Depends(staff_page)]
