"""An act in two times: when it was true in the world, and when somebody wrote it down here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from annotated_types import MaxLen

from shared.kernel.calendar import local_date
from shared.kernel.cause import Cause
from shared.kernel.clock import utc
from shared.kernel.errors import Invalid
from shared.kernel.labels import Label, Words
from shared.kernel.texts import search_key

OccurredAt = Annotated[
    datetime,
    Label(
        "发生时间",
        "When it happened",
        "不填就是现在；期限按这个时间判断",
        "Left empty, it is now; deadlines are judged by this time",
    ),
]
Evidence = Annotated[
    str,
    MaxLen(500),
    Label(
        "发生时间的依据",
        "What shows that time",
        "补记时填写，例如：电话记录、文号、值班日志",
        "For what is entered later, for example: a call record, a document's number, the duty log",
    ),
]


class OccurredInFuture(Invalid):
    slug = "occurred-in-future"
    zh, en = "发生时间不能晚于现在，请核对日期和钟点。", "It cannot have happened in the future. Check date and time."


class OccurredTooEarly(Invalid):
    """The act is said to have happened before what it follows from."""

    slug = "occurred-too-early"
    zh = "发生时间不能早于{cause_zh}（{at}），请核对日期和钟点。"
    en = "It cannot have happened before {cause_en} ({at}). Check date and time."


class EvidenceMissing(Invalid):
    """It is said to have happened on an earlier day, and nothing shows that."""

    slug = "evidence-missing"
    zh = "补记前一天或更早发生的事，请写明依据（例如电话记录、文号、值班日志）。"
    en = "For something of an earlier day, say what shows the time (a call record, a document's number, the duty log)."


def is_late_entry(occurred_at: datetime, recorded_at: datetime) -> bool:
    """Whether something was written down on a later day, in China, than it happened (补记)."""
    return local_date(recorded_at) > local_date(occurred_at)


@dataclass(frozen=True, slots=True)
class Act:
    """Who did something, when it was true and what shows that, and when it was written down (UTC).

    Deadlines are judged by ``occurred_at``; the order in which the service learned of things is ``recorded_at``.
    ``seen`` is the review code of what a second person saw who confirms it (双人复核); empty for every other act.
    """

    by: str
    occurred_at: datetime
    recorded_at: datetime
    evidence: str = ""
    seen: str = ""

    @classmethod
    def now(cls, cause: Cause) -> "Act":
        """What is done by writing it down: a proposal, an approval, an erasure."""
        return cls(cause.actor.id, cause.at, cause.at)

    @classmethod
    def told(cls, cause: Cause, occurred_at: datetime | None, evidence: str = "") -> "Act":
        """What happened in the world, at the time that was given, or else now.

        Raises TimeWrong, OccurredInFuture, and EvidenceMissing when it is entered late and nothing shows the time;
        marks and fillers alone show nothing.
        """
        if occurred_at is None:
            return cls.now(cause)
        at = utc(occurred_at)
        if at > cause.at:
            raise OccurredInFuture
        act = cls(cause.actor.id, at, cause.at, evidence.strip())
        if act.entered_late and not search_key(act.evidence):
            raise EvidenceMissing
        return act

    @property
    def person(self) -> str | None:
        """Who of the staff did it; None for a service, the clock included."""
        return None if self.by.startswith("service:") else self.by

    @property
    def entered_late(self) -> bool:
        """Whether it was written down on a later day than it happened (补记)."""
        return is_late_entry(self.occurred_at, self.recorded_at)

    def require_not_before(self, earlier: datetime | None, cause: Words) -> None:
        """Raise OccurredTooEarly when it is said to have happened before ``earlier``, which ``cause`` names."""
        if earlier is not None and self.occurred_at < earlier:
            raise OccurredTooEarly(cause_zh=cause.zh, cause_en=cause.en, at=earlier)
