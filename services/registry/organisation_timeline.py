"""The timeline of an organisation: what happened to it, with what tells one entry from another."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from services.registry.answers import Answer
from services.registry.domain.credit import AbnormalReason, Credit
from services.registry.domain.fields import (
    DecisionNo,
    FileName,
    Ground,
    ImportId,
    Reason,
    ReasonYear,
    RowOfFile,
    SuspendedUntil,
)
from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.noted import Noted
from services.registry.domain.organisation import Organisation
from services.registry.domain.retraction import Taken
from shared.kernel.act import Evidence
from shared.kernel.labels import LabelledEnum


class OrganisationEvent(LabelledEnum):
    """What can stand in an organisation's timeline."""

    IMPORTED = "imported", "导入登记册", "Entered by an import"
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
    RETRACTED = "retracted", "更正误登", "Taken back as entered by mistake"


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

    Besides: the decision behind it and the last day it sets, the reason with its year or the ground that was entered on
    a list, the fields that changed, or what a person wrote; ``of`` is what was taken back.
    Of an import: which, its file, and the row there.
    """

    what: OrganisationEvent
    at: datetime
    recorded_at: datetime
    evidence: Evidence = ""
    by: str | None
    decision_no: DecisionNo = ""
    until: SuspendedUntil | None = None
    code: Reason | None = None
    year: ReasonYear | None = None
    ground: Ground | None = None
    fields: tuple[ChangedField, ...] = ()
    note: str = ""
    of: OrganisationEvent | None = None
    import_id: ImportId = ""
    file_name: FileName = ""
    row: RowOfFile | None = None


def timeline(organisation: Organisation) -> list[TimelineEntry]:
    """What happened since it was registered, the newest first by when it was written down."""
    entries = [
        _entry(_STEPS[step.status], step.told, decision_no=step.decision_no, until=step.until)
        for step in organisation.steps
    ]
    if entered := organisation.entered:
        came = {"import_id": entered.import_id, "file_name": entered.file_name, "row": entered.row}
        entries.append(_entry(OrganisationEvent.IMPORTED, entered.told, **came))
    entries += [
        _entry(
            OrganisationEvent.CORRECTED, one.told, note=one.reason, fields=_fields(one.fields), import_id=one.import_id
        )
        for one in organisation.corrections
    ]
    entries += [
        _entry(OrganisationEvent.CHANGED, one.told, decision_no=one.decision_no, fields=_fields(one.after))
        for one in organisation.changes
    ]
    for reason in organisation.credit.reasons:
        entries.append(_listed(reason))
        if reason.cleared:
            which, note = {"code": reason.listing.code, "year": reason.listing.year}, reason.clearing_note
            entries.append(_entry(OrganisationEvent.CLEARED, reason.cleared, note=note, **which))
    for stay in organisation.residencies:
        entries.append(_entry(OrganisationEvent.MOVED_IN, stay.begun, note=stay.place))
        if stay.ended:
            entries.append(_entry(OrganisationEvent.MOVED_OUT, stay.ended, note=stay.place))
    entries += _of_serious_list(organisation.credit)
    entries += [
        _entry(OrganisationEvent.RETRACTED, one.decided, note=one.reason, **_which(one.taken))
        for one in organisation.retractions
        if one.decided and one.approved
    ]
    return sorted(entries, key=lambda entry: (entry.at, entry.recorded_at), reverse=True)


def _of_serious_list(credit: Credit) -> list[TimelineEntry]:
    """Each ground that was entered, and each leaving once, however many grounds it ended."""
    entries = [
        _entry(OrganisationEvent.LISTED_SERIOUS, one.listed, ground=one.ground, decision_no=one.decision_no)
        for one in credit.serious
    ]
    left = {one.left: one.leaving_note for one in credit.serious if one.left}
    return [*entries, *(_entry(OrganisationEvent.LEFT_SERIOUS, told, note=note) for told, note in left.items())]


def described(taken: Taken) -> TimelineEntry:
    """What is, or was, to be taken back, as the timeline tells it."""
    if taken.steps:
        step = taken.steps[0]
        return _entry(_STEPS[step.status], step.told, decision_no=step.decision_no, until=step.until)
    if taken.reason:
        return _listed(taken.reason)
    if taken.change:
        change = taken.change
        fields = _fields(change.after)
        return _entry(OrganisationEvent.CHANGED, change.told, decision_no=change.decision_no, fields=fields)
    ground = taken.ground
    if ground is None:
        raise ValueError("a retraction takes back a step, a reason, a change or a ground")
    return _entry(OrganisationEvent.LISTED_SERIOUS, ground.listed, ground=ground.ground, decision_no=ground.decision_no)


def _which(taken: Taken) -> dict[str, Any]:
    """What was taken back, without its time and its writer."""
    one = described(taken)
    kept = ("decision_no", "until", "code", "year", "ground", "fields")
    return {"of": one.what, **{name: getattr(one, name) for name in kept}}


def _listed(reason: AbnormalReason) -> TimelineEntry:
    listing = reason.listing
    return _entry(
        OrganisationEvent.LISTED,
        reason.listed,
        code=listing.code,
        year=listing.year,
        decision_no=listing.decision_no,
    )


def _entry(what: OrganisationEvent, told: Noted, **more: Any) -> TimelineEntry:
    return TimelineEntry(
        what=what, at=told.since, recorded_at=told.recorded_at, evidence=told.evidence, by=told.person, **more
    )


def _fields(names: Iterable[str]) -> tuple[ChangedField, ...]:
    return tuple(map(ChangedField, names))
