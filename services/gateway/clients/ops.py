"""What every service tells operators: the flow of messages, what is unfinished, health and version."""

from datetime import datetime

import httpx

from services.gateway.clients.service import Calls, segment
from shared.web.health import Check, Readiness
from shared.web.ops_answers import DecisionMade, Flow, UnfinishedMessage
from shared.web.paging import Listed


class ServiceHealth(Readiness):
    """Whether a service is ready, and what runs there."""

    version: str = ""
    started_at: datetime | None = None


class Ops:
    """Operators' calls to one service."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def flow(self) -> Flow:
        """Counts by event type."""
        return Flow.model_validate(await self._calls.get("/ops/flow"))

    async def unfinished(self, state: str | None = None, cursor: str | None = None) -> Listed[UnfinishedMessage]:
        """Messages that are not finished."""
        wanted = {"state": state, "cursor": cursor, "limit": 50}
        return Listed[UnfinishedMessage].model_validate(await self._calls.get("/ops/unfinished", wanted))

    async def message(self, message_id: str) -> UnfinishedMessage:
        """One message with its body. Raises ServiceRefused 404."""
        return UnfinishedMessage.model_validate(await self._calls.get(f"/ops/unfinished/{segment(message_id)}"))

    async def decisions(self, cursor: str | None = None) -> Listed[DecisionMade]:
        """What was decided about parked messages."""
        return Listed[DecisionMade].model_validate(
            await self._calls.get("/ops/decisions", {"cursor": cursor, "limit": 50})
        )

    async def decide(self, message_id: str, decision: str, reason: str, key: str, body: str | None = None) -> None:
        """``replay``, ``edit`` (with the new body) or ``discard``, with the reason."""
        given = {"reason": reason} if body is None else {"reason": reason, "body": body}
        await self._calls.command(f"/ops/unfinished/{segment(message_id)}/{decision}", given, key)


async def health_of(name: str, http: httpx.AsyncClient) -> ServiceHealth:
    """Ask a service how it is; one that does not answer is not ready. Needs nobody's token."""
    try:
        ready = await http.get("/health/ready")
        version = (await http.get("/version")).json()
        return ServiceHealth.model_validate({**version, **ready.json()})
    except (httpx.TransportError, ValueError):
        return ServiceHealth(service=name, ready=False, checks=[Check(name="reachable", ok=False, why="")])
