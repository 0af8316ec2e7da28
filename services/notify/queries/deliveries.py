"""The records of mails: what was sent, what waits, what failed and why; addresses are masked."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from services.notify.domain.contact import mask_email
from services.notify.domain.delivery import Attempt, Delivery, DeliveryState, Outcome
from services.notify.domain.permissions import MAY_SEE_DELIVERIES
from shared.kernel.cause import Actor
from shared.storage.documents import read_state
from shared.storage.reading import Reader

_DELIVERY = TypeAdapter(Delivery)


class AttemptLine(BaseModel):
    """One try. ``outcome`` is null while it runs, or when it never came to an end."""

    model_config = ConfigDict(frozen=True)

    at: datetime
    address: str | None
    outcome: Outcome | None
    detail: str


class DeliveryLine(BaseModel):
    """One mail."""

    model_config = ConfigDict(frozen=True)

    id: str
    item_id: str
    staff_id: str
    state: DeliveryState
    created_at: datetime
    next_attempt_at: datetime | None
    attempts: list[AttemptLine]


class Deliveries(BaseModel):
    """One page of records, newest first, and how many there are in each state."""

    model_config = ConfigDict(frozen=True)

    items: list[DeliveryLine]
    next_cursor: str | None
    counts: dict[DeliveryState, int]


async def deliveries(
    reader: Reader, actor: Actor, state: DeliveryState | None = None, cursor: str | None = None, limit: int = 50
) -> Deliveries:
    """The records of one state, or all. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(MAY_SEE_DELIVERIES))
    where = {} if state is None else {"state.state": state.value}
    page = await reader.page("deliveries", where, [("created_at", -1)], cursor, limit)
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
