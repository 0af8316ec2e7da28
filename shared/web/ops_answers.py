"""What operators are told of a service: the flow of its messages, what is unfinished, what was decided about it."""

from datetime import datetime

from pydantic import BaseModel


class FlowRow(BaseModel):
    """One event type: since the service started, how many it published and what it did with those it received, and how
    many are unfinished now."""

    type: str
    published: int = 0
    last_published_at: datetime | None = None
    applied: int = 0
    retrying: int = 0
    waiting: int = 0
    parked: int = 0


class Flow(BaseModel):
    """The flow of one service's messages, and whether its parts run.

    ``since`` is when it started: its counts begin there. ``unfinished`` counts by state all that is not finished,
    unreadable messages included, which belong to no row.
    """

    service: str
    since: datetime
    publishing: bool
    consuming: bool
    outbox_pending: int
    unfinished: dict[str, int]
    rows: list[FlowRow]


class DecisionMade(BaseModel):
    """What a person decided about a parked message. ``overtaken``: somebody else had decided before, nothing was done.

    ``body`` is what was put in the place of ``kept`` by an edit.
    """

    id: str
    what: str
    at: datetime
    actor: str
    reason: str
    message_id: str
    type: str | None
    subject: str | None
    overtaken: bool
    kept: str
    body: str | None


class UnfinishedMessage(BaseModel):
    """One unfinished message with its cause; ``body`` is given for a single message only."""

    id: str
    subject: str | None
    sequence: int | None
    type: str | None
    state: str
    attempts: int
    received_at: datetime
    first_failed_at: datetime | None
    last_failed_at: datetime | None
    retry_at: datetime | None
    error_slug: str | None
    error_zh: str | None
    error_en: str | None
    body: str | None = None

    def error(self, language: str) -> str:
        """What its failure says; for a mistake of ours, the place where it happened."""
        return (self.error_zh if language == "zh" else self.error_en) or ""
