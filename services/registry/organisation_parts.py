"""The parts of an organisation as it is shown: reasons, grounds, changes, corrections, steps, and its timeline."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any

from services.registry.answers import Answer
from services.registry.domain.credit import AbnormalReason, Credit, SeriousEntry
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
from services.registry.domain.history import Change, Correction, Step
from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.noted import Noted
from services.registry.domain.organisation import Organisation
from services.registry.domain.permissions import ON_REASON
from services.registry.domain.places import Gazetteer
from shared.kernel.act import Evidence
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.dated import Dated
from shared.kernel.labels import Label, LabelledEnum


class OrganisationEvent(LabelledEnum):
    """What can stand in an organisation's timeline."""

    RESUMED = "resumed", "恢复活动", "Resumed"
    SUSPENDED = "suspended", "限期停止活动", "Suspended"
    DEREGISTERED = "deregistered", "注销登记", "Deregistered"
    REVOKED = "revoked", "撤销登记", "Revoked"
    LICENCE_WITHDRAWN = "licence_withdrawn", "吊销登记证书", "Certificate withdrawn"
    CHANGED = "changed", "变更登记", "Registration changed"
    CORRECTED = "corrected", "更正登记事项", "Particulars corrected"
    LISTED = "listed", "列入活动异常名录", "Listed as abnormal"
    CLEARED = "cleared", "移出一条原因", "One reason cleared"
    LISTED_SERIOUS = "listed_serious", "列入严重违法失信名单", "Listed for serious breaches"
    MOVED_IN = "moved_in", "入驻", "Moved into the park"
    MOVED_OUT = "moved_out", "退出入驻", "Moved out of the park"
    LEFT_SERIOUS = "left_serious", "移出严重违法失信名单", "Taken off the list of serious breaches"


class ChangedField(LabelledEnum):
    """What of a certificate was changed or corrected."""

    USCC = "uscc", "统一社会信用代码", "credit code"
    NAME = "name", "名称", "name"
    KIND = "kind", "类型", "kind"
    STREET_CODE = "street_code", "镇（街道）", "street or town"
    ADDRESS = "address", "住所", "address"
    SUPERVISOR = "supervisor", "业务主管单位", "supervisor"
    LEGAL_REPRESENTATIVE = "legal_representative", "法定代表人", "legal representative"
    FOUNDED_ON = "founded_on", "成立日期", "founding date"


_STEPS = {
    OrganisationStatus.REGISTERED: OrganisationEvent.RESUMED,
    OrganisationStatus.SUSPENDED: OrganisationEvent.SUSPENDED,
    OrganisationStatus.DEREGISTERED: OrganisationEvent.DEREGISTERED,
    OrganisationStatus.REVOKED: OrganisationEvent.REVOKED,
    OrganisationStatus.LICENCE_WITHDRAWN: OrganisationEvent.LICENCE_WITHDRAWN,
}


class TimelineEntry(Answer):
    """Something that happened, when and by whom; ``recorded_at`` is later where it was entered late, with ``evidence``.

    Besides: the decision behind it and the last day it sets, the reason or ground that was entered on a list, the
    fields that changed, or what a person wrote.
    """

    what: OrganisationEvent
    at: datetime
    recorded_at: datetime
    evidence: Evidence = ""
    by: str | None
    decision_no: DecisionNo = ""
    until: SuspendedUntil | None = None
    code: Reason | None = None
    ground: Ground | None = None
    fields: tuple[ChangedField, ...] = ()
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
    by: str | None
    at: datetime
    recorded_at: datetime


class FactSpan(Answer):
    """What an organisation was called, or where it was, from a day (null: unknown) up to the day before another."""

    value: str
    start: date | None
    end: date | None


def timeline(organisation: Organisation) -> list[TimelineEntry]:
    """What happened since it was registered, the newest first by when it was written down."""
    entries = [
        _entry(_STEPS[step.status], step.told, decision_no=step.decision_no, until=step.until)
        for step in organisation.steps
    ]
    entries += [
        _entry(OrganisationEvent.CORRECTED, one.told, note=one.reason, fields=_fields(one.fields))
        for one in organisation.corrections
    ]
    entries += [
        _entry(OrganisationEvent.CHANGED, one.told, decision_no=one.decision_no, fields=_fields(one.after))
        for one in organisation.changes
    ]
    for reason in organisation.credit.reasons:
        entries.append(_entry(OrganisationEvent.LISTED, reason.listed, code=reason.listing.code))
        if reason.cleared:
            entries.append(_entry(OrganisationEvent.CLEARED, reason.cleared, note=reason.clearing_note))
    for stay in organisation.residencies:
        entries.append(_entry(OrganisationEvent.MOVED_IN, stay.begun, note=stay.place))
        if stay.ended:
            entries.append(_entry(OrganisationEvent.MOVED_OUT, stay.ended, note=stay.place))
    entries += _of_serious_list(organisation.credit)
    return sorted(entries, key=lambda entry: (entry.at, entry.recorded_at), reverse=True)


def _of_serious_list(credit: Credit) -> list[TimelineEntry]:
    """Each ground that was entered, and each leaving once, however many grounds it ended."""
    entries = [_entry(OrganisationEvent.LISTED_SERIOUS, one.listed, ground=one.ground) for one in credit.serious]
    left = {one.left: one.leaving_note for one in credit.serious if one.left}
    return [*entries, *(_entry(OrganisationEvent.LEFT_SERIOUS, told, note=note) for told, note in left.items())]


def _entry(what: OrganisationEvent, told: Noted, **more: Any) -> TimelineEntry:
    return TimelineEntry(
        what=what, at=told.since, recorded_at=told.recorded_at, evidence=told.evidence, by=told.person, **more
    )


def _fields(names: Iterable[str]) -> tuple[ChangedField, ...]:
    return tuple(map(ChangedField, names))


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


def correction_row(correction: Correction) -> CorrectionRow:
    """One correction."""
    return CorrectionRow(
        fields=list(correction.fields),
        before={name: getattr(correction.before, name) for name in correction.fields},
        reason=correction.reason,
        by=correction.told.by,
        at=correction.told.recorded_at,
    )


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


def _in_words(values: Mapping[str, str], places: Gazetteer) -> dict[str, str]:
    return {
        name: places.street_name(value) if name == "street_code" else value for name, value in values.items() if value
    }
