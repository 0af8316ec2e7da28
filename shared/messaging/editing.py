"""Edit and replay: other data for a message that failed, proposed by one person and confirmed by another.

Only ``data`` can be another: what else stands in the envelope says which event it is, whose and in which order, and is
taken from the message as it came. So a message whose envelope cannot be read is not edited: its sender sends it anew.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, cast

from shared.contracts.decoding import decode, envelope_of
from shared.kernel.dual_control import DualControl, Proposal
from shared.kernel.errors import Conflict, Forbidden, Invalid
from shared.kernel.ids import new_id

MOST_PATHS = 100
"""How many of the changed places are named."""


class NoEditWaits(Conflict):
    slug = "no-message-edit-waits"
    zh = "这条消息没有等待批准的修改，它可能已经处理完毕。"
    en = "No edit of this message waits for approval; it may have been dealt with meanwhile."


class EditNeedsAnother(Forbidden):
    slug = "message-edit-needs-another"
    zh = "修改消息要由另一个人批准：提出的人不能自己批准。"
    en = "An edit of a message is approved by somebody else: nobody approves their own."


class EditWaits(Conflict):
    slug = "message-edit-waits"
    zh = "这条消息已经有一项修改等待批准，请先批准或者不批准。"
    en = "An edit of this message waits for approval already. Approve or decline it first."


class NotData(Invalid):
    slug = "message-data-not-json"
    zh, en = "修改后的数据必须是一个 JSON 对象。", "The data must be one JSON object."


class NothingEdited(Invalid):
    slug = "message-data-unchanged"
    zh = "数据没有任何改动；原因已经排除的，请用“重放”。"
    en = "The data is as it was. If the cause is mended, replay it."


class KeptEdit(TypedDict):
    """An edit that waits, in the document of its message. ``changed`` are places, never values."""

    id: str
    by: str
    at: datetime
    reason: str
    data: str
    changed: list[str]


@dataclass(frozen=True)
class Edit:
    """What one person proposed: the data as JSON, why, and at which places it is another."""

    id: str
    by: str
    at: datetime
    reason: str
    data: str
    changed: tuple[str, ...]

    @classmethod
    def propose(cls, original: bytes, data: str, by: str, reason: str, at: datetime) -> "Edit":
        """An edit of this message. Raises NotData, NothingEdited, and Unreadable where it still could not be read."""
        old, new = envelope_of(original).data, _object(data)
        try:
            changed = tuple(places(old, new))
        except RecursionError:
            raise NotData from None
        if not changed:
            raise NothingEdited
        edit = cls(new_id(), by, at, reason, json.dumps(new), changed[:MOST_PATHS])
        decode(edit.applied_to(original))
        return edit

    @classmethod
    def of(cls, kept: KeptEdit | None) -> "Edit | None":
        """The edit as it is kept."""
        if not kept:
            return None
        return cls(kept["id"], kept["by"], kept["at"], kept["reason"], kept["data"], tuple(kept["changed"]))

    @property
    def kept(self) -> KeptEdit:
        """How it stands in the document of its message."""
        return cast(KeptEdit, {**vars(self), "changed": [*self.changed]})

    def applied_to(self, original: bytes) -> bytes:
        """The message with this data; everything else stays as it came, members that are not ours too."""
        return json.dumps({**json.loads(original), "data": json.loads(self.data)}).encode()


EDIT = DualControl[Edit]("message-edit", NoEditWaits, EditNeedsAnother)
"""Whoever proposed an edit does not confirm it."""


def waiting_edit(message_id: str, original: bytes, kept: KeptEdit | None) -> Proposal[Edit]:
    """The edit that waits, shown beside the message as it came. Raises NoEditWaits."""
    return EDIT.waiting(message_id, Edit.of(kept), bytes(original).decode("utf-8", "backslashreplace"))


def places(old: object, new: object, path: str = "data") -> Iterator[str]:
    """Where two JSON values differ, as ``data.reasons.0.code``; never what stands there."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in sorted(old.keys() | new.keys()):
            if name not in old or name not in new:
                yield f"{path}.{name}"
            else:
                yield from places(old[name], new[name], f"{path}.{name}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from places(one, other, f"{path}.{number}")
    elif type(old) is not type(new) or old != new:
        yield path


def _object(data: str) -> dict[str, object]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise NotData from None
    if not isinstance(found, dict):
        raise NotData
    return found
