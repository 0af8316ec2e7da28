"""Put an inbox item away (归档)."""

from services.notify.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class ArchiveItem(Command):
    """Which item; the reader is the actor."""

    item_id: str


async def archive_item(cmd: ArchiveItem, cause: Cause, ports: Ports) -> Receipt:
    return await ports.items.change(cmd.item_id, cause, lambda item: item.archive(cause.actor, cause.at))
