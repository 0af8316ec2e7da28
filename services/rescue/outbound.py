"""The privacy border: which of rescue's domain events leave the service, and as what; the others stay inside."""

from typing import assert_never

import shared.contracts.rescue as contracts
import shared.contracts.rescue_notices as notices
import shared.contracts.rescue_public as public
import shared.contracts.rescue_wards as wards
from services.rescue.domain import (
    entry_events,
    erasure_events,
    events,
    inquiry_events,
    limit_events,
    photo_events,
    public_events,
    ward_events,
)
from services.rescue.domain.kinds import Departure
from services.rescue.domain.search_kinds import InquiryKind
from shared.clock.rules import RuleTable
from shared.contracts.contract import Contract
from shared.kernel.dual_control import refused_to


def outbound(event: events.DomainEvent, rules: RuleTable) -> Contract | None:
    """The contract event to send, or None; ``rules`` know what the limits are called.

    Area and dialect of a request were checked against their clue before.
    """
    match event:
        case events.CaseOpened():
            return contracts.CaseOpened(case_id=event.case_id, case_no=event.case_no)
        case events.CaseHandedOver():
            return _handed_over(event)
        case events.InterpreterRequested():
            return _request(event)
        case events.InterpreterContacted():
            return _contacted(event)
        case limit_events.DeadlineDueSoon() | limit_events.DeadlineMissed():
            return _deadline(event, rules)
        case limit_events.DeadlineSettled():
            return contracts.DeadlineSettled(case_id=event.case_id, code=event.code, about=event.about or None)
        case events.PersonDeparted(how=Departure.SETTLED) | limit_events.DeadlineDated():
            return None
        case events.PersonDeparted():
            return contracts.DeadlinesEnded(case_id=event.case_id)
        case events.DepartureCorrected() | events.DepartureCorrectionProposed() | events.DepartureCorrectionDeclined():
            return _correction(event)
        case inquiry_events.InquirySent():
            return contracts.DnaRequested(case_id=event.case_id) if event.kind is InquiryKind.DNA_SAMPLE else None
        case events.NoticeEvent():
            return _notice(event)
        case public_events.NoticeMadePublic() | public_events.NoticeTakenDown():
            return _public(event)
        case events.IdentityStatedBySelf() | events.IntakeSupplemented() | inquiry_events.InquiryAnswered():
            return None
        case events.PersonReceived() | events.PersonPlaced() | events.PersonDescribed() | photo_events.PhotoEvent():
            return None
        case entry_events.EntryCorrectionProposed() | entry_events.EntryCorrectionDeclined() | events.EntryCorrected():
            return _entry(event)
        case events.AbilityImproved():
            return _improved(event) if event.asked else None
        case events.InterviewTaskSettled():
            return contracts.InterviewTaskSettled(case_id=event.case_id)
        case events.InterviewRecorded() | events.AbilityReported() | events.ClueChecked() | events.ClueRefuted():
            return None
        case events.InterpretersProposed() | events.DutyRecorded() | events.SearchStarted() | events.IdentityChecked():
            return None
        case ward_events.WardReported() | ward_events.WardReportSettled():
            return _ward(event)
        case erasure_events.ErasureProposed() | erasure_events.ErasureDeclined() | erasure_events.PersonErased():
            return _erasure(event)
        case _:
            assert_never(event)


def _erasure(
    event: erasure_events.ErasureProposed | erasure_events.ErasureDeclined | erasure_events.PersonErased,
) -> Contract:
    if isinstance(event, erasure_events.ErasureProposed):
        return contracts.ErasureProposed(case_id=event.case_id, case_no=event.case_no, by_head=event.by_head)
    return contracts.ErasureDecided(case_id=event.case_id)


def _ward(event: ward_events.WardReported | ward_events.WardReportSettled) -> Contract:
    """That there is a report; of whom, and where, stays inside."""
    if isinstance(event, ward_events.WardReported):
        return wards.WardReported(report_id=event.report_id, waits=event.waits)
    return wards.WardReportSettled(report_id=event.report_id)


def _handed_over(event: events.CaseHandedOver) -> Contract:
    return contracts.CaseHandedOver(
        case_id=event.case_id,
        case_no=event.case_no,
        responsible=event.responsible,
        before=event.before,
        handed_over_by=event.act.by,
    )


