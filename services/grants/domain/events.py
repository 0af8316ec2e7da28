"""What happens to a project, in the past tense; outbound.py decides which of it leaves the service."""

from dataclasses import dataclass
from datetime import datetime

from shared.kernel.money import Fen


@dataclass(frozen=True)
class ProjectOpened:
    """A contract was signed and its project runs."""

    project_id: str
    organisation_id: str
    at: datetime


@dataclass(frozen=True)
class InstalmentsPlanned:
    """Instalments were added to the plan."""

    project_id: str
    numbers: tuple[int, ...]
    amount_fen: Fen
    by: str
    at: datetime


@dataclass(frozen=True)
class InstalmentPaid:
    """The money of one instalment has gone out."""

    project_id: str
    no: int
    amount_fen: Fen
    by: str
    at: datetime


@dataclass(frozen=True)
class InstalmentCancelled:
    """An unpaid instalment was taken out of the plan."""

    project_id: str
    no: int
    amount_fen: Fen
    by: str
    at: datetime


@dataclass(frozen=True)
class PaymentReversed:
    """A recorded payment was taken back by a new entry; the instalment is to be paid again."""

    project_id: str
    no: int
    amount_fen: Fen
    by: str
    at: datetime


@dataclass(frozen=True)
class ProjectReopened:
    """A settled project runs again, because a payment was reversed."""

    project_id: str
    organisation_id: str
    at: datetime


@dataclass(frozen=True)
class ProjectSettled:
    """The whole contract amount has been paid."""

    project_id: str
    at: datetime


@dataclass(frozen=True)
class ProjectFrozen:
    """Unpaid instalments may not be paid until the organisation's standing is restored."""

    project_id: str
    organisation_id: str
    project_no: str
    reasons: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class FreezeReasonsChanged:
    """The project stays frozen, for other reasons than before."""

    project_id: str
    reasons: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class ProjectUnfrozen:
    """Unpaid instalments may be paid again."""

    project_id: str
    organisation_id: str
    project_no: str
    at: datetime


@dataclass(frozen=True)
class StandingChanged:
    """What grants knows of an organisation's credit and legal state has changed."""

    organisation_id: str
    blocked: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class AmountProposed:
    """Another contract amount was proposed; a second person has to decide."""

    project_id: str
    amount_fen: Fen
    by: str
    at: datetime


@dataclass(frozen=True)
class AmountApproved:
    """A second person approved the other amount: it is the contract's from now on."""

    project_id: str
    amount_fen: Fen
    by: str
    at: datetime


@dataclass(frozen=True)
class AmountDeclined:
    """The other amount was declined, or taken back; the contract stays as it was."""

    project_id: str
    by: str
    at: datetime


DomainEvent = (
    ProjectOpened
    | InstalmentsPlanned
    | InstalmentPaid
    | InstalmentCancelled
    | PaymentReversed
    | ProjectReopened
    | ProjectSettled
    | ProjectFrozen
    | FreezeReasonsChanged
    | ProjectUnfrozen
    | StandingChanged
    | AmountProposed
    | AmountApproved
    | AmountDeclined
)
