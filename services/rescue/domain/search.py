"""The search for who somebody is: the notices that two people make, and the request to the police."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.rescue.domain import errors, events
from services.rescue.domain.fields import At, PoliceOffice, RequestNo
from services.rescue.domain.kinds import Departure, IdentityState, NoticeState
from services.rescue.domain.limits import DNA_REQUEST, SEARCH_LIMITS, SEARCH_NOTICE
from services.rescue.domain.notice import Notice, NoticeText
from services.rescue.domain.notice_check import require_words_checked
from services.rescue.domain.part import CasePart
from shared.clock.deadlines import Clocks
from shared.kernel.act import Act, Evidence
from shared.kernel.calendar import local_date


@dataclass(frozen=True)
class DnaRequest:
    """The report to the police that asks for a DNA sample (报请公安机关采集 DNA)."""

    office: PoliceOffice
    request_no: RequestNo
    at: At
    by: str
    recorded_at: datetime | None = None
    evidence: Evidence = ""


@dataclass
class Search(CasePart):
    """What was done to find out who the person is, and to find their family."""

    notices: list[Notice] = field(default_factory=list)
    dna: DnaRequest | None = None

    @property
    def waiting_notice(self) -> Notice | None:
        """The notice that waits for a second person's approval."""
        return next((n for n in self.notices if n.state is NoticeState.PROPOSED), None)

    @property
    def notice_outlived(self) -> bool:
        """Whether a notice is still public though nobody is searched for any more: it should be withdrawn.

        The family of somebody who was settled (落户安置) is looked for also after the departure.
        """
        looked_for = self.case.custody.departure in (None, Departure.SETTLED)
        searched = self.case.identity.state is IdentityState.SEARCHING and looked_for
        return not searched and any(notice.state is NoticeState.PUBLISHED for notice in self.notices)

    def notice(self, notice_id: str) -> Notice:
        """The notice with this id. Raises NoSuchNotice."""
        found = next((notice for notice in self.notices if notice.id == notice_id), None)
        if found is None:
            raise errors.NoSuchNotice
        return found

    def require_startable(self) -> datetime:
        """When the person came, who is in care and for whom no search is running.

        Somebody who stated who they are may be searched for again: statements turn out wrong.
        Raises CaseClosed, NotYetReceived or SearchRunning.
        """
        entered_at = self.case.custody.require_in_care()
        if self.case.identity.state is IdentityState.SEARCHING:
            raise errors.SearchRunning
        return entered_at

    def require_proposable(self) -> None:
        """A search is running and no notice waits. Raises what require_searching raises, or NoticeWaiting."""
        self.case.identity.require_searching()
        if self.waiting_notice is not None:
            raise errors.NoticeWaiting

    def require_approvable(self, notice_id: str, by: str) -> Notice:
        """The notice, which waits, and which this person did not write: nobody both proposes and publishes.

        Raises NoSuchNotice, what require_searching raises, NoticeNotWaiting or SecondPersonRequired.
        """
        notice = self.notice(notice_id)
        self.case.identity.require_searching()
        notice.require_waiting()
        if notice.proposed_by == by:
            raise errors.SecondPersonRequired
        return notice

    def require_withdrawable(self, notice_id: str) -> Notice:
        """The notice, which waits or is public. It may be withdrawn also after the departure.

        Raises NoSuchNotice or NoticeWithdrawn.
        """
        notice = self.notice(notice_id)
        notice.require_withdrawable()
        return notice

    def require_unpublished(self) -> None:
        """No notice is public. Raises NoticeStillPublic."""
        if any(notice.state is NoticeState.PUBLISHED for notice in self.notices):
            raise errors.NoticeStillPublic

    def require_dna_requestable(self) -> None:
        """The police were not asked yet. Raises what require_searching raises, or DnaAlreadyRequested."""
        self.case.identity.require_searching()
        if self.dna is not None:
            raise errors.DnaAlreadyRequested

    def start(self, clocks: Clocks, act: Act) -> None:
        """Start to search for who this is. The limits run from the entry, also when the search starts late.

        Basis: 民发〔2015〕158号 一(二). Raises LimitMissing when the table lacks a limit.
        """
        self.case.limits.run(SEARCH_LIMITS, self.require_startable(), clocks)
        self.case.identity.be_searched_for()
        self.case.happened(events.SearchStarted(case_id=self.case.id, act=act))

    def propose_notice(self, notice_id: str, text: NoticeText, act: Act) -> None:
        """Draft a search notice (寻亲公告) for a colleague to approve. Raises FoundInFuture for a day to come."""
        self.require_proposable()
        if text.found_on is not None and text.found_on > local_date(act.recorded_at):
            raise errors.FoundInFuture
        text.require_publishable(self.case.custody.stays)
        self.notices.append(Notice(notice_id, text, act.recorded_at, act.by))
        self.case.happened(events.NoticeProposed(case_id=self.case.id, act=act, notice_id=notice_id))

    def publish_notice(
        self, notice_id: str, late_reason: str | None, act: Act, words_checked: Collection[str] = ()
    ) -> None:
        """Approve a colleague's draft, which publishes it and does the duty of the first day.

        Raises HeldWordsUnchecked, and LateReasonRequired when that duty is late and no reason is given.
        """
        notice = self.require_approvable(notice_id, act.by)
        notice.text.require_publishable(self.case.custody.stays)
        require_words_checked(notice.text, words_checked)
        self.case.limits.do_duty(SEARCH_NOTICE, late_reason, act)
        self._put(replace(notice, state=NoticeState.PUBLISHED, published_at=act.occurred_at, approved_by=act.by))
        self.case.happened(events.NoticePublished(case_id=self.case.id, act=act, notice_id=notice_id))

    def withdraw_notice(self, notice_id: str, act: Act) -> None:
        """Take a notice back, before or after it was published."""
        notice = self.require_withdrawable(notice_id)
        self._put(replace(notice, state=NoticeState.WITHDRAWN, withdrawn_at=act.recorded_at, withdrawn_by=act.by))
        self.case.happened(events.NoticeWithdrawn(case_id=self.case.id, act=act, notice_id=notice_id))

    def request_dna(self, office: str, request_no: str, late_reason: str | None, act: Act) -> None:
        """Report to the police that a DNA sample is to be taken (报请公安机关采集). Raises LateReasonRequired."""
        self.require_dna_requestable()
        if not office.strip():
            raise errors.TextMissing
        self.case.limits.do_duty(DNA_REQUEST, late_reason, act)
        self.dna = DnaRequest(
            office.strip(), request_no.strip(), act.occurred_at, act.by, act.recorded_at, act.evidence
        )
        self.case.happened(events.DnaRequested(case_id=self.case.id, act=act))

    def end(self, act: Act) -> None:
        """Nobody is searched for any more: limits are owed no more, and a draft that waits is taken back.

        A published notice is public elsewhere; a person must withdraw it (``notice_outlived``).
        """
        self.case.limits.release(act.occurred_at)
        if self.waiting_notice is not None:
            self.withdraw_notice(self.waiting_notice.id, act)

    def forget_person(self) -> None:
        """Notices and the report to the police go."""
        self.notices, self.dna = [], None

    def _put(self, notice: Notice) -> None:
        self.notices = [notice if old.id == notice.id else old for old in self.notices]
