"""How reactions that begin or end reminders are wired: the ledger hears of the event first, then items follow.

A subject's next event is only looked at when this one is finished. So a repeat of the latest event finishes what a
crash may have cut off, and a repeat of an earlier one has nothing left to do: what is open now was asked for later.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from services.notify.domain.ledger import ReminderLedger
from services.notify.ports import Ports
from shared.contracts.contract import Contract
from shared.kernel.cause import Cause
from shared.kernel.errors import NotFound
from shared.kernel.handling import Reaction
from shared.kernel.upsert import change_or_create

E = TypeVar("E", bound=Contract)


def following(
    reaction: Callable[[E, Cause, Ports], Awaitable[None]], about: Callable[[E], str], ports: Ports
) -> Reaction:
    """Wire a reaction to an event that concerns reminders; ``about`` says whose they are.

    The cause is passed on without its sequence: the order is judged once, at the ledger.
    """

    async def react(event: E, cause: Cause) -> None:
        ledger = await _followed(event.publisher(), about(event), cause, ports)
        if not ledger.is_past(cause.sequence):
            await reaction(event, replace(cause, subject=None, sequence=None), ports)

    return react


async def _followed(publisher: str, about: str, cause: Cause, ports: Ports) -> ReminderLedger:
    """The ledger after it has heard of this event. The first begins where the items of before it left off.

    Raises OutOfOrder.
    """
    ledger_id = f"{publisher}/{about}"

    def follow(ledger: ReminderLedger) -> None:
        ledger.follow(cause.sequence)

    try:
        await ports.ledgers.change(ledger_id, cause, follow)
    except NotFound:
        heard = await ports.reminders.heard(publisher, about)
        await change_or_create(ports.ledgers, ReminderLedger(ledger_id, heard), cause, follow)
    return await ports.ledgers.get(ledger_id)
