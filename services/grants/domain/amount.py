"""Correcting the agreed amount of a contract (更正合同金额): one person proposes, another decides (双人复核)."""

from dataclasses import dataclass
from datetime import datetime

from shared.kernel.money import Fen


@dataclass(frozen=True)
class AmountCorrection:
    """Another contract amount than was entered, why, and what a second person decided; undecided while it waits."""

    before_fen: Fen
    after_fen: Fen
    reason: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    approved: bool = False

    @property
    def waits(self) -> bool:
        """Whether nobody has decided yet."""
        return self.decided_at is None
