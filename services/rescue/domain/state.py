"""What a case consists of, and how its parts are found."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.rescue.domain import errors
from services.rescue.domain.clue import Clue
from services.rescue.domain.custody import Custody, Departure, Placement
from services.rescue.domain.erasure import Erasure
from services.rescue.domain.events import CaseEvent
from services.rescue.domain.intake import EntryCorrection, Intake
from services.rescue.domain.interpreter import InterpreterRequest
from services.rescue.domain.interview import Interview
from services.rescue.domain.notice import Notice, NoticeState
from services.rescue.domain.person import Person
from services.rescue.domain.texts import Text200
from shared.clock.deadlines import Deadlines
from shared.kernel.aggregate import Aggregate


class Identity(StrEnum):
    """The identity region of a case."""

    UNKNOWN = "unknown"
    SEARCHING = "searching"
    STATED_BY_SELF = "stated_by_self"


@dataclass(frozen=True)
class DnaRequest:
    """The report to the police that asks for a DNA sample (报请公安机关采集 DNA)."""

    office: Text200
    request_no: Text200
    at: datetime
    by: str


@dataclass(frozen=True)
class HistoryEntry:
    """One line of the case's history: a word for what happened, when, by whom (None for the clock), and a code."""

    what: str
    at: datetime
    by: str | None = None
    detail: str | None = None


@dataclass
class CaseState(Aggregate):
    """The state of a case. Its parts are immutable; a change replaces a part."""

    id: str
    case_no: str
    opened_at: datetime
    opened_by: str
    intake: Intake
    custody: Custody
    identity: Identity = Identity.UNKNOWN
    entered_at: datetime | None = None
    entry_corrections: list[EntryCorrection] = field(default_factory=list)
    person: Person = field(default_factory=Person)
    placements: list[Placement] = field(default_factory=list)
    interviews: list[Interview] = field(default_factory=list)
    clues: list[Clue] = field(default_factory=list)
    interpreter_requests: list[InterpreterRequest] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    dna: DnaRequest | None = None
    deadlines: Deadlines = field(default_factory=Deadlines)
    departed_at: datetime | None = None
    departure: Departure | None = None
    declared: bool = False
    """Whether a declaration was signed to leave by one's own will (自愿离站声明)."""
    erasure: Erasure | None = None
    history: list[HistoryEntry] = field(default_factory=list)

    @property
    def next_due_at(self) -> datetime | None:
        """When time must be passed in this case next (UTC), or None."""
        return self.deadlines.next_due_at

    @property
    def ability_improved(self) -> bool:
        """Whether the person communicated better in the last interview than in the one before."""
        return len(self.interviews) > 1 and self.interviews[-1].ability.rank > self.interviews[-2].ability.rank

    @property
    def waiting_notice(self) -> Notice | None:
        """The notice that waits for a second person's approval."""
        return next((n for n in self.notices if n.state is NoticeState.PROPOSED), None)

    @property
    def notice_outlived(self) -> bool:
        """Whether a notice is still public though nobody is searched for any more: it should be withdrawn.

        The family of somebody who was settled (落户安置) is looked for also after the departure.
        """
        searched = self.identity is Identity.SEARCHING and self.departure in (None, Departure.SETTLED)
        return not searched and any(notice.state is NoticeState.PUBLISHED for notice in self.notices)

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

    def notice(self, notice_id: str) -> Notice:
        """The notice with this id. Raises NoSuchNotice."""
        found = next((notice for notice in self.notices if notice.id == notice_id), None)
        if found is None:
            raise errors.NoSuchNotice
        return found

    def happened(self, event: CaseEvent, detail: str | None = None) -> None:
        """Record the event, and its line in the history."""
        self.record(event)
        self.history.append(HistoryEntry(event.WHAT, event.at, event.by, detail))
