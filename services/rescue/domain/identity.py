"""Identity: what is known of who the person is, and whether that is enough."""

from dataclasses import dataclass, field

from services.rescue.domain import errors, events
from services.rescue.domain.answers import Answer
from services.rescue.domain.kinds import IdentityState
from services.rescue.domain.part import CasePart
from services.rescue.domain.person import Person, StatedName
from shared.kernel.act import Act


@dataclass
class Identity(CasePart):
    """The person as described now, and where the question stands who they are."""

    person: Person = field(default_factory=Person)
    state: IdentityState = IdentityState.UNKNOWN

    def require_unstated(self) -> None:
        """The person has not stated who they are. Raises CaseClosed, NotYetReceived or IdentityStated."""
        self.case.custody.require_in_care()
        if self.state is IdentityState.STATED_BY_SELF:
            raise errors.IdentityStated

    def require_searching(self) -> None:
        """A search is running. Raises CaseClosed, NotYetReceived, IdentityStated or SearchNotRunning."""
        self.require_unstated()
        if self.state is not IdentityState.SEARCHING:
            raise errors.SearchNotRunning

    def describe(self, person: Person, act: Act) -> None:
        """Write down what is known now, as a whole."""
        self.case.custody.require_open()
        changed = person.differs_in(self.person)
        if not changed:
            raise errors.NothingChanged
        self.person = person
        self.case.happened(events.PersonDescribed(case_id=self.case.id, act=act, fields=changed))

    def record_statement(self, name: StatedName, id_number: Answer[str], act: Act) -> None:
        """The person says who they are. The search and its limits end; checking the statement comes after."""
        self.require_unstated()
        self.person = self.person.stated(name, id_number)
        self.state = IdentityState.STATED_BY_SELF
        self.case.happened(events.IdentityStatedBySelf(case_id=self.case.id, act=act))
        self.case.search.end(act)

    def be_searched_for(self) -> None:
        """The question is open, and the search for an answer runs."""
        self.state = IdentityState.SEARCHING

    def forget_person(self) -> None:
        """Whether the person was known stays; who they are goes."""
        self.person = Person()
