"""An item was put into an inbox: those it is for who want a mail about such items get one."""

from contextlib import suppress

from services.notify.domain.delivery import Delivery
from services.notify.ports import Ports
from shared.contracts.notify import ItemCreated
from shared.kernel.cause import Cause
from shared.kernel.errors import AlreadyExists
from shared.kernel.ids import derived_id


async def when_item_created(event: ItemCreated, cause: Cause, ports: Ports) -> None:
    """Write one delivery record for each reader; one event is mailed to one person once, whatever roles they hold."""
    item = await ports.items.get(event.item_id)
    readers = [reader for staff_id in event.recipients for reader in await ports.book.named(staff_id)]
    if event.role is not None:
        readers += [one for one in await ports.book.holding(event.role) if one.id != item.not_for]
    for reader in readers:
        if reader.wants_mail(item.announcement.kind):
            delivery_id = derived_id("delivery", item.source, reader.id)
            delivery = Delivery.due(delivery_id, item.id, reader.id, reader.mail_from(cause.at))
            with suppress(AlreadyExists):
                await ports.deliveries.create(delivery, cause)
