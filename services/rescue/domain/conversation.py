"""Conversation with the person: interviews, the clues in them, and the search for somebody who speaks like them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.rescue.domain import errors, events, limit_events
from services.rescue.domain.ability import INTERVIEW_TASK, AbilityReport, improved
from services.rescue.domain.clue import Clue
from services.rescue.domain.custody import ARRIVAL
from services.rescue.domain.interpreter import Contact, InterpreterRequest, Proposal
from services.rescue.domain.interview import Interview, InterviewNote
from services.rescue.domain.kinds import Ability, ClueState, ContactOutcome, IdentityState
from services.rescue.domain.part import CasePart
from services.rescue.domain.search_kinds import HowSettled
from shared.kernel.act import Act
from shared.kernel.labels import Words

ASKED_FOR = Words("查找翻译的时间", "the request for an interpreter")
SAYS_WHO = frozenset({IdentityState.STATED_BY_SELF, IdentityState.VERIFIED})
"""Who has said who they are need not be interviewed again, unless a check shows that it is not so."""


@dataclass
class Conversation(CasePart):
    """What was said and heard, and who was asked to understand it."""

    interviews: list[Interview] = field(default_factory=list)
    clues: list[Clue] = field(default_factory=list)
    interpreter_requests: list[InterpreterRequest] = field(default_factory=list)
    ability_reports: list[AbilityReport] = field(default_factory=list)
    asked_again_at: datetime | None = None
    """Since when better speech asks for another interview; None while it does not."""

    @property
    def abilities(self) -> list[Ability]:
        """How well the person communicated in interviews and by reports, in the order in which it was so."""
        shown = [(one.at, one.recorded_at or one.at, one.ability) for one in self.interviews]
        shown += [(one.at, one.recorded_at, one.ability) for one in self.ability_reports]
        return [ability for *_, ability in sorted(shown, key=lambda one: one[:2])]

    @property
    def ability_improved(self) -> bool:
        """Whether the person communicates better now than before (see ``ability.improved`` for the rule), or did so and
        was not interviewed since.
        """
        return improved(self.abilities) or self.interview_due is not None

    @property
    def interview_due(self) -> datetime | None:
        """Since when the responsible worker should interview the person again, who is searched for and not yet known.

        Somebody settled (落户安置) is searched for still.
        """
        searched = self.case.custody.search_continues and self.case.identity.state not in SAYS_WHO
        return self.asked_again_at if searched else None

    def clue(self, clue_id: str) -> Clue:
        """The clue with this id. Raises NoSuchClue."""
        found = next((clue for clue in self.clues if clue.id == clue_id), None)
        if found is None:
            raise errors.NoSuchClue
        return found

    def interpreter_request(self, request_id: str) -> InterpreterRequest:
        """The interpreter request with this id. Raises NoSuchInterpreterRequest."""
        found = next((request for request in self.interpreter_requests if request.id == request_id), None)
        if found is None:
            raise errors.NoSuchInterpreterRequest
        return found

    def require_interpretable(self) -> None:
        """A clue says where the speech may be from. Raises CaseClosed, NotYetReceived or NoSpeechClue."""
        self.case.custody.require_search_open()
        if not any(clue.tells_speech for clue in self.clues):
            raise errors.NoSpeechClue

    def require_clue_checkable(self, clue_id: str) -> Clue:
        """The clue, which nobody looked into yet. Raises what require_search_open raises, NoSuchClue, ClueIsRefuted
        or ClueIsChecked.
        """
        self.case.custody.require_search_open()
        clue = self.clue(clue_id)
        clue.require_unchecked()
        return clue

    def require_clue_refutable(self, clue_id: str) -> Clue:
        """The clue, which nobody found wrong yet. Raises what require_search_open does, NoSuchClue, ClueIsRefuted."""
        self.case.custody.require_search_open()
        clue = self.clue(clue_id)
        clue.require_unrefuted()
        return clue

    def require_contactable(self, request_id: str) -> InterpreterRequest:
        """The request, for which somebody has been proposed. Raises what require_search_open raises,
        NoSuchInterpreterRequest or NoProposals.
        """
        self.case.custody.require_search_open()
        request = self.interpreter_request(request_id)
        if not request.proposals:
            raise errors.NoProposals
        return request

    def record_interview(self, interview_id: str, clue_ids: Sequence[str], note: InterviewNote, act: Act) -> None:
        """Write down a conversation and its clues. Better speech than before is an event of its own; the interview in
        which it showed asks for no further one.
        """
        act.require_not_before(self.case.custody.require_search_open(), ARRIVAL)
        before = self.abilities
        self.interviews.append(note.interview(interview_id, act))
        for clue_id, clue in zip(clue_ids, note.clues, strict=True):
            self.clues.append(Clue(clue_id, interview_id, clue, act.recorded_at, act.by))
        recorded = events.InterviewRecorded(case_id=self.case.id, act=act, interview_id=interview_id)
        self.case.happened(recorded, note.ability)
        if self.asked_again_at is not None and act.occurred_at >= self.asked_again_at:
            self.asked_again_at = None
            self.case.happened(events.InterviewTaskSettled(case_id=self.case.id, act=act))
        self._compare(before, act, asks=False)

    def report_ability(self, ability: Ability, said_by: str, act: Act) -> None:
        """Write down on behalf of a ward how somebody says that the person communicates now. Raises TextMissing."""
        act.require_not_before(self.case.custody.require_search_open(), ARRIVAL)
        if not said_by.strip():
            raise errors.TextMissing
        before = self.abilities
        self._keep_report(ability, said_by.strip(), act)
        self._compare(before, act, asks=True)

    def hear_from_ward(self, ability: Ability, said_by: str, act: Act) -> None:
        """A ward says by itself that the person speaks better: that is asked about, whatever was noted before."""
        act.require_not_before(self.case.custody.require_search_open(), ARRIVAL)
        self._keep_report(ability, said_by, act)
        self._tell_better(act, asks=True)

    def pause(self, act: Act) -> None:
        """The person says who they are: the interview asked for waits, unless a check shows that it is not so."""
        if self.interview_due is not None:
            case_id, how = self.case.id, HowSettled.PAUSED
            self.case.record(limit_events.DeadlineSettled(case_id=case_id, act=act, code=INTERVIEW_TASK, how=how))

    def check_clue(self, clue_id: str, finding: str, act: Act) -> None:
        """The clue was looked into and helped."""
        clue = self.require_clue_checkable(clue_id)
        self._put_clue(clue.checked(ClueState.USED, finding, act))
        self.case.happened(events.ClueChecked(case_id=self.case.id, act=act, clue_id=clue_id))

    def refute_clue(self, clue_id: str, finding: str, act: Act) -> None:
        """The clue was looked into and is wrong; it is kept, so that nobody follows it again."""
        clue = self.require_clue_refutable(clue_id)
        if not finding.strip():
            raise errors.TextMissing
        self._put_clue(clue.checked(ClueState.REFUTED, finding, act))
        self.case.happened(events.ClueRefuted(case_id=self.case.id, act=act, clue_id=clue_id))

    def request_interpreter(self, request_id: str, clue_id: str, area: str, dialect: str | None, act: Act) -> None:
        """Ask the talent pool for somebody who speaks like the person; only area and dialect of the clue go out,
        with the number of the case.

        The same may be asked again once it was answered: the pool has new people, and those called may have declined.
        """
        self.require_interpretable()
        request = InterpreterRequest(request_id, clue_id, area, dialect, act.recorded_at, act.by)
        request.require_heard(self.clue(clue_id))
        if any(one.awaits(area, dialect) for one in self.interpreter_requests):
            raise errors.InterpreterAlreadyRequested
        self.interpreter_requests.append(request)
        self.case.happened(
            events.InterpreterRequested(
                case_id=self.case.id,
                act=act,
                case_no=self.case.case_no,
                request_id=request_id,
                area=area,
                dialect=dialect,
                requested_by=act.by,
            )
        )

    def take_proposals(self, request_id: str, proposals: Sequence[Proposal], act: Act) -> None:
        """Keep whom the talent pool proposes; newer proposals replace older ones. Also for a case closed meanwhile."""
        request, count = self.interpreter_request(request_id), len(proposals)
        self._put_request(replace(request, proposals=tuple(proposals), proposed_at=act.recorded_at))
        proposed = events.InterpretersProposed(case_id=self.case.id, act=act, request_id=request_id, count=count)
        self.case.happened(proposed, str(count))

    def contact_interpreter(
        self, request_id: str, person_id: str, outcome: ContactOutcome, remarks: str, act: Act
    ) -> None:
        """Log a call to somebody who was proposed. Raises NotProposed, or OccurredTooEarly before the request."""
        request = self.require_contactable(request_id)
        if all(proposal.person_id != person_id for proposal in request.proposals or ()):
            raise errors.NotProposed
        act.require_not_before(request.requested_at, ASKED_FOR)
        contact = Contact(person_id, outcome, remarks, act.occurred_at, act.by, act.recorded_at, act.evidence)
        self._put_request(replace(request, contacts=(*request.contacts, contact)))
        called = events.InterpreterContacted(
            case_id=self.case.id, act=act, request_id=request_id, person_id=person_id, outcome=outcome
        )
        self.case.happened(called, outcome)

    def forget_person(self) -> None:
        """All of it goes."""
        self.interviews, self.clues, self.interpreter_requests = [], [], []
        self.ability_reports, self.asked_again_at = [], None

    def _compare(self, before: Sequence[Ability], act: Act, *, asks: bool) -> None:
        """Tell of better speech once, and ask for an interview with whoever is not yet known, unless one is due.

        It is told when it was not better before, or is better still. An interview in which it showed asks for no other.
        """
        now = self.abilities
        if improved(now) and not (improved(before) and now[-1].rank <= before[-1].rank):
            self._tell_better(act, asks=asks)

    def _keep_report(self, ability: Ability, said_by: str, act: Act) -> None:
        report = AbilityReport(ability, said_by, act.occurred_at, act.by, act.recorded_at, act.evidence)
        self.ability_reports.append(report)
        self.case.happened(events.AbilityReported(case_id=self.case.id, act=act), ability)

    def _tell_better(self, act: Act, *, asks: bool) -> None:
        asked = asks and self.case.identity.state not in SAYS_WHO and self.interview_due is None
        self.asked_again_at = act.occurred_at if asked else self.asked_again_at
        self.case.happened(
            events.AbilityImproved(
                case_id=self.case.id,
                act=act,
                case_no=self.case.case_no,
                responsible=self.case.charge.responsible,
                asked=asked,
            )
        )

    def _put_clue(self, clue: Clue) -> None:
        self.clues = [clue if old.id == clue.id else old for old in self.clues]

    def _put_request(self, request: InterpreterRequest) -> None:
        self.interpreter_requests = [request if old.id == request.id else old for old in self.interpreter_requests]
