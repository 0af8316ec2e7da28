"""Put an inbox item off until later (稍后提醒)."""

from pydantic import AwareDatetime

from services.notify.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class SnoozeItem(Command):
    """Which item, and when it comes back; the reader is the actor."""

    item_id: str
    until: AwareDatetime


async def snooze_item(cmd: SnoozeItem, cause: Cause, ports: Ports) -> Receipt:
    return await ports.items.change(cmd.item_id, cause, lambda item: item.snooze(cmd.until, cause.actor, cause.at))
