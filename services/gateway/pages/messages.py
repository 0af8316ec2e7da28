"""消息与死信: how messages flow between services, and those a person must decide about."""

import asyncio
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.addresses import address_of_thing
from services.gateway.clients.ops import Ops
from services.gateway.clients.problems import ServiceRefused, or_none
from services.gateway.clients.services import NAMES
from services.gateway.engine.charts import Chart
from services.gateway.engine.page import Page, SignedIn
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_
from services.gateway.labels import label_of_code, options
from services.gateway.pages.message_charts import received_by_type, unfinished_by_service
from shared.web.ops_answers import Flow, UnfinishedMessage

router = APIRouter(prefix="/ops/messages")
STATES = ("parked", "retrying", "waiting")
DONE = {
    "replay": N_("已安排重放。成功后这条消息会从列表中消失。"),
    "edit": N_("已按修改后的内容重放。"),
    "discard": N_("消息已经放弃，操作和理由已记录。"),
}


class MessageFilter(FormModel):
    """Which of the unfinished messages are listed."""

    service: str = Field("", title=N_("处理方"))
    state: str = Field("", title=N_("状态"))


class DecisionForm(FormModel):
    """Why a person replays or discards."""

    reason: str = Field(title=N_("理由"), description=N_("会写入审计记录"), min_length=1, max_length=500)


class EditForm(FormModel):
    """The changed body, and why it was changed."""

    body: str = Field(title=N_("修改后的内容"), min_length=1, max_length=200_000)
    edit_reason: str = Field(title=N_("理由"), description=N_("会写入审计记录"), min_length=1, max_length=500)


@dataclass(frozen=True)
class ServiceFlow:
    """One service's flow and a page of its unfinished messages; ``flow`` is None while it cannot tell."""

    name: str
    flow: Flow | None
    messages: Sequence[UnfinishedMessage] = ()
    next_cursor: str | None = None

    def count(self, state: str) -> int:
        """How many messages are in a state."""
        return self.flow.unfinished[state] if self.flow else 0


@router.get("")
async def show_messages(page: SignedIn, state: str = "", service: str = "", cursor: str = "") -> Response:
    """All services side by side; the list can be narrowed to a state and to one service, page by page."""
    wanted = state if state in STATES else None
    only = service if service in NAMES else None
    asked = (_of(page, name, wanted, cursor if only else "", listed=only in (None, name)) for name in NAMES)
    flows = await asyncio.gather(*asked)
    return await page.show(
        "ops/messages.html",
        flows=flows,
        counts={one: sum(flow.count(one) for flow in flows) for one in STATES},
        state=wanted,
        charts=_charts(page, flows),
        form=Form(MessageFilter, {"service": only or "", "state": wanted or ""}),
        services=[(name, page.say(label_of_code("service", name))) for name in NAMES],
        states=options(page.language, "message_state"),
    )


def _charts(page: Page, flows: Sequence[ServiceFlow]) -> list[Chart]:
    told = [(one.name, one.flow) for one in flows]
    return [unfinished_by_service(page, told), received_by_type(page, told)]


@router.get("/{service}/{message_id:path}")
async def show_message(page: SignedIn, service: str, message_id: str) -> Response:
    """One message: what it is, why it could not be finished, and what can be done."""
    message = await page.services.ops(_known(service)).message(message_id)
    return await _show(page, service, message, Form(DecisionForm))


@router.post("/{service}/{message_id:path}")
async def decide(page: SignedIn, service: str, message_id: str, decision: str) -> Response:
    """Replay, edit and replay, or discard, with a reason."""
    ops = page.services.ops(_known(service))
    form: Form[Any] = Form.posted(EditForm if decision == "edit" else DecisionForm, await page.request.form())
    if (given := form.check()) and decision in DONE:
        try:
            await _decide(ops, message_id, decision, given, form.key)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go("/ops/messages", DONE[decision])
    return await _show(page, service, await ops.message(message_id), form)


async def _decide(ops: Ops, message_id: str, decision: str, given: DecisionForm | EditForm, key: str) -> None:
    if isinstance(given, EditForm):
        await ops.decide(message_id, decision, given.edit_reason, key, given.body)
    else:
        await ops.decide(message_id, decision, given.reason, key)


async def _of(page: Page, name: str, state: str | None, cursor: str, *, listed: bool) -> ServiceFlow:
    """What one service tells; one that cannot answer breaks only its own part of the page."""
    ops = page.services.ops(name)
    if not listed:
        return ServiceFlow(name, await or_none(ops.flow()))
    flow, messages = await asyncio.gather(or_none(ops.flow()), or_none(ops.unfinished(state, cursor)))
    if flow is None or messages is None:
        return ServiceFlow(name, None)
    return ServiceFlow(name, flow, messages.items, messages.next_cursor)


async def _show(page: Page, service: str, message: UnfinishedMessage, form: Form[Any]) -> Response:
    body = pretty(message.body)
    context = {
        "service": service,
        "message": message,
        "body": body,
        "link": _link(message),
        "form": form,
        "deciding": form if form.model is DecisionForm else Form(DecisionForm),
        "editing": form if form.model is EditForm else Form(EditForm, {"body": body}),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return await page.show("ops/message.html", status, **context)


def pretty(body: str | None) -> str:
    """JSON with indents; anything else as it is."""
    try:
        return json.dumps(json.loads(body or ""), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return body or ""


def _link(message: UnfinishedMessage) -> str | None:
    """The page of the thing concerned."""
    kind, subject = message.type or "", message.subject
    if kind.startswith("registry.interpreter"):
        case = re.search(r'"case_id":\s*"([0-9a-z-]+)"', message.body or "")
        return address_of_thing("case", case.group(1)) if case else None
    things = {"rescue.": "case", "grants.project": "project", "registry.organisation": "organisation"}
    thing = next((thing for begin, thing in things.items() if kind.startswith(begin)), "")
    return address_of_thing(thing, subject or "")


def _known(service: str) -> str:
    if service not in NAMES:
        raise ServiceRefused("gateway", 404, "no-such-service", "没有这个服务。", "There is no such service.", [])
    return service
