"""What operators ask every service: the flow of its messages, and those that a person must decide about."""

from datetime import UTC
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from shared.contracts.decoding import Unreadable
from shared.kernel.cause import Actor
from shared.kernel.roles import Role
from shared.messaging.decisions import Decisions, MessageNotFound, NotParked, ReasonRequired
from shared.messaging.unfinished import State
from shared.observability import metrics
from shared.storage.mongo import Document
from shared.web.deps import ActorDep
from shared.web.ops_answers import DecisionMade, Flow, FlowRow, UnfinishedMessage
from shared.web.paging import Listed, PagingDep
from shared.web.problems import problems

ROLES = (Role.OPERATOR, Role.CENTRE_ADMIN)
router = APIRouter(prefix="/ops", tags=["ops"])


class Decision(BaseModel):
    """Why a person decides so."""

    reason: str = Field(min_length=1, max_length=500)


class Edit(Decision):
    """The body that takes the place of the one that failed."""

    body: str = Field(min_length=2, max_length=200_000)


async def _operator(actor: ActorDep) -> Actor:
    actor.require(*ROLES)
    return actor


OperatorDep = Annotated[Actor, Depends(_operator)]


@router.get("/flow")
async def flow(request: Request, _: OperatorDep) -> Flow:
    """Counts by event type, published and received, all since this process started: side by side they mean the same."""
    host = request.app.state.host
    rows: dict[str, FlowRow] = {}
    lately = {"time": {"$gte": host.started_at.astimezone(UTC).isoformat()}}
    by_type = {"$group": {"_id": "$type", "n": {"$sum": 1}, "last": {"$max": "$time"}}}
    published = [{"$match": lately}, {"$project": {"_id": 0, "type": 1, "time": 1}}, by_type]
    for row in await host.reader.aggregate("events", published):
        rows[row["_id"]] = FlowRow(type=row["_id"], published=row["n"], last_published_at=row["last"])
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
    )


@router.get("/unfinished")
async def unfinished(
    request: Request,
    _: OperatorDep,
    paging: PagingDep,
    state: Annotated[str | None, Query(pattern="^(retrying|waiting|parked)$")] = None,
) -> Listed[UnfinishedMessage]:
    """Messages that are not finished, the oldest first."""
    reader = request.app.state.host.reader
    where: Document = {"state": state} if state else {}
    page = await reader.page("unfinished", where, [("received_at", 1)], paging.cursor, paging.limit)
    total = await reader.count("unfinished", where)
    return Listed(items=[_shown(found) for found in page.items], next_cursor=page.next_cursor, total=total)


@router.get("/unfinished/{message_id}", responses=problems(MessageNotFound))
async def unfinished_one(message_id: str, request: Request, _: OperatorDep) -> UnfinishedMessage:
    """One message with its body."""
    found = await request.app.state.host.reader.one("unfinished", {"_id": message_id})
    if found is None:
        raise MessageNotFound
    return _shown(found).model_copy(update={"body": _text(found["message"])})


@router.post("/unfinished/{message_id}/replay", status_code=204, responses=problems(MessageNotFound, NotParked))
async def replay(message_id: str, body: Decision, request: Request, actor: OperatorDep) -> None:
    """Try a parked message again now."""
    host = request.app.state.host
    await Decisions(host.database).replay(message_id, actor, body.reason, host.clock.now())


@router.post(
    "/unfinished/{message_id}/edit", status_code=204, responses=problems(MessageNotFound, NotParked, Unreadable)
)
async def edit(message_id: str, body: Edit, request: Request, actor: OperatorDep) -> None:
    """Replace a parked message's body and try that."""
    host = request.app.state.host
    await Decisions(host.database).edit(message_id, body.body.encode(), actor, body.reason, host.clock.now())


@router.post(
    "/unfinished/{message_id}/discard", status_code=204, responses=problems(MessageNotFound, NotParked, ReasonRequired)
)
async def discard(message_id: str, body: Decision, request: Request, actor: OperatorDep) -> None:
    """Let a parked message go without effect."""
    host = request.app.state.host
    await Decisions(host.database).discard(message_id, actor, body.reason, host.clock.now())


@router.get("/decisions")
async def decisions(request: Request, _: OperatorDep, paging: PagingDep) -> Listed[DecisionMade]:
    """What was decided about parked messages, the latest first; nothing of it is ever deleted."""
    reader = request.app.state.host.reader
    page = await reader.page("unfinished_decisions", {}, [("at", -1)], paging.cursor, paging.limit)
    total = await reader.count("unfinished_decisions", {})
    return Listed(items=[_decided(found) for found in page.items], next_cursor=page.next_cursor, total=total)


def _decided(found: Document) -> DecisionMade:
    known = {name: found[name] for name in ("what", "at", "actor", "reason", "message_id", "overtaken")}
    kept, body = found["kept"], found["body"]
    return DecisionMade(
        **known,
        id=found["_id"],
        type=kept["type"],
        subject=kept["subject"],
        kept=_text(kept["message"]),
        body=None if body is None else _text(body),
    )


def _text(body: bytes) -> str:
    return bytes(body).decode("utf-8", "backslashreplace")


def _shown(found: Document) -> UnfinishedMessage:
    error = found["last_error"] or {}
    single = error.get("text")  # failures kept before they had a sentence in each language
    known = {name: found.get(name) for name in UnfinishedMessage.model_fields if name in found}
    return UnfinishedMessage(
        **known,
        id=found["_id"],
        error_slug=error.get("slug"),
        error_zh=error.get("zh", single),
        error_en=error.get("en", single),
    )


def _applied() -> list[tuple[str, int]]:
    """How many events of each type took effect since the start."""
    return [
        (sample.labels["type"], int(sample.value))
        for family in metrics.events_consumed.collect()
        for sample in family.samples
        if sample.name.endswith("_total") and sample.labels["outcome"] == "applied"
    ]
