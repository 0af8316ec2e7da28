"""Identity: what is known of who the person is, what they said of it themselves, and whether that was checked."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated

from services.rescue.domain import errors, events, identity_errors, intake_errors
from services.rescue.domain.answers import Answer
from services.rescue.domain.custody import ARRIVAL
from services.rescue.domain.id_number import fault_of
from services.rescue.domain.kinds import IdentityState
from services.rescue.domain.limits import IDENTITY_CHECK, OF_THE_SEARCH
from services.rescue.domain.part import CasePart
from services.rescue.domain.person import Person, StatedName, is_phone
from services.rescue.domain.search_fields import CheckedWith, CheckPaper, CheckRemarks, OutcomeOfCheck
from services.rescue.domain.search_kinds import CheckOutcome
from shared.clock.deadlines import Clocks
from shared.kernel.act import Act, Evidence
from shared.kernel.calendar import local_date
from shared.kernel.dual_control import DualControl, Proposal, ReviewCode
from shared.kernel.labels import Label, Words

STATED_FIELDS = frozenset({"name", "id_number", "id_number_as_stated"})
"""What a statement of identity consists of."""
LAST_CHECK = Words("上一次核实的时间", "the check before")
STATEMENT = Words("本人自述身份的时间", "the person's own statement")

STATEMENT_CHECK = DualControl[tuple[str, ...]](
    "identity check", errors.NothingStated, identity_errors.CheckNeedsAnother, lambda stated_by: stated_by
)
"""Nobody both states and confirms an identity; what waits is known by those who wrote the statement down."""


@dataclass(frozen=True)
class IdentityCheck:
    """One check of what the person said: with whom, by which paper, and what came of it."""

    source: CheckedWith
    outcome: OutcomeOfCheck
    paper: CheckPaper
    remarks: CheckRemarks
    at: datetime
    by: str
    recorded_at: datetime
    evidence: Evidence = ""
    name: Annotated[StatedName, Label("当时的姓名", "Name at the time")] | None = None
    """The name that was checked; unknown for checks stored before it was kept."""
    review_code: ReviewCode = ""


@dataclass
class Identity(CasePart):
    """The person as described now, and where the question stands who they are.

    ``stated_at`` is when the person last said who they are; unknown for statements stored before it was kept.
    ``stated_by`` are the colleagues who wrote that down, or changed the name or the number in it; for what was stored
    before it was kept they are those of the history.
    """

    person: Person = field(default_factory=Person)
    state: IdentityState = IdentityState.UNKNOWN
    stated_at: datetime | None = None
    stated_by: tuple[str, ...] = ()
    checks: list[IdentityCheck] = field(default_factory=list)

    def require_unstated(self) -> None:
        """The person has not stated who they are. Raises CaseClosed, NotYetReceived or IdentityStated."""
        self.case.custody.require_search_open()
        if self.state in (IdentityState.STATED_BY_SELF, IdentityState.VERIFIED):
            raise errors.IdentityStated

    def require_searching(self) -> None:
        """A search is running. Raises CaseClosed, NotYetReceived, IdentityStated or SearchNotRunning."""
        self.require_unstated()
        if self.state is not IdentityState.SEARCHING:
            raise errors.SearchNotRunning

    def require_checkable_by(self, by: str) -> Proposal[tuple[str, ...]]:
        """What the person said is to be checked, and this colleague did not write it down.

        Nobody both states and confirms an identity: a second person checks it, whoever of the station that is. Until
        one is there the statement stays as it is, and the limit of the check runs. Rule of this house; no text of law
        was found that names the second person. Raises CaseClosed, NotYetReceived, NothingStated or CheckNeedsAnother.
        """
        self.case.custody.require_search_open()
        waits = self.stated_by if self.state is IdentityState.STATED_BY_SELF else None
        stated = self.person.name, self.person.id_number, self.person.id_number_as_stated, self.stated_at
        return STATEMENT_CHECK.waiting(self.case.id, waits, *stated).require_another(by)

    def describe(self, person: Person, act: Act) -> None:
        """Write down what is known now, as a whole. Raises NothingChanged, IdNumberWrong or PhoneUnreadable.

        Whoever changes the name or the number of a statement that waits for its check has stated it, too.
        """
        self.case.custody.require_open()
        changed = person.differs_in(self.person)
        if not changed:
            raise errors.NothingChanged
        self.require_sound_number(person, act)
        self.require_sound_phone(person)
        self.person = person
        if self.state is IdentityState.STATED_BY_SELF and STATED_FIELDS & set(changed):
            self.stated_by = tuple(dict.fromkeys((*self.stated_by, act.by)))
        self.case.happened(events.PersonDescribed(case_id=self.case.id, act=act, fields=changed))

    def record_statement(
        self, name: StatedName, id_number: Answer[str], clocks: Clocks, act: Act, *, as_stated: bool = False
    ) -> None:
        """The person says who they are. The search and its limits pause until that was checked, by a limit of its own.

        A number that does not check is kept only ``as_stated``. Raises NameSaysNothing, IdNumberWrong, TooManyNames,
        OccurredTooEarly, or LimitMissing when the table lacks the limit.
        """
        self.require_unstated()
        if not name.says_who:
            raise identity_errors.NameSaysNothing
        act.require_not_before(self.case.custody.entered_at, ARRIVAL)
        act.require_not_before(self.checks[-1].at if self.checks else None, LAST_CHECK)
        person = self.person.stated(name, id_number)
        person = replace(person, id_number_as_stated=as_stated) if id_number.value else person
        self.require_sound_number(person, act)
        self.case.conversation.pause(act)
        self.person, self.state, self.stated_at = person, IdentityState.STATED_BY_SELF, act.occurred_at
        self.stated_by = (act.by,)
        self.case.happened(events.IdentityStatedBySelf(case_id=self.case.id, act=act))
        self.case.search.pause(act)
        self.case.limits.run((IDENTITY_CHECK,), act.occurred_at, clocks, about=act.occurred_at.isoformat())

    def check(self, found: IdentityCheck, late_reason: str | None, clocks: Clocks, act: Act) -> None:
        """What the person said was checked. If it fails, the search goes on, and its limits run with what was left.

        Raises what require_checkable_by raises, OccurredTooEarly, or LateReasonRequired when the check is late and no
        reason is given.
        """
        stated_by = self.require_checkable_by(act.by).confirm(act)
        act.require_not_before(self.stated_at, STATEMENT)
        if not found.paper.strip():
            raise errors.TextMissing
        about = self.stated_at.isoformat() if self.stated_at else ""
        self.case.limits.do_duty(IDENTITY_CHECK, late_reason, act, about)
        self.checks.append(replace(found, name=self.person.name.value, review_code=act.seen))
        event = events.IdentityChecked(case_id=self.case.id, act=act, outcome=found.outcome, proposed_by=stated_by)
        self.case.happened(event, found.outcome)
        if found.outcome is CheckOutcome.CONFIRMED:
            self.state = IdentityState.VERIFIED
            self.case.limits.release_only(OF_THE_SEARCH, act)
        else:
            self.state = IdentityState.SEARCHING
            self.case.limits.resume(act, clocks)
            self.case.search.owe_notice_again(clocks, act)

    @property
    def name_refuted(self) -> bool:
        """Whether the name that is known now is one that the last check showed to be wrong.

        Where the checked name was not kept, it is taken for the present one.
        """
        now, last = self.person.name.value, self.checks[-1] if self.checks else None
        if now is None or last is None or self.state is not IdentityState.SEARCHING:
            return False
        return last.outcome is not CheckOutcome.CONFIRMED and last.name in (None, now)

    def be_searched_for(self) -> None:
        """The question is open, and the search for an answer runs."""
        self.state = IdentityState.SEARCHING

    def forget_person(self) -> None:
        """Whether the person was known stays; who they are goes, and so does what was said of the checks."""
        self.person, self.checks = Person(), []

    def require_sound_phone(self, person: Person) -> None:
        """A phone number that was not known before is one by its characters. Raises PhoneUnreadable."""
        phone = person.phone.value
        if phone and phone != self.person.phone.value and not is_phone(phone):
            raise intake_errors.PhoneUnreadable

    def require_sound_number(self, person: Person, act: Act) -> None:
        """A number that was not known before checks, or is said to be kept as it was stated. Raises IdNumberWrong.

        One that was kept as stated does not become a sound one by leaving that out (GB 11643-1999).
        """
        number = person.id_number.value
        known = number == self.person.id_number.value and not self.person.id_number_as_stated
        if not number or person.id_number_as_stated or known:
            return
        fault = fault_of(number, local_date(act.recorded_at))
        if fault is not None:
            raise errors.IdNumberWrong(why_zh=fault.label.zh, why_en=fault.label.en)
