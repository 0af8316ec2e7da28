"""What operators ask every service: the flow of its messages, and those that a person must decide about."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from shared.contracts.decoding import Unreadable
from shared.kernel.cause import Actor
from shared.kernel.dual_control import ReviewCode
from shared.kernel.roles import Role
from shared.messaging.decisions import Decisions, MessageNotFound, NotParked, OlderThanAbsorbed, ReasonRequired
from shared.messaging.editing import EDIT, EditWaits, NoEditWaits, NotData, NothingEdited
from shared.messaging.event_counts import EventCounts
from shared.messaging.unfinished import State
from shared.observability import metrics
from shared.storage.mongo import Document
from shared.subscribers.subscribers import Subscribers
from shared.web.access import AccessLogDep
from shared.web.deps import ActorDep
from shared.web.ops_answers import DecisionMade, Flow, FlowRow, SubscriberFlow, UnfinishedMessage
from shared.web.ops_shown import decided, shown, shown_whole
from shared.web.paging import Listed, PagingDep
from shared.web.problems import problems

ROLES = (Role.OPERATOR, Role.CENTRE_ADMIN)
router = APIRouter(prefix="/ops", tags=["ops"])


class Decision(BaseModel):
    """Why a person decides so."""

    reason: str = Field(min_length=1, max_length=500)


class Edit(Decision):
    """The data, as JSON, that take the place of those that failed; all else stays as it came."""

    data: str = Field(min_length=2, max_length=200_000)


class Confirmation(BaseModel):
    """The review code of the edit as it was shown."""

    seen: ReviewCode


async def _operator(actor: ActorDep) -> Actor:
    actor.require(*ROLES)
    return actor


OperatorDep = Annotated[Actor, Depends(_operator)]


@router.get("/flow")
async def flow(request: Request, _: OperatorDep) -> Flow:
    """Counts by event type, published and received, all since this process started: side by side they mean the same."""
    host = request.app.state.host
    rows: dict[str, FlowRow] = {}
    for one in await EventCounts(host.database).since(host.started_at, host.clock.now()):
        rows[one.type] = FlowRow(type=one.type, published=one.count, last_published_at=datetime.fromisoformat(one.last))
    totals = dict.fromkeys(State, 0)
    kept = [{"$group": {"_id": ["$type", "$state"], "n": {"$sum": 1}}}]
    for row in await host.reader.aggregate("unfinished", kept):
        type_, state = row["_id"]
        totals[State(state)] += row["n"]
        if type_ is not None:
            setattr(rows.setdefault(type_, FlowRow(type=type_)), state, row["n"])
    for type_, count in _applied():
        rows.setdefault(type_, FlowRow(type=type_)).applied += count
    return Flow(
        service=host.name,
        since=host.started_at,
        publishing=host.relay.is_connected,
        consuming=host.consumer.is_consuming if host.consumer else False,
        outbox_pending=int(metrics.value_of(metrics.outbox_pending)),
        unfinished={str(state): count for state, count in totals.items()},
        rows=sorted(rows.values(), key=lambda row: row.type),
        subscribers=[
            SubscriberFlow(
                name=one.name, told=one.told, refused=one.refused, missed=one.missed, held_since=one.held_since
            )
            for one in await Subscribers(host.database).all()
        ],
    )


@router.get("/unfinished")
async def unfinished(
    request: Request,
    actor: OperatorDep,
    paging: PagingDep,
    state: Annotated[str | None, Query(pattern="^(retrying|waiting|parked)$")] = None,
) -> Listed[UnfinishedMessage]:
    """Messages that are not finished, the oldest first."""
    reader = request.app.state.host.reader
    where: Document = {"state": state} if state else {}
    page = await reader.page("unfinished", where, [("received_at", 1)], paging.cursor, paging.limit)
    total = await reader.count("unfinished", where)
    return Listed(items=[shown(found, actor) for found in page.items], next_cursor=page.next_cursor, total=total)


@router.get("/unfinished/{message_id}", responses=problems(MessageNotFound))
async def unfinished_one(
    message_id: str, request: Request, actor: OperatorDep, access_log: AccessLogDep
) -> UnfinishedMessage:
    """One message with its body, and the edit that waits. Reading it is written into the access log."""
    found = await request.app.state.host.reader.one("unfinished", {"_id": message_id})
    if found is None:
        raise MessageNotFound
    await access_log.read(actor, found["subject"] or message_id, "unfinished_message", message_id)
    return shown_whole(found, actor)


@router.post(
    "/unfinished/{message_id}/replay",
    status_code=204,
    responses=problems(MessageNotFound, NotParked, OlderThanAbsorbed, ReasonRequired, Unreadable),
)
async def replay(message_id: str, body: Decision, request: Request, actor: OperatorDep) -> None:
    """Try a parked message again now."""
    host = request.app.state.host
    await Decisions(host.database).replay(message_id, actor, body.reason, host.clock.now())


@router.post(
    "/unfinished/{message_id}/edit",
    status_code=204,
    responses=problems(
        MessageNotFound, NotParked, OlderThanAbsorbed, ReasonRequired, EditWaits, NotData, NothingEdited, Unreadable
    ),
)
async def propose_edit(message_id: str, body: Edit, request: Request, actor: OperatorDep) -> None:
    """Propose other data for a parked message; nothing happens until a second person confirms."""
    host = request.app.state.host
    await Decisions(host.database).propose_edit(message_id, body.data, actor, body.reason, host.clock.now())


@router.post(
    "/unfinished/{message_id}/edit/approval",
    status_code=204,
    responses=problems(MessageNotFound, NotParked, *EDIT.refusals),
)
async def approve_edit(message_id: str, body: Confirmation, request: Request, actor: OperatorDep) -> None:
    """Confirm the edit that was shown, as the second person, and try the message with its data."""
    host = request.app.state.host
    await Decisions(host.database).approve_edit(message_id, body.seen, actor, host.clock.now())


@router.post(
    "/unfinished/{message_id}/edit/refusal",
    status_code=204,
    responses=problems(MessageNotFound, NotParked, NoEditWaits, ReasonRequired),
)
async def decline_edit(message_id: str, body: Decision, request: Request, actor: OperatorDep) -> None:
    """Drop an edit that waits, or take one's own back."""
    host = request.app.state.host
    await Decisions(host.database).decline_edit(message_id, actor, body.reason, host.clock.now())


