"""The privacy border: which of rescue's domain events leave the service, and as what; the others stay inside."""

from typing import assert_never

import shared.contracts.rescue as contracts
import shared.contracts.rescue_notices as notices
from services.rescue.domain import entry_events, events, limit_events
from services.rescue.domain.kinds import Departure
from services.rescue.domain.search_kinds import InquiryKind
from shared.clock.rules import RuleTable
from shared.contracts.contract import Contract


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
        case events.PersonDeparted(how=Departure.SETTLED):
            return None
        case events.PersonDeparted():
            return contracts.DeadlinesEnded(case_id=event.case_id)
        case events.DepartureCorrected() | events.DepartureCorrectionProposed() | events.DepartureCorrectionDeclined():
            return _correction(event)
        case events.InquirySent():
            return contracts.DnaRequested(case_id=event.case_id) if event.kind is InquiryKind.DNA_SAMPLE else None
        case events.NoticeEvent():
            return _notice(event)
        case events.IdentityStatedBySelf() | events.IdentityChecked() | events.InquiryAnswered():
            return None
        case events.PersonReceived() | events.PersonPlaced() | events.PersonDescribed():
            return None
        case events.IntakeSupplemented() | events.EntryCorrected() | events.SearchStarted() | entry_events.EntryEvent():
            return None
        case events.AbilityImproved():
            return _improved(event) if event.asked else None
        case events.InterviewTaskSettled():
            return contracts.InterviewTaskSettled(case_id=event.case_id)
        case events.InterviewRecorded() | events.AbilityReported() | events.ClueChecked() | events.ClueRefuted():
            return None
        case events.InterpretersProposed() | events.DutyRecorded() | limit_events.DeadlineDated():
            return None
        case events.ErasureProposed() | events.ErasureDeclined() | events.PersonErased():
            return _erasure(event)
        case _:
            assert_never(event)


def _erasure(event: events.ErasureProposed | events.ErasureDeclined | events.PersonErased) -> Contract:
    if isinstance(event, events.ErasureProposed):
        return contracts.ErasureProposed(case_id=event.case_id, case_no=event.case_no, by_head=event.by_head)
    return contracts.ErasureDecided(case_id=event.case_id)


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
    return contracts.DepartureCorrectionDeclined(case_id=event.case_id)


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
