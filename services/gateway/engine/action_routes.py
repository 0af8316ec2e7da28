"""Where the page of an action is reached, and its form on the page of its place itself."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.engine.action import Action, Place
from services.gateway.engine.giving import Giving
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Json


def action_routes(router: APIRouter, action: Action, place: Place) -> None:
    """The two routes of an action: the form, and giving the command."""

    async def show(page: SignedIn) -> Response:
        return await Giving(action, place, page).show()

    async def give(page: SignedIn) -> Response:
        return await Giving(action, place, page).give()

    router.add_api_route(action.address(place), show, methods=["GET"], response_model=None)
    router.add_api_route(action.address(place), give, methods=["POST"], response_model=None)


async def begun_form(action: Action, place: Place, page: Page, thing: Json) -> Mapping[str, object]:
    """The form of an action as it begins, for ``engine/form.html`` on the page of its place itself."""
    visit = Giving(action, place, page)
    return {**await visit.context(await visit.begin(thing), thing, {}), "to": action.address(place)}
