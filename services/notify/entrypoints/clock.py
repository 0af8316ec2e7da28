"""The clock's door: each mail that the loop finds due is tried."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from services.notify.app import App
from services.notify.commands.send_mail import SendMail
from services.notify.domain.permissions import CLOCK
from shared.kernel.cause import Actor, Cause
from shared.kernel.ids import new_id

ACTOR = Actor("service:notify", CLOCK)


def sending(app: App) -> Callable[[str, datetime], Awaitable[object]]:
    """What the loop runs on each mail."""

    async def run(delivery_id: str, at: datetime) -> object:
        cause_id = new_id()
        cause = Cause(cause_id, ACTOR, at, correlation_id=cause_id)
        return await app.give(SendMail(delivery_id=delivery_id), cause)

    return run