@router.post(
    "/unfinished/{message_id}/discard", status_code=204, responses=problems(MessageNotFound, NotParked, ReasonRequired)
)
async def discard(message_id: str, body: Decision, request: Request, actor: OperatorDep) -> None:
    """Let a parked message go without effect."""
    host = request.app.state.host
    await Decisions(host.database).discard(message_id, actor, body.reason, host.clock.now())


@router.get("/decisions")
async def decisions(
    request: Request, actor: OperatorDep, paging: PagingDep, access_log: AccessLogDep
) -> Listed[DecisionMade]:
    """What was decided about parked messages, the latest first, with their contents; nothing of it is ever deleted.

    Reading it is written into the access log, for each message.
    """
    reader = request.app.state.host.reader
    page = await reader.page("unfinished_decisions", {}, [("at", -1)], paging.cursor, paging.limit)
    total = await reader.count("unfinished_decisions", {})
    for message_id, subject in {found["message_id"]: found["kept"]["subject"] for found in page.items}.items():
        await access_log.read(actor, subject or message_id, "unfinished_message", message_id)
    return Listed(items=[decided(found) for found in page.items], next_cursor=page.next_cursor, total=total)


def _applied() -> list[tuple[str, int]]:
    """How many events of each type took effect since the start."""
    return [
        (sample.labels["type"], int(sample.value))
        for family in metrics.events_consumed.collect()
        for sample in family.samples
        if sample.name.endswith("_total") and sample.labels["outcome"] == "applied"
    ]
