"""Answers that may be missing for a reason, and instants in UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar, overload

from services.rescue.domain.errors import AnswerContradicts, TimeWrong
from services.rescue.domain.kinds import Unknown

T = TypeVar("T")


@dataclass(frozen=True)
class Answer(Generic[T]):
    """A value, or the reason why there is none; never both, never neither."""

    value: T | None = None
    unknown: Unknown | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.unknown is None):
            raise AnswerContradicts


def not_asked() -> Answer[Any]:
    """The answer to a question that nobody has asked yet."""
    return Answer(unknown=Unknown.NOT_ASKED)


@overload
def utc(at: datetime) -> datetime: ...
@overload
def utc(at: datetime | None) -> datetime | None: ...
def utc(at: datetime | None) -> datetime | None:
    """The instant in UTC. Raises TimeWrong for one without a zone or outside the years 1901 to 2199."""
    if at is None:
        return None
    if at.utcoffset() is None or not 1900 < at.year < 2200:
        raise TimeWrong
    return at.astimezone(UTC)
