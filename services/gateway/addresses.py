"""Addresses of our own pages: where a request went, and where a person may be sent."""

from urllib.parse import quote

from starlette.requests import Request


def address_of(request: Request) -> str:
    """Where the request went: path and query."""
    return quote(request.url.path) + (f"?{request.url.query}" if request.url.query else "")


def inside(path: str) -> str:
    """A path of ours to go to, never another site."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/today"
