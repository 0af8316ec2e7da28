"""Whether grants knows how an organisation stands: nothing is paid, nor approved to be paid, on news that is missing.

A rule of this house: the register may have listed, suspended or ended an organisation, and the message not be here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.grants.domain import news_errors
from shared.kernel.errors import DomainError


@dataclass(frozen=True)
class News:
    """What grants knows of the messages about one organisation and one of its projects.

    ``unfinished`` are those that have come and not taken effect. ``heard_at`` is when everything that waited for grants
    had last been handed to it, None where that was never seen; ``cut_off`` says that this is too long ago.
    """

    unfinished: int
    heard_at: datetime | None
    cut_off: bool

    @classmethod
    def told(cls, unfinished: int, heard_at: datetime | None, age: timedelta | None, limit: timedelta) -> "News":
        """What is known ``age`` after ``heard_at``; within ``limit`` of it news count as flowing."""
        return cls(unfinished, heard_at, age is None or age > limit)

    @property
    def refusal(self) -> DomainError | None:
        """What stands against paying for want of news; None where nothing is missing."""
        try:
            self.require_complete()
        except DomainError as missing:
            return missing
        return None

    def require_complete(self) -> None:
        """Raise NewsUnfinished or CutOffFromNews."""
        if self.unfinished:
            raise news_errors.NewsUnfinished(count=self.unfinished)
        if self.cut_off:
            since_zh, since_en = ("启动", "its start") if self.heard_at is None else (self.heard_at, self.heard_at)
            raise news_errors.CutOffFromNews(since_zh=since_zh, since_en=since_en)


COMPLETE = News(0, None, cut_off=False)
"""Nothing is missing."""
