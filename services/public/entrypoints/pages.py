"""The pages of the site: each asks one query and renders one template."""

from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.public.app import App
from services.public.domain.kinds import Band, Sex, Standing
from services.public.entrypoints.caching import FRESH_S, answer, kept
from services.public.entrypoints.rendering import Rendering
from shared.kernel.labels import LabelledEnum

LONGEST = 100
"""Characters of what is looked for; the rest is not read."""
LONGEST_MARK = 2000


async def begin(language: str, _: Request) -> Response:
    """The home page, in Chinese where no language is asked for."""
    return RedirectResponse(f"/{language}/", 302, {"Cache-Control": kept(FRESH_S)})


async def home(language: str, request: Request) -> Response:
    """What this is, the newest notices, and where to go on."""
    newest = await _app(request).notice_list(limit=3)
    return _page(request, language, "home.html", newest=newest)


async def notices(language: str, request: Request) -> Response:
    """The search notices, looked through by place, sex and age."""
    asked = {"place": _words(request, "place"), "sex": _code(request, "sex", Sex), "band": _code(request, "band", Band)}
    found = await _app(request).notice_list(asked["place"], asked["sex"], asked["band"], _mark(request))
    return _page(request, language, "notices.html", asked=asked, found=found, narrowed=any(asked.values()))


async def notice(language: str, request: Request) -> Response:
    """One notice; 410 without its words once it was withdrawn, 404 where there never was one."""
    found = await _app(request).notice_page(request.path_params["no"])
    if found is None or found.changed_at is None:
        raise HTTPException(404)
    if not found.is_public:
        return _page(request, language, "withdrawn.html", status=410, notice=found)
    return _page(request, language, "notice.html", changed_at=found.changed_at, notice=found, text=found.text)


async def report(language: str, request: Request) -> Response:
    """How to tell what one knows."""
    return _page(request, language, "report.html")


async def organisations(language: str, request: Request) -> Response:
    """The register, looked up by name, credit code and public list."""
    words, standing = _words(request, "q"), _code(request, "standing", Standing)
    found = await _app(request).organisation_list(words, standing, _mark(request))
    return _page(request, language, "organisations.html", words=words, standing=standing, found=found)


async def organisation(language: str, request: Request) -> Response:
    """One organisation with its legal state and why it is on which list."""
    found = await _app(request).organisation_page(request.path_params["uscc"])
    if found is None or found.profile is None:
        raise HTTPException(404)
    return _page(request, language, "organisation.html", changed_at=found.changed_at, shown=found, facts=found.profile)


def _app(request: Request) -> App:
    app: App = request.app.state.app
    return app


def _page(
    request: Request,
    language: str,
    template: str,
    status: int = 200,
    changed_at: datetime | None = None,
    **context: object,
) -> Response:
    rendering: Rendering = request.app.state.rendering
    path = request.url.path.removeprefix(f"/{language}")
    text = rendering.page(template, language, path, request.url.query[:LONGEST_MARK], **context)
    if changed_at is not None:
        changed_at = max(changed_at, request.app.state.host.started_at)  # the site itself may look otherwise since
    return answer(request, text, "text/html", status=status, changed_at=changed_at)


def _words(request: Request, name: str) -> str:
    return request.query_params.get(name, "").strip()[:LONGEST]


def _code(request: Request, name: str, kind: type[LabelledEnum]) -> str:
    """One of the codes; anything else leaves nothing out."""
    given = request.query_params.get(name, "")
    return given if any(one.value == given for one in kind) else ""


def _mark(request: Request) -> str | None:
    return request.query_params.get("after", "")[:LONGEST_MARK] or None
