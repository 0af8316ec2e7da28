"""One organisation: particulars, legal life, credit standing with its reasons, what may be done, what happened."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import TypeAdapter

from services.registry.answers import Answer
from services.registry.domain.errors import OrganisationNotFound
from services.registry.domain.fields import (
    Address,
    ClearedAt,
    ClearingNote,
    CorrectionReason,
    DecisionNo,
    LegalRepresentative,
    ListedAt,
    Reason,
    ReasonNote,
    ReasonYear,
    Status,
    Supervisor,
    SuspendedUntil,
)
from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.organisation import AbnormalReason, Correction, Organisation, Step
from services.registry.domain.permissions import ON_ORGANISATION, ON_REASON, READERS
from services.registry.domain.places import Gazetteer
from services.registry.queries.organisation_list import OrganisationLine, organisation_line
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.labels import Label, LabelledEnum
from shared.storage.documents import read_state
from shared.storage.reading import Reader

_ORGANISATION = TypeAdapter(Organisation)


class OrganisationEvent(LabelledEnum):
    """What can stand in an organisation's timeline."""

    RESUMED = "resumed", "恢复活动", "Resumed"
    SUSPENDED = "suspended", "限期停止活动", "Suspended"
    DEREGISTERED = "deregistered", "注销登记", "Deregistered"
    REVOKED = "revoked", "撤销登记", "Revoked"
    CORRECTED = "corrected", "更正登记事项", "Particulars corrected"
    LISTED = "listed", "列入活动异常名录", "Listed as abnormal"
    CLEARED = "cleared", "移出一条原因", "One reason cleared"


_STEPS = {
    OrganisationStatus.REGISTERED: OrganisationEvent.RESUMED,
    OrganisationStatus.SUSPENDED: OrganisationEvent.SUSPENDED,
    OrganisationStatus.DEREGISTERED: OrganisationEvent.DEREGISTERED,
    OrganisationStatus.REVOKED: OrganisationEvent.REVOKED,
}


class TimelineEntry(Answer):
    """Something that happened, when and by whom; the decision behind a step of the legal life and the last day it
    sets, the reason that was entered on the list, or what a person wrote.
    """

    what: OrganisationEvent
    at: datetime
    by: str | None
    decision_no: DecisionNo = ""
    until: SuspendedUntil | None = None
    code: Reason | None = None
    note: str = ""


class ReasonRow(Answer):
    """One reason on the list of abnormal activity, open while ``cleared_at`` is null, and what may be done with it."""

    id: str
    code: Reason
    year: ReasonYear | None
    note: ReasonNote
    decision_no: DecisionNo
    open: Annotated[bool, Label("未移出", "Open")]
    listed_at: ListedAt
    listed_by: str
    cleared_at: ClearedAt | None
    cleared_by: str | None
    clearing_note: ClearingNote
    allowed_actions: list[AllowedAction]


class CorrectionRow(Answer):
    """One correction: which fields, what stood there before, why."""

    fields: list[str]
    before: dict[str, Any]
    reason: CorrectionReason
    by: str
    at: datetime


class StepRow(Answer):
    """One step of the legal life."""

    status: Status
    decision_no: DecisionNo
    until: SuspendedUntil | None
    by: str
    at: datetime


class OrganisationPage(OrganisationLine):
    """Everything about one organisation. ``invented`` marks example data; the name is then shown with 示例.

    ``timeline`` has the newest first; ``suspended_until`` is the last day of a suspension that lasts, where one is set.
    """

    address: Address
    supervisor: Supervisor
    legal_representative: LegalRepresentative
    suspended_until: SuspendedUntil | None
    reasons: list[ReasonRow]
    corrections: list[CorrectionRow]
    steps: list[StepRow]
    timeline: list[TimelineEntry]
    allowed_actions: list[AllowedAction]
    updated_at: datetime


async def organisation_page(
    reader: Reader, offers: Offers, places: Gazetteer, actor: Actor, organisation_id: str
) -> OrganisationPage:
    """The organisation as it stands. Raises RoleRequired and OrganisationNotFound."""
    actor.require(*sorted(READERS))
    document = await reader.one("organisations", {"_id": organisation_id})
    if document is None:
        raise OrganisationNotFound
    organisation = read_state(_ORGANISATION, {**document["state"], "id": organisation_id})
    particulars = organisation.particulars
    return OrganisationPage(
        **organisation_line(document, places).model_dump(),
        address=particulars.address,
        supervisor=particulars.supervisor,
        legal_representative=particulars.legal_representative,
        suspended_until=organisation.steps[-1].until if organisation.steps else None,
        reasons=[_reason(organisation, reason, offers, actor) for reason in reversed(organisation.reasons)],
        corrections=[_correction(correction) for correction in reversed(organisation.corrections)],
        steps=[_step(step) for step in reversed(organisation.steps)],
        timeline=timeline(organisation),
        allowed_actions=offers.on(ON_ORGANISATION, organisation, actor),
        updated_at=document["updated_at"],
    )


def timeline(organisation: Organisation) -> list[TimelineEntry]:
    """What happened since it was registered, the newest first."""
    entries = [
        TimelineEntry(what=_STEPS[step.status], at=step.at, by=step.by, decision_no=step.decision_no, until=step.until)
        for step in organisation.steps
    ]
    entries += [
        TimelineEntry(what=OrganisationEvent.CORRECTED, at=one.at, by=one.by, note=one.reason)
        for one in organisation.corrections
    ]
    for reason in organisation.reasons:
        entries.extend(_reason_entries(reason))
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _reason_entries(reason: AbnormalReason) -> list[TimelineEntry]:
    listed, cleared = OrganisationEvent.LISTED, OrganisationEvent.CLEARED
    entries = [TimelineEntry(what=listed, at=reason.listed_at, by=reason.listed_by, code=reason.listing.code)]
    if reason.cleared_at:
        note = reason.clearing_note
        entries.append(TimelineEntry(what=cleared, at=reason.cleared_at, by=reason.cleared_by, note=note))
    return entries


def _reason(organisation: Organisation, reason: AbnormalReason, offers: Offers, actor: Actor) -> ReasonRow:
    listing = reason.listing
    return ReasonRow(
        id=reason.id,
        code=listing.code,
        year=listing.year,
        note=listing.note,
        decision_no=listing.decision_no,
        open=reason.is_open,
        listed_at=reason.listed_at,
        listed_by=reason.listed_by,
        cleared_at=reason.cleared_at,
        cleared_by=reason.cleared_by,
        clearing_note=reason.clearing_note,
        allowed_actions=offers.on(ON_REASON, (organisation, reason.id), actor),
    )


def _correction(correction: Correction) -> CorrectionRow:
    return CorrectionRow(
        fields=list(correction.fields),
        before={name: getattr(correction.before, name) for name in correction.fields},
        reason=correction.reason,
        by=correction.by,
        at=correction.at,
    )


def _step(step: Step) -> StepRow:
    return StepRow(status=step.status, decision_no=step.decision_no, until=step.until, by=step.by, at=step.at)
