"""The charts of messages: what is unfinished in which service, and what became of each kind of message."""

from collections import Counter
from collections.abc import Iterable

from services.gateway.engine.charts import Bars, Chart, Point, Series
from services.gateway.engine.page import Page
from services.gateway.i18n import N_
from services.gateway.labels import label_of_code
from shared.contracts.catalogue import label_of
from shared.web.ops_answers import Flow

MOST_TYPES = 10
STATES = (("parked", "danger"), ("retrying", "warn"), ("waiting", "plain"))
Flows = Iterable[tuple[str, Flow | None]]
"""Services by name, with their flow; None for one that is away, which is left out of the chart."""


async def flow_of(page: Page, service: str) -> Flow:
    """How messages flow through a service. Raises ServiceRefused, ServiceAway."""
    return Flow.model_validate(await page.services.ask(service, "/ops/flow"))


def unfinished_by_service(page: Page, flows: Flows) -> Chart:
    """How many messages each service has not finished, and what they wait for."""
    asked = list(flows)
    told = [(name, flow.unfinished) for name, flow in asked if flow]
    nothing = N_("没有未完成的消息") if len(told) == len(asked) else N_("有一部分内容暂时取不到，请稍后刷新。")
    return Bars(
        id="unfinished-by-service",
        title=page.say(N_("各处理方没有完成的消息")),
        of=page.say(N_("处理方")),
        series=[
            Series(
                page.say(label_of_code("message_state", state)),
                [
                    Point(page.say(label_of_code("service", name)), counts[state], f"/ops/messages?service={name}")
                    for name, counts in told
                ],
                tone,
            )
            for state, tone in STATES
        ],
        unit=page.formats.number,
        empty=page.say(nothing),
    )


def received_by_type(page: Page, flows: Flows) -> Chart:
    """What became of the messages of each kind in the services that receive it: the most frequent, and the rest.

    Versions of one event have the same name and are one kind.
    """
    kinds: dict[str, Counter[str]] = {}
    for row in (row for _, flow in flows if flow for row in flow.rows):
        counts = kinds.setdefault(label_of(row.type).of(page.language), Counter())
        counts.update(applied=row.applied, parked=row.parked, retrying=row.retrying, waiting=row.waiting)
    many = sorted((one for one in kinds.items() if one[1].total()), key=lambda one: (-one[1].total(), one[0]))
    shown = many[:MOST_TYPES]
    if rest := many[MOST_TYPES:]:
        shown.append((page.say(N_("其他 %(n)s 种"), n=len(rest)), sum((counts for _, counts in rest), Counter())))
    states = (
        ("applied", page.say(N_("已处理")), "brand"),
        *((s, page.say(label_of_code("message_state", s)), t) for s, t in STATES),
    )
    return Bars(
        id="received-by-type",
        title=page.say(N_("收到的消息")),
        of=page.say(N_("消息")),
        series=[Series(name, [Point(kind, n[state]) for kind, n in shown], tone) for state, name, tone in states],
        unit=page.formats.number,
        empty=page.say(N_("还没有消息")),
        note=page.say(N_("从各服务启动时算起。")),
    )
