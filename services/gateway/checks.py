"""What the gateway's readiness asks: its own database takes writes, and live hints arrive."""

from collections.abc import Callable

from shared.observability.health import Health


class HintsArrive:
    """The tap on the events is connected."""

    name = "hints"

    def __init__(self, is_listening: Callable[[], bool]) -> None:
        self._is_listening = is_listening

    async def check(self) -> Health:
        """How it is now."""
        listening = self._is_listening()
        return Health(self.name, listening, "" if listening else "not connected to the broker")
