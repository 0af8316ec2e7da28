"""What a reader may do with an item now, and why not."""

from services.notify.domain.item import InboxItem
from shared.kernel.actions import AllowedAction, allowed_actions
from shared.kernel.cause import Actor


def item_actions(item: InboxItem, reader: Actor) -> list[AllowedAction]:
    """Read, archive, snooze: all of them until the reader has put the item away."""
    names = ("read_item", "archive_item", "snooze_item")
    return allowed_actions((name, lambda: item.require_unarchived(reader)) for name in names)
