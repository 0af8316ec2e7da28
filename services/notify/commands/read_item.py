"""Mark an inbox item as read (已读)."""

from services.notify.domain.fields import ItemId
from services.notify.domain.permissions import ON_ITEM, READERS
from services.notify.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ReadItem(Command):
    """Which item; it is read by the actor alone."""

    item_id: ItemId


@command(
    ReadItem,
    post("/inbox/{item_id}/read"),
    label=Label("标为已读", "Mark as read"),
    roles=READERS,
    offered=ON_ITEM.when(lambda held, reader: held[0].require_unarchived(reader, held[1])),
)
async def read_item(cmd: ReadItem, cause: Cause, ports: Ports) -> Receipt:
    absent = await ports.book.absent_for(cause.actor.id, cause.at)
    return await ports.items.change(cmd.item_id, cause, lambda item: item.read(cause.actor, cause.at, absent))
