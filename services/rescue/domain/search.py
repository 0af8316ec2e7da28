"""The search for who somebody is: it begins with the entry, and its notices are made, approved and published."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from functools import partial

from services.rescue.domain import errors, events, limit_events
from services.rescue.domain.custody import ARRIVAL
from services.rescue.domain.kinds import IdentityState
from services.rescue.domain.limits import NORMAL_STAY, NOTICE_REFRESH, POLICE_DNA_REPLY, SEARCH_NOTICE, WHILE_UNKNOWN
from services.rescue.domain.notice import NOTICE, Notice, NoticeText, Publication, Withdrawal, public_number
from services.rescue.domain.notice_check import require_words_checked
from services.rescue.domain.part import CasePart
from services.rescue.domain.public_events import made_public, taken_down
from services.rescue.domain.search_kinds import HowSettled, InquiryKind, NoticeState
from shared.clock.deadlines import Clocks, NothingDue
from shared.kernel.act import Act
from shared.kernel.calendar import local_date
from shared.kernel.dual_control import Proposal
from shared.kernel.labels import Words

SERVICE = "service:rescue"
"""Who begins the search: nobody has to."""
NOTICE_TASK = "notice"
"""Not a legal limit: what a notice on its way asks for next of whoever is told of it."""
LAST_PUBLICATION = Words("上一次发布的时间", "the publication before")
APPROVAL = Words("公告批准的时间", "the approval of the notice")


@dataclass
class Search(CasePart):
    """What was done in public to find out who the person is, and to find their family."""

    notices: list[Notice] = field(default_factory=list)

    @property
    def ended_without_answer(self) -> bool:
        """Whether nobody is searched for any more though it was never found out who the person is."""
        custody, identity = self.case.custody, self.case.identity
        return identity.state is IdentityState.SEARCHING and not custody.search_continues

    @property
    def waiting_notice(self) -> Notice | None:
        """The notice that waits for the head's approval."""
        return next((n for n in self.notices if n.state is NoticeState.PROPOSED), None)

    @property
    def unpublished_notice(self) -> Notice | None:
        """The notice that was approved and is published nowhere yet."""
        return next((n for n in self.notices if n.state is NoticeState.APPROVED), None)

    @property
    def public_notice(self) -> Notice | None:
        """The notice that is public now; there is one at most."""
        return next((n for n in self.notices if n.state is NoticeState.PUBLISHED), None)

    @property
    def notice_outlived(self) -> bool:
        """Whether a notice is still public though nobody is searched for any more: it should be withdrawn.

        The family of somebody who was settled (落户安置) is looked for also after the departure.
        """
        searched = self.case.identity.state is IdentityState.SEARCHING and self.case.custody.search_continues
        return not searched and self.public_notice is not None

    def notice(self, notice_id: str) -> Notice:
        """The notice with this id. Raises NoSuchNotice."""
        found = next((notice for notice in self.notices if notice.id == notice_id), None)
        if found is None:
            raise errors.NoSuchNotice
        return found

    def require_proposable(self) -> None:
        """A search is running and no notice is on its way. Raises what require_searching raises, NoticeWaiting, or
        NoticeUnpublished.
        """
        self.case.identity.require_searching()
        if self.waiting_notice is not None:
            raise errors.NoticeWaiting
        if self.unpublished_notice is not None:
            raise errors.NoticeUnpublished

    def require_decidable(self, notice_id: str, by: str) -> Proposal[Notice]:
        """The notice, which waits, and which this person did not write: nobody both proposes and approves.

        Raises NoSuchNotice, what require_searching raises, NoticeNotWaiting or SecondPersonRequired.
        """
        notice = self.notice(notice_id)
        self.case.identity.require_searching()
        waiting = notice if notice.state is NoticeState.PROPOSED else None
        return NOTICE.waiting(self.case.id, waiting).require_another(by)

    def require_publishable(self, notice_id: str) -> Notice:
        """The notice, which was approved or is public already elsewhere.

        Raises NoSuchNotice, what require_searching raises, NoticeNotApproved or NoticeWithdrawn.
        """
        notice = self.notice(notice_id)
        self.case.identity.require_searching()
        notice.require_approved()
        return notice

    def require_withdrawable(self, notice_id: str) -> Notice:
        """The notice, which waits, was approved, or is public. It may be withdrawn also after the departure.

        Raises NoSuchNotice or NoticeWithdrawn.
        """
        notice = self.notice(notice_id)
        notice.require_withdrawable()
        return notice

    def require_unpublished(self) -> None:
        """No notice is public. Raises NoticeStillPublic."""
        if self.public_notice is not None:
            raise errors.NoticeStillPublic

    def begin(self, clocks: Clocks, act: Act) -> None:
        """The search begins with the entry of somebody who has not said who they are, and with it every limit.

        Nobody has to start it. Basis: 民发〔2015〕158号 一(二), which counts from the entry; 民发〔2014〕132号 for the
        stay. Raises LimitMissing when the table lacks a limit.
        """
        entered_at = self.case.custody.require_in_care()
        self.case.limits.run((*WHILE_UNKNOWN, NORMAL_STAY), entered_at, clocks)
        if self.case.identity.state is IdentityState.UNKNOWN:
            self.case.identity.be_searched_for()
            by_itself = Act(SERVICE, entered_at, act.recorded_at)
            self.case.happened(events.SearchStarted(case_id=self.case.id, act=by_itself))

    def catch_up(self, clocks: Clocks, act: Act) -> None:
        """Let the limits run that a case stored before they started by themselves lacks; the rest stays as it is.

        Raises NothingDue when it lacks none.
        """
        before, state = len(self.case.limits.deadlines.items), self.case.identity.state
        if state in (IdentityState.UNKNOWN, IdentityState.SEARCHING):
            self.begin(clocks, act)
        else:
            self.case.limits.run((NORMAL_STAY,), self.case.custody.require_in_care(), clocks)
        for one in self.case.inquiries.sent:
            if one.kind is InquiryKind.DNA_SAMPLE and one.reply is None:
                self.case.limits.run((POLICE_DNA_REPLY,), one.at, clocks, about=one.id)
        public = self.public_notice
        if public is not None and public.published_at is not None:
            self.case.limits.run((NOTICE_REFRESH,), public.published_at, clocks, public.refreshed_at)
        if len(self.case.limits.deadlines.items) == before:
            raise NothingDue

    def propose_notice(self, notice_id: str, text: NoticeText, act: Act) -> None:
        """Draft a search notice (寻亲公告) for the head to approve; characters that nobody sees are left out of it.

        Raises FoundInFuture for a day to come.
        """
        self.require_proposable()
        text = text.without_unseen()
        if text.found_on is not None and text.found_on > local_date(act.recorded_at):
            raise errors.FoundInFuture
        text.require_publishable(self.case.custody.stays)
        self.notices.append(Notice(notice_id, text, act.recorded_at, act.by))
        self._tell(events.NoticeProposed, notice_id, act)

    def approve_notice(self, notice_id: str, act: Act, words_checked: Collection[str] = ()) -> None:
        """Approve a draft. It is public only once somebody has published it somewhere.

        ``words_checked`` are the keys of the held passages that were looked at. Raises what require_decidable raises,
        PlaceOfStayIsPrivate, or HeldWordsUnchecked.
        """
        notice = self.require_decidable(notice_id, act.by).confirm(act)
        notice.text.require_publishable(self.case.custody.stays)
        require_words_checked(notice.text, words_checked)
        approved = replace(notice, state=NoticeState.APPROVED, approved_at=act.recorded_at, approved_by=act.by)
        self._put(replace(approved, review_code=act.seen))
        self._tell(partial(events.NoticeApproved, proposed_by=notice.proposed_by), notice_id, act)

    def return_notice(self, notice_id: str, reason: str, act: Act) -> None:
        """Send a draft back to its author, who may draft anew from its text. Raises TextMissing without a reason."""
        notice = self.require_decidable(notice_id, act.by).what
        self._put(notice.ended(NoticeState.RETURNED, Withdrawal.because(reason, act)))
        self._tell(events.NoticeReturned, notice_id, act)

    def publish_notice(
        self, notice_id: str, publication: Publication, late_reason: str | None, clocks: Clocks, act: Act
    ) -> None:
        """Write down that an approved notice was published: where, by which number or link, when and by whom.

        The first publication does the duty of the first day, and is judged by when it was published; a later one
        refreshes it. A notice that was public before is replaced (one public notice a case).
        Raises OccurredTooEarly before the entry, the approval or the publication before, PublishedAlready when that
        very publication stands there already, and LateReasonRequired when the duty is late and no reason is given.
        """
        notice = self.require_publishable(notice_id)
        act.require_not_before(self.case.custody.entered_at, ARRIVAL)
        act.require_not_before(notice.approved_at, APPROVAL)
        last = notice.publications[-1].at if notice.publications else notice.published_at
        act.require_not_before(last, LAST_PUBLICATION)
        publication = publication.numbered(notice_id)
        notice.require_new(publication)
        replaced = self.public_notice
        for about in self.case.limits.awaited(SEARCH_NOTICE):
            self.case.limits.do_duty(SEARCH_NOTICE, late_reason, act, about)
        self.case.limits.do_duty(NOTICE_REFRESH, late_reason, act, (replaced or notice).refreshed_at)
        if replaced is not None and replaced.id != notice_id:
            gone = Withdrawal(act.recorded_at, act.by, replaced_by=notice_id)
            self._put(replaced.ended(NoticeState.WITHDRAWN, gone))
            self._tell(events.NoticeWithdrawn, replaced.id, act)
            self._take_down(replaced, act, public_number(notice_id) if publication.on_own_site else "")
        public = notice.published(publication)
        self._put(public)
        self.case.limits.run((NOTICE_REFRESH,), act.occurred_at, clocks, public.refreshed_at)
        event = events.NoticePublished(
            case_id=self.case.id,
            act=act,
            case_no=self.case.case_no,
            notice_id=notice_id,
            author=notice.proposed_by,
            channel=publication.channel,
        )
        self.case.happened(event, publication.channel)
        if publication.on_own_site:
            self.case.record(made_public(self.case.id, public, act))

    def withdraw_notice(self, notice_id: str, reason: str, clocks: Clocks, act: Act) -> None:
        """Take a notice back, before or after it was published.

        Of one that was public the refresh is owed no more, and while the person is searched for a notice is owed anew;
        a draft touches neither. Raises TextMissing without a reason, and LimitMissing when the table lacks the limit.
        """
        notice = self.require_withdrawable(notice_id)
        self._put(notice.ended(NoticeState.WITHDRAWN, Withdrawal.because(reason, act)))
        self._take_down(notice, act)
        if notice.state is NoticeState.PUBLISHED:
            self.case.limits.release_only((NOTICE_REFRESH,), act)
        self._tell(events.NoticeWithdrawn, notice_id, act)
        self.owe_notice_again(clocks, act)

    def owe_notice_again(self, clocks: Clocks, act: Act) -> None:
        """Let the limit of the first notice run anew from now, while somebody is searched for whose notice is gone.

        民发〔2015〕158号 一(二) wants a notice within 24 hours and lets the search go on until it is known who the
        person is: once the only public notice is withdrawn the search has none. That the same 24 hours count from the
        withdrawal is a rule of this house; no text of law says from when.
        Raises LimitMissing when the table lacks the limit.
        """
        searched = self.case.identity.state is IdentityState.SEARCHING and self.case.custody.search_continues
        was_public = any(notice.published_at is not None for notice in self.notices)
        owed = any(item.code == SEARCH_NOTICE and item.owed for item in self.case.limits.deadlines.items)
        if searched and was_public and self.public_notice is None and not owed:
            about = act.recorded_at.isoformat()
            self.case.limits.run((SEARCH_NOTICE,), act.recorded_at, clocks, about)

    def pause(self, act: Act) -> None:
        """The person has said who they are: the limits pause, and what is not public yet is taken back. A draft that
        was sent back need not be changed.

        A published notice is public elsewhere; a person must withdraw it (``notice_outlived``).
        """
        self.case.limits.pause_search(act)
        self._take_back(act)
        last = self.notices[-1] if self.notices else None
        if last is not None and last.state is NoticeState.RETURNED:
            case_id, how = self.case.id, HowSettled.PAUSED
            changing = limit_events.DeadlineSettled(case_id=case_id, act=act, code=NOTICE_TASK, about=last.id, how=how)
            self.case.record(changing)

    def end(self, act: Act) -> None:
        """Nobody is searched for any more: limits are owed no more, and what is not public yet is taken back."""
        self.case.limits.release(act)
        self._take_back(act)

    def forget_person(self) -> None:
        """The notices go."""
        self.notices = []

    def _take_back(self, act: Act) -> None:
        for notice in filter(None, (self.waiting_notice, self.unpublished_notice)):
            gone = Withdrawal(act.recorded_at, act.by)
            self._put(notice.ended(NoticeState.WITHDRAWN, gone))
            self._tell(events.NoticeWithdrawn, notice.id, act)

    def _take_down(self, notice: Notice, act: Act, replaced_by: str = "") -> None:
        if notice.first_on_own_site:
            self.case.record(taken_down(self.case.id, notice, replaced_by, act))

    def _tell(self, kind: Callable[..., events.NoticeEvent], notice_id: str, act: Act) -> None:
        limit = self.case.limits.deadlines.awaited(SEARCH_NOTICE)
        told = kind(
            case_id=self.case.id,
            act=act,
            case_no=self.case.case_no,
            notice_id=notice_id,
            author=self.notice(notice_id).proposed_by,
            due_at=limit.due_at if limit else None,
        )
        self.case.happened(told)

    def _put(self, notice: Notice) -> None:
        self.notices = [notice if old.id == notice.id else old for old in self.notices]
