"""What every service tells operators: the flow of messages, what is unfinished, health and version."""

from datetime import datetime
from urllib.parse import quote

import httpx

from services.gateway.clients.service import Answer, Calls


class FlowRow(Answer):
    """One event type in one service."""

    type: str
    published: int
    last_published_at: datetime | None
    applied: int
    retrying: int
    waiting: int
    parked: int


class Flow(Answer):
    """The flow of one service's messages."""

    service: str
    publishing: bool
    consuming: bool
    outbox_pending: int
    unfinished: dict[str, int]
    rows: list[FlowRow]


class Message(Answer):
    """One unfinished message; ``body`` only when it was asked for alone."""

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


class Messages(Answer):
    """One page of unfinished messages, the oldest first."""

    items: list[Message]
    next_cursor: str | None
    total: int | None


class DecisionMade(Answer):
    """What a person decided about a parked message; ``body`` took the place of ``kept`` where it was edited."""

    what: str
    at: datetime
    actor: str
    reason: str
    message_id: str
    type: str | None
    overtaken: bool
    kept: str
    body: str | None


class DecisionsMade(Answer):
    """One page of decisions, the latest first."""

    items: list[DecisionMade]
    next_cursor: str | None


class Check(Answer):
    """One thing that readiness depends on."""

    name: str
    ok: bool
    why: str


class Health(Answer):
    """Whether a service is ready, and what runs there."""

    service: str
    ready: bool
    checks: list[Check]
    version: str = ""
    started_at: datetime | None = None


class Ops:
    """Operators' calls to one service."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def flow(self) -> Flow:
        """Counts by event type."""
        return Flow.model_validate(await self._calls.get("/ops/flow"))

    async def unfinished(self, state: str | None = None, cursor: str | None = None) -> Messages:
        """Messages that are not finished."""
        wanted = {"state": state, "cursor": cursor, "limit": 50}
        return Messages.model_validate(await self._calls.get("/ops/unfinished", wanted))

    async def message(self, message_id: str) -> Message:
        """One message with its body. Raises ServiceRefused 404."""
        return Message.model_validate(await self._calls.get(f"/ops/unfinished/{quote(message_id, safe='')}"))

    async def decisions(self, cursor: str | None = None) -> DecisionsMade:
        """What was decided about parked messages."""
        return DecisionsMade.model_validate(await self._calls.get("/ops/decisions", {"cursor": cursor, "limit": 50}))

    async def decide(self, message_id: str, decision: str, reason: str, key: str, body: str | None = None) -> None:
        """``replay``, ``edit`` (with the new body) or ``discard``, with the reason."""
        given = {"reason": reason} if body is None else {"reason": reason, "body": body}
        await self._calls.command(f"/ops/unfinished/{quote(message_id, safe='')}/{decision}", given, key)


async def health_of(name: str, http: httpx.AsyncClient) -> Health:
    """Ask a service how it is; one that does not answer is not ready. Needs nobody's token."""
    try:
        ready = await http.get("/health/ready")
        version = (await http.get("/version")).json()
        return Health.model_validate({**version, **ready.json()})
    except (httpx.TransportError, ValueError):
        return Health(service=name, ready=False, checks=[Check(name="reachable", ok=False, why="")])
