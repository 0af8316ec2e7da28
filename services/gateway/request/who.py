"""Who may come in at all: the pages of staff are not there for people from outside, and theirs not for anybody else.

Whether a person may read or do something is decided in the services; this keeps pages that are not theirs from being
shown at all. A router is of the staff unless the table of contents says otherwise.
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request

from services.gateway.request.visit import visit_of
from shared.kernel.roles import OutsideRole
from shared.kernel.scope import powers


async def staff_only(request: Request) -> None:
    """Nobody from outside; whoever is not signed in is asked to by the page itself."""
    person = (await visit_of(request)).staff
    if person is not None and person.is_from_outside:
        raise HTTPException(HTTPStatus.NOT_FOUND)


def only(role: OutsideRole) -> Callable[[Request], Awaitable[None]]:
    """Only people from outside who hold this role with a scope that goes with it."""

    async def guard(request: Request) -> None:
        person = (await visit_of(request)).staff
        if person is not None and role not in powers(person.roles, person.scope):
            raise HTTPException(HTTPStatus.NOT_FOUND)

    return guard


async def outsiders_only(request: Request) -> None:
    """Everybody from outside, also who may do nothing here yet."""
    person = (await visit_of(request)).staff
    if person is not None and not person.is_from_outside:
        raise HTTPException(HTTPStatus.NOT_FOUND)
