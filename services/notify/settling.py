"""How reminders are settled (办结), one item at a time, when the duty that they remind of is over."""

from services.notify.ports import Ports
from shared.kernel.cause import Cause


async def settle_reminders(case_id: str, code: str | None, cause: Cause, ports: Ports) -> None:
    """Settle every item that still reminds of this limit of the case, or of any of its limits."""
    for item_id in await ports.reminders.unsettled(case_id, code):
        await ports.items.change(item_id, cause, lambda item: item.settle(cause.at))
