"""What people may decide about a parked message: replay it, replay it with other data, or discard it, with a reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from shared.contracts.decoding import decode
from shared.kernel.act import Act
from shared.kernel.cause import Actor
from shared.kernel.dual_control import refused_to
from shared.kernel.errors import Conflict, Invalid, NotFound, OutOfOrder
from shared.kernel.ids import new_id
from shared.messaging.editing import Edit, EditWaits, waiting_edit
from shared.messaging.unfinished import KeptMessage, State
from shared.storage.mongo import Database, Document, reaching_storage


class MessageNotFound(NotFound):
    slug = "message-not-found"
    zh, en = "没有这条消息，它可能已经处理完毕。", "There is no such message; it may have been finished meanwhile."


class NotParked(Conflict):
    slug = "message-not-parked"
    zh = "这条消息正在自动重试或排队，无需人工处理。"
    en = "This message is being retried or waits its turn; nothing needs to be decided."


class OlderThanAbsorbed(Conflict):
    """A later event of its subject has taken effect, so this one never may: what holds is what was said last."""

    slug = "older-than-absorbed"
    zh = "同一对象后面的消息已经生效，这一条比它旧，不能再重放，也不能修改后重放。请核对现在的情况，写明理由后放弃。"
    en = (
        "A later message of the same subject has taken effect and this one is older, so it is replayed no more, edited "
        "or not. Check how things stand now, then discard it with a reason."
    )


class ReasonRequired(Invalid):
    slug = "reason-required"
    zh, en = "请填写理由。", "Please give a reason."


class Decisions:
    """Decides about messages of one service's ``unfinished`` collection; every decision is kept with its reason.

    A message is replayed as it came, or with other data that a second person has confirmed (``editing``).
    """

    def __init__(self, database: Database) -> None:
        self._unfinished = database["unfinished"]
        self._decided = database["unfinished_decisions"]

    async def replay(self, message_id: str, actor: Actor, reason: str, at: datetime) -> None:
        """Try it again now, from the first step of the ladder; an edit that waited falls.

        Raises MessageNotFound, NotParked, OlderThanAbsorbed, ReasonRequired, Unreadable.
        """
        kept = _replayable(await self._parked(message_id))
        if kept["subject"] is None:
            decode(kept["message"])
        note = await self._note(kept, "replay", actor.id, reason, at)
        await self._again(note, kept, {"message": kept["message"]}, {}, at)

    async def propose_edit(self, message_id: str, data: str, actor: Actor, reason: str, at: datetime) -> None:
        """Propose other data for it, which waits until somebody else confirms.

        Raises what replay raises, and EditWaits, NotData, NothingEdited.
        """
        kept = _replayable(await self._parked(message_id))
        if kept.get("edit"):
            raise EditWaits
        edit = Edit.propose(bytes(kept["message"]), data, actor.id, _required(reason), at)
        note = await self._note(kept, "edit_proposed", actor.id, reason, at, changed=[*edit.changed])
        where = {"_id": kept["_id"], "state": State.PARKED, "edit": None}
        async with reaching_storage():
            done = await self._unfinished.update_one(where, {"$set": {"edit": edit.kept}})
        await self._require_done(note, done.matched_count)

    async def approve_edit(self, message_id: str, seen: str, actor: Actor, at: datetime) -> None:
        """Confirm the data that was shown, as the second person, and try the message with it.

        Raises MessageNotFound, NotParked, NoEditWaits, EditNeedsAnother, SeenHasChanged.
        """
        kept = await self._parked(message_id)
        waiting = waiting_edit(message_id, kept["message"], kept.get("edit"))
        edit = waiting.confirm(Act(actor.id, at, at, seen=seen))
        body = edit.applied_to(bytes(kept["message"]))
        told: Document = {"proposed_by": edit.by, "proposed_at": edit.at, "changed": [*edit.changed]}
        told["review_code"] = seen
        note = await self._note(kept, "edit", actor.id, edit.reason, at, body=body, **told)
        edited = {**told, "by": actor.id, "at": at, "reason": edit.reason}
        await self._again(note, kept, {"message": body, "edited": edited}, {"edit.id": edit.id}, at)

    async def decline_edit(self, message_id: str, actor: Actor, reason: str, at: datetime) -> None:
        """Drop an edit that waits, or take one's own back; the message stays parked.

        Raises MessageNotFound, NotParked, NoEditWaits, ReasonRequired.
        """
        kept = await self._parked(message_id)
        edit = waiting_edit(message_id, kept["message"], kept.get("edit")).what
        what = "edit_declined" if refused_to(actor.id, edit.by) else "edit_taken_back"
        told: Document = {"proposed_by": edit.by, "proposed_at": edit.at, "changed": [*edit.changed]}
        note = await self._note(kept, what, actor.id, reason, at, **told)
        where = {"_id": kept["_id"], "state": State.PARKED, "edit.id": edit.id}
        async with reaching_storage():
            done = await self._unfinished.update_one(where, {"$unset": {"edit": ""}})
        await self._require_done(note, done.matched_count)

    async def discard(self, message_id: str, actor: Actor, reason: str, at: datetime) -> None:
        """Drop it without effect; the subject's later messages go on. It stays readable among the decisions."""
        kept = await self._parked(message_id)
        note = await self._note(kept, "discard", actor.id, reason, at)
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

    async def _again(
        self, note: str, kept: KeptMessage, other: Mapping[str, Any], still: Mapping[str, Any], at: datetime
    ) -> None:
        """Try it from the first step of the ladder, with what is another now, if what was decided on still stands."""
        changes: Document = {"state": State.RETRYING, "attempts": 0, "retry_at": at, **other}
        if kept["subject"] is None:
            event = decode(other["message"]).event
            changes |= {"subject": event.subject, "sequence": event.sequence, "type": event.type}
        where = {"_id": kept["_id"], "state": State.PARKED, **still}
        async with reaching_storage():
            done = await self._unfinished.update_one(where, {"$set": changes, "$unset": {"edit": ""}})
        await self._require_done(note, done.matched_count)

    async def _note(
        self,
        kept: KeptMessage,
        what: str,
        actor: str,
        reason: str,
        at: datetime,
        body: bytes | None = None,
        **told: Any,
    ) -> str:
        """Write the decision down before it is carried out, with the message as it was and what was put in its place;
        answers the note's id."""
        entry = {"_id": new_id(), "what": what, "actor": actor, "reason": _required(reason), "at": at, "body": body}
        known = {"message_id": kept["_id"], "kept": kept, "overtaken": False}
        async with reaching_storage():
            await self._decided.insert_one({**entry, **known, **told})
        return str(entry["_id"])

    async def _require_done(self, note: str, count: int) -> None:
        """When two decide at once, mark the note of the later one as overtaken. Raises NotParked for it."""
        if count:
            return
        async with reaching_storage():
            await self._decided.update_one({"_id": note}, {"$set": {"overtaken": True}})
        raise NotParked


def _replayable(kept: KeptMessage) -> KeptMessage:
    """Raises OlderThanAbsorbed for a message that came after a later one of its subject."""
    if kept["last_error"] and kept["last_error"]["slug"] == OutOfOrder.slug:
        raise OlderThanAbsorbed
    return kept


def _required(reason: str) -> str:
    if not reason.strip():
        raise ReasonRequired
    return reason.strip()
