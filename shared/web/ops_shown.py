"""Unfinished messages and decisions as operators are told of them."""

from shared.kernel.cause import Actor
from shared.kernel.dual_control import is_another
from shared.kernel.errors import OutOfOrder
from shared.messaging.editing import waiting_edit
from shared.storage.mongo import Document
from shared.web.ops_answers import DecisionMade, UnfinishedMessage, WaitingEdit


def shown(found: Document, actor: Actor) -> UnfinishedMessage:
    """A message in a list."""
    error = found["last_error"] or {}
    single = error.get("text")  # failures kept before they had a sentence in each language
    own = set(UnfinishedMessage.model_fields) - {"edit", "edited_by"}
    edited = found.get("edited")
    return UnfinishedMessage(
        **{name: found[name] for name in own if name in found},
        id=found["_id"],
        error_slug=error.get("slug"),
        error_zh=error.get("zh", single),
        error_en=error.get("en", single),
        edit=_edit(found, actor) if found.get("edit") else None,
        replayable=error.get("slug") != OutOfOrder.slug,
        edited_by=[edited["proposed_by"], edited["by"]] if edited else [],
    )


def shown_whole(found: Document, actor: Actor) -> UnfinishedMessage:
    """One message with its body, and the data of the edit that waits."""
    told = shown(found, actor)
    edit = told.edit and told.edit.model_copy(update={"data": found["edit"]["data"]})
    return told.model_copy(update={"body": text(found["message"]), "edit": edit})


def decided(found: Document) -> DecisionMade:
    """A decision with the message as it was, and what an edit put in its place."""
    known = {name: found[name] for name in ("what", "at", "actor", "reason", "message_id", "overtaken")}
    later = {name: found[name] for name in ("changed", "proposed_by", "review_code") if name in found}
    kept, body = found["kept"], found["body"]
    return DecisionMade(
        **known,
        **later,
        id=found["_id"],
        type=kept["type"],
        subject=kept["subject"],
        kept=text(kept["message"]),
        body=None if body is None else text(body),
    )


def text(body: bytes) -> str:
    """A message's bytes, readable as far as they are text."""
    return bytes(body).decode("utf-8", "backslashreplace")


def _edit(found: Document, actor: Actor) -> WaitingEdit:
    waiting = waiting_edit(found["_id"], found["message"], found["edit"])
    edit = waiting.what
    code = waiting.review_code if is_another(actor.id, waiting.proposed_by) else None
    return WaitingEdit(by=edit.by, at=edit.at, reason=edit.reason, changed=[*edit.changed], review_code=code)
