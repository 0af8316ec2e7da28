"""Erasing a person from a case (依法清除): the legal ground, which is all that is kept of the reason."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ErasureGround(StrEnum):
    """Why personal data must go: the five cases of 个人信息保护法 第四十七条第一款."""

    PURPOSE_OVER = "purpose_over"
    RETENTION_OVER = "retention_over"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    UNLAWFUL = "unlawful"
    OTHER_LAW = "other_law"


@dataclass(frozen=True)
class Erasure:
    """On which ground, when, and by whom. A code and not words, because words could tell of the person again."""

    ground: ErasureGround
    at: datetime
    by: str
