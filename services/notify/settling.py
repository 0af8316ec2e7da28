"""How items are settled (办结), one at a time, when what they ask for is done."""

from services.notify.ports import Ports
from shared.kernel.cause import Cause


async def settle_reminders(
    case_id: str, code: str | None, cause: Cause, ports: Ports, about: str | None = None
) -> None:
    """Settle every item that still asks for this duty of the case, or for any.

    ``about`` leaves those of one notice, or of one of several limits of a code.
    """
    for item_id in await ports.reminders.unsettled(case_id, code, about):
        await ports.items.change(item_id, cause, lambda item: item.settle(cause.at))
