"""RescueCase: one person in the station's care, from the door on; the verbs of care, conversation and departure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.rescue.domain import errors, events, guards
from services.rescue.domain.answers import Answer, utc
from services.rescue.domain.clue import Clue, ClueState
from services.rescue.domain.custody import Custody, Departure, Place, Placement
from services.rescue.domain.erasure import Erasure, ErasureGround
from services.rescue.domain.intake import Arrival, EntryCorrection, Intake, require_past
from services.rescue.domain.interpreter import (
    Contact,
    ContactOutcome,
    InterpreterRequest,
    Proposal,
    require_speech_of,
)
from services.rescue.domain.interview import Interview, InterviewNote
from services.rescue.domain.person import Person, StatedName
from services.rescue.domain.searching import SearchingCase
from services.rescue.domain.state import Identity
from shared.clock.deadlines import Clocks, Deadlines


@dataclass
class RescueCase(SearchingCase):
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

    def supplement_intake(self, intake: Intake, by: str, at: datetime) -> None:
        """Complete or correct how the person came. When they came is corrected by ``correct_entry`` alone."""
        guards.require_open(self)
        intake = replace(intake, entered_at=self.intake.entered_at)
        intake.require_past(at)
        changed = intake.differs_in(self.intake)
        if not changed:
            raise errors.NothingChanged
        self.intake = intake
        self.happened(events.IntakeSupplemented(case_id=self.id, at=at, by=by, fields=changed))

    def correct_entry(self, entered_at: datetime, reason: str, clocks: Clocks, by: str, at: datetime) -> None:
        """The person came at another time than was written down; the limits are counted from the true entry.

        What was done or cancelled is judged by the new end, and the clock tells at once what turns out to be missed.
        Basis: 民发〔2015〕158号 一(二), which counts from the entry. Raises LimitMissing when the table lacks a limit.
        """
        before = guards.require_in_care(self)
        require_past(entered_at, at)
        entered_at = utc(entered_at)
        if entered_at == before:
            raise errors.NothingChanged
        self.entry_corrections.append(EntryCorrection(before, entered_at, reason.strip(), at, by))
        self.deadlines.redate(before, entered_at, at, clocks)
        self.entered_at = entered_at
        self.happened(events.EntryCorrected(case_id=self.id, at=at, by=by))

    def depart(self, how: Departure, by: str, at: datetime, *, declared: bool = False) -> None:
        """Care has ended (离站), and with it the search and its limits."""
        guards.require_departable(self, how, declared=declared)
        self.custody, self.departed_at, self.departure, self.declared = Custody.DEPARTED, at, how, declared
        self.happened(events.PersonDeparted(case_id=self.id, at=at, by=by, how=how), how)
        self.end_search(by, at)

    def erase(self, ground: ErasureGround, by: str, at: datetime) -> None:
        """Leave nothing of the person but the number and what was done when (个人信息保护法 第四十七条).

        May be repeated, because the key of the case is destroyed only after this was saved.
        """
        guards.require_erasable(self)
        self.intake, self.person, self.dna = Intake(Arrival.OTHER), Person(), None
        self.entry_corrections = []
        self.placements, self.interviews, self.clues, self.interpreter_requests = [], [], [], []
        self.notices, self.deadlines = [], Deadlines()
        self.erasure = self.erasure or Erasure(ground, at, by)
        self.happened(events.PersonErased(case_id=self.id, at=at, by=by, ground=ground), ground)

    def describe_person(self, person: Person, by: str, at: datetime) -> None:
        """Write down what is known now, as a whole."""
        guards.require_open(self)
        changed = person.differs_in(self.person)
        if not changed:
            raise errors.NothingChanged
        self.person = person
        self.happened(events.PersonDescribed(case_id=self.id, at=at, by=by, fields=changed))

    def record_stated_identity(self, name: StatedName, id_number: Answer[str], by: str, at: datetime) -> None:
        """The person says who they are. The search and its limits end; checking the statement comes after."""
        guards.require_unstated(self)
        self.person = self.person.stated(name, id_number)
        self.identity = Identity.STATED_BY_SELF
        self.happened(events.IdentityStatedBySelf(case_id=self.id, at=at, by=by))
        self.end_search(by, at)

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

    def _put_clue(self, clue: Clue) -> None:
        self.clues = [clue if old.id == clue.id else old for old in self.clues]

    def _put_request(self, request: InterpreterRequest) -> None:
        self.interpreter_requests = [request if old.id == request.id else old for old in self.interpreter_requests]
