"""A search notice was drafted: the head of the station has to decide about it."""

from services.notify.domain.item import InboxItem
from services.notify.domain.subjects import NOTICE, notice_handed_in, notice_proposed
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue_notices import NoticeProposed
from shared.kernel.cause import Cause
from shared.kernel.roles import Role


async def when_notice_proposed(event: NoticeProposed, cause: Cause, ports: Ports) -> None:
    """One item for the heads but its author, one for the author; what the author was told of an earlier draft is done.

    Nobody both proposes and approves, a head neither (a rule of this house).
    """
    await settle_reminders(event.case_id, NOTICE, cause, ports)
    told = event.case_id, event.case_no, event.notice_id, event.due_at
    head, author = Role.STATION_HEAD, event.author
    item_id = cause.new_id(f"item to role {head}")
    await ports.items.create(InboxItem.to_role(item_id, head, notice_proposed(*told), cause.id, not_for=author), cause)
    item_id = cause.new_id(f"item to staff {author}")
    await ports.items.create(InboxItem.to_staff(item_id, author, notice_handed_in(*told), cause.id), cause)
