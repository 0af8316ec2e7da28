"""A freeze of payment (冻结): nothing is paid while it lasts, nor recorded afterwards as paid in its time."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import NoReturn

from services.grants.domain import errors
from services.grants.domain.standing import require_unfrozen
from shared.kernel.act import Act
from shared.kernel.calendar import local_date, local_instant


@dataclass(frozen=True)
class FrozenFor:
    """The reason codes of a freeze since a moment."""

    since: datetime
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Freeze:
    """One stretch of time in which nothing could be paid, with the reason codes known last.

    It begins when grants hears of the reason: what the office paid before, not knowing it, is recorded as it was.
    ``told`` has every change of the reasons with its time, the first ones too; empty for freezes of before it was kept,
    of which the reasons known last alone are known.
    """

    at: datetime
    reasons: tuple[str, ...]
    lifted_at: datetime | None = None
    told: tuple[FrozenFor, ...] = ()

    @classmethod
    def begin(cls, at: datetime, reasons: tuple[str, ...]) -> "Freeze":
        """A freeze that begins."""
        return cls(at, reasons, told=(FrozenFor(at, reasons),))

    def go_on(self, at: datetime, reasons: tuple[str, ...]) -> "Freeze":
        """The same freeze, for other reasons from now on."""
        told = self.told or (FrozenFor(self.at, self.reasons),)
        return replace(self, reasons=reasons, told=(*told, FrozenFor(at, reasons)))

    def refuse(self) -> NoReturn:
        """Raise OrganisationGone, OrganisationSuspended or ProjectIsFrozen."""
        require_unfrozen(self.reasons)

    def require_not_of(self, act: Act) -> None:
        """Raise what stands against a payment of its time: judged by when it went out, not by when it is written down.

        What went out before is recorded while it lasts, too; what is dated inside it never, nor once it has ended.
        Midnight is a day of which no more is told: it is inside if the day touches it. Raises PaidWhileFrozen.
        """
        first = act.occurred_at
        last = first + timedelta(days=1) if first == local_instant(local_date(first), time.min) else first
        if self.at > last or (self.lifted_at is not None and first >= self.lifted_at):
            return
        if self.lifted_at is None and first == act.recorded_at:
            self.refuse()
        raise errors.PaidWhileFrozen(since=self.at, until=self.lifted_at or "…")
