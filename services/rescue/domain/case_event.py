"""What every event of a case tells."""

from dataclasses import dataclass, field
from typing import ClassVar

from services.rescue.domain.kinds import Happening
from shared.kernel.act import Act


@dataclass(frozen=True, kw_only=True)
class CaseEvent:
    """Something that happened in a case. WHAT is its word in the case's history."""

    WHAT: ClassVar[Happening]

    case_id: str
    act: Act
    detail: str | None = field(default=None, compare=False)
    """The code that its line in the history shows beside the word, where there is one."""

    @property
    def concerns(self) -> tuple[str, ...]:
        """The notice that it is about, or the names of the fields that changed; nothing for most events."""
        return ()
