"""Mark an inbox item as read (已读)."""

from services.notify.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class ReadItem(Command):
    """Which item; the reader is the actor."""

    item_id: str


async def read_item(cmd: ReadItem, cause: Cause, ports: Ports) -> Receipt:
    return await ports.items.change(cmd.item_id, cause, lambda item: item.read(cause.actor, cause.at))
