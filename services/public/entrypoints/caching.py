"""How long answers may be kept by browsers and proxies, and when they need not be sent again."""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

FRESH_S = 60
"""Seconds that any page may be kept: after so long a withdrawn notice is gone from every cache that keeps the rules."""
SOON_S = 10
"""Seconds that somebody may be told that there is no such page: it may have come meanwhile."""
FOREVER = "public, max-age=31536000, immutable"


def kept(seconds: int) -> str:
    """Everybody may keep it for so long, and must ask again then."""
    return f"public, max-age={seconds}, must-revalidate"


def answer(
    request: Request,
    text: str,
    media_type: str,
    *,
    status: int = 200,
    changed_at: datetime | None = None,
    seconds: int = FRESH_S,
) -> Response:
    """The text with its tag, or 304 where the reader has it already.

    ``changed_at`` is given only for a page about one thing: a list also changes when something leaves it, which no
    time of what is left in it tells.
    """
    body = text.encode()
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"Cache-Control": kept(seconds), "ETag": tag}
    if changed_at is not None:
        headers["Last-Modified"] = format_datetime(changed_at.astimezone(UTC).replace(microsecond=0), usegmt=True)
    if status == 200 and _has_it(request, tag, changed_at):
        return Response(status_code=304, headers=headers)
    return Response(body, status_code=status, media_type=media_type, headers=headers)


def _has_it(request: Request, tag: str, changed_at: datetime | None) -> bool:
    if (tags := request.headers.get("if-none-match")) is not None:
        return any(one.strip().removeprefix("W/") in (tag, "*") for one in tags.split(","))
    since = request.headers.get("if-modified-since")
    if since is None or changed_at is None:
        return False
    try:
        known = parsedate_to_datetime(since)
    except (ValueError, OverflowError):
        return False
    return known.tzinfo is not None and changed_at.replace(microsecond=0) <= known
