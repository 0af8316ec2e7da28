"""One organisation: particulars, legal life, credit standing with its reasons, corrections, what may be done."""

from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter

from services.registry.answers import Answer
from services.registry.domain.actions import organisation_actions
from services.registry.domain.errors import OrganisationNotFound
from services.registry.domain.kinds import OrganisationKind, OrganisationStatus, ReasonCode, Standing
from services.registry.domain.organisation import AbnormalReason, Correction, Organisation, Step
from services.registry.domain.permissions import MAY_READ
from services.registry.domain.places import Gazetteer
from shared.kernel.actions import AllowedAction
from shared.kernel.cause import Actor
from shared.storage.documents import read_state
from shared.storage.reading import Reader

_ORGANISATION = TypeAdapter(Organisation)


class ReasonRow(Answer):
    """One reason on the list of abnormal activity, open while ``cleared_at`` is null."""

    id: str
    code: ReasonCode
    year: int | None
    note: str
    decision_no: str
    open: bool
    listed_at: datetime
    listed_by: str
    cleared_at: datetime | None
    cleared_by: str | None
    clearing_note: str


class CorrectionRow(Answer):
    """One correction: which fields, what stood there before, why."""

    fields: list[str]
    before: dict[str, Any]
    reason: str
    by: str
    at: datetime


class StepRow(Answer):
    """One step of the legal life."""

    status: OrganisationStatus
    decision_no: str
    until: date | None
    by: str
    at: datetime


class OrganisationPage(Answer):
    """Everything about one organisation. ``invented`` marks example data; the name is then shown with 示例."""

    id: str
    version: int
    uscc: str
    name: str
    kind: OrganisationKind
    street_code: str
    street: str
    address: str
    supervisor: str
    legal_representative: str
    founded_on: date
    status: OrganisationStatus
    standing: Standing
    open_reasons: int
    reasons: list[ReasonRow]
    corrections: list[CorrectionRow]
    steps: list[StepRow]
    invented: bool
    allowed_actions: list[AllowedAction]
    updated_at: datetime


async def organisation_page(reader: Reader, places: Gazetteer, actor: Actor, organisation_id: str) -> OrganisationPage:
    """The organisation as it stands. Raises RoleRequired and OrganisationNotFound."""
    actor.require(*sorted(MAY_READ))
    document = await reader.one("organisations", {"_id": organisation_id})
    if document is None:
        raise OrganisationNotFound
    organisation = read_state(_ORGANISATION, {**document["state"], "id": organisation_id})
    p = organisation.particulars
    return OrganisationPage(
        id=organisation_id,
        version=document["version"],
        uscc=p.uscc,
        name=p.name,
        kind=p.kind,
        street_code=p.street_code,
        street=places.street_name(p.street_code),
        address=p.address,
        supervisor=p.supervisor,
        legal_representative=p.legal_representative,
        founded_on=p.founded_on,
        status=organisation.status,
        standing=organisation.standing,
        open_reasons=len(organisation.open_reasons),
        reasons=[_reason(reason) for reason in reversed(organisation.reasons)],
        corrections=[_correction(correction) for correction in reversed(organisation.corrections)],
        steps=[_step(step) for step in reversed(organisation.steps)],
        invented=organisation.invented,
        allowed_actions=organisation_actions(organisation, actor),
        updated_at=document["updated_at"],
    )


def _reason(reason: AbnormalReason) -> ReasonRow:
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