def _improved(event: events.AbilityImproved) -> Contract:
    return contracts.AbilityImproved(case_id=event.case_id, case_no=event.case_no, responsible=event.responsible)


def _contacted(event: events.InterpreterContacted) -> Contract:
    return contracts.InterpreterContacted(request_id=event.request_id, person_id=event.person_id, outcome=event.outcome)


def _correction(
    event: events.DepartureCorrected | events.DepartureCorrectionProposed | events.DepartureCorrectionDeclined,
) -> Contract:
    if isinstance(event, events.DepartureCorrected):
        return contracts.DepartureCorrected(case_id=event.case_id, case_no=event.case_no)
    if isinstance(event, events.DepartureCorrectionProposed):
        return contracts.DepartureCorrectionProposed(case_id=event.case_id, case_no=event.case_no)
    hears = refused_to(event.act.by, event.proposed_by)
    return contracts.DepartureCorrectionDeclined(case_id=event.case_id, case_no=event.case_no, refused_to=hears)


def _entry(
    event: entry_events.EntryCorrectionProposed | entry_events.EntryCorrectionDeclined | events.EntryCorrected,
) -> Contract | None:
    """What to send of a correction that takes two; one that its author could make alone stays inside."""
    told = {"case_id": event.case_id, "case_no": event.case_no}
    if isinstance(event, entry_events.EntryCorrectionProposed):
        return contracts.EntryCorrectionProposed(**told, author=event.act.by)
    if event.proposed_by is None:
        return None
    hears = refused_to(event.act.by, event.proposed_by)
    refused = isinstance(event, entry_events.EntryCorrectionDeclined) and hears is not None
    return contracts.EntryCorrectionDecided(**told, author=event.proposed_by, refused=refused)


def _request(event: events.InterpreterRequested) -> Contract:
    return contracts.InterpreterRequested(
        request_id=event.request_id,
        case_id=event.case_id,
        area=event.area,
        dialect=event.dialect,
        requested_by=event.requested_by,
        case_no=event.case_no,
    )


def _notice(event: events.NoticeEvent) -> Contract:
    """What to send of a notice: whose draft it is, and never a word of it."""
    told = {"case_id": event.case_id, "case_no": event.case_no, "notice_id": event.notice_id, "author": event.author}
    if isinstance(event, events.NoticePublished):
        return notices.NoticePublished(**told, channel=event.channel, published_at=event.act.occurred_at)
    if isinstance(event, events.NoticeProposed):
        return notices.NoticeProposed(**told, due_at=event.due_at)
    if isinstance(event, events.NoticeApproved):
        return notices.NoticeApproved(**told, due_at=event.due_at)
    if isinstance(event, events.NoticeReturned):
        return notices.NoticeReturned(**told)
    return notices.NoticeWithdrawn(**told)


def _public(event: public_events.NoticeMadePublic | public_events.NoticeTakenDown) -> Contract:
    """The one event that carries words about a person: those which the head approved for everybody to read."""
    if isinstance(event, public_events.NoticeTakenDown):
        return public.NoticeTakenDown(notice_no=event.notice_no, replaced_by=event.replaced_by or None)
    text = event.text
    return public.NoticeMadePublic(
        notice_no=event.notice_no,
        published_at=event.published_at,
        updated_at=event.act.occurred_at,
        shown_name=text.shown_name,
        sex=text.sex,
        age=text.age,
        height=text.height,
        features=text.features,
        speech=text.speech,
        clothing=text.clothing,
        condition=text.condition,
        found_on=text.found_on,
        found_place=text.found_place,
        contact_phone=text.contact_phone,
    )


def _deadline(event: limit_events.DeadlineDueSoon | limit_events.DeadlineMissed, rules: RuleTable) -> Contract | None:
    """What to send of a deadline, with its names in the text by which it runs; nothing while its end is not known."""
    if event.due_at is None:
        return None
    kind = contracts.DeadlineMissed if isinstance(event, limit_events.DeadlineMissed) else contracts.DeadlineDueSoon
    rule = rules.text(event.rule_version)
    zh, en = (rule.name_zh, rule.name_en) if rule else (None, None)
    return kind(
        case_id=event.case_id,
        case_no=event.case_no,
        code=event.code,
        due_at=event.due_at,
        limit_zh=zh,
        limit_en=en,
        about=event.about or None,
    )
