"""A social organisation (社会组织): its particulars, its legal life and its credit standing."""

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime

from services.registry.domain import errors, events
from services.registry.domain.kinds import OrganisationKind, OrganisationStatus, ReasonCode, Standing
from services.registry.domain.places import Gazetteer
from services.registry.domain.search_key import search_key
from services.registry.domain.uscc import require_sound_code
from shared.kernel.aggregate import Aggregate
from shared.kernel.calendar import local_date

EARLIEST_FOUNDING = date(1950, 1, 1)
"""Registration began with the provisional rules of 1950 (社会团体登记暂行办法): an earlier date is a slip."""


@dataclass(frozen=True)
class Particulars:
    """What the certificate says (登记事项). ``street_code`` is one of Fenghua's twelve streets and towns."""

    uscc: str
    name: str
    kind: OrganisationKind
    street_code: str
    address: str
    supervisor: str
    legal_representative: str
    founded_on: date

    def require_sound(self, places: Gazetteer, today: date) -> None:
        """Raise the first thing that is wrong with them: code, name, street, founding date."""
        require_sound_code(self.uscc, self.kind, places.region_exists)
        if not self.name.strip():
            raise errors.NameMissing
        if not places.has_street(self.street_code):
            raise errors.StreetUnknown(street=self.street_code)
        require_plausible_founding(self.founded_on, today)

    def differing(self, other: "Particulars") -> tuple[str, ...]:
        """The names of the fields in which two differ."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name))


@dataclass(frozen=True)
class Correction:
    """What the particulars were before a correction, and why they were corrected: nothing is overwritten unseen."""

    before: Particulars
    fields: tuple[str, ...]
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Step:
    """A step of the legal life: which state, on what decision, by whom and when; a suspension may say until when."""

    status: OrganisationStatus
    decision_no: str
    by: str
    at: datetime
    until: date | None = None


@dataclass(frozen=True)
class Listing:
    """What is said when a reason is entered: the code, and the year, note and decision where they apply."""

    code: ReasonCode
    year: int | None = None
    note: str = ""
    decision_no: str = ""

    @property
    def matter(self) -> tuple[object, ...]:
        """What tells it from others of its code: the year of a report, the order behind a penalty, or a description.

        An organisation without a party branch, or that cannot be reached, is listed for it once.
        """
        match self.code:
            case ReasonCode.ANNUAL_REPORT_MISSING:
                return (self.year,)
            case ReasonCode.PARTY_BRANCH_MISSING | ReasonCode.UNREACHABLE:
                return ()
            case ReasonCode.OTHER:
                return (self.decision_no, self.note)
            case _:
                return (self.decision_no,)


@dataclass(frozen=True)
class AbnormalReason:
    """One reason on the list of abnormal activity, open until ``cleared_at``."""

    id: str
    listing: Listing
    listed_by: str
    listed_at: datetime
    cleared_by: str | None = None
    cleared_at: datetime | None = None
    clearing_note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still keeps the organisation on the list."""
        return self.cleared_at is None


