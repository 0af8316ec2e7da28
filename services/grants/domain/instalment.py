"""One instalment of a project's contract amount (分期拨款): planned, then paid or cancelled; nothing is overwritten."""

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
class Reversal:
    """The entry that takes back a payment recorded by mistake, or that the bank sent back (冲销), and why."""

    payment: Payment
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class Cancellation:
    """When an unpaid instalment was taken out of the plan, by whom, and why."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class Instalment:
    """Part of the contract amount. ``no`` counts from 1 within the project, cancelled ones included."""

    no: int
    amount_fen: Fen
    due_on: date
    planned_at: datetime
    planned_by: str
    payment: Payment | None = None
    reversals: tuple[Reversal, ...] = ()
    cancellation: Cancellation | None = None

    @property
    def is_cancelled(self) -> bool:
        """Whether it was taken out of the plan."""
        return self.cancellation is not None

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
