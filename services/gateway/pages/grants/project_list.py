"""资助项目: the list with its sums, and 立项."""

from collections.abc import Mapping, Sequence

from services.gateway.engine.action import Action
from services.gateway.engine.fields import Input, Lookup, Option
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, Tag, Tone, rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.examples import EXAMPLE, example_cell, example_tags

TONES = {
    "running": Tone("brand"),
    "settled": Tone("ok", "check"),
    "completed": Tone("ok", "check"),
    "terminated": Tone(),
}
WAITS = Tag(N_("更正待批准"), "warn", "clock")
CLOSING = Tag(N_("结项或终止待批准"), "warn", "clock")
FROZEN_AT_ONCE = N_("注意：该组织在活动异常名录中，立项后款项立即冻结，全部原因移出之前不能拨付")
MAY_MEAN = 20
"""How many organisations are offered where the words fit several."""
FROZEN = Tag(N_("已冻结"), "danger", "snow")


def said_once(page: Page, project: Json) -> list[Tag]:
    """What marks an example, unless its title says so in the same words."""
    title = text_at(project, "title") or text_at(project, "agreement.title")
    return [one for one in example_tags(page, project) if one.label not in title]


def state_tags(page: Page, project: Json) -> list[Tag]:
    """Frozen before anything else; otherwise how it stands; and what waits for a second person."""
    waiting = []
    if project.get("correction_waits") or project.get("waiting_correction"):
        waiting.append(WAITS)
    closure = project.get("closure")
    if project.get("closure_waits") or (closure and not text_at(project, "closure.approved_by")):
        waiting.append(CLOSING)
    return [_state(page, project), *(Tag(page.say(one.label), one.tone, one.icon) for one in waiting)]


def _state(page: Page, project: Json) -> Tag:
    if project.get("frozen"):
        return Tag(page.say(FROZEN.label), FROZEN.tone, FROZEN.icon)
    state = text_at(project, "state")
    label = PROJECTS.schema.at("items.state").options[state].of(page.language)
    return Tag(label, TONES[state].tone, TONES[state].icon)


async def _sums(page: Page, _: Json) -> Mapping[str, object]:
    return {"totals": await page.services.ask("grants", "/totals")}


async def _organisations(page: Page, words: str) -> Sequence[Option]:
    found = await page.services.ask("registry", "/organisations", {"q": words, "limit": MAY_MEAN})
    return [(text_at(one, "id"), text_at(one, "name")) for one in rows_at(found, "items")]


async def _listed(page: Page, organisation_id: str) -> str:
    """What is against paying one that is listed as abnormal: it is opened for all the same, as was signed."""
    found = await page.services.ask(
        "registry", "/organisations/{organisation_id}", ids={"organisation_id": organisation_id}
    )
    return page.say(FROZEN_AT_ONCE) if text_at(found, "standing") == "abnormal" else ""


async def _opened_for(page: Page, _: Json, __: Json) -> Mapping[str, object]:
    """The organisation whose page one comes from, as the register calls it."""
    today = page.formats.local_today
    begun: dict[str, object] = {"round": today.year, "signed_on": today.isoformat()}
    if organisation_id := page.request.query_params.get("organisation"):
        path, ids = "/organisations/{organisation_id}", {"organisation_id": organisation_id}
        begun["organisation_id"] = (await page.services.ask("registry", path, ids=ids))["name"]
    return begun


ORGANISATION = Input(
    "organisation_id",
    label=N_("承办组织"),
    hint=N_("写名称或者统一社会信用代码，例如：锋之社"),
    wide=True,
    lookup=Lookup(
        _organisations,
        which=N_("是哪一个组织"),
        several=N_("有几个组织符合，请选择。"),
        nothing=N_("登记名册中没有找到这个组织，请核对名称。"),
        remark=_listed,
    ),
)
OPEN_PROJECT = Action(
    "open_project",
    done=N_("项目已经立项。"),
    warning=N_("立项后会生成项目编号，不能撤销；合同内容有误时可以更正，须另一位同事批准。"),
    inputs=(
        ORGANISATION,
        Input("title", wide=True),
        Input("contract_no"),
        Input("round"),
        Input("field"),
        Input("contract_fen"),
        Input("signed_on", is_past=True),
    ),
    hidden=("invented",),
    begin=_opened_for,
    leads_to="/grants/projects/{id}",
    check_answers=True,
)

PROJECTS = List(
    service="grants",
    path="/grants/projects",
    source="/projects",
    record="/grants/projects/{id}",
    title=N_("资助项目"),
    icon="coins",
    columns=(
        Column("title", N_("项目"), below=("number", "organisation_name"), marks=said_once),
        Column("field"),
        Column("state", show=lambda page, row: Cell(tags=state_tags(page, row))),
        Column("contract_fen"),
        Column("paid_fen"),
        Column("unpaid_fen"),
        Column("signed_on"),
    ),
    file_columns=(
        Column("correction_waits"),
        Column("contract_no", empty=""),
        Column("frozen"),
        Column("overdue"),
        Column("released_fen"),
        Column("closure_waits"),
        Column("invented", EXAMPLE, show=example_cell),
    ),
    filters=(
        Input("field"),
        Input("state"),
        Input("overdue"),
        Input("frozen"),
        Input("correction_waits"),
        Input("closure_waits"),
    ),
    actions=(OPEN_PROJECT,),
    empty=(N_("没有符合条件的项目"), N_("可以放宽条件，或者立项。")),
    live="project",
    above=("grants/sums.html", _sums),
)
