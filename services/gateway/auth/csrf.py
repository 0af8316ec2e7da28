"""Forms are taken only from our own pages: where the request comes from is checked first, then the form's token."""

import secrets
from urllib.parse import urlsplit

from starlette.requests import Request

from services.gateway.auth.visit import visit_of
from services.gateway.i18n import N_

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_BODY = 12 * 1024 * 1024


class FormRefused(Exception):
    """The form did not come from one of our pages, or its page is too old."""

    status = 403
    said = N_("这个表单已经过期，或者不是从本系统的页面提交的。请返回、刷新页面后重新提交。")


class BodyTooLarge(FormRefused):
    status = 413
    said = N_("文件太大。请上传 10 MB 以内的文件，或分成几份。")


async def guard_forms(request: Request) -> None:
    """Let a request that changes something pass only with the right origin and token."""
    if request.method in SAFE:
        return
    if not _from_ourselves(request):
        raise FormRefused
    if "transfer-encoding" in request.headers or int(request.headers.get("content-length") or 0) > LARGEST_BODY:
        raise BodyTooLarge
    visit = await visit_of(request)
    given = request.headers.get("x-csrf-token") or (await request.form()).get("_csrf")
    if not isinstance(given, str) or not secrets.compare_digest(given.encode(), visit.csrf_token.encode()):
        raise FormRefused


def _from_ourselves(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin in (None, "null") or urlsplit(origin).netloc == request.headers.get("host")
