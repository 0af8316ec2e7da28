"""What the gateway's readiness asks beside its database: whether live hints arrive. Without them pages still serve."""

from collections.abc import Callable

from shared.observability import metrics
from shared.observability.health import Health


class HintsArrive:
    """The tap on the events is connected."""

    name = "hints"

    def __init__(self, is_listening: Callable[[], bool]) -> None:
        self._is_listening = is_listening
        metrics.broker_session.labels(self.name).set_function(lambda: float(is_listening()))

    async def check(self) -> Health:
        """How it is now."""
        listening = self._is_listening()
        return Health(self.name, listening, "" if listening else "not connected to the broker", needed=False)
