"""What happens to a project, in the past tense; outbound.py decides which of it leaves the service."""

from dataclasses import dataclass, field
from datetime import datetime

from services.grants.domain.closing_events import ClosingApproved, ClosingDeclined, ClosingProposed, ProjectClosed
from shared.kernel.act import Act
from shared.kernel.money import Fen


@dataclass(frozen=True)
class ProjectOpened:
    """A contract was signed and its project runs."""

    project_id: str
    organisation_id: str
    project_no: str
    act: Act


@dataclass(frozen=True)
class InstalmentsPlanned:
    """Instalments were added to the plan."""

    project_id: str
    numbers: tuple[int, ...]
    amount_fen: Fen
    act: Act
    project_no: str = field(default="", compare=False)


@dataclass(frozen=True)
class InstalmentPaid:
    """The money of one instalment has gone out."""

    project_id: str
    no: int
    amount_fen: Fen
    act: Act


@dataclass(frozen=True)
class InstalmentCancelled:
    """An unpaid instalment was taken out of the plan; ``plan_waits`` where others wait to be approved."""

    project_id: str
    no: int
    amount_fen: Fen
    act: Act
    plan_waits: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class PaymentReversed:
    """A recorded payment was taken back by a new entry; the instalment is to be paid again."""

    project_id: str
    no: int
    amount_fen: Fen
    act: Act
    proposed_by: str = field(default="", compare=False)


@dataclass(frozen=True)
class ProjectReopened:
    """A settled or closed project runs again, because a payment was reversed."""

    project_id: str
    organisation_id: str
    project_no: str
    act: Act


@dataclass(frozen=True)
class ProjectReassigned:
    """The wrong organisation had been entered: the project is ``organisation_id``'s."""

    project_id: str
    organisation_id: str
    project_no: str
    act: Act


@dataclass(frozen=True)
class ProjectSettled:
    """The whole contract amount has been paid."""

    project_id: str
    act: Act


@dataclass(frozen=True)
class ProjectFrozen:
    """Unpaid instalments may not be paid until the organisation's standing is restored."""

    project_id: str
    organisation_id: str
    project_no: str
    reasons: tuple[str, ...]
    at: datetime
    invented: bool = False


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
    invented: bool = False


@dataclass(frozen=True)
class StandingChanged:
    """What grants knows of an organisation's credit and legal state has changed."""

    organisation_id: str
    blocked: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class PlanApproved:
    """Planned instalments were approved; they may be paid now."""

    project_id: str
    numbers: tuple[int, ...]
    amount_fen: Fen
    act: Act


@dataclass(frozen=True)
class ReversalProposed:
    """Somebody asked for a payment to be taken back; a second person has to decide."""

    project_id: str
    no: int
    amount_fen: Fen
    act: Act
    project_no: str = field(default="", compare=False)


@dataclass(frozen=True)
class ReversalDeclined:
    """The payment stands: its reversal was declined, or taken back."""

    project_id: str
    no: int
    act: Act
    project_no: str = field(default="", compare=False)
    proposed_by: str = field(default="", compare=False)


@dataclass(frozen=True)
class ReportSubmitted:
    """The report of an instalment was handed in."""

    project_id: str
    no: int
    act: Act
    project_no: str = field(default="", compare=False)


@dataclass(frozen=True)
class ReportAccepted:
    """The report of an instalment was accepted."""

    project_id: str
    no: int
    act: Act
    organisation_id: str = field(default="", compare=False)
    project_no: str = field(default="", compare=False)
    proposed_by: str = field(default="", compare=False)


@dataclass(frozen=True)
class ReportReturned:
    """The report of an instalment was returned, to be handed in anew; ``entered_by`` staff, or by the organisation."""

    project_id: str
    no: int
    act: Act
    organisation_id: str = field(default="", compare=False)
    project_no: str = field(default="", compare=False)
    entered_by: str = field(default="", compare=False)


@dataclass(frozen=True)
class CorrectionProposed:
    """Other terms of the contract (no number) or of an instalment were proposed; a second person has to decide."""

    project_id: str
    no: int | None
    act: Act
    project_no: str = field(default="", compare=False)


@dataclass(frozen=True)
class CorrectionApproved:
    """A second person approved the other terms: they hold from now on."""

    project_id: str
    no: int | None
    act: Act
    proposed_by: str = field(default="", compare=False)


@dataclass(frozen=True)
class CorrectionDeclined:
    """The other terms were declined, or taken back; everything stays as it was."""

    project_id: str
    no: int | None
    act: Act
    project_no: str = field(default="", compare=False)
    proposed_by: str = field(default="", compare=False)


@dataclass(frozen=True)
class AccountEntered:
    """An organisation's account was entered; a second person has to verify it, on the page of the project."""

    organisation_id: str
    act: Act
    project_id: str = field(default="", compare=False)
    project_no: str = field(default="", compare=False)


@dataclass(frozen=True)
class AccountVerified:
    """An organisation's account was verified: it is paid to from now on."""

    organisation_id: str
    act: Act
    proposed_by: str = field(default="", compare=False)


@dataclass(frozen=True)
class AccountDeclined:
    """An account that was entered was declined; the one before stands. The project is that on whose page it was."""

    organisation_id: str
    act: Act
    project_id: str = field(default="", compare=False)
    project_no: str = field(default="", compare=False)
    entered_by: str = field(default="", compare=False)


DomainEvent = (
    ProjectOpened
    | InstalmentsPlanned
    | InstalmentPaid
    | InstalmentCancelled
    | PaymentReversed
    | ProjectReopened
    | ProjectReassigned
    | ProjectSettled
    | ClosingProposed
    | ClosingApproved
    | ProjectClosed
    | ClosingDeclined
    | ProjectFrozen
    | FreezeReasonsChanged
    | ProjectUnfrozen
    | StandingChanged
    | PlanApproved
    | ReversalProposed
    | ReversalDeclined
    | ReportSubmitted
    | ReportAccepted
    | ReportReturned
    | CorrectionProposed
    | CorrectionApproved
    | CorrectionDeclined
    | AccountEntered
    | AccountVerified
    | AccountDeclined
)
