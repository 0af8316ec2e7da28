"""Whether the projections of a service are as new as what they are made of."""

from shared.observability.health import Health
from shared.projection.generations import pointers
from shared.projection.projector import Projector

LONGEST_LAG_S = 60.0


class ProjectionsKeepUp:
    """Every projection is built, and lacks no change for a minute. Commands do not need it: the service is degraded."""

    name = "projections"

    def __init__(self, projector: Projector) -> None:
        self._projector = projector

    async def check(self) -> Health:
        """How it is now."""
        told = await pointers(self._projector.database, self._projector.projections)
        missing = [one.name for one in self._projector.projections if not told[one.key].get("live")]
        late = {name: lag for name, lag in self._projector.lags.items() if lag >= LONGEST_LAG_S}
        why = ", ".join(
            [f"{name} is being built" for name in missing] + [f"{n} lags {s:.0f} s" for n, s in late.items()]
        )
        lag = max(self._projector.lags.values(), default=0.0)
        return Health(self.name, not why, why or f"lag {lag:.0f} s", needed=False)
