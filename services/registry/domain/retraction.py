"""A wrong entry taken back (更正误登): one proposes, another decides (双人复核); what was entered stays on record."""

from dataclasses import dataclass

from services.registry.domain.credit import AbnormalReason, SeriousEntry
from services.registry.domain.history import Change, Step
from services.registry.domain.noted import Noted


@dataclass(frozen=True)
class Taken:
    """What is taken back: one of these. A suspension goes with its end."""

    steps: tuple[Step, ...] = ()
    reason: AbnormalReason | None = None
    ground: SeriousEntry | None = None
    change: Change | None = None


@dataclass(frozen=True)
class Retraction:
    """A proposal to take an entry back, why, and what a second person decided; undecided while it waits.

    ``entry`` names it: ``step-0``, ``reason-…``, ``ground-0`` or ``change-0``.
    """

    entry: str
    taken: Taken
    reason: str
    proposed: Noted
    decided: Noted | None = None
    approved: bool = False

    @property
    def waits(self) -> bool:
        """Whether nobody has decided yet."""
        return self.decided is None
