"""RescueCase: one person in the station's care, from the door on; the verbs and what they refuse."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.rescue.domain import errors, events, guards
from services.rescue.domain.answers import Answer, utc
from services.rescue.domain.clue import Clue, ClueState
from services.rescue.domain.custody import Custody, Departure, Place, Placement
from services.rescue.domain.intake import Intake, require_past
from services.rescue.domain.interpreter import (
    Contact,
    ContactOutcome,
    InterpreterRequest,
    Proposal,
    require_speech_of,
)
from services.rescue.domain.interview import Interview, InterviewNote
from services.rescue.domain.limits import DNA_REQUEST, SEARCH_LIMITS, SEARCH_NOTICE
from services.rescue.domain.notice import Notice, NoticeState, NoticeText, require_publishable
from services.rescue.domain.person import Person, StatedName
from services.rescue.domain.state import CaseState, DnaRequest, Identity
from shared.clock.deadlines import Clocks, Deadline, DeadlineState


@dataclass
class RescueCase(CaseState):
    """One person in care. Custody and identity are two regions that change beside each other; deadlines are a third."""

    @classmethod
    def open(cls, case_id: str, case_no: str, intake: Intake, person: Person, by: str, at: datetime) -> "RescueCase":
        """Open a case with whatever is known: help first, verify after (381号令实施细则 第五条)."""
        custody = Custody.REPORTED if intake.entered_at is None else Custody.RECEIVED
        intake.require_past(at)
        case = cls(case_id, case_no, at, by, intake, custody, entered_at=intake.entered_at, person=person)
        case.happened(events.CaseOpened(case_id=case_id, at=at, by=by, case_no=case_no))
        return case

    def receive(self, entered_at: datetime, by: str, at: datetime) -> None:
        """The reported person has come (入站)."""
        guards.require_receivable(self)
        require_past(entered_at, at)
        self.custody, self.entered_at = Custody.RECEIVED, utc(entered_at)
        self.happened(events.PersonReceived(case_id=self.id, at=at, by=by))

    def place(self, place: Place, name: str, by: str, at: datetime) -> None:
        """Bring the person to a place of care: station, hospital, welfare home, or an entrusted home."""
        guards.require_in_care(self)
        last = self.placements[-1] if self.placements else None
        if last is not None and (last.place, last.name) == (place, name.strip()):
            raise errors.AlreadyThere
        self.placements.append(Placement(place, name.strip(), at, by))
        self.custody = place.custody
        self.happened(events.PersonPlaced(case_id=self.id, at=at, by=by, place=place), place)

    def depart(self, how: Departure, by: str, at: datetime) -> None:
        """Care has ended (离站). What still runs is cancelled; what was missed stays missed and is owed no more."""
        guards.require_open(self)
        self.custody, self.departed_at, self.departure = Custody.DEPARTED, at, how
        self.deadlines.release(at)
        self.happened(events.PersonDeparted(case_id=self.id, at=at, by=by, how=how), how)

    def describe_person(self, person: Person, by: str, at: datetime) -> None:
        """Write down what is known now, as a whole."""
        guards.require_open(self)
        changed = person.differs_in(self.person)
        if not changed:
            raise errors.NothingChanged
        self.person = person
        self.happened(events.PersonDescribed(case_id=self.id, at=at, by=by, fields=changed))

    def record_stated_identity(self, name: StatedName, id_number: Answer[str], by: str, at: datetime) -> None:
        """The person says who they are. The search and its running limits end; checking the statement comes after."""
        guards.require_unstated(self)
        self.person = replace(self.person, name=Answer(name), id_number=id_number)
        self.identity = Identity.STATED_BY_SELF
        self.deadlines.release(at)
        self.happened(events.IdentityStatedBySelf(case_id=self.id, at=at, by=by))

    def record_interview(
        self, interview_id: str, clue_ids: Sequence[str], note: InterviewNote, by: str, at: datetime
    ) -> None:
        """Write down a conversation and its clues. Better speech than before is an event of its own."""
        guards.require_in_care(self)
        self.interviews.append(
            Interview(
                interview_id, at, by, note.language, note.ability, note.interpreter, note.words_heard, note.remarks
            )
        )
        for clue_id, clue in zip(clue_ids, note.clues, strict=True):
            self.clues.append(Clue(clue_id, interview_id, clue, at, by))
        self.happened(events.InterviewRecorded(case_id=self.id, at=at, by=by, interview_id=interview_id), note.ability)
        if self.ability_improved:
            self.happened(events.AbilityImproved(case_id=self.id, at=at, by=by, interview_id=interview_id))

    def check_clue(self, clue_id: str, finding: str, by: str, at: datetime) -> None:
        """The clue was looked into and helped."""
        guards.require_in_care(self)
        self._put_clue(self.clue(clue_id).checked(ClueState.USED, finding, by, at))
        self.happened(events.ClueChecked(case_id=self.id, at=at, by=by, clue_id=clue_id))

    def refute_clue(self, clue_id: str, finding: str, by: str, at: datetime) -> None:
        """The clue was looked into and is wrong; it is kept, so that nobody follows it again."""
        guards.require_in_care(self)
        if not finding.strip():
            raise errors.TextMissing
        self._put_clue(self.clue(clue_id).checked(ClueState.REFUTED, finding, by, at))
        self.happened(events.ClueRefuted(case_id=self.id, at=at, by=by, clue_id=clue_id))

    def request_interpreter(
        self, request_id: str, clue_id: str, area: str, dialect: str | None, by: str, at: datetime
    ) -> None:
        """Ask the talent pool for somebody who speaks like the person; only area and dialect of the clue go out.

        The same may be asked again once it was answered: the pool has new people, and those called may have declined.
        """
        guards.require_speech_clue(self)
        require_speech_of(self.clue(clue_id), area, dialect)
        if any(one.awaits(area, dialect) for one in self.interpreter_requests):
            raise errors.InterpreterAlreadyRequested
        self.interpreter_requests.append(InterpreterRequest(request_id, clue_id, area, dialect, at, by))
        self.happened(
            events.InterpreterRequested(
                case_id=self.id, at=at, by=by, request_id=request_id, area=area, dialect=dialect, requested_by=by
            )
        )

    def take_proposals(self, request_id: str, proposals: Sequence[Proposal], at: datetime) -> None:
        """Keep whom the talent pool proposes; newer proposals replace older ones. Also for a case closed meanwhile."""
        request = self.interpreter_request(request_id)
        self._put_request(replace(request, proposals=tuple(proposals), proposed_at=at))
        count = len(proposals)
        self.happened(
            events.InterpretersProposed(case_id=self.id, at=at, request_id=request_id, count=count), str(count)
        )

    def contact_interpreter(
        self, request_id: str, person_id: str, outcome: ContactOutcome, remarks: str, by: str, at: datetime
    ) -> None:
        """Log a call to somebody who was proposed."""
        guards.require_in_care(self)
        request = self.interpreter_request(request_id)
        if all(proposal.person_id != person_id for proposal in request.proposals or ()):
            raise errors.NotProposed
        contact = Contact(person_id, outcome, remarks, at, by)
        self._put_request(replace(request, contacts=(*request.contacts, contact)))
        self.happened(
            events.InterpreterContacted(case_id=self.id, at=at, by=by, request_id=request_id, outcome=outcome), outcome
        )

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
        event = kind(case_id=self.id, at=at, by=by, case_no=self.case_no, code=item.code, due_at=item.due_at)
        self.happened(event, item.code)

    def _put_clue(self, clue: Clue) -> None:
        self.clues = [clue if old.id == clue.id else old for old in self.clues]

    def _put_request(self, request: InterpreterRequest) -> None:
        self.interpreter_requests = [request if old.id == request.id else old for old in self.interpreter_requests]

    def _put_notice(self, notice: Notice) -> None:
        self.notices = [notice if old.id == notice.id else old for old in self.notices]
