"""What search engines and browsers ask for by themselves: robots.txt, the sitemap, and the site's own files."""

from xml.sax.saxutils import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from services.public.app import App
from services.public.entrypoints.caching import FOREVER, answer
from services.public.entrypoints.rendering import MEDIA_TYPES, Rendering
from services.public.entrypoints.words import LANGUAGES

SECTIONS = ("/", "/notices", "/report", "/organisations")
_SITEMAP = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


async def robots(request: Request) -> Response:
    """Everything may be found; what a search made is not worth it."""
    site_url: str = request.app.state.site_url
    lines = ["User-agent: *", *(f"Disallow: /{one}/organisations?" for one in LANGUAGES), "Allow: /"]
    lines += [f"Sitemap: {site_url}/sitemap.xml"] if site_url else []
    return answer(request, "\n".join(lines) + "\n", "text/plain")


async def sitemap(request: Request) -> Response:
    """Every public page in every language. 404 where the site does not know its own address."""
    site_url: str = request.app.state.site_url
    if not site_url:
        raise HTTPException(404)
    app: App = request.app.state.app
    found = await app.public_addresses()
    paths = [*SECTIONS, *(f"/notices/{no}" for no in found.notices)]
    paths += [f"/organisations/{uscc}" for uscc in found.organisations]
    entries = (f"<url><loc>{escape(f'{site_url}/{one}{path}')}</loc></url>\n" for path in paths for one in LANGUAGES)
    return answer(request, f"{_SITEMAP}{''.join(entries)}</urlset>\n", "application/xml")


async def static(request: Request) -> Response:
    """A file of the site's own under the hash of its content."""
    rendering: Rendering = request.app.state.rendering
    found = rendering.files.get("{fingerprint}/{name}".format(**request.path_params))
    if found is None:
        raise HTTPException(404)
    return Response(found.read_bytes(), media_type=MEDIA_TYPES[found.suffix], headers={"Cache-Control": FOREVER})
