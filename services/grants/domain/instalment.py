"""One instalment of a project's contract amount (分期拨款): planned, then paid and never altered again."""

from dataclasses import dataclass
from datetime import date, datetime

from services.grants.domain.errors import AmountNotPositive
from shared.kernel.money import Fen


@dataclass(frozen=True)
class Payment:
    """When an instalment was paid, who recorded it, and the number of the voucher (凭证号) if there is one."""

    at: datetime
    by: str
    voucher_no: str | None = None


@dataclass(frozen=True)
class Instalment:
    """Part of the contract amount. ``no`` counts from 1 within the project."""

    no: int
    amount_fen: Fen
    due_on: date
    planned_at: datetime
    planned_by: str
    payment: Payment | None = None

    @property
    def is_paid(self) -> bool:
        """Whether the money has gone out."""
        return self.payment is not None


@dataclass(frozen=True)
class PlannedPart:
    """One line of a plan: how much, and the day for which it is planned."""

    amount_fen: Fen
    due_on: date

    def __post_init__(self) -> None:
        if self.amount_fen <= 0:
            raise AmountNotPositive
