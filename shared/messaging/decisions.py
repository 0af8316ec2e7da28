"""What a person may decide about a parked message: replay it, edit and replay it, or discard it; each with a reason."""

from datetime import datetime
from typing import cast

from shared.contracts.decoding import decode
from shared.kernel.cause import Actor
from shared.kernel.errors import Conflict, Invalid, NotFound, OutOfOrder
from shared.kernel.ids import new_id
from shared.messaging.unfinished import KeptMessage, State
from shared.storage.mongo import Database, Document, reaching_storage


class MessageNotFound(NotFound):
    slug = "message-not-found"
    zh, en = "没有这条消息，它可能已经处理完毕。", "There is no such message; it may have been finished meanwhile."


class NotParked(Conflict):
    slug = "message-not-parked"
    zh = "这条消息正在自动重试或排队，无需人工处理。"
    en = "This message is being retried or waits its turn; nothing needs to be decided."


class ReasonRequired(Invalid):
    slug = "reason-required"
    zh, en = "请填写理由。", "Please give a reason."


class Decisions:
    """Decides about messages of one service's ``unfinished`` collection; every decision is kept with its reason."""

    def __init__(self, database: Database) -> None:
        self._unfinished = database["unfinished"]
        self._decided = database["unfinished_decisions"]

    async def replay(self, message_id: str, actor: Actor, reason: str, at: datetime) -> None:
        """Try it again now, from the first step of the ladder. Raises MessageNotFound, NotParked, ReasonRequired."""
        kept = await self._parked(message_id)
        await self._again(kept, kept["message"], "replay", actor, reason, at)

    async def edit(self, message_id: str, body: bytes, actor: Actor, reason: str, at: datetime) -> None:
        """Put another body in its place and try that. Raises also Unreadable when the new body cannot be read."""
        kept = await self._parked(message_id)
        decode(body)
        await self._again(kept, body, "edit", actor, reason, at)

    async def discard(self, message_id: str, actor: Actor, reason: str, at: datetime) -> None:
        """Drop it without effect; the subject's later messages go on. It stays readable among the decisions."""
        kept = await self._parked(message_id)
        note = await self._note(kept, "discard", None, actor, reason, at)
        async with reaching_storage():
            done = await self._unfinished.delete_one({"_id": kept["_id"], "state": State.PARKED})
        await self._require_done(note, done.deleted_count)

    async def _parked(self, message_id: str) -> KeptMessage:
        async with reaching_storage():
            kept = cast(KeptMessage | None, await self._unfinished.find_one({"_id": message_id}))
        if kept is None:
            raise MessageNotFound
        if kept["state"] != State.PARKED:
            raise NotParked
        return kept

    async def _again(self, kept: KeptMessage, body: bytes, what: str, actor: Actor, reason: str, at: datetime) -> None:
        event = decode(body).event if what == "edit" or kept["subject"] is None else None
        note = await self._note(kept, what, body if what == "edit" else None, actor, reason, at)
        changes: Document = {"state": State.RETRYING, "attempts": 0, "retry_at": at, "message": body}
        changes["forced"] = kept.get("forced", False) or _slug_of(kept) == OutOfOrder.slug
        if event is not None:
            changes |= {"subject": event.subject, "sequence": event.sequence, "type": event.type}
        async with reaching_storage():
            done = await self._unfinished.update_one({"_id": kept["_id"], "state": State.PARKED}, {"$set": changes})
        await self._require_done(note, done.matched_count)

    async def _note(
        self, kept: KeptMessage, what: str, body: bytes | None, actor: Actor, reason: str, at: datetime
    ) -> str:
        """Write the decision down before it is carried out, with the message as it was and the body put in its place;
        answers the note's id."""
        if not reason.strip():
            raise ReasonRequired
        entry = {"_id": new_id(), "what": what, "actor": actor.id, "reason": reason.strip(), "at": at, "body": body}
        async with reaching_storage():
            await self._decided.insert_one({**entry, "message_id": kept["_id"], "kept": kept, "overtaken": False})
        return str(entry["_id"])

    async def _require_done(self, note: str, count: int) -> None:
        """When two decide at once, mark the note of the later one as overtaken. Raises NotParked for it."""
        if count:
            return
        async with reaching_storage():
            await self._decided.update_one({"_id": note}, {"$set": {"overtaken": True}})
        raise NotParked


def _slug_of(kept: KeptMessage) -> str | None:
    return kept["last_error"]["slug"] if kept["last_error"] else None
