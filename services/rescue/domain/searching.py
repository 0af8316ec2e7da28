"""The search for who somebody is: its legal limits, the notices that two people make, and the request to the police."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.rescue.domain import errors, events, guards
from services.rescue.domain.limits import DNA_REQUEST, SEARCH_LIMITS, SEARCH_NOTICE
from services.rescue.domain.notice import Notice, NoticeState, NoticeText, require_publishable
from services.rescue.domain.state import CaseState, DnaRequest, Identity
from shared.clock.deadlines import Clocks, Deadline, DeadlineState


@dataclass
class SearchingCase(CaseState):
    """The verbs of the search, and time that passes in it."""

    def start_search(self, clocks: Clocks, by: str, at: datetime) -> None:
        """Start to search for who this is. The limits run from the entry, also when the search starts late.

        A limit that ran before and was not cancelled does not run again; if it was missed and its duty not done, that
        is owed again. One that was not yet in force when the person came does not run. Basis: 民发〔2015〕158号 一(二).
        Raises LimitMissing when the table lacks a limit.
        """
        entered_at = guards.require_searchable(self)
        self.identity = Identity.SEARCHING
        ran = {item.code for item in self.deadlines.items if item.state is not DeadlineState.CANCELLED}
        for code in SEARCH_LIMITS:
            self.deadlines.owe_again(code)
            if code not in ran and clocks.applies(code, entered_at):
                self.deadlines.start(clocks.started(code, entered_at))
        self.happened(events.SearchStarted(case_id=self.id, at=at, by=by))

    def propose_notice(self, notice_id: str, text: NoticeText, by: str, at: datetime) -> None:
        """Draft a search notice (寻亲公告) for a colleague to approve."""
        guards.require_notice_proposable(self)
        require_publishable(text, (stay.name for stay in self.placements))
        self.notices.append(Notice(notice_id, text, at, by))
        self.happened(events.NoticeProposed(case_id=self.id, at=at, by=by, notice_id=notice_id))

    def publish_notice(self, notice_id: str, late_reason: str | None, by: str, at: datetime) -> None:
        """Approve a colleague's draft, which publishes it and does the duty of the first day.

        Raises LateReasonRequired when that duty is late and no reason is given.
        """
        notice = self.notice(notice_id)
        guards.require_notice_approvable(self, by)
        if notice.state is not NoticeState.PROPOSED:
            raise errors.NoticeNotWaiting
        require_publishable(notice.text, (stay.name for stay in self.placements))
        self._do_duty(SEARCH_NOTICE, late_reason, by, at)
        self._put_notice(replace(notice, state=NoticeState.PUBLISHED, published_at=at, approved_by=by))
        self.happened(events.NoticePublished(case_id=self.id, at=at, by=by, notice_id=notice_id))

    def withdraw_notice(self, notice_id: str, by: str, at: datetime) -> None:
        """Take a notice back, before or after it was published."""
        notice = self.notice(notice_id)
        if notice.state is NoticeState.WITHDRAWN:
            raise errors.NoticeWithdrawn
        self._put_notice(replace(notice, state=NoticeState.WITHDRAWN, withdrawn_at=at, withdrawn_by=by))
        self.happened(events.NoticeWithdrawn(case_id=self.id, at=at, by=by, notice_id=notice_id))

    def request_dna(self, office: str, request_no: str, late_reason: str | None, by: str, at: datetime) -> None:
        """Report to the police that a DNA sample is to be taken (报请公安机关采集). Raises LateReasonRequired."""
        guards.require_dna_requestable(self)
        if not office.strip():
            raise errors.TextMissing
        self._do_duty(DNA_REQUEST, late_reason, by, at)
        self.dna = DnaRequest(office.strip(), request_no.strip(), at, by)
        self.happened(events.DnaRequested(case_id=self.id, at=at, by=by))

    def end_search(self, by: str, at: datetime) -> None:
        """Nobody is searched for any more: limits are owed no more, and a draft that waits is taken back.

        A published notice is public elsewhere; a person must withdraw it (``notice_outlived``).
        """
        self.deadlines.release(at)
        if self.waiting_notice is not None:
            self.withdraw_notice(self.waiting_notice.id, by, at)

    def pass_time(self, at: datetime, clocks: Clocks) -> None:
        """Warn of what ends soon and mark what was missed. Raises NothingDue, or CalendarMissing for undated limits."""
        dated = {item.code for item in self.deadlines.items if item.due_at is not None}
        for item in self.deadlines.pass_time(at, clocks):
            if item.code not in dated:
                self._deadline_happened(events.DeadlineDated, item, at, None)
            elif item.state is DeadlineState.MISSED:
                self._deadline_happened(events.DeadlineMissed, item, at, None)
            else:
                self._deadline_happened(events.DeadlineDueSoon, item, at, None)

    def _do_duty(self, code: str, late_reason: str | None, by: str, at: datetime) -> None:
        """Meet the limit if its duty is still to be done; one missed before time was passed is told here."""
        before = self.deadlines.awaited(code)
        if before is None:
            return
        after = self.deadlines.meet(code, at, late_reason)
        if before.state is DeadlineState.OPEN and after.state is DeadlineState.MISSED:
            self._deadline_happened(events.DeadlineMissed, after, at, by)

    def _deadline_happened(
        self, kind: type[events.DeadlineEvent], item: Deadline, at: datetime, by: str | None
    ) -> None:
        event = kind(
            case_id=self.id,
            at=at,
            by=by,
            case_no=self.case_no,
            code=item.code,
            rule_version=item.rule_version,
            due_at=item.due_at,
        )
        self.happened(event, item.code)

    def _put_notice(self, notice: Notice) -> None:
        self.notices = [notice if old.id == notice.id else old for old in self.notices]
