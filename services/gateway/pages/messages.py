"""消息与死信: how messages flow between services, and those a person must decide about."""

import asyncio
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.addresses import address_of_thing
from services.gateway.clients.problems import ServiceRefused, or_none
from services.gateway.clients.service import NAMES, path_with
from services.gateway.engine.charts import Chart
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.own_form import own, own_form, posted
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.review import BY_CODE, short
from services.gateway.i18n import N_
from services.gateway.labels import label_of_code, options
from services.gateway.pages.message_charts import flow_of, received_by_type, unfinished_by_service
from shared.web.ops_answers import Flow, UnfinishedMessage
from shared.web.paging import Listed

router = APIRouter(prefix="/ops/messages")
ONE = "/ops/unfinished/{message_id}"
PER_PAGE = 50
STATES = ("parked", "retrying", "waiting")
DONE = {
    "replay": N_("已安排重放。成功后这条消息会从列表中消失。"),
    "edit": N_("修改已经提出，等另一个人批准后重放。"),
    "edit/approval": N_("修改已经批准，正在重放。成功后这条消息会从列表中消失。"),
    "edit/refusal": N_("修改没有批准，消息仍待处理。"),
    "discard": N_("消息已经放弃，操作和理由已记录。"),
}


SERVICE = own("service", N_("处理方"), required=False)
FILTER = (SERVICE, own("state", N_("状态"), required=False))
DECIDING = (own("reason", N_("理由"), 500, hint=N_("会写入审计记录")),)
EDITING = (
    own("data", N_("修改后的数据"), 200_000, hint=N_("只能改数据；编号、类型、对象、顺序号、来源和经办人保持原样")),
    own("edit_reason", N_("理由"), 500, hint=N_("会写入审计记录")),
)
"""Both stand on one page, each with its own reason."""
CONFIRMING = (own("seen", N_("复核码"), 64),)
ASKED = {"edit": EDITING, "edit/approval": CONFIRMING}


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
        form=own_form(page, FILTER, {"service": only or "", "state": wanted or ""}),
        services=[(name, page.say(label_of_code("service", name))) for name in NAMES],
        states=options(page.language, "message_state"),
    )


def _charts(page: Page, flows: Sequence[ServiceFlow]) -> list[Chart]:
    told = [(one.name, one.flow) for one in flows]
    return [unfinished_by_service(page, told), received_by_type(page, told)]


@router.get("/{service}/{message_id:path}")
async def show_message(page: SignedIn, service: str, message_id: str) -> Response:
    """One message: what it is, why it could not be finished, and what can be done."""
    return await _show(page, _known(service), message_id, own_form(page, DECIDING))


@router.post("/{service}/{message_id:path}")
async def decide(page: SignedIn, service: str, message_id: str, decision: str) -> Response:
    """Replay, discard, propose an edit, or decide about one that waits."""
    form = await posted(page, ASKED.get(decision, DECIDING))
    if (given := form.check()) and decision in DONE:
        sent = {"reason": given["edit_reason"], "data": given["data"]} if decision == "edit" else given
        path = path_with(f"{ONE}/{decision}", {"message_id": message_id})
        giving = page.services.calls(_known(service)).command(path, sent, form.key)
        if await form.accepted(giving, page.language) is not None:
            return await page.go("/ops/messages", DONE[decision])
    return await _show(page, _known(service), message_id, form)


async def _of(page: Page, name: str, state: str | None, cursor: str, *, listed: bool) -> ServiceFlow:
    """What one service tells; one that cannot answer breaks only its own part of the page."""
    if not listed:
        return ServiceFlow(name, await or_none(flow_of(page, name)))
    wanted = {"state": state, "cursor": cursor, "limit": PER_PAGE}
    asked = page.services.ask(name, "/ops/unfinished", wanted)
    flow, found = await asyncio.gather(or_none(flow_of(page, name)), or_none(asked))
    if flow is None or found is None:
        return ServiceFlow(name, None)
    messages = Listed[UnfinishedMessage].model_validate(found)
    return ServiceFlow(name, flow, messages.items, messages.next_cursor)


async def _show(page: Page, service: str, message_id: str, form: SchemaForm) -> Response:
    message = UnfinishedMessage.model_validate(await page.services.ask(service, ONE, ids={"message_id": message_id}))
    data = data_of(message.body)
    context = {
        "service": service,
        "message": message,
        "body": pretty(message.body),
        "link": _link(message),
        "form": form,
        "deciding": form if "reason" in form.fields else own_form(page, DECIDING),
        "editing": form if "data" in form.fields else own_form(page, EDITING, {"data": data or ""}),
        "editable": data is not None and message.replayable,
        "edited": pretty(message.edit.data) if message.edit else "",
        "by_code": page.say(BY_CODE, code=short(code)) if message.edit and (code := message.edit.review_code) else "",
        "people": await page.people(),
    }
    return await page.show("ops/message.html", form.status, **context)


def pretty(body: str | None) -> str:
    """JSON with indents; anything else as it is."""
    try:
        return json.dumps(json.loads(body or ""), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return body or ""


def data_of(body: str | None) -> str | None:
    """The data of a message, with indents; None where it has none that could be read."""
    try:
        found = json.loads(body or "")
    except (ValueError, RecursionError):
        return None
    data = found.get("data") if isinstance(found, dict) else None
    return json.dumps(data, ensure_ascii=False, indent=2) if isinstance(data, dict) else None


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
