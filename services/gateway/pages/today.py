"""今日工作: what must be done first, what changed since the last visit, what waits for a decision, four counts."""

import asyncio
from collections.abc import Awaitable

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.granting import MANAGERS
from services.gateway.auth.roles import EVERYONE, GRANTS, OPERATIONS, OPERATORS, REGISTRY, RESCUE
from services.gateway.clients.problems import or_none
from services.gateway.clients.service import NAMES
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Tag, at, moment_at, number_at, rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages import today_charts
from services.gateway.pages.grants_due import waits_for
from services.gateway.pages.inbox import inbox_of
from services.gateway.pages.message_charts import flow_of, unfinished_by_service
from services.gateway.pages.rescue.case_words import SOON
from services.gateway.pages.rescue.due_row import Due, due_row
from services.gateway.pages.rescue.ward_reports import to_settle
from services.gateway.pages.today_decisions import SHOWN, address_of, in_accounts, in_cases, in_register, is_listed
from services.gateway.pages.today_parts import Tile, Today, ToDecide
from shared.kernel.roles import Role, role_names

router = APIRouter()
ROLES_WAIT = N_("“%(roles)s”等另一位管理员批准，批准后重新登录生效。")
OVERDUE, LIVING = "/rescue/due?overdue=true", "/orgs?existing=true"


@router.get("/today")
async def show_today(page: SignedIn) -> Response:
    """The first page in the morning, by role; a service that is away leaves its part out and says so.

    People from outside have a first page of their own.
    """
    if page.staff.is_from_outside:
        return await page.go("/own")
    roles = page.staff.roles
    wanted = [
        (RESCUE, "rescue", _rescue),
        (REGISTRY, "registry", _registry),
        (GRANTS, "grants", _grants),
        (OPERATIONS, "ops", _operations),
        (MANAGERS, "ops", _accounts),
        (OPERATORS, "rescue", _calendar),
        (EVERYONE, "notify", _inbox),
    ]
    asked = [_softly(name, part(page)) for held, name, part in wanted if roles & held]
    today = Today()
    for part in await asyncio.gather(*asked):
        today.add(part)
    on_the_clock = {row.href for row in today.due}
    today.todo = [item for item in today.todo if address_of(item) not in on_the_clock and not is_listed(item, today)]
    if page.staff.waiting_roles:
        roles_to_come = role_names(page.staff.waiting_roles.roles, page.language)
        today.notes.append(("/account", page.say(ROLES_WAIT, roles=roles_to_come)))
    return await page.show("today.html", today=today, since=page.staff.previous_visit_at)


async def _softly(name: str, part: Awaitable[Today]) -> Today:
    return await or_none(part, also_refused=True) or Today(away=[name])


async def _inbox(page: Page) -> Today:
    """Things to do from the inbox until they are settled or put away, and what came since the last visit and holds."""
    todo, everything = await asyncio.gather(inbox_of(page, "todo"), inbox_of(page, "all"))
    open_ones = [item for item in rows_at(todo, "items") if not at(item, "settled_at")]
    others = [one for one in rows_at(everything, "items") if text_at(one, "kind") != "todo" and not one["settled_at"]]
    return Today(todo=open_ones[:SHOWN], news=[item for item in others if _is_new(page, item)][:SHOWN])


def _is_new(page: Page, item: Json) -> bool:
    since, created = page.staff.previous_visit_at, moment_at(item, "created_at")
    return since is None or created is None or created > since


async def _rescue(page: Page) -> Today:
    due, in_care, unknown, decisions, wards = await asyncio.gather(
        page.services.ask("rescue", "/due"),
        page.services.ask("rescue", "/cases", {"in_care": "true", "limit": 1}),
        page.services.ask("rescue", "/cases", {"in_care": "true", "unidentified": "true", "limit": 1}),
        in_cases(page),
        page.services.ask("rescue", "/ward-reports"),
    )
    decisions += [ToDecide(*one) for one in to_settle(page, wards)[:SHOWN]]
    tiles = [
        _tile(page, "/rescue/cases?in_care=true", N_("未离站人员"), in_care, "total"),
        _tile(page, "/rescue/cases?in_care=true&identity=open", N_("身份不明"), unknown, "total"),
        _tile(page, "/rescue/due", N_("到期事项"), due, "total"),
        _tile(page, OVERDUE, N_("已超期"), due, "overdue"),
    ]
    rows = [due_row(page, line) for line in rows_at(due, "items")[:SHOWN]]
    chart = today_charts.limits_by_day(page, due)
    return Today(due=rows, due_total=number_at(due, "total"), decisions=decisions, tiles=tiles, charts=[chart])


