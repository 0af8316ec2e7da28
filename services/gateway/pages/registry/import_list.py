"""批量导入: a file is tried first and then imported; the imports so far."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from services.gateway.engine.action import Action
from services.gateway.engine.action_routes import begun_form
from services.gateway.engine.fields import Input, Option
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, Tag, text_at
from services.gateway.i18n import N_

BY = N_("经办人")
DRY, REAL, BROKEN_OFF = N_("试运行"), N_("正式导入"), Tag(N_("中断"), "danger", "alert")
UNDER_WAY = Tag(N_("进行中"), "brand", "clock")


async def _modes(page: Page, _: Json) -> Mapping[str, Sequence[Option]]:
    dry = IMPORT.operation("registry").body.at("dry_run").label
    return {"dry_run": [("yes", dry.of(page.language) if dry else ""), ("no", page.say(REAL))]}


async def _dry(_: Page, __: Json, ___: Json) -> Mapping[str, object]:
    return {"dry_run": True}


async def _form(page: Page, found: Json) -> Mapping[str, object]:
    form = await begun_form(IMPORT, IMPORTS, page, found)
    return {**form, "lead": IMPORT.advice(page, "registry")["lead"]}


def mode_tags(page: Page, one: Json) -> list[Tag]:
    """A dry run or the real thing; and whether it goes on or broke off."""
    mode = Tag(page.say(DRY)) if one.get("dry_run") else Tag(page.say(REAL), "brand")
    if one.get("finished_at"):
        return [mode]
    told = UNDER_WAY if is_under_way(one) else BROKEN_OFF
    return [mode, replace(told, label=page.say(told.label))]


def is_under_way(one: Json) -> bool:
    """Whether a job is still doing it."""
    return bool(one.get("job_id")) and not one.get("finished_at") and not one.get("stopped_at")


def by(page: Page, one: Json) -> Cell:
    """Whose import it was."""
    return Cell(page.person(text_at(one, "by")))


IMPORT = Action(
    "start_import",
    done="",
    confirm=N_("提交文件"),
    icon="upload",
    inputs=(
        Input("file", accept=".csv,.xlsx", wide=True),
        Input("dry_run", "choices", N_("怎样导入")),
        Input("update_existing", wide=True),
    ),
    options=_modes,
    begin=_dry,
    above="registry/sheet_heads.html",
    at="/import-organisations",
    leads_to="/orgs/jobs/{id}",
    offered=False,
)

IMPORTS = List(
    service="registry",
    path="/orgs/import",
    source="/imports",
    record="/orgs/import/{id}",
    title=N_("批量导入"),
    icon="upload",
    columns=(
        Column("file_name"),
        Column("dry_run", N_("方式"), show=lambda page, row: Cell(tags=mode_tags(page, row))),
        Column("rows"),
        Column("failed"),
        Column("at"),
        Column("by", BY, show=by),
    ),
    search="",
    names_people=True,
    actions=(IMPORT,),
    above=("registry/import_form.html", _form),
    empty=(N_("还没有导入过"), N_("导入的结果会保留在这里。")),
)
