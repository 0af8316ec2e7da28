"""今日工作: what must be done first, what changed since the last visit, what waits for a decision, four counts."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.addresses import address_of_thing
from services.gateway.auth.roles import EVERYONE, GRANTS, OPERATIONS, REGISTRY, RESCUE
from services.gateway.clients.notify import InboxItem
from services.gateway.clients.problems import ServiceAway, ServiceRefused
from services.gateway.clients.services import NAMES
from services.gateway.engine.charts import Chart
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.timeline import TimelineChart
from services.gateway.i18n import N_
from services.gateway.pages import today_charts
from services.gateway.pages.message_charts import unfinished_by_service
from services.gateway.pages.rescue.due_row import Due, due_row
from shared.kernel.roles import Role

router = APIRouter()
SHOWN = 8


@dataclass(frozen=True)
class Tile:
    """A count that is a link."""

    href: str
    number: str
    label: str


@dataclass(frozen=True)
class ToDecide:
    """Something that waits for this person."""

    href: str
    what: str
    subject: str


@dataclass
class Today:
    """The morning's page. ``away`` names the services that could not be asked."""

    due: list[Due] = field(default_factory=list)
    due_total: int = 0
    todo: list[InboxItem] = field(default_factory=list)
    news: list[InboxItem] = field(default_factory=list)
    decisions: list[ToDecide] = field(default_factory=list)
    tiles: list[Tile] = field(default_factory=list)
    charts: list[Chart | TimelineChart] = field(default_factory=list)
    away: list[str] = field(default_factory=list)

    def add(self, part: "Today") -> None:
        """Add what one service answered; four counts are enough."""
        self.due += part.due
        self.due_total += part.due_total
        self.todo += part.todo
        self.news += part.news
        self.decisions += part.decisions
        self.tiles = (self.tiles + part.tiles)[:4]
        self.charts += part.charts
        self.away += part.away


@router.get("/today")
async def show_today(page: SignedIn) -> Response:
    """The first page in the morning, by role; a service that is away leaves its part out and says so."""
    roles = page.staff.roles
    wanted = [
        (RESCUE, "rescue", _rescue),
        (REGISTRY, "registry", _registry),
        (GRANTS, "grants", _grants),
        (OPERATIONS, "ops", _operations),
        (EVERYONE, "notify", _inbox),
    ]
    asked = [_softly(name, part(page)) for held, name, part in wanted if roles & held]
    today = Today()
    for part in await asyncio.gather(*asked):
        today.add(part)
    on_the_clock = {row.href for row in today.due}
    today.todo = [one for one in today.todo if address_of_thing(one.about.kind, one.about.id) not in on_the_clock]
    return await page.show("today.html", today=today, since=page.staff.previous_visit_at)


async def _softly(name: str, part: Awaitable[Today]) -> Today:
    try:
        return await part
    except (ServiceAway, ServiceRefused):
        return Today(away=[name])


async def _inbox(page: Page) -> Today:
    """Things to do from the inbox until they are settled or put away, and what came since the last visit."""
    todo, everything = await asyncio.gather(page.services.notify.inbox("todo"), page.services.notify.inbox("all"))
    since = page.staff.previous_visit_at
    new = [item for item in everything.items if item.kind != "todo" and (since is None or item.created_at > since)]
    return Today(todo=[item for item in todo.items if not item.settled_at][:SHOWN], news=new[:SHOWN])


