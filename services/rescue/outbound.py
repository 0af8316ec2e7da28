"""The privacy border: which of rescue's domain events leave the service, and as what; the others stay inside."""

from typing import assert_never

import shared.contracts.rescue as contracts
from services.rescue.domain import events
from shared.clock.rules import RuleTable
from shared.contracts.contract import Contract


def outbound(event: events.DomainEvent, rules: RuleTable) -> Contract | None:
    """The contract event to send, or None. Area and dialect of a request were checked against their clue before.

    ``rules`` know what the limits are called.
    """
    match event:
        case events.CaseOpened():
            return contracts.CaseOpened(case_id=event.case_id, case_no=event.case_no)
        case events.CaseHandedOver():
            return contracts.CaseHandedOver(
                case_id=event.case_id,
                case_no=event.case_no,
                responsible=event.responsible,
                before=event.before,
                handed_over_by=event.act.by,
            )
        case events.InterpreterRequested():
            return contracts.InterpreterRequested(
                request_id=event.request_id,
                case_id=event.case_id,
                area=event.area,
                dialect=event.dialect,
                requested_by=event.requested_by,
            )
        case events.DeadlineDueSoon() | events.DeadlineMissed():
            return _deadline(event, rules)
        case events.IdentityStatedBySelf() | events.PersonDeparted():
            return contracts.DeadlinesEnded(case_id=event.case_id)
        case events.NoticePublished():
            return contracts.NoticePublished(case_id=event.case_id, notice_id=event.notice_id)
        case events.DnaRequested():
            return contracts.DnaRequested(case_id=event.case_id)
        case events.PersonReceived() | events.PersonPlaced() | events.PersonDescribed() | events.PersonErased():
            return None
        case events.IntakeSupplemented() | events.EntryCorrected() | events.SearchStarted() | events.DeadlineDated():
            return None
        case events.AbilityImproved():
            told = {"case_id": event.case_id, "case_no": event.case_no, "responsible": event.responsible}
            return contracts.AbilityImproved.model_validate(told) if event.asked else None
        case events.InterviewTaskSettled():
            return contracts.InterviewTaskSettled(case_id=event.case_id)
        case events.InterviewRecorded() | events.AbilityReported() | events.ClueChecked() | events.ClueRefuted():
            return None
        case events.InterpretersProposed() | events.InterpreterContacted():
            return None
        case events.NoticeProposed() | events.NoticeWithdrawn() | events.ErasureProposed() | events.ErasureDeclined():
            return None
        case _:
            assert_never(event)


def _deadline(event: events.DeadlineDueSoon | events.DeadlineMissed, rules: RuleTable) -> Contract | None:
    """What to send of a deadline, with its names in the text by which it runs; nothing while its end is not known."""
    if event.due_at is None:
        return None
    kind = contracts.DeadlineMissed if isinstance(event, events.DeadlineMissed) else contracts.DeadlineDueSoon
    rule = rules.text(event.rule_version)
    zh, en = (rule.name_zh, rule.name_en) if rule else (None, None)
    return kind(
        case_id=event.case_id,
        case_no=event.case_no,
        code=event.code,
        due_at=event.due_at,
        limit_zh=zh,
        limit_en=en,
    )
