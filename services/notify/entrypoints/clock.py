"""The clock's door: each mail that the loop finds due is tried."""

from services.notify.app import App
from services.notify.commands.send_mail import SendMail
from services.notify.domain.permissions import CLOCK
from shared.clock.loop import RunPassTime, giving
from shared.kernel.cause import Actor

ACTOR = Actor("service:notify", CLOCK)


def sending(app: App) -> RunPassTime:
    """What the loop runs on each mail."""
    return giving(app.give, ACTOR, lambda delivery_id: SendMail(delivery_id=delivery_id))
