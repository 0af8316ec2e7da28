"""Put an inbox item away (归档)."""

from services.notify.domain.fields import ItemId
from services.notify.domain.permissions import ON_ITEM, READERS
from services.notify.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ArchiveItem(Command):
    """Which item; it is put away for the actor alone."""

    item_id: ItemId


@command(
    ArchiveItem,
    post("/inbox/{item_id}/archive"),
    label=Label("归档", "Archive"),
    roles=READERS,
    offered=ON_ITEM.when(lambda held, reader: held[0].require_unarchived(reader, held[1])),
)
async def archive_item(cmd: ArchiveItem, cause: Cause, ports: Ports) -> Receipt:
    absent = await ports.book.absent_for(cause.actor.id, cause.at)
    return await ports.items.change(cmd.item_id, cause, lambda item: item.archive(cause.actor, cause.at, absent))
