"""The clock's door: each organisation that the loop finds due gets the command PassTime."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from services.registry.app import App
from services.registry.commands.pass_time import PassTime
from services.registry.domain.permissions import CLOCK
from shared.kernel.cause import Actor, Cause
from shared.kernel.ids import new_id

ACTOR = Actor("service:registry", CLOCK)


def passing_time(app: App) -> Callable[[str, datetime], Awaitable[object]]:
    """What the loop runs for each organisation."""

    async def run(organisation_id: str, at: datetime) -> object:
        cause_id = new_id()
        cause = Cause(cause_id, ACTOR, at, correlation_id=cause_id)
        return await app.give(PassTime(organisation_id=organisation_id), cause)

    return run
