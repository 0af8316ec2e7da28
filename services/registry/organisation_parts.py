"""The parts of an organisation as it is shown: reasons, grounds, changes, corrections, steps, and its timeline."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

from services.registry.answers import Answer
from services.registry.domain.credit import AbnormalReason, SeriousEntry
from services.registry.domain.fields import (
    ClearedAt,
    ClearingNote,
    CorrectionReason,
    DecisionNo,
    EffectiveOn,
    Ground,
    ListedAt,
    Reason,
    ReasonNote,
    ReasonYear,
    Status,
    SuspendedUntil,
)
from services.registry.domain.history import Change, Step
from services.registry.domain.organisation import Organisation
from services.registry.domain.permissions import ON_REASON
from services.registry.domain.places import Gazetteer
from services.registry.organisation_timeline import ChangedField
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.calendar import local_date
from shared.kernel.cause import Actor
from shared.kernel.dated import Dated
from shared.kernel.labels import Label


class ReasonRow(Answer):
    """One reason on the list of abnormal activity, open while ``cleared_at`` is null, and what may be done with it."""

    id: str
    code: Reason
    year: ReasonYear | None
    note: ReasonNote
    decision_no: DecisionNo
    open: Annotated[bool, Label("未移出", "Open")]
    listed_at: ListedAt
    listed_recorded_at: datetime
    listed_by: str
    cleared_at: ClearedAt | None
    cleared_by: str | None
    clearing_note: ClearingNote
    allowed_actions: list[AllowedAction]


class GroundRow(Answer):
    """One ground on the list of serious breaches, open while ``left_at`` is null."""

    ground: Ground
    decision_no: DecisionNo
    note: ReasonNote
    open: Annotated[bool, Label("在名单内", "Listed")]
    listed_at: ListedAt
    listed_by: str | None
    left_at: ClearedAt | None
    left_by: str | None
    leaving_note: ClearingNote


class ChangeRow(Answer):
    """One change of registration: what each field was, and what it is from the day on."""

    before: dict[str, str]
    after: dict[str, str]
    effective_on: EffectiveOn
    decision_no: DecisionNo
    by: str
    recorded_at: datetime


class CorrectionRow(Answer):
    """One correction: which fields, what stood there before and since, why. Of kinds the code stands there."""

    fields: list[ChangedField]
    before: dict[str, str]
    after: dict[str, str]
    reason: CorrectionReason
    by: str
    at: datetime


class StepRow(Answer):
    """One step of the legal life."""

    status: Status
    decision_no: DecisionNo
    until: SuspendedUntil | None
    by: str | None
    at: datetime
    recorded_at: datetime


class FactSpan(Answer):
    """What an organisation was called, or where it was, from a day (null: unknown) up to the day before another."""

    value: str
    start: date | None
    end: date | None


def reason_row(organisation: Organisation, reason: AbnormalReason, offers: Offers, actor: Actor) -> ReasonRow:
    """One reason, and what this reader may do with it."""
    listing, cleared = reason.listing, reason.cleared
    return ReasonRow(
        id=reason.id,
        code=listing.code,
        year=listing.year,
        note=listing.note,
        decision_no=listing.decision_no,
        open=reason.is_open,
        listed_at=reason.listed.since,
        listed_recorded_at=reason.listed.recorded_at,
        listed_by=reason.listed.by,
        cleared_at=cleared.since if cleared else None,
        cleared_by=cleared.person if cleared else None,
        clearing_note=reason.clearing_note,
        allowed_actions=offers.on(ON_REASON, (organisation, reason.id), actor),
    )


def ground_row(entry: SeriousEntry) -> GroundRow:
    """One ground."""
    return GroundRow(
        ground=entry.ground,
        decision_no=entry.decision_no,
        note=entry.note,
        open=entry.is_open,
        listed_at=entry.listed.since,
        listed_by=entry.listed.person,
        left_at=entry.left.since if entry.left else None,
        left_by=entry.left.person if entry.left else None,
        leaving_note=entry.leaving_note,
    )


def change_row(change: Change, places: Gazetteer) -> ChangeRow:
    """One change, its streets by name."""
    return ChangeRow(
        before=_in_words(change.before, places),
        after=_in_words(change.after, places),
        effective_on=change.effective_on,
        decision_no=change.decision_no,
        by=change.told.by,
        recorded_at=change.told.recorded_at,
    )


def correction_rows(organisation: Organisation, places: Gazetteer) -> list[CorrectionRow]:
    """Each correction with what stood before and what was put there, the newest first, its streets by name."""
    rows, right = [], asdict(organisation.particulars)
    for one in reversed(organisation.corrections):
        told = one.told.recorded_at
        now = {name: getattr(one.before, name) for name in one.fields}
        after = {name: _put_there(organisation, name, right, told) for name in one.fields}
        rows.append(
            CorrectionRow(
                fields=[ChangedField(name) for name in one.fields],
                before=_in_words(now, places),
                after=_in_words(after, places),
                reason=one.reason,
                by=one.told.by,
                at=told,
            )
        )
        right |= now
    return rows


def _put_there(organisation: Organisation, name: str, right: Mapping[str, Any], told: datetime) -> Any:
    """What a correction wrote: of a fact that changes what was known then, of another what stood until the next one."""
    fact = organisation.history.get(name)
    return fact.at(local_date(told), told) if fact else right[name]


def step_row(step: Step) -> StepRow:
    """One step."""
    told = step.told
    return StepRow(
        status=step.status,
        decision_no=step.decision_no,
        until=step.until,
        by=told.person,
        at=told.since,
        recorded_at=told.recorded_at,
    )


def spans_of(fact: Dated[str], places: Gazetteer | None = None) -> list[FactSpan]:
    """The history of a fact; a street by its name."""
    return [
        FactSpan(value=places.street_name(one.value) if places else one.value, start=one.start, end=one.end)
        for one in fact.spans()
    ]


def _in_words(values: Mapping[str, Any], places: Gazetteer) -> dict[str, str]:
    """Values as texts, a street by its name; what was empty is left out."""
    return {
        name: places.street_name(value) if name == "street_code" else str(value)
        for name, value in values.items()
        if value
    }
