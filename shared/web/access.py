"""The access log: every read of personal data is written down before the answer leaves."""

from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from shared.kernel.cause import Actor
from shared.kernel.clock import Clock
from shared.storage.mongo import Database, reaching_storage


class AccessLog:
    """Who read what of whom, when and why. Append-only; it holds ids, never what was read."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._entries = database["access_log"]
        self._clock = clock

    async def read(self, actor: Actor, subject: str, what: str, why: str) -> datetime:
        """Record one read. Raises StorageAway; then nothing may be shown."""
        at = self._clock.now()
        entry = {"at": at, "actor": actor.id, "roles": sorted(actor.roles), "subject": subject}
        async with reaching_storage():
            await self._entries.insert_one({**entry, "what": what, "why": why})
        return at


async def _access_log(request: Request) -> AccessLog:
    log: AccessLog = request.app.state.host.access_log
    return log


AccessLogDep = Annotated[AccessLog, Depends(_access_log)]
