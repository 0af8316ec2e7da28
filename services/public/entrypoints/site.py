"""The addresses of the public site. Everything is read; nothing is taken in."""

from functools import partial

from starlette.routing import Route

from services.public.entrypoints import machines, pages, refusals
from services.public.entrypoints.around import AroundTheSite
from services.public.entrypoints.rate_limit import RateLimit
from services.public.entrypoints.rendering import Rendering
from services.public.entrypoints.words import LANGUAGES
from services.public.settings import Settings
from shared.web.application import Application
from shared.web.settings import HostSettings

PAGES = (
    ("", pages.begin),
    ("/", pages.home),
    ("/notices", pages.notices),
    ("/notices/{no}", pages.notice),
    ("/report", pages.report),
    ("/organisations", pages.organisations),
    ("/organisations/{uscc}", pages.organisation),
)
"""In each language below its own address: ``/zh/notices``, ``/en/notices``."""
FOR_MACHINES = (
    ("/robots.txt", machines.robots),
    ("/sitemap.xml", machines.sitemap),
    ("/static/{fingerprint}/{name}", machines.static),
)


def add_site(api: Application, settings: HostSettings) -> None:
    """Add every page, what is around them, and what is said where there is none."""
    own = Settings.of(settings)
    office = {"zh": own.office_name_zh, "en": own.office_name_en}
    rendering = Rendering(office, own.station_phone, own.site_url)
    api.state.rendering, api.state.site_url = rendering, own.site_url.rstrip("/")
    api.router.redirect_slashes = False  # a redirect would repeat whatever the request calls its host
    api.router.routes.append(Route("/", partial(pages.begin, LANGUAGES[0])))
    api.router.routes.extend(Route(path, answers) for path, answers in FOR_MACHINES)
    for language in LANGUAGES:
        api.router.routes.extend(Route(f"/{language}{path}", partial(page, language)) for path, page in PAGES)
    refusals.add_refusals(api)
    api.wrap(
        partial(
            AroundTheSite,
            secure=own.secure,
            limit=RateLimit(own.site_requests_per_minute),
            proxies=own.proxies,
            too_many=partial(refusals.too_many, rendering),
            not_found=refusals.no_such_page(rendering),
        )
    )
