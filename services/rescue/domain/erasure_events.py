"""The person leaves the case (清除): proposed, declined, done; members of the union in ``events.py``."""

from dataclasses import dataclass
from typing import ClassVar

from services.rescue.domain.case_event import CaseEvent
from services.rescue.domain.kinds import Happening


@dataclass(frozen=True, kw_only=True)
class ErasureProposed(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.ERASURE_PROPOSED
    ground: str
    case_no: str
    by_head: bool


@dataclass(frozen=True, kw_only=True)
class ErasureDeclined(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.ERASURE_DECLINED


@dataclass(frozen=True, kw_only=True)
class PersonErased(CaseEvent):
    WHAT: ClassVar[Happening] = Happening.PERSON_ERASED
    ground: str
    proposed_by: str
