"""The clock's door: each organisation that the loop finds due gets the command PassTime."""

from services.registry.app import App
from services.registry.commands.pass_time import PassTime
from services.registry.domain.permissions import CLOCK
from shared.clock.loop import RunPassTime, giving
from shared.kernel.cause import Actor

ACTOR = Actor("service:registry", CLOCK)


def passing_time(app: App) -> RunPassTime:
    """What the loop runs for each organisation."""
    return giving(app.give, ACTOR, lambda organisation_id: PassTime(organisation_id=organisation_id))
