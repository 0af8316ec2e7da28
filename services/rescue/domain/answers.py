"""Answers that may be missing for a reason."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from services.rescue.domain.errors import AnswerContradicts
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
