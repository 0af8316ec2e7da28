"""What happens in the register, in the past tense; what others hear of it is decided in outbound.py."""

from dataclasses import dataclass
from datetime import date, datetime

from services.registry.domain.kinds import OrganisationKind, OrganisationStatus, ReasonCode, SeriousGround
from services.registry.domain.matching import InterpreterRequest, Proposed
from services.registry.domain.profile_events import ProfileChanged
from services.registry.domain.retraction_events import RetractionDecided, RetractionProposed
from shared.kernel.act import Act


@dataclass(frozen=True)
class OrganisationRegistered:
    """An organisation was entered in the register."""

    organisation_id: str
    uscc: str
    kind: OrganisationKind
    status: OrganisationStatus
    name: str
    act: Act


@dataclass(frozen=True)
class OrganisationCorrected:
    """Wrong particulars were put right; ``fields`` are their names, ``name`` is the right one where it was wrong.

    Without fields, nothing was wrong: the name is told to those who heard of the organisation before names travelled.
    """

    organisation_id: str
    fields: tuple[str, ...]
    name: str | None
    act: Act


@dataclass(frozen=True)
class OrganisationChanged:
    """Some of the certificate is another since ``effective_on`` (变更登记); ``fields`` are their names.

    ``name`` is what it is called from then on, where that changed.
    """

    organisation_id: str
    fields: tuple[str, ...]
    name: str | None
    effective_on: date
    act: Act


@dataclass(frozen=True)
class OrganisationSuspended:
    """限期停止活动. ``open_reasons`` are those it is listed for, here and in the steps below."""

    organisation_id: str
    open_reasons: int
    until: date
    act: Act


@dataclass(frozen=True)
class OrganisationResumed:
    """The suspension ended."""

    organisation_id: str
    open_reasons: int
    act: Act


@dataclass(frozen=True)
class OrganisationDeregistered:
    """注销: it ended at its own wish."""

    organisation_id: str
    open_reasons: int
    act: Act


@dataclass(frozen=True)
class OrganisationRevoked:
    """撤销登记 or 吊销登记证书: the office ended it; ``status`` tells which."""

    organisation_id: str
    status: OrganisationStatus
    open_reasons: int
    act: Act


@dataclass(frozen=True)
class OrganisationListedAbnormal:
    """One reason was entered on the list of abnormal activity; ``open_reasons`` counts it."""

    organisation_id: str
    reason_id: str
    code: ReasonCode
    open_reasons: int
    status: OrganisationStatus
    act: Act


@dataclass(frozen=True)
class ReasonCleared:
    """One reason was cleared; ``open_reasons`` are left."""

    organisation_id: str
    reason_id: str
    open_reasons: int
    status: OrganisationStatus
    act: Act


@dataclass(frozen=True)
class OrganisationListedSerious:
    """One ground was entered on the list of serious breaches; ``open_grounds`` counts it."""

    organisation_id: str
    ground: SeriousGround
    open_grounds: int
    open_reasons: int
    status: OrganisationStatus
    act: Act


@dataclass(frozen=True)
class OrganisationLeftSeriousList:
    """The organisation left the list of serious breaches; it may still be listed as abnormal."""

    organisation_id: str
    open_reasons: int
    status: OrganisationStatus
    act: Act


@dataclass(frozen=True)
class StandingRestored:
    """Nothing keeps it on either list any more."""

    organisation_id: str
    status: OrganisationStatus
    act: Act


@dataclass(frozen=True)
class MovedIn:
    """It has a place in the park."""

    organisation_id: str
    act: Act


@dataclass(frozen=True)
class MovedOut:
    """It has handed its place in the park back."""

    organisation_id: str
    act: Act


@dataclass(frozen=True)
class StepRetracted:
    """A decision of the legal life that was entered by mistake was taken back; ``status`` is what holds instead."""

    organisation_id: str
    status: OrganisationStatus
    open_reasons: int
    act: Act


@dataclass(frozen=True)
class ImportBegun:
    """A file was read and its rows are being written, or only looked at in a dry run."""

    import_id: str
    dry_run: bool
    by: str
    at: datetime


@dataclass(frozen=True)
class ImportFinished:
    """Every row of a file has had its turn, and the result is kept."""

    import_id: str
    at: datetime


@dataclass(frozen=True)
class ImportStopped:
    """The job of an import ended before its last row; the rows written until then stay."""

    import_id: str
    at: datetime


@dataclass(frozen=True)
class TrialCarriedOut:
    """What a trial run read is imported for real by a job."""

    import_id: str
    job_id: str
    at: datetime


@dataclass(frozen=True)
class TalentAdded:
    """A person joined the talent pool."""

    talent_id: str
    by: str
    at: datetime


@dataclass(frozen=True)
class TalentUpdated:
    """What is known of a person in the pool changed."""

    talent_id: str
    by: str
    at: datetime


@dataclass(frozen=True)
class TalentWithdrawn:
    """A person left the pool; what was known of them was erased."""

    talent_id: str
    by: str
    at: datetime


@dataclass(frozen=True)
class TalentCallCounted:
    """What became of a call to a person of the pool was counted."""

    talent_id: str
    at: datetime


@dataclass(frozen=True)
class InterpretersProposed:
    """A request for an interpreter was answered, possibly with nobody."""

    search_id: str
    request: InterpreterRequest
    proposals: tuple[Proposed, ...]
    at: datetime


@dataclass(frozen=True)
class FigureQuoted:
    """A figure that the press gave for the register was entered."""

    figure_id: str
    act: Act


@dataclass(frozen=True)
class FigureWithdrawn:
    """A figure of the press that was quoted wrongly was withdrawn."""

    figure_id: str
    act: Act


DomainEvent = (
    OrganisationRegistered
    | OrganisationCorrected
    | OrganisationChanged
    | OrganisationSuspended
    | OrganisationResumed
    | OrganisationDeregistered
    | OrganisationRevoked
    | OrganisationListedAbnormal
    | ReasonCleared
    | OrganisationListedSerious
    | OrganisationLeftSeriousList
    | StandingRestored
    | MovedIn
    | MovedOut
    | StepRetracted
    | ProfileChanged
    | RetractionProposed
    | RetractionDecided
    | ImportBegun
    | ImportFinished
    | ImportStopped
    | TrialCarriedOut
    | TalentAdded
    | TalentUpdated
    | TalentWithdrawn
    | TalentCallCounted
    | InterpretersProposed
    | FigureQuoted
    | FigureWithdrawn
)
"""Everything that happens here; outbound.py decides for each whether others hear of it."""
