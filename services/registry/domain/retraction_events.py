"""What happens to a retraction that waits (更正误登); members of the union in ``events.py``."""

from dataclasses import dataclass

from shared.kernel.act import Act


@dataclass(frozen=True)
class RetractionProposed:
    """Somebody proposed to take a wrong entry back; whose it is, by name and code, since a colleague has to decide."""

    organisation_id: str
    entry: str
    act: Act
    name: str
    uscc: str
    invented: bool


@dataclass(frozen=True)
class RetractionDecided:
    """A wrong entry was taken back, and what follows is told besides; or it stays, where that was not ``approved``.

    Then ``proposed_by`` took the proposal back, or hears of the refusal.
    """

    organisation_id: str
    entry: str
    approved: bool
    act: Act
    name: str
    uscc: str
    invented: bool
    proposed_by: str
