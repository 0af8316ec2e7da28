"""Forms are taken only from our own pages: where the request comes from is checked first, then the form's token."""

import errno
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import gettempdir
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import FormData
from starlette.requests import Request

from services.gateway.forms import DRAFT, KEY
from services.gateway.gateway import gateway_of
from services.gateway.i18n import N_
from services.gateway.request.visit import Visit, visit_of
from services.gateway.saved_form import SavedForm, saved_form_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
log = structlog.get_logger()
LARGEST_BODY = 12 * 1024 * 1024
LARGEST_OF_STAFF = 110 * 1024 * 1024
"""Of a form with files, of those who are signed in. What comes waits in a file, not in memory as a whole."""


LARGE = 1024 * 1024
STRANGERS_AT_ONCE = 10
"""So many forms larger than LARGE may be on their way from people who are not signed in: they fill memory and disk."""
_strangers: list[int] = []
"""The sizes of those that are."""


class FormRefused(Exception):
    """The form did not come from one of our pages, or its page is too old."""

    status = 403
    SENTENCE = N_("这个表单已经过期，或者不是从本系统的页面提交的。请返回、刷新页面后重新提交。")


class BodyTooLarge(FormRefused):
    status = 413
    SENTENCE = N_("文件太大，什么都没有保存。请缩小，或者一次少选几个。")


class TooManyStrangers(FormRefused):
    """Large forms of people who are not signed in are on their way already, as many as there may be."""

    status = 503
    SENTENCE = N_("没有登录的人正在提交太多大的内容，这一次没有保存。请先登录，再提交。")


class NoSpace(FormRefused):
    """The folder for what arrives is full (``TMPDIR``)."""

    status = 503
    SENTENCE = N_("服务器的临时空间满了，什么都没有保存。请告诉运维人员，稍后再提交。")


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
    visit = await visit_of(request)
    has_files = request.headers.get("content-type", "").startswith("multipart/form-data")
    most = LARGEST_OF_STAFF if visit.staff and has_files else LARGEST_BODY
    size = int(request.headers.get("content-length") or 0)
    if "transfer-encoding" in request.headers or size > most:
        raise BodyTooLarge
    with _room_for(visit, size):
        form = await _read(request)
    given = request.headers.get("x-csrf-token") or form.get("_csrf")
    if not _is(given, visit.csrf_token):
        whose = await _whose(request, visit, given)
        raise FormOutlived(await saved_form_of(request, whose)) if whose else FormRefused
    if visit.staff:
        request.state.saved_form = await saved_form_of(request, visit.staff.id)
    request.state.draft_key = form.get(KEY) if DRAFT in form else None


@contextmanager
def _room_for(visit: Visit, size: int) -> Iterator[None]:
    """Room for what a stranger sends, however slowly it comes; whoever is signed in has it anyway.

    Raises TooManyStrangers.
    """
    if visit.staff or size <= LARGE:
        yield
        return
    if len(_strangers) >= STRANGERS_AT_ONCE:
        raise TooManyStrangers
    _strangers.append(size)
    try:
        yield
    finally:
        _strangers.remove(size)


async def _read(request: Request) -> FormData:
    """The form. Raises NoSpace where there is no room for its files."""
    try:
        return await request.form()
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        log.error("form.no_space_to_receive", folder=gettempdir())
        raise NoSpace from error


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
