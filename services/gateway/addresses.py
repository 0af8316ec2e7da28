"""Addresses of our own pages: where a request went, and where a person may be sent."""

from urllib.parse import quote

from starlette.requests import Request


def address_of(request: Request) -> str:
    """Where the request went: path and query."""
    return quote(request.url.path) + (f"?{request.url.query}" if request.url.query else "")


_PAGES = {
    "case": "/rescue/case/{id}",
    "project": "/grants/projects/{id}",
    "ward_report": "/rescue/ward-reports/{id}",
    "own_project": "/own/projects/{id}",
    "organisation": "/orgs/{id}",
    "talent": "/talents/{id}",
    "import": "/orgs/import/{id}",
    "job": "/orgs/jobs/{id}",
    "preferences": "/inbox/preferences",
}
"""Where each kind of thing is found. Other services name a thing by kind and id, and know no address of ours."""


def address_of_thing(kind: str, thing_id: str = "") -> str | None:
    """The page of a thing, or None when there is no such page."""
    page = _PAGES.get(kind, "")
    wanted = "{id}" in page
    return page.replace("{id}", quote(thing_id, safe="")) if page and wanted == bool(thing_id) else None


def inside(path: str) -> str:
    """A path of ours to go to, never another site; browsers leave out tabs and line ends before they read a path."""
    ours = path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable()
    return path if ours else "/today"
