"""处理记录: what was decided about parked messages, by whom and why; the latest of every service, or all of one."""

import asyncio

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.clients.problems import or_none
from services.gateway.clients.service import NAMES
from services.gateway.engine.own_form import own_form
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.review import short
from services.gateway.labels import label_of_code
from services.gateway.pages.messages import PER_PAGE, SERVICE, pretty
from shared.web.ops_answers import DecisionMade
from shared.web.paging import Listed

router = APIRouter(prefix="/ops/messages")


@router.get("/decisions")
async def show_decisions(page: SignedIn, service: str = "", cursor: str = "") -> Response:
    """The latest first. Only the list of one service goes on to further pages."""
    only = service if service in NAMES else ""
    asked = [only] if only else NAMES
    answers = await asyncio.gather(*(_of(page, name, cursor if only else None) for name in asked))
    found = dict(zip(asked, answers, strict=True))
    made = [(name, item) for name, answer in found.items() if answer for item in answer.items]
    return await page.show(
        "ops/decisions.html",
        made=sorted(made, key=lambda pair: pair[1].at, reverse=True),
        away=[name for name, answer in found.items() if answer is None],
        next_cursor=answers[0].next_cursor if only and answers[0] else None,
        form=own_form(page, [SERVICE], {"service": only}),
        services=[(name, page.say(label_of_code("service", name))) for name in NAMES],
        pretty=pretty,
        short=short,
        people=await page.people(),
    )


async def _of(page: Page, name: str, cursor: str | None) -> Listed[DecisionMade] | None:
    found = await or_none(page.services.ask(name, "/ops/decisions", {"cursor": cursor, "limit": PER_PAGE}))
    return Listed[DecisionMade].model_validate(found) if found is not None else None
