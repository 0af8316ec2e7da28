"""RescueCase: one person in the station's care, from the door on."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from services.rescue.domain import erasure_errors, erasure_events, errors, events
from services.rescue.domain.case_event import CaseEvent
from services.rescue.domain.charge import Charge
from services.rescue.domain.conversation import Conversation
from services.rescue.domain.custody import Custody
from services.rescue.domain.erasure import ERASURE, Approver, Erasure, ErasureProposal, require_ground
from services.rescue.domain.identity import Identity
from services.rescue.domain.inquiries import Inquiries
from services.rescue.domain.intake import Intake
from services.rescue.domain.kinds import CustodyState, ErasureGround, Happening
from services.rescue.domain.limits import Limits
from services.rescue.domain.part import CasePart
from services.rescue.domain.person import Person
from services.rescue.domain.photos import Photos
from services.rescue.domain.search import Search
from shared.clock.deadlines import Clocks
from shared.kernel.act import Act
from shared.kernel.aggregate import Aggregate
from shared.kernel.dual_control import Proposal


@dataclass(frozen=True)
class HistoryEntry:
    """One line of the case's history: a word for what happened, when, by whom (None for a service), and a code.

    ``at`` is when it was true, ``recorded_at`` when it was written down; lines from before both were kept have only
    ``at``, which is when they were written. ``about`` names the notice, or the fields that changed.
    """

    what: Happening
    at: datetime
    by: str | None = None
    detail: str | None = None
    recorded_at: datetime | None = None
    about: tuple[str, ...] = ()


@dataclass
class RescueCase(Aggregate):
    """One person in care: custody, identity and legal limits are regions that change beside each other.

    Each part owns its state, guards and verbs; the case is what they have in common, and is stored as one.
    """

    id: str
    case_no: str
    opened_at: datetime
    opened_by: str
    custody: Custody
    identity: Identity = field(default_factory=Identity)
    conversation: Conversation = field(default_factory=Conversation)
    search: Search = field(default_factory=Search)
    inquiries: Inquiries = field(default_factory=Inquiries)
    limits: Limits = field(default_factory=Limits)
    charge: Charge = field(default_factory=Charge)
    photos: Photos = field(default_factory=Photos)
    erasure_proposal: ErasureProposal | None = None
    erasure: Erasure | None = None
    history: list[HistoryEntry] = field(default_factory=list)

    def __post_init__(self) -> None:
        for part in self.parts:
            part.join(self)

    @classmethod
    def open(
        cls,
        case_id: str,
        case_no: str,
        intake: Intake,
        person: Person,
        clocks: Clocks,
        act: Act,
        *,
        stated: bool = False,
    ) -> "RescueCase":
        """Open a case with whatever is known: help first, verify after (381号令实施细则 第五条).

        Whoever opens it is responsible for it until it is handed over. With somebody who has come, the search begins at
        once, and its limits run from the entry; they pause at once for one who has ``stated`` who they are.
        Raises NameNotStated, IdNumberWrong, PhoneUnreadable or LimitMissing.
        """
        intake.require_past(act.recorded_at)
        custody, charge = Custody.begun(intake), Charge(act.by)
        case = cls(case_id, case_no, act.recorded_at, act.by, custody, Identity(), charge=charge)
        case.identity.require_sound_number(person, act)
        case.identity.require_sound_phone(person)
        case.identity.person = person
        case.happened(events.CaseOpened(case_id=case_id, act=act, case_no=case_no))
        if intake.entered_at is not None:
            case.search.begin(clocks, act)
        if stated:
            name = person.name.value
            if name is None:
                raise errors.NameNotStated
            as_stated = person.id_number_as_stated
            case.identity.record_statement(name, person.id_number, clocks, act, as_stated=as_stated)
        return case

    @property
    def parts(self) -> tuple[CasePart, ...]:
        """All parts of the case."""
        of_the_search = self.conversation, self.search, self.inquiries, self.limits
        return self.custody, self.identity, *of_the_search, self.charge, self.photos

    @property
    def file_ids(self) -> frozenset[str]:
        """The ids of all files that the case holds: photographs, recordings, and scans of declarations."""
        leavings = (self.custody.leaving, *(one.leaving for one in self.custody.departure_corrections))
        scans = [one.alone.scan.id for one in leavings if one and one.alone and one.alone.scan]
        return frozenset([*(one.id for one in self.photos.kept), *scans])

    @property
    def next_due_at(self) -> datetime | None:
        """When time must be passed in this case next (UTC), or None."""
        return self.limits.deadlines.next_due_at

    def happened(self, event: CaseEvent, detail: str | None = None) -> None:
        """Record the event, and its line in the history."""
        self.record(replace(event, detail=detail))
        act = event.act
        self.history.append(
            HistoryEntry(event.WHAT, act.occurred_at, act.person, detail, act.recorded_at, event.concerns)
        )

    def require_erasable(self) -> None:
        """Care has ended and nothing about the person is public. Raises NotDeparted or NoticeStillPublic."""
        if self.custody.state is not CustodyState.DEPARTED:
            raise errors.NotDeparted
        self.search.require_unpublished()

    def require_erasure_proposable(self) -> None:
        """The person may be erased, and nobody proposed it yet. Raises what require_erasable raises, CaseClosed for
        somebody erased, or ErasureWaiting.
        """
        self.require_erasable()
        if self.erasure is not None:
            raise errors.CaseClosed
        if self.erasure_proposal is not None:
            raise erasure_errors.ErasureWaiting

    def require_erasure_approvable(self, approver: Approver) -> Proposal[ErasureProposal]:
        """The proposal, which this colleague may approve: two erase, the head among them.

        Raises what require_erasable raises, ErasureNotProposed, ErasureNeedsAnother or ErasureNeedsHead.
        """
        self.require_erasable()
        waiting = ERASURE.waiting(self.id, self.erasure_proposal).require_another(approver.id)
        if not (approver.is_head or waiting.what.by_head):
            raise erasure_errors.ErasureNeedsHead
        return waiting

    def require_erasure_declinable(self) -> None:
        """An erasure is proposed and not done. Raises ErasureNotProposed."""
        if self.erasure_proposal is None or self.erasure is not None:
            raise erasure_errors.ErasureNotProposed

    def propose_erasure(self, ground: ErasureGround, clocks: Clocks, proposer: Approver, act: Act) -> None:
        """Propose to erase the person on a ground of the law, for a colleague to approve; see ``require_ground``."""
        self.require_erasure_proposable()
        require_ground(ground, self._departed_at, act.recorded_at, clocks)
        self.erasure_proposal = ErasureProposal(ground, act.recorded_at, act.by, proposer.is_head)
        proposed = erasure_events.ErasureProposed(
            case_id=self.id, act=act, ground=ground, case_no=self.case_no, by_head=proposer.is_head
        )
        self.happened(proposed, ground)

    def decline_erasure(self, act: Act) -> None:
        """The person is not erased; also whoever proposed it may take that back."""
        self.require_erasure_declinable()
        self.erasure_proposal = None
        self.happened(erasure_events.ErasureDeclined(case_id=self.id, act=act))

    def erase(self, clocks: Clocks, approver: Approver, act: Act) -> None:
        """Approve a colleague's proposal: leave nothing of the person but the number and what was done when.

        May be repeated, because the key of the case is destroyed only after this was saved.
        Basis: 个人信息保护法 第四十七条.
        """
        waiting = self.require_erasure_approvable(approver)
        proposal = waiting.what if self.erasure else waiting.confirm(act)
        require_ground(proposal.ground, self._departed_at, act.recorded_at, clocks)
        for part in self.parts:
            part.forget_person()
        ground, proposed_by = proposal.ground, proposal.by
        self.erasure = self.erasure or Erasure(ground, act.recorded_at, act.by, proposed_by, act.seen)
        erased = erasure_events.PersonErased(case_id=self.id, act=act, ground=ground, proposed_by=proposed_by)
        self.happened(erased, ground)

    @property
    def _departed_at(self) -> datetime:
        """When care ended; for a departure that was stored without its time, when the case was opened."""
        return self.custody.departed_at or self.opened_at
