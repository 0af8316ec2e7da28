"""What operators are told of a service: the flow of its messages, what is unfinished, what was decided about it."""

from datetime import datetime

from pydantic import BaseModel, Field


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


class SubscriberFlow(BaseModel):
    """What was brought to one other system: how many events, how often its queues refused one, how many left the stream
    before they were brought, and since when nothing can be brought to it."""

    name: str
    told: int = 0
    refused: int = 0
    missed: int = 0
    held_since: datetime | None = None


class Flow(BaseModel):
    """The flow of one service's messages, and whether its parts run.

    ``since`` is when it started: its counts begin there. ``unfinished`` counts by state all that is not finished,
    unreadable messages included, which belong to no row. ``subscribers`` are other systems that it brings events to.
    """

    service: str
    since: datetime
    publishing: bool
    consuming: bool
    outbox_pending: int
    unfinished: dict[str, int]
    rows: list[FlowRow]
    subscribers: list[SubscriberFlow] = []


class DecisionMade(BaseModel):
    """What a person decided about a parked message. ``overtaken``: somebody else had decided before, nothing was done.

    ``body`` is what was put in the place of ``kept`` by an edit; ``changed`` are the places where its data are others,
    ``proposed_by`` who had proposed it and ``review_code`` what the second person confirmed.
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
    changed: list[str] = Field(default_factory=list)
    proposed_by: str | None = None
    review_code: str | None = None


class WaitingEdit(BaseModel):
    """Other data for a message, which wait until a second person confirms.

    ``review_code`` is of what is shown, for whoever may confirm it; None for whoever proposed it. ``data`` are given
    for a single message only.
    """

    by: str
    at: datetime
    reason: str
    changed: list[str]
    review_code: str | None = None
    data: str | None = None


class UnfinishedMessage(BaseModel):
    """One unfinished message with its cause; ``body`` is given for a single message only.

    ``replayable``: it may be replayed, which what is older than what was absorbed never is.
    ``edited_by`` are the two who put other data into it, the proposer first.
    """

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
    edit: WaitingEdit | None = None
    replayable: bool = True
    edited_by: list[str] = Field(default_factory=list)

    def error(self, language: str) -> str:
        """What its failure says; for a mistake of ours, the place where it happened."""
        return (self.error_zh if language == "zh" else self.error_en) or ""
