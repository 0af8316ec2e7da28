"""The privacy border: which of rescue's domain events leave the service, and as what; the others stay inside."""

import shared.contracts.rescue as contracts
from services.rescue.domain import events
from shared.clock.rules import RuleTable
from shared.contracts.contract import Contract


def outbound(event: events.CaseEvent, rules: RuleTable) -> Contract | None:
    """The contract event to send, or None. Area and dialect of a request were checked against their clue before.

    ``rules`` know what the limits are called.
    """
    match event:
        case events.CaseOpened(case_id=case_id, case_no=case_no):
            return contracts.CaseOpened(case_id=case_id, case_no=case_no)
        case events.InterpreterRequested():
            return contracts.InterpreterRequested(
                request_id=event.request_id,
                case_id=event.case_id,
                area=event.area,
                dialect=event.dialect,
                requested_by=event.requested_by,
            )
        case events.DeadlineDueSoon(due_at=due_at) if due_at is not None:
            zh, en = _names(event, rules)
            return contracts.DeadlineDueSoon(
                case_id=event.case_id, case_no=event.case_no, code=event.code, due_at=due_at, limit_zh=zh, limit_en=en
            )
        case events.DeadlineMissed(due_at=due_at) if due_at is not None:
            zh, en = _names(event, rules)
            return contracts.DeadlineMissed(
                case_id=event.case_id, case_no=event.case_no, code=event.code, due_at=due_at, limit_zh=zh, limit_en=en
            )
        case events.IdentityStatedBySelf(case_id=case_id) | events.PersonDeparted(case_id=case_id):
            return contracts.DeadlinesEnded(case_id=case_id)
        case events.NoticePublished(case_id=case_id, notice_id=notice_id):
            return contracts.NoticePublished(case_id=case_id, notice_id=notice_id)
        case events.DnaRequested(case_id=case_id):
            return contracts.DnaRequested(case_id=case_id)
    return None


def _names(event: events.DeadlineEvent, rules: RuleTable) -> tuple[str | None, str | None]:
    """What the limit is called in the text by which it runs, in Chinese and English."""
    rule = rules.text(event.rule_version)
    return (rule.name_zh, rule.name_en) if rule else (None, None)
