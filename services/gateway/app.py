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
    files,
    give_back,
    go,
    help_page,
    inbox,
    intake,
    invitation,
    live,
    message_decisions,
    messages,
    numbers,
    own_second_step,
    search,
    second_step,
    sign_in,
    today,
)
from services.gateway.pages.accounts.pages import ACCOUNT_PAGES
from services.gateway.pages.grants.organisation_list import FUNDED
from services.gateway.pages.grants.project import PROJECT
from services.gateway.pages.grants.project_list import PROJECTS
from services.gateway.pages.own import start as own_start
from services.gateway.pages.own.authority import SUPERVISED, SUPERVISED_ORGANISATION
from services.gateway.pages.own.organisation import OWN_ORGANISATION
from services.gateway.pages.own.project import OWN_PROJECT
from services.gateway.pages.own.ward import OWN_WARD_REPORTS
from services.gateway.pages.printing import case_summary, check, organisation_sheet, payment_slip
from services.gateway.pages.printing.papers import papers_router
from services.gateway.pages.refusals import add_refusals
from services.gateway.pages.register_rules import REGISTER_RULES
from services.gateway.pages.registry.figure import FIGURE
from services.gateway.pages.registry.figure_list import FIGURES
from services.gateway.pages.registry.import_list import IMPORTS
from services.gateway.pages.registry.import_result import IMPORT_RESULT
from services.gateway.pages.registry.job import JOB
from services.gateway.pages.registry.job import router as job_router
from services.gateway.pages.registry.job import templates as import_sheets
from services.gateway.pages.registry.job_list import JOBS
from services.gateway.pages.registry.organisation import ORGANISATION
from services.gateway.pages.registry.organisation_list import ORGANISATIONS
from services.gateway.pages.registry.talent import TALENT
from services.gateway.pages.registry.talent_list import TALENTS
from services.gateway.pages.rescue.case import CASE
from services.gateway.pages.rescue.case_list import CASES
from services.gateway.pages.rescue.departure import router as departure_router
from services.gateway.pages.rescue.due_list import DUE
from services.gateway.pages.rescue.poster import router as poster_router
from services.gateway.pages.rescue.ward_reports import WARD_REPORT, WARD_REPORTS
from services.gateway.pages.rules import RULES
from services.gateway.request.csrf import guard_forms
from services.gateway.request.who import only, outsiders_only, staff_only
from services.gateway.security_headers import SecurityHeaders
from services.gateway.settings import Settings
from shared.kernel.roles import OutsideRole
from shared.web.application import Application
from shared.web.settings import HostSettings

DECLARED: tuple[Declared, ...] = (
    PROJECTS,
    FUNDED,
    PROJECT,
    IMPORTS,
    IMPORT_RESULT,
    JOBS,
    JOB,
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
    WARD_REPORTS,
    WARD_REPORT,
)
"""Pages made by the engine; a list before the records that share the beginning of its address."""

OWN_DECLARED: tuple[tuple[OutsideRole, Declared], ...] = (
    (OutsideRole.ORGANISATION_MEMBER, OWN_ORGANISATION),
    (OutsideRole.ORGANISATION_MEMBER, OWN_PROJECT),
    (OutsideRole.WARD, OWN_WARD_REPORTS),
    (OutsideRole.AUTHORITY, SUPERVISED),
    (OutsideRole.AUTHORITY, SUPERVISED_ORGANISATION),
)
"""Pages of people from outside, each with the only role that they are for."""

FOR_EVERYBODY = (
    sign_in.router,
    second_step.router,
    invitation.router,
    account.router,
    own_second_step.router,
    give_back.router,
    today.router,
    inbox.router,
    go.router,
    live.router,
    files.router,
)
"""Staff and people from outside alike: what they show depends on who asks, in the services or by themselves."""

PAGES = (
    *ACCOUNT_PAGES,
    search.router,
    help_page.router,
    message_decisions.router,
    messages.router,
    about.router,
    components.router,
    intake.router,
    numbers.router,
    departure_router,
    poster_router,
    check.router,
    job_router,
    import_sheets,
    papers_router((case_summary.PAPER, payment_slip.PAPER, organisation_sheet.PAPER)),
    *map(routes_of, DECLARED),
)
"""For staff alone. In this order, since addresses such as /orgs/import come before /orgs/{id}."""


def add_pages(app: Application, given: HostSettings) -> None:
    """The pages, the static files and the error pages. Every route that changes something is guarded.

    A page is for staff alone unless it stands among those for everybody or for people from outside.
    """
    settings, guarded = Settings.of(given), Depends(guard_forms)
    for router in FOR_EVERYBODY:
        app.include_router(router, dependencies=[guarded])
    for router in PAGES:
        app.include_router(router, dependencies=[Depends(staff_only), guarded])
    app.include_router(own_start.router, dependencies=[Depends(outsiders_only), guarded])
    for role, declared in OWN_DECLARED:
        app.include_router(routes_of(declared), dependencies=[Depends(only(role)), guarded])
    app.mount("/static", HashedFiles())
    app.add_api_route("/", _home, include_in_schema=False)
    add_refusals(app)
    if settings.with_demo_accounts:
        app.wrap(LoopbackNamesOnly)
    app.wrap(partial(SecurityHeaders, secure=settings.secure))


async def _home() -> RedirectResponse:
    return RedirectResponse("/today", 303)
