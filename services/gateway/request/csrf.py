"""Forms are taken only from our own pages: where the request comes from is checked first, then the form's token."""

import secrets
from urllib.parse import urlsplit

from starlette.requests import Request

from services.gateway.forms import DRAFT, KEY
from services.gateway.gateway import gateway_of
from services.gateway.i18n import N_
from services.gateway.request.visit import Visit, visit_of
from services.gateway.saved_form import SavedForm, saved_form_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_BODY = 12 * 1024 * 1024


class FormRefused(Exception):
    """The form did not come from one of our pages, or its page is too old."""

    status = 403
    SENTENCE = N_("这个表单已经过期，或者不是从本系统的页面提交的。请返回、刷新页面后重新提交。")


class BodyTooLarge(FormRefused):
    status = 413
    SENTENCE = N_("文件太大。请上传 10 MB 以内的文件，或分成几份。")


class FormOutlived(FormRefused):
    """A form of ours whose session has ended, or that was opened in an earlier one. What was typed is handed back."""

    def __init__(self, saved: SavedForm) -> None:
        self.saved = saved
        super().__init__()


async def guard_forms(request: Request) -> None:
    """Let a request that changes something pass only with the right origin and token."""
    if request.method in SAFE:
        return
    if not _from_ourselves(request):
        raise FormRefused
    if "transfer-encoding" in request.headers or int(request.headers.get("content-length") or 0) > LARGEST_BODY:
        raise BodyTooLarge
    visit = await visit_of(request)
    form = await request.form()
    given = request.headers.get("x-csrf-token") or form.get("_csrf")
    if not _is(given, visit.csrf_token):
        whose = await _whose(request, visit, given)
        raise FormOutlived(await saved_form_of(request, whose)) if whose else FormRefused
    if visit.staff:
        request.state.saved_form = await saved_form_of(request, visit.staff.id)
    request.state.draft_key = form.get(KEY) if DRAFT in form else None


def _is(given: object, token: str) -> bool:
    return isinstance(given, str) and secrets.compare_digest(given.encode(), token.encode())


async def _whose(request: Request, visit: Visit, given: object) -> str | None:
    """Whose form this provably is, although its token is not the running session's; None when nothing proves it."""
    if visit.staff:
        return visit.staff.id if request.headers.get("sec-fetch-site") == "same-origin" else None
    gateway = gateway_of(request)
    ended = await gateway.sessions.ended(gateway.cookies.session_token(request), visit.now)
    return ended.staff_id if ended and _is(given, ended.csrf_token) else None


def _from_ourselves(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin in (None, "null") or urlsplit(origin).netloc == request.headers.get("host")
