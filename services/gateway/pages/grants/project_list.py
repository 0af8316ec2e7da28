"""资助项目: the list with its sums, and 立项."""

from collections.abc import Mapping

from services.gateway.engine.action import Action
from services.gateway.engine.fields import Input
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, Tag, Tone, text_at
from services.gateway.i18n import N_

TONES = {"running": Tone("brand"), "settled": Tone("ok", "check")}
WAITS = Tag(N_("金额更正待批准"), "warn", "clock")
FROZEN = Tag(N_("已冻结"), "danger", "snow")


def state_tags(page: Page, project: Json) -> list[Tag]:
    """Frozen before anything else; otherwise running or settled; and whether its amount waits for a second person."""
    waiting = project.get("amount_waits") or project.get("waiting_amount")
    return [_state(page, project), *([Tag(page.say(WAITS.label), WAITS.tone, WAITS.icon)] if waiting else [])]


def _state(page: Page, project: Json) -> Tag:
    if project.get("frozen"):
        return Tag(page.say(FROZEN.label), FROZEN.tone, FROZEN.icon)
    state = text_at(project, "state")
    label = PROJECTS.schema.at("items.state").options[state].of(page.language)
    return Tag(label, TONES[state].tone, TONES[state].icon)


def _waits(page: Page, project: Json) -> Cell:
    return Cell(tags=[Tag(page.say(N_("待批准")), "warn", "clock")]) if project.get("amount_waits") else Cell("—")


async def _sums(page: Page, _: Json) -> Mapping[str, object]:
    return {"totals": await page.services.ask("grants", "/totals")}


async def _opened_for(page: Page, _: Json, __: Json) -> Mapping[str, object]:
    """The organisation that the project is opened for, as the register calls it."""
    today = page.formats.local_today
    begun: dict[str, object] = {"round": today.year, "signed_on": today.isoformat()}
    if organisation_id := page.request.query_params.get("organisation"):
        path, ids = "/organisations/{organisation_id}", {"organisation_id": organisation_id}
        organisation = await page.services.ask("registry", path, ids=ids)
        begun |= {"organisation_id": organisation["id"], "organisation_name": organisation["name"]}
    return begun


OPEN_PROJECT = Action(
    "open_project",
    done=N_("项目已经立项。"),
    inputs=(Input("title", wide=True), Input("round"), Input("field"), Input("contract_fen"), Input("signed_on")),
    hidden=("organisation_id", "organisation_name"),
    about="organisation_name",
    begin=_opened_for,
    leads_to="/grants/projects/{id}",
    offered=False,
)

PROJECTS = List(
    service="grants",
    path="/grants/projects",
    source="/projects",
    record="/grants/projects/{id}",
    title=N_("资助项目"),
    icon="coins",
    columns=(
        Column("title", N_("项目"), below=("number", "organisation_name")),
        Column("field"),
        Column("state", show=lambda page, row: Cell(tags=[_state(page, row)])),
        Column("contract_fen"),
        Column("paid_fen"),
        Column("unpaid_fen"),
        Column("signed_on"),
        Column("amount_waits", N_("金额更正"), show=_waits),
    ),
    filters=(Input("field"), Input("state"), Input("frozen"), Input("amount_waits")),
    actions=(OPEN_PROJECT,),
    empty=(N_("没有符合条件的项目"), N_("可以放宽条件，或从组织页立项。")),
    live="project",
    above=("grants/sums.html", _sums),
)
