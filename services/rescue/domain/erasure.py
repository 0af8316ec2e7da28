"""Erasing a person from a case (依法清除): the legal ground, which is all that is kept of the reason."""

from dataclasses import dataclass
from datetime import datetime

from services.rescue.domain.kinds import ErasureGround


@dataclass(frozen=True)
class Erasure:
    """On which ground, when, and by whom. A code and not words, because words could tell of the person again."""

    ground: ErasureGround
    at: datetime
    by: str
