"""Put an inbox item off until later (稍后提醒)."""

from typing import Annotated

from pydantic import AwareDatetime

from services.notify.domain.errors import SnoozeIsPast, SnoozeTooLong
from services.notify.domain.fields import AGAIN, ItemId
from services.notify.domain.permissions import ON_ITEM, STAFF
from services.notify.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class SnoozeItem(Command):
    """Which item, and when it comes back to the actor."""

    item_id: ItemId
    until: Annotated[AwareDatetime, AGAIN]


@command(
    SnoozeItem,
    post("/inbox/{item_id}/snooze"),
    label=Label("稍后提醒", "Remind me later"),
    roles=STAFF,
    offered=ON_ITEM.when(lambda item, reader: item.require_unarchived(reader)),
    refusals=(SnoozeIsPast, SnoozeTooLong),
)
async def snooze_item(cmd: SnoozeItem, cause: Cause, ports: Ports) -> Receipt:
    return await ports.items.change(cmd.item_id, cause, lambda item: item.snooze(cmd.until, cause.actor, cause.at))
