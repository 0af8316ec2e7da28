"""What the parts of a case have in common: each owns a region of its state, with its guards and verbs."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING
from weakref import proxy

if TYPE_CHECKING:
    from services.rescue.domain.case import RescueCase


class CasePart(ABC):
    """Base of the parts: standard dataclasses whose fields are the region's whole state.

    A part knows the case that it belongs to, so that its verbs can record what happened and ask the other parts. The
    case is no field of the part: it is neither stored nor compared. It is known weakly, so that a case is freed at once
    when nobody uses it any more, and is not left to the garbage collector: a part alone does not keep its case alive.
    """

    case: "RescueCase"

    def join(self, case: "RescueCase") -> None:
        """Become a part of this case."""
        self.case = proxy(case)

    @abstractmethod
    def forget_person(self) -> None:
        """Leave nothing in this part that tells of the person (个人信息保护法 第四十七条)."""
