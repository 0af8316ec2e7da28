"""帮助: what the reader can do here, where each thing is done, and how to find it."""

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.engine.page import Page, SignedIn
from services.gateway.pages.everyday import Way, actions_for, pages_for

router = APIRouter(prefix="/help")


@router.get("")
async def show_help(page: SignedIn) -> Response:
    """The pages and actions of the reader's roles."""
    roles = page.staff.roles
    return await page.show("help.html", pages=_lines(page, pages_for(roles)), actions=_lines(page, actions_for(roles)))


def _lines(page: Page, ways: list[Way]) -> list[tuple[str, str, str]]:
    """Address, title and how to do it, in the reader's language; each once."""
    return list(dict.fromkeys((way.path, way.title.of(page.language), page.say(way.how)) for way in ways))
