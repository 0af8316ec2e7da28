"""A search notice was published: what was asked about it is done, and the head of the station is told."""

from services.notify.domain.item import InboxItem
from services.notify.domain.subjects import NOTICE, SEARCH_NOTICE, notice_published
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue_notices import NoticePublished
from shared.kernel.cause import Cause
from shared.kernel.roles import Role


async def when_notice_published(event: NoticePublished, cause: Cause, ports: Ports) -> None:
    """Settle the reminders of the limit and of the notice; one item for the head, where the event tells the number."""
    await settle_reminders(event.case_id, SEARCH_NOTICE, cause, ports)
    await settle_reminders(event.case_id, NOTICE, cause, ports, event.notice_id)
    if event.case_no is None:
        return
    said = notice_published(event.case_id, event.case_no)
    item_id = cause.new_id(f"item to role {Role.STATION_HEAD}")
    await ports.items.create(InboxItem.to_role(item_id, Role.STATION_HEAD, said, cause.id), cause)
