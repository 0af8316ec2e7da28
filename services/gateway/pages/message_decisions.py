"""处理记录: what was decided about parked messages, by whom and why; the latest of every service, or all of one."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.clients.problems import or_none
from services.gateway.clients.service import NAMES
from services.gateway.engine.page import Page, SignedIn
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_
from services.gateway.labels import label_of_code
from services.gateway.pages.messages import PER_PAGE, pretty
from shared.web.ops_answers import DecisionMade
from shared.web.paging import Listed

router = APIRouter(prefix="/ops/messages")


class ServiceFilter(FormModel):
    """Whose decisions are listed."""

    service: str = Field("", title=N_("处理方"))


@dataclass(frozen=True)
class Decided:
    """A page of one service's decisions; ``items`` is None while it cannot tell."""

    name: str
    items: Sequence[DecisionMade] | None
    next_cursor: str | None = None


@router.get("/decisions")
async def show_decisions(page: SignedIn, service: str = "", cursor: str = "") -> Response:
    """The latest first. Only the list of one service goes on to further pages."""
    only = service if service in NAMES else ""
    asked = [only] if only else NAMES
    found = await asyncio.gather(*(_of(page, name, cursor if only else None) for name in asked))
    made = [(one.name, item) for one in found for item in one.items or ()]
    return await page.show(
        "ops/decisions.html",
        made=sorted(made, key=lambda pair: pair[1].at, reverse=True),
        away=[one.name for one in found if one.items is None],
        next_cursor=found[0].next_cursor if only else None,
        form=Form(ServiceFilter, {"service": only}),
        services=[(name, page.say(label_of_code("service", name))) for name in NAMES],
        pretty=pretty,
        people=await page.people(),
    )


async def _of(page: Page, name: str, cursor: str | None) -> Decided:
    found = await or_none(page.services.ask(name, "/ops/decisions", {"cursor": cursor, "limit": PER_PAGE}))
    if found is None:
        return Decided(name, None)
    decisions = Listed[DecisionMade].model_validate(found)
    return Decided(name, decisions.items, decisions.next_cursor)
