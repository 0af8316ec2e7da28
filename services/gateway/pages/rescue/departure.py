"""怎样离站: every way of leaving with what it asks for, and why one is not open now."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.engine.action import Action
from services.gateway.engine.action_links import is_allowed, keeping_list, why_not
from services.gateway.engine.form import OF_AN_ACT
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Json
from services.gateway.pages.rescue.case import CASE
from services.gateway.pages.rescue.departure_actions import WAYS

router = APIRouter(prefix="/rescue/case/{case_id}/departure")


@dataclass(frozen=True)
class WayOut:
    """One way of leaving as the page offers it: what it is called and is for, what it needs, or why it is not open."""

    label: str
    lead: str
    href: str
    needs: str
    allowed: bool
    reason: str


@router.get("")
async def show_ways(page: SignedIn) -> Response:
    """The ways that are open first."""
    case = await CASE.read(page)
    ways = _ways(page, case)
    return await page.show(
        "rescue/departure_ways.html",
        about=CASE.name(page, case),
        open=[way for way in ways if way.allowed],
        closed=[way for way in ways if not way.allowed],
        back=keeping_list(page, CASE.address(page.ids)),
    )


def _ways(page: Page, case: Json) -> Sequence[WayOut]:
    return [_way(page, case, action) for action in WAYS.values()]


def _way(page: Page, case: Json, action: Action) -> WayOut:
    fields = action.form_fields(CASE.service)
    names = [one.name for one in action.inputs if one.name not in OF_AN_ACT]
    labels = [label.of(page.language) for name in names if (label := fields[name].label)]
    return WayOut(
        label=action.label(page, CASE.service),
        lead=page.say(action.lead) if action.lead else "",
        href=keeping_list(page, action.address(CASE).format(**page.ids)),
        needs=page.listed(labels),
        allowed=is_allowed(case, action.command),
        reason=why_not(page, case, action.command),
    )
