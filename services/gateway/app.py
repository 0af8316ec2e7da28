"""Everything the gateway shows and takes: its table of contents."""

from functools import partial

from fastapi import Depends
from starlette.responses import RedirectResponse

from services.gateway.assets import HashedFiles
from services.gateway.engine.pages import Declared, routes_of
from services.gateway.hosts import LoopbackNamesOnly
from services.gateway.pages import (
    about,
    account,
    components,
    give_back,
    go,
    help_page,
    inbox,
    intake,
    live,
    message_decisions,
    messages,
    numbers,
    search,
    sign_in,
    today,
)
from services.gateway.pages.grants.project import PROJECT
from services.gateway.pages.grants.project_list import PROJECTS
from services.gateway.pages.refusals import add_refusals
from services.gateway.pages.register_rules import REGISTER_RULES
from services.gateway.pages.registry.figure import FIGURE
from services.gateway.pages.registry.figure_list import FIGURES
from services.gateway.pages.registry.import_list import IMPORTS
from services.gateway.pages.registry.import_result import IMPORT_RESULT
from services.gateway.pages.registry.organisation import ORGANISATION
from services.gateway.pages.registry.organisation_list import ORGANISATIONS
from services.gateway.pages.registry.talent import TALENT
from services.gateway.pages.registry.talent_list import TALENTS
from services.gateway.pages.rescue.case import CASE
from services.gateway.pages.rescue.case_list import CASES
from services.gateway.pages.rescue.departure import router as departure_router
from services.gateway.pages.rescue.due_list import DUE
from services.gateway.pages.rescue.poster import router as poster_router
from services.gateway.pages.rules import RULES
from services.gateway.request.csrf import guard_forms
from services.gateway.security_headers import SecurityHeaders
from services.gateway.settings import Settings
from shared.web.application import Application
from shared.web.settings import HostSettings

DECLARED: tuple[Declared, ...] = (
    PROJECTS,
    PROJECT,
    IMPORTS,
    IMPORT_RESULT,
    FIGURES,
    FIGURE,
    ORGANISATIONS,
    ORGANISATION,
    TALENTS,
    TALENT,
    CASES,
    DUE,
    REGISTER_RULES,
    RULES,
    CASE,
)
"""Pages made by the engine; a list before the records that share the beginning of its address."""

PAGES = (
    sign_in.router,
    account.router,
    give_back.router,
    today.router,
    search.router,
    help_page.router,
    inbox.router,
    go.router,
    message_decisions.router,
    messages.router,
    about.router,
    components.router,
    intake.router,
    numbers.router,
    departure_router,
    poster_router,
    *map(routes_of, DECLARED),
    live.router,
)
"""In this order, since addresses such as /orgs/import come before /orgs/{id}."""


def add_pages(app: Application, given: HostSettings) -> None:
    """The pages, the static files and the error pages. Every route that changes something is guarded."""
    settings = Settings.of(given)
    for router in PAGES:
        app.include_router(router, dependencies=[Depends(guard_forms)])
    app.mount("/static", HashedFiles())
    app.add_api_route("/", _home, include_in_schema=False)
    add_refusals(app)
    if settings.with_demo_accounts:
        app.wrap(LoopbackNamesOnly)
    app.wrap(partial(SecurityHeaders, secure=settings.secure))


async def _home() -> RedirectResponse:
    return RedirectResponse("/today", 303)
