"""Who is responsible for a case (责任人), and how it was handed from one colleague to the next."""

from dataclasses import dataclass, field
from datetime import datetime

from services.rescue.domain import errors, events
from services.rescue.domain.charge_fields import HandoverNote, Responsible
from services.rescue.domain.part import CasePart
from shared.kernel.act import Act


@dataclass(frozen=True)
class Handover:
    """One hand-over (转交): from whom (None where nobody was known), to whom, by whom, and what was to be said."""

    before: Responsible | None
    to: Responsible
    note: HandoverNote
    at: datetime
    by: str


@dataclass
class Charge(CasePart):
    """``responsible`` is the user name of a colleague: the opener at first.

    It is None for a case that was stored before anybody was named; who opened it need not be who looks after it now.
    """

    responsible: Responsible | None = None
    handovers: list[Handover] = field(default_factory=list)

    def require_handable(self) -> None:
        """Somebody is still to be looked after, or looked for. Raises CaseClosed once the person was erased."""
        if self.case.erasure is not None:
            raise errors.CaseClosed

    def hand_over(self, to: str, note: str, act: Act) -> None:
        """Make a colleague responsible, also after the departure: the search may go on. Raises ResponsibleAlready."""
        self.require_handable()
        if to == self.responsible:
            raise errors.ResponsibleAlready
        handover = Handover(self.responsible, to, note.strip(), act.recorded_at, act.by)
        self.handovers.append(handover)
        self.responsible = to
        self.case.happened(
            events.CaseHandedOver(
                case_id=self.case.id, act=act, case_no=self.case.case_no, responsible=to, before=handover.before
            ),
            to,
        )

    def forget_person(self) -> None:
        """Who was responsible stays; the notes may tell of the person and go."""
        self.handovers = []
