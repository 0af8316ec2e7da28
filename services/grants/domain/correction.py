"""A correction (更正) of what was entered of a contract or an instalment: one proposes, another decides (双人复核)."""

from dataclasses import dataclass, fields

from services.grants.domain.agreement import ContractParty, ContractTerms
from services.grants.domain.entry import Entry
from services.grants.domain.instalment import PlannedPart

Terms = ContractTerms | ContractParty | PlannedPart
"""What may be corrected: of the contract, who signed it, or of one instalment."""


@dataclass(frozen=True)
class Correction:
    """Other terms than were entered, why, and what a second person decided; undecided while it waits.

    ``no`` is the instalment's number; None where the contract is corrected.
    """

    no: int | None
    before: Terms
    after: Terms
    reason: str
    proposed: Entry
    decided: Entry | None = None
    approved: bool = False

    @property
    def waits(self) -> bool:
        """Whether nobody has decided yet."""
        return self.decided is None

    @property
    def changes(self) -> list[tuple[str, object, object]]:
        """Each field that changes, with its value before and after."""
        names = [one.name for one in fields(self.before)]
        pairs = [(name, getattr(self.before, name), getattr(self.after, name)) for name in names]
        return [(name, before, after) for name, before, after in pairs if before != after]