@dataclass
class Organisation(Aggregate):
    """One organisation from registration to its end. ``invented`` marks example data and is shown with the name."""

    id: str
    particulars: Particulars
    status: OrganisationStatus = OrganisationStatus.REGISTERED
    reasons: list[AbnormalReason] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    invented: bool = False

    @classmethod
    def register(
        cls,
        organisation_id: str,
        particulars: Particulars,
        places: Gazetteer,
        *,
        by: str,
        at: datetime,
        status: OrganisationStatus = OrganisationStatus.REGISTERED,
        invented: bool = False,
    ) -> "Organisation":
        """Enter an organisation that civil affairs has registered. Raises what is wrong with its particulars.

        ``status`` differs from registered only when an older register, with organisations long gone, is taken over.
        """
        particulars.require_sound(places, local_date(at))
        organisation = cls(organisation_id, particulars, status, invented=invented)
        code, kind = particulars.uscc, particulars.kind
        organisation.record(events.OrganisationRegistered(organisation_id, code, kind, status, by, at))
        return organisation

    @property
    def open_reasons(self) -> list[AbnormalReason]:
        """The reasons that keep it on the list."""
        return [reason for reason in self.reasons if reason.is_open]

    @property
    def standing(self) -> Standing:
        """Abnormal as long as any reason is open: clearing one of two restores nothing (第十四条)."""
        return Standing.ABNORMAL if self.open_reasons else Standing.CLEAR

    def correct(self, particulars: Particulars, places: Gazetteer, reason: str, by: str, at: datetime) -> None:
        """Put wrong particulars right and keep what stood before, with the reason."""
        changed = self.particulars.differing(particulars)
        if not changed:
            raise errors.NothingChanged
        particulars.require_sound(places, local_date(at))
        self.corrections.append(Correction(self.particulars, changed, reason, by, at))
        self.particulars = particulars
        self.record(events.OrganisationCorrected(self.id, changed, by, at))

    def require_running(self) -> None:
        """Raise unless it may act: neither suspended nor gone."""
        self.require_existing()
        if self.status is OrganisationStatus.SUSPENDED:
            raise errors.NotRunning

    def require_existing(self) -> None:
        """Raise OrganisationGone once it was deregistered or revoked."""
        if self.status.is_final:
            raise errors.OrganisationGone

    def require_suspended(self) -> None:
        """Raise unless it is suspended."""
        self.require_existing()
        if self.status is not OrganisationStatus.SUSPENDED:
            raise errors.NotSuspended

    def require_clearable(self, reason_id: str) -> AbnormalReason:
        """The open reason of this id. Raises OrganisationGone, ReasonNotFound or ReasonAlreadyCleared."""
        self.require_existing()
        reason = next((one for one in self.reasons if one.id == reason_id), None)
        if reason is None:
            raise errors.ReasonNotFound
        if not reason.is_open:
            raise errors.ReasonAlreadyCleared
        return reason

    def suspend(self, decision_no: str, until: date | None, by: str, at: datetime) -> None:
        """限期停止活动 (社会团体登记管理条例 第三十条; 民办非企业单位登记管理暂行条例 第二十五条)."""
        self.require_running()
        if until is not None and until < local_date(at):
            raise errors.SuspensionEndsInPast(day=until.isoformat())
        self._step(Step(OrganisationStatus.SUSPENDED, decision_no, by, at, until))
        self.record(events.OrganisationSuspended(self.id, len(self.open_reasons), until, by, at))

    def resume(self, decision_no: str, by: str, at: datetime) -> None:
        """End the suspension."""
        self.require_suspended()
        self._step(Step(OrganisationStatus.REGISTERED, decision_no, by, at))
        self.record(events.OrganisationResumed(self.id, len(self.open_reasons), by, at))

    def deregister(self, decision_no: str, by: str, at: datetime) -> None:
        """注销, at the organisation's own wish after liquidation."""
        self.require_existing()
        self._step(Step(OrganisationStatus.DEREGISTERED, decision_no, by, at))
        self.record(events.OrganisationDeregistered(self.id, len(self.open_reasons), by, at))

    def revoke(self, decision_no: str, by: str, at: datetime) -> None:
        """撤销登记, by decision of the registering office."""
        self.require_existing()
        self._step(Step(OrganisationStatus.REVOKED, decision_no, by, at))
        self.record(events.OrganisationRevoked(self.id, len(self.open_reasons), by, at))

    def list_abnormal(self, reason_id: str, listing: Listing, by: str, at: datetime) -> None:
        """Enter one reason on the list of abnormal activity (民政部令第60号 第十一条)."""
        self.require_existing()
        require_complete(listing, local_date(at))
        if any((r.listing.code, r.listing.matter) == (listing.code, listing.matter) for r in self.open_reasons):
            raise errors.ReasonAlreadyOpen
        self.reasons.append(AbnormalReason(reason_id, listing, by, at))
        left = len(self.open_reasons)
        self.record(events.OrganisationListedAbnormal(self.id, reason_id, listing.code, left, self.status, by, at))

    def clear_reason(self, reason_id: str, note: str, by: str, at: datetime) -> None:
        """Clear one reason after it was checked (第十四条); only the last one restores the standing."""
        reason = self.require_clearable(reason_id)
        cleared = replace(reason, cleared_by=by, cleared_at=at, clearing_note=note)
        self.reasons[self.reasons.index(reason)] = cleared
        left = len(self.open_reasons)
        self.record(events.ReasonCleared(self.id, reason_id, left, self.status, by, at))
        if not left:
            self.record(events.StandingRestored(self.id, self.status, at))

    def _step(self, step: Step) -> None:
        self.status = step.status
        self.steps.append(step)


def name_held(particulars: Particulars, status: OrganisationStatus) -> str | None:
    """The name, made comparable, that no other organisation of the district may bear; None once it is free again.

    Basis: 社会组织名称管理办法 (民政部令第69号). The office keeps names apart whatever the kind of organisation.
    """
    return None if status.is_final else search_key(particulars.name)


def require_plausible_founding(day: date, today: date) -> None:
    """Raise unless an organisation can have been founded on this day."""
    if day > today:
        raise errors.FoundedInFuture(day=day.isoformat())
    if day < EARLIEST_FOUNDING:
        raise errors.FoundedTooEarly(day=day.isoformat())


def require_complete(listing: Listing, today: date) -> None:
    """A missing annual report names its year, which is over, and another situation is described."""
    if listing.code is ReasonCode.ANNUAL_REPORT_MISSING:
        if listing.year is None:
            raise errors.ReasonNeedsYear
        if listing.year >= today.year:
            raise errors.ReasonYearNotOver(year=listing.year)
    if listing.code is ReasonCode.OTHER and not listing.note.strip():
        raise errors.ReasonNeedsNote
