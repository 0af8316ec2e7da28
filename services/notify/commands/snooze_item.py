"""Put an inbox item off until later (稍后提醒)."""

from typing import Annotated

from pydantic import AwareDatetime

from services.notify.domain.errors import SnoozeIsPast, SnoozeTooLong
from services.notify.domain.fields import AGAIN, ItemId
from services.notify.domain.permissions import ON_ITEM, READERS
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
    roles=READERS,
    offered=ON_ITEM.when(lambda held, reader: held[0].require_unarchived(reader, held[1])),
    refusals=(SnoozeIsPast, SnoozeTooLong),
)
async def snooze_item(cmd: SnoozeItem, cause: Cause, ports: Ports) -> Receipt:
    absent = await ports.book.absent_for(cause.actor.id, cause.at)
    return await ports.items.change(
        cmd.item_id, cause, lambda item: item.snooze(cmd.until, cause.actor, cause.at, absent)
    )