async def _rescue(page: Page) -> Today:
    rescue = page.services.rescue
    due, in_care, unknown, waiting, outlived = await asyncio.gather(
        rescue.due(),
        rescue.cases(in_care="true", limit=1),
        rescue.cases(in_care="true", unidentified="true", limit=1),
        rescue.cases(notice_to_approve="true", limit=SHOWN),
        rescue.cases(notice_outlived="true", limit=SHOWN),
    )
    number = page.formats.number
    decisions = [
        ToDecide(f"/rescue/case/{line.id}/notices", page.say(label), line.case_no)
        for label, found in ((N_("撤回寻亲公告：寻亲已经结束"), outlived), (N_("批准寻亲公告"), waiting))
        for line in found.items
    ]
    tiles = [
        Tile("/rescue/cases?in_care=true", number(in_care.total), page.say(N_("在管人员"))),
        Tile("/rescue/cases?in_care=true&identity=open", number(unknown.total), page.say(N_("身份不明"))),
        Tile("/rescue/due", number(due.total), page.say(N_("到期事项"))),
        Tile("/rescue/due", number(due.overdue), page.say(N_("已超期"))),
    ]
    rows = [due_row(page, line) for line in due.items[:SHOWN]]
    chart = today_charts.limits_by_day(page, due)
    return Today(due=rows, due_total=due.total, decisions=decisions, tiles=tiles, charts=[chart])


async def _registry(page: Page) -> Today:
    figures = await page.services.registry.statistics()
    number = page.formats.number
    tiles = [
        Tile("/orgs", number(figures.total), page.say(N_("社会组织"))),
        Tile("/orgs?standing=abnormal", number(figures.by_standing.get("abnormal", 0)), page.say(N_("活动异常"))),
    ]
    if Role.CENTRE_ADMIN not in page.staff.roles:
        kinds = figures.by_kind
        tiles += [
            Tile("/orgs?kind=association", number(kinds.get("association", 0)), page.say(N_("社会团体"))),
            Tile("/orgs?kind=service_agency", number(kinds.get("service_agency", 0)), page.say(N_("社会服务机构"))),
        ]
    by_kind, by_year = today_charts.organisations_by_kind, today_charts.organisations_by_year
    return Today(tiles=tiles, charts=[by_kind(page, figures), by_year(page, figures)])


async def _grants(page: Page) -> Today:
    grants = page.services.grants
    totals, frozen, waiting = await asyncio.gather(
        grants.totals(),
        grants.projects(frozen="true", limit=1),
        grants.projects(amount_to_approve="true", limit=SHOWN),
    )
    sums, number, money = totals.everything, page.formats.number, page.formats.money
    tiles = [
        Tile("/grants/projects", number(sums.projects), page.say(N_("资助项目"))),
        Tile("/grants/projects?frozen=true", number(frozen.total), page.say(N_("已冻结项目"))),
        Tile("/grants/projects?state=running", money(sums.unpaid_fen), page.say(N_("未拨付"))),
        Tile("/grants/projects?state=settled", money(sums.paid_fen), page.say(N_("已拨付"))),
    ]
    label = page.say(N_("批准更正合同金额"))
    decisions = [
        ToDecide(f"/grants/projects/{line.id}", label, f"{line.number} {line.title}") for line in waiting.items
    ]
    return Today(tiles=tiles, decisions=decisions, charts=[today_charts.money_by_round(page, totals)])


async def _operations(page: Page) -> Today:
    flows = await asyncio.gather(*(page.services.ops(name).flow() for name in NAMES))
    number = page.formats.number

    def count(state: str) -> int:
        return sum(flow.unfinished[state] for flow in flows)

    parked = count("parked")
    tiles = [
        Tile("/ops/messages?state=parked", number(parked), page.say(N_("待人工处理的消息"))),
        Tile("/ops/messages?state=retrying", number(count("retrying")), page.say(N_("自动重试中"))),
        Tile("/ops/messages?state=waiting", number(count("waiting")), page.say(N_("排队等候"))),
        Tile("/ops/messages", number(sum(flow.outbox_pending for flow in flows)), page.say(N_("待发出"))),
    ]
    label, many = page.say(N_("有消息待人工处理")), page.say(N_("共 %(n)s 条"), n=number(parked))
    decisions = [ToDecide("/ops/messages?state=parked", label, many)] if parked else []
    chart = unfinished_by_service(page, zip(NAMES, flows, strict=True))
    return Today(tiles=tiles, decisions=decisions, charts=[chart])
