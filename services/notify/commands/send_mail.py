"""Try to send one mail that is due (发送邮件), or hold it back for the night. The loop that lets time pass gives it."""

from dataclasses import replace

from services.notify.domain.fields import DeliveryId
from services.notify.domain.permissions import CLOCK
from services.notify.domain.still_asks import still_asks
from services.notify.ports import Mail, Ports
from shared.clock.deadlines import NothingDue
from shared.command.declaration import Command, command
from shared.kernel.cause import Cause
from shared.kernel.errors import NotFound
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class SendMail(Command):
    """Which mail."""

    delivery_id: DeliveryId


@command(SendMail, label=Label("发送邮件", "Send mail"), roles=CLOCK, refusals=(NotFound, NothingDue))
async def send_mail(cmd: SendMail, cause: Cause, ports: Ports) -> Receipt:
    delivery = await ports.deliveries.get(cmd.delivery_id)
    contact = await ports.contacts.get(delivery.staff_id)
    item = await ports.items.get(delivery.item_id)
    if not still_asks(item, contact):
        return await ports.deliveries.change(cmd.delivery_id, cause, lambda mine: mine.call_off(cause.at))
    free_from = contact.mail_from(cause.at)
    if free_from > cause.at:
        return await ports.deliveries.change(cmd.delivery_id, cause, lambda mine: mine.hold_back(free_from, cause.at))
    await ports.deliveries.change(cmd.delivery_id, cause, lambda mine: mine.begin_attempt(contact.email, cause.at))
    result = await ports.mailer.send(Mail(cmd.delivery_id, contact.email, contact.language, item.announcement))
    ended = replace(cause, id=f"{cause.id}:ended")
    return await ports.deliveries.change(
        cmd.delivery_id, ended, lambda mine: mine.end_attempt(result, cause.at, contact.quiet_hours)
    )
