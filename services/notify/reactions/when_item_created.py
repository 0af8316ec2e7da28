"""An item was put into an inbox: those it is for who want a mail get one; a substitute gets the item as well."""

from contextlib import suppress
from functools import partial

from services.notify.domain.delivery import Delivery
from services.notify.domain.item import InboxItem
from services.notify.ports import Ports
from shared.contracts.notify import ItemCreated
from shared.kernel.cause import Cause
from shared.kernel.errors import AlreadyExists
from shared.kernel.ids import derived_id


async def when_item_created(event: ItemCreated, cause: Cause, ports: Ports) -> None:
    """Write one delivery record for each reader; one event is mailed to one person once, whatever roles they hold.

    Who stands in for a reader on leave gets the item too, once, as long as both hold a role in common: roles may have
    been taken away since. A substitute's item goes no further.
    """
    item = await ports.items.get(event.item_id)
    readers = [reader for staff_id in event.recipients for reader in await ports.book.named(staff_id)]
    for reader in readers if item.instead_of is None else ():
        named = reader.substitute_at(cause.at)
        for substitute in await ports.book.named(named) if named else ():
            if substitute.works_beside(reader):
                item_id = cause.new_id(f"item to substitute {substitute.id}")
                with suppress(AlreadyExists):
                    await ports.items.create(item.for_substitute(item_id, substitute.id), cause)
                await ports.items.change(item.id, cause, partial(InboxItem.pass_to, substitute=substitute.id))
    if event.role is not None:
        readers += [one for one in await ports.book.holding(event.role) if one.id != item.not_for]
    readers += await ports.book.within(event.scope) if event.scope is not None else []
    for reader in readers:
        if reader.wants_mail(item.announcement.kind):
            delivery_id = derived_id("delivery", item.source, reader.id)
            delivery = Delivery.due(delivery_id, item.id, reader.id, reader.mail_from(cause.at))
            with suppress(AlreadyExists):
                await ports.deliveries.create(delivery, cause)
