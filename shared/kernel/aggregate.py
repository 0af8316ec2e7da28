"""An aggregate decides from its own state and records what happened; it does no input or output."""

from datetime import datetime

from shared.kernel.scope import Scope


class Aggregate:
    """Base of the aggregates: standard dataclasses with an ``id`` whose fields are their whole state.

    Verbs take time and actor as arguments, and either ``record`` domain events or raise a named error.
    """

    id: str

    def record(self, event: object) -> None:
        """Remember that ``event`` (a frozen dataclass named in the past tense) happened."""
        self.__dict__.setdefault("_recorded", []).append(event)

    def recorded(self) -> list[object]:
        """The events recorded since the aggregate was loaded, oldest first."""
        return list(self.__dict__.get("_recorded", ()))

    def is_within(self, scope: Scope) -> bool:  # noqa: ARG002
        """Whether a person from outside with this scope may reach it. Nobody may, unless the aggregate says so."""
        return False

    @property
    def next_due_at(self) -> datetime | None:
        """The earliest open deadline (UTC), or None. Aggregates with clocks override it."""
        return None
