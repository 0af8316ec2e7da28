"""消息与死信: how messages flow between services, and those a person must decide about."""

import asyncio
import json
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.clients.ops import Flow, Message
from services.gateway.clients.problems import ServiceAway, ServiceRefused
from services.gateway.clients.services import NAMES
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_
from services.gateway.pages.page import Page, SignedIn

router = APIRouter(prefix="/ops/messages")
STATES = ("parked", "retrying", "waiting")
DONE = {
    "replay": N_("已安排重放。成功后这条消息会从列表中消失。"),
    "edit": N_("已按修改后的内容重放。"),
    "discard": N_("消息已经放弃，操作和理由已记录。"),
}


class DecisionForm(FormModel):
    """Why a person decides so; the changed body where it was edited."""

    reason: str = Field(title=N_("理由"), description=N_("会写入审计记录"), min_length=1, max_length=500)
    body: str = Field("", title=N_("消息内容"), max_length=200_000)


@dataclass(frozen=True)
class ServiceFlow:
    """One service's flow and its unfinished messages; ``flow`` is None while it is away."""

    name: str
    flow: Flow | None
    messages: list[Message]

    def count(self, state: str) -> int:
        """How many messages are in a state."""
        return self.flow.unfinished[state] if self.flow else 0


@router.get("")
async def show_messages(page: SignedIn, state: str = "") -> Response:
    """All services side by side; the list below can be narrowed to one state."""
    wanted = state if state in STATES else None
    flows = await asyncio.gather(*(_of(page, name, wanted) for name in NAMES))
    counts = {one: sum(flow.count(one) for flow in flows) for one in STATES}
    return await page.show("ops/messages.html", flows=flows, counts=counts, state=wanted)


@router.get("/{service}/{message_id:path}")
async def show_message(page: SignedIn, service: str, message_id: str) -> Response:
    """One message: what it is, why it could not be finished, and what can be done."""
    message = await page.services.ops(_known(service)).message(message_id)
    return await _show(page, service, message, Form(DecisionForm, {"body": pretty(message.body)}))


@router.post("/{service}/{message_id:path}")
async def decide(page: SignedIn, service: str, message_id: str, decision: str) -> Response:
    """Replay, edit and replay, or discard, with a reason."""
    form = Form.posted(DecisionForm, await page.request.form())
    ops = page.services.ops(_known(service))
    given = form.check()
    if given and decision in DONE:
        try:
            body = given.body if decision == "edit" else None
            await ops.decide(message_id, decision, given.reason, form.key, body)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
        else:
            return await page.go("/ops/messages", DONE[decision])
    return await _show(page, service, await ops.message(message_id), form)


async def _of(page: Page, name: str, state: str | None) -> ServiceFlow:
    ops = page.services.ops(name)
    try:
        flow, messages = await asyncio.gather(ops.flow(), ops.unfinished(state))
    except ServiceAway:
        return ServiceFlow(name, None, [])
    return ServiceFlow(name, flow, messages.items)


async def _show(page: Page, service: str, message: Message, form: Form[DecisionForm]) -> Response:
    if not form.typed.get("body"):
        form.typed["body"] = pretty(message.body)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"service": service, "message": message, "form": form, "link": _link(message)}
    return await page.show("ops/message.html", status, **context)


def pretty(body: str | None) -> str:
    """JSON with indents; anything else as it is."""
    try:
        return json.dumps(json.loads(body or ""), ensure_ascii=False, indent=2)
    except ValueError:
        return body or ""


def _link(message: Message) -> str | None:
    """The page of the thing concerned."""
    kind, subject = message.type or "", message.subject
    pages = {"rescue.": "/rescue/case/", "grants.project": "/grants/projects/", "registry.organisation": "/orgs/"}
    return next((f"{path}{subject}" for begin, path in pages.items() if kind.startswith(begin) and subject), None)


def _known(service: str) -> str:
    if service not in NAMES:
        raise ServiceRefused("gateway", 404, "no-such-service", "没有这个服务。", "There is no such service.", [])
    return service
