"""What the parts of a project add up to: its money, and how it stands by that."""

from services.grants.domain.agreement import Agreement
from services.grants.domain.closure import Closure
from services.grants.domain.freeze import Freeze
from services.grants.domain.instalment import Instalment
from services.grants.domain.project_state import ProjectState
from shared.kernel.money import Fen


class ProjectSums:
    """The sums of a project in 分. The contract is what is paid, what is unpaid and what was released."""

    agreement: Agreement
    instalments: list[Instalment]
    freezes: list[Freeze]
    closures: list[Closure]

    @property
    def planned_fen(self) -> Fen:
        """The sum of all instalments, paid or not; cancelled ones do not count."""
        return sum(part.amount_fen for part in self.instalments if not part.is_cancelled)

    @property
    def paid_fen(self) -> Fen:
        """The sum of the paid instalments."""
        return sum(part.amount_fen for part in self.instalments if part.is_paid)

    @property
    def closure(self) -> Closure | None:
        """By what the project is closed; None while it is not."""
        return next((one for one in self.closures if one.holds), None)

    @property
    def waiting_closure(self) -> Closure | None:
        """The closure that a second person has to decide about."""
        return next((one for one in self.closures if one.waits), None)

    @property
    def released_fen(self) -> Fen:
        """What of the contract amount is never paid, because the project was closed before."""
        return self.closure.released_fen if self.closure else 0

    @property
    def unpaid_fen(self) -> Fen:
        """What of the contract amount is still to be paid."""
        return self.agreement.amount_fen - self.paid_fen - self.released_fen

    @property
    def frozen_fen(self) -> Fen:
        """What cannot be paid now because the project is frozen: everything unpaid, or nothing."""
        return self.unpaid_fen if self.frozen else 0

    @property
    def unplanned_fen(self) -> Fen:
        """What of the contract amount no instalment speaks for yet."""
        return self.agreement.amount_fen - self.planned_fen - self.released_fen

    @property
    def state(self) -> ProjectState:
        """Closed as was decided; otherwise settled once the paid instalments reach the contract amount."""
        if self.closure:
            return ProjectState(self.closure.kind.value)
        return ProjectState.SETTLED if self.paid_fen == self.agreement.amount_fen else ProjectState.RUNNING

    @property
    def frozen(self) -> bool:
        """Whether payment is frozen now; there must be something to pay."""
        return self.unpaid_fen > 0 and bool(self.freezes) and self.freezes[-1].lifted_at is None
