"""Error pages: what happened, that nothing was lost, and what to do now."""

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from services.gateway.addresses import address_of
from services.gateway.clients.problems import ServiceAway, ServiceRefused
from services.gateway.engine.page import Page, open_page
from services.gateway.i18n import N_
from services.gateway.labels import label_of_code
from services.gateway.pages.sign_in import show_saved_form
from services.gateway.request.csrf import FormOutlived, FormRefused
from services.gateway.request.visit import NotSignedIn, stranger
from services.gateway.saved_form import SavedForm, saved_form_of
from shared.kernel.errors import Unavailable
from shared.observability.outside import note_refusal

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Refusal:
    """One error page; sentences are msgids, ``sentence`` is a service's own."""

    status: int
    title: str
    advice: str
    sentence: str = ""
    saved: SavedForm | None = None
    """The form that was posted and could not be accepted."""
    ours: bool = False
    """Whether it is our fault, so that the page has a number for the operators."""


TITLES = {
    400: (
        N_("没有提交成功"),
        N_("提交的内容太长或者不完整，读不出来，什么都没有保存。请返回，缩短文字或重新选择文件后再提交。"),
    ),
    403: (N_("您没有权限查看此页"), N_("这项工作由别的岗位负责。如果您认为应当由您办理，请联系中心管理员。")),
    404: (N_("没有这一页"), N_("请核对网址或编号，也可以从左侧目录或顶部的查找进入。")),
    405: (N_("不能这样打开"), N_("请从页面上的按钮进入。")),
    409: (N_("内容已经变化"), N_("有人先一步修改了它，或者它的状态已经不允许这样做。请返回查看最新内容，再决定。")),
    410: (N_("个人信息已经清除"), N_("个案目录里还有它的编号，其他内容依法不再保留。")),
    413: (N_("内容太大"), N_("请分成几份再提交。")),
    422: (N_("填写的内容有误"), N_("请返回检查后重新提交。")),
    503: (N_("暂时联系不上"), N_("已经保存的内容没有丢失。请稍等片刻，再刷新这一页。")),
}
NOT_THERE_OUTSIDE = N_("请核对网址，也可以回到首页，从那里进入。")
"""To people from outside, who have no search."""
SAVED_503 = N_(
    "您填写的内容都在这一页，没有丢失。请稍等片刻，再按“再次提交”；刚才那次如果其实已经办成，不会重复办理。请不要关闭这一页。"
)
OUTLIVED = N_("这个表单是在上一次登录时打开的，还没有提交。您填写的内容都在这一页，请再提交一次。")
BROKEN = (N_("出错了"), N_("这是系统的问题，不是您的。已经记录下来，请把下面的编号告诉运维人员。"))


def add_refusals(app: FastAPI) -> None:
    """Answer every kind of error with its page."""
    handlers: dict[type[Exception], Any] = {
        NotSignedIn: _sign_in_first,
        FormOutlived: _form_outlived,
        FormRefused: _form_refused,
        ServiceRefused: _service_refused,
        ServiceAway: _service_away,
        Unavailable: _storage_away,
        HTTPException: _http,
        Exception: _broken,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


async def _sign_in_first(request: Request, _: Exception) -> Response:
    page = await open_page(request)
    back = address_of(request)
    target = "/sign-in" if request.method != "GET" or page.wants_fragment else f"/sign-in?next={quote(back)}"
    if request.url.path == "/live" or page.is_live:
        return Response(status_code=401)
    if page.wants_fragment:
        return Response(status_code=401, headers={"HX-Redirect": target})
    return RedirectResponse(target, 303)


async def _form_refused(request: Request, error: FormRefused) -> Response:
    page = await open_page(request)
    return await _show(page, Refusal(error.status, N_("没有提交成功"), "", page.say(error.SENTENCE)))


async def _form_outlived(request: Request, error: FormOutlived) -> Response:
    """A form of an earlier session: whoever is signed in again sends it again; anybody else signs in first."""
    page = await open_page(request)
    if not error.saved.is_work:
        return await (_form_refused if page.visit.staff else _sign_in_first)(request, error)
    if page.visit.staff:
        return await _show(page, Refusal(error.status, N_("请再提交一次"), OUTLIVED, saved=error.saved))
    return await show_saved_form(page, error.saved)


async def _service_refused(request: Request, error: ServiceRefused) -> Response:
    page = await open_page(request)
    if error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        return await _away(page, error.sentence(page.language))
    return await _show(page, _told(error.status, error.sentence(page.language)))


async def _service_away(request: Request, error: ServiceAway) -> Response:
    page = await open_page(request)
    log.warning("service_away", service=error.service)
    return await _away(page, page.say(error.SENTENCE, service=page.say(label_of_code("service", error.service))))


async def _storage_away(request: Request, error: Unavailable) -> Response:
    """The gateway's own database is away or it is too busy; nobody is recognised, and the form keeps its token."""
    log.warning("own_storage_away", slug=error.slug)
    token = (await request.form()).get("_csrf") if request.method == "POST" else None
    request.state.visit = stranger(request, str(token) if token else None)
    page = await open_page(request)
    return await _away(page, error.sentence(page.language))


async def _away(page: Page, sentence: str) -> Response:
    """Show the form again, so that it can be sent again from this page without being carried out twice."""
    title, advice = TITLES[503]
    saved = await saved_form_of(page.request, "") if page.request.method == "POST" else None
    if saved and saved.is_work and not page.wants_fragment:
        return await _show(page, Refusal(503, title, SAVED_503, sentence, saved))
    return await _show(page, Refusal(503, title, advice, sentence))


async def _http(request: Request, error: HTTPException) -> Response:
    return await _show(await open_page(request), _told(error.status_code))


def _told(status: int, sentence: str = "") -> Refusal:
    """What is said of a status; one that no page expects is our fault, and written down as we say."""
    if status not in TITLES:
        log.error("refusal_unexpected", status=status)
    title, advice = TITLES.get(status, BROKEN)
    return Refusal(status, title, advice, sentence, ours=status not in TITLES)


async def _broken(request: Request, _: Exception) -> Response:
    log.exception("page_broken", path=request.url.path, correlation_id=request.state.correlation_id)
    return await _show(await open_page(request), Refusal(500, *BROKEN, ours=True))


async def _show(page: Page, refusal: Refusal) -> Response:
    if (person := page.visit.staff) and person.is_from_outside:
        route = getattr(page.request.scope.get("route"), "path", "unknown")
        note_refusal(person.id, person.roles, route, refusal.status)
        if refusal.status == HTTPStatus.NOT_FOUND:
            refusal = replace(refusal, advice=NOT_THERE_OUTSIDE)
    if page.is_live:
        return Response(status_code=refusal.status, headers={"HX-Reswap": "none"})
    if page.wants_fragment:
        return page.fragment("refusal.html", "message", refusal.status, refusal=refusal)
    return await page.show("refusal.html", refusal.status, refusal=refusal)
