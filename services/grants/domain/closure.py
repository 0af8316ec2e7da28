"""The end of a project (结项、终止): what is not paid any more, and why; one proposes, another decides."""

from dataclasses import dataclass
from typing import Annotated

from services.grants.domain.entry import Entry
from shared.kernel.labels import Label, LabelledEnum
from shared.kernel.money import Fen


class ClosureKind(LabelledEnum):
    """How a project ends; both are states of a project too."""

    COMPLETED = "completed", "结项（项目已经完成）", "Completed"
    TERMINATED = "terminated", "终止（项目不再进行）", "Terminated"


HowClosed = Annotated[ClosureKind, Label("方式", "How it ends")]


@dataclass(frozen=True)
class Closure:
    """How a project ends, why, what is not paid any more and what came back of what was; undecided while it waits.

    ``released_fen`` is what was unpaid when it was proposed, and once decided, then. ``reopened`` tells when a payment
    taken back let the project run again: from then on the closure holds no more.
    """

    kind: ClosureKind
    reason: str
    released_fen: Fen
    returned_fen: Fen
    proposed: Entry
    decided: Entry | None = None
    approved: bool = False
    reopened: Entry | None = None

    @property
    def waits(self) -> bool:
        """Whether nobody has decided yet."""
        return self.decided is None

    @property
    def holds(self) -> bool:
        """Whether the project is closed by it."""
        return self.approved and self.reopened is None