def _tile(page: Page, href: str, label: str, found: Json, path: str) -> Tile:
    """The number at a path of an answer; ``label`` is a msgid."""
    return Tile(href, page.formats.number(number_at(found, path)), page.say(label))


async def _registry(page: Page) -> Today:
    figures, decisions = await asyncio.gather(page.services.ask("registry", "/statistics"), in_register(page))
    tiles = [
        _tile(page, LIVING, N_("社会组织"), figures, "total"),
        _tile(page, f"{LIVING}&standing=abnormal", N_("活动异常"), figures, "by_standing.abnormal"),
    ]
    if Role.CENTRE_ADMIN not in page.staff.roles:
        tiles += [
            _tile(page, f"{LIVING}&kind=association", N_("社会团体"), figures, "by_kind.association"),
            _tile(page, f"{LIVING}&kind=service_agency", N_("社会服务机构"), figures, "by_kind.service_agency"),
        ]
    by_kind, by_year = today_charts.organisations_by_kind, today_charts.organisations_by_year
    return Today(tiles=tiles, decisions=decisions, charts=[by_kind(page, figures), by_year(page, figures)])


async def _grants(page: Page) -> Today:
    totals, frozen, waiting = await asyncio.gather(
        page.services.ask("grants", "/totals"),
        page.services.ask("grants", "/projects", {"frozen": "true", "limit": 1}),
        page.services.ask("grants", "/waiting-work"),
    )
    money = page.formats.money
    unpaid, paid = number_at(totals, "everything.unpaid_fen"), number_at(totals, "everything.paid_fen")
    tiles = [
        _tile(page, "/grants/projects", N_("资助项目"), totals, "everything.projects"),
        _tile(page, "/grants/projects?frozen=true", N_("已冻结项目"), frozen, "total"),
        Tile("/grants/projects?state=running", money(unpaid), page.say(N_("未拨付"))),
        Tile("/grants/projects", money(paid), page.say(N_("已拨付"))),
    ]
    mine = waits_for(page, waiting, SHOWN)
    decisions = [ToDecide(*one) for one in mine.decisions]
    chart = today_charts.money_by_round(page, totals)
    return Today(due=mine.due, tiles=tiles, decisions=decisions, notes=mine.notes, charts=[chart])


async def _accounts(page: Page) -> Today:
    """Roles that wait for a second administrator."""
    return Today(decisions=await in_accounts(page))


async def _calendar(page: Page) -> Today:
    """The year of the working calendar that has to be entered by now; from November on that is the next one."""
    year = number_at(await page.services.ask("rescue", "/limits"), "year_to_enter")
    if not year:
        return Today()
    enter = Due(
        left=Tag(page.say(SOON), "brand", "clock"),
        ends="",
        what=page.say(N_("录入 %(year)s 年的工作日历"), year=year),
        subject=page.say(N_("规则一览")),
        basis=page.say(N_("没有录入，落在这一年的期限就算不出来。")),
        href="/rules",
        action=page.say(N_("录入")),
        action_href="/rules/enter-working-calendar",
    )
    return Today(due=[enter])


async def _operations(page: Page) -> Today:
    flows = await asyncio.gather(*(flow_of(page, name) for name in NAMES))
    number = page.formats.number

    def count(state: str) -> int:
        return sum(flow.unfinished[state] for flow in flows)

    parked = count("parked")
    tiles = [
        Tile("/ops/messages?state=parked", number(parked), page.say(N_("待人工处理的消息"))),
        Tile("/ops/messages?state=retrying", number(count("retrying")), page.say(N_("自动重试中"))),
        Tile("/ops/messages?state=waiting", number(count("waiting")), page.say(N_("排队等候"))),
        Tile("/ops/messages#flows", number(sum(flow.outbox_pending for flow in flows)), page.say(N_("待发出"))),
    ]
    label, many = page.say(N_("有消息待人工处理")), page.say(N_("共 %(n)s 条"), n=number(parked))
    decisions = [ToDecide("/ops/messages?state=parked", label, many)] if parked else []
    chart = unfinished_by_service(page, zip(NAMES, flows, strict=True))
    return Today(tiles=tiles, decisions=decisions, charts=[chart])
