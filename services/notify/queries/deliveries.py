"""The records of mails: what was sent, what waits, what failed and why; addresses are masked."""

from typing import Annotated, Any, Literal

from services.notify.domain.contact import mask_email
from services.notify.domain.delivery import Attempt, Delivery, DeliveryState, Outcome
from services.notify.domain.fields import Email, NextAttempt, ServerCode, StaffId, Time
from services.notify.domain.permissions import MAY_SEE_DELIVERIES
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.storage.documents import adapter_of, read_state
from shared.storage.reading import Reader
from shared.web.view import View

_DELIVERY = adapter_of(Delivery)


StateOfDelivery = Annotated[DeliveryState, Label("状态", "State")]


class DeliveryFilter(View):
    """Of which state; of all when empty. And in which order."""

    state: StateOfDelivery | None = None
    sort: Literal["created_at", "-created_at"] = "-created_at"


class AttemptLine(View):
    """One try. ``outcome`` is null while it runs, or when it never came to an end."""

    at: Time
    address: Email | None
    outcome: Annotated[Outcome | None, Label("结果", "Outcome")]
    detail: ServerCode


class DeliveryLine(View):
    """One mail."""

    id: str
    item_id: str
    staff_id: StaffId
    state: StateOfDelivery
    created_at: Time
    next_attempt_at: NextAttempt
    attempts: Annotated[list[AttemptLine], Label("试过", "Tried")]


class Deliveries(View):
    """One page of records, and how many there are in each state."""

    items: list[DeliveryLine]
    next_cursor: str | None
    counts: dict[DeliveryState, int]


async def deliveries(
    reader: Reader, actor: Actor, wanted: DeliveryFilter, cursor: str | None = None, limit: int = 50
) -> Deliveries:
    """The records that fit, in the order asked for. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(MAY_SEE_DELIVERIES))
    where = {} if wanted.state is None else {"state.state": wanted.state.value}
    order = ("created_at", -1 if wanted.sort.startswith("-") else 1)
    page = await reader.page("deliveries", where, [order], cursor, limit)
    rows = await reader.aggregate("deliveries", [{"$group": {"_id": "$state.state", "count": {"$sum": 1}}}])
    return Deliveries(
        items=[_line(document) for document in page.items],
        next_cursor=page.next_cursor,
        counts=dict.fromkeys(DeliveryState, 0) | {DeliveryState(row["_id"]): row["count"] for row in rows},
    )


def _line(document: dict[str, Any]) -> DeliveryLine:
    delivery = read_state(_DELIVERY, {**document["state"], "id": document["_id"]})
    return DeliveryLine(
        id=delivery.id,
        item_id=delivery.item_id,
        staff_id=delivery.staff_id,
        state=delivery.state,
        created_at=document["created_at"],
        next_attempt_at=delivery.next_attempt_at,
        attempts=[_attempt(attempt) for attempt in delivery.attempts],
    )


def _attempt(attempt: Attempt) -> AttemptLine:
    return AttemptLine(
        at=attempt.at,
        address=mask_email(attempt.address) if attempt.address else None,
        outcome=attempt.result.outcome if attempt.result else None,
        detail=attempt.result.detail if attempt.result else "",
    )
