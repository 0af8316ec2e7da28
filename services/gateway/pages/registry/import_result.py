"""导入结果: figures first, then every row that needs mending."""

from services.gateway.engine.action import Action
from services.gateway.engine.action_links import ActionLink
from services.gateway.engine.blocks import Own, Rows
from services.gateway.engine.page import Page
from services.gateway.engine.record import Record
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, text_at
from services.gateway.i18n import N_
from services.gateway.pages.registry.import_list import BY, IMPORTS, by, mode_tags

ROW, ANOTHER = N_("第 %(n)s 行"), N_("导入另一个文件")


def _row(page: Page, problem: Json) -> Cell:
    return Cell(page.say(ROW, n=problem.get("row")))


def _what(page: Page, problem: Json) -> Cell:
    return Cell(text_at(problem, page.language))


CARRY_OUT = Action("carry_out_trial", done="", icon="upload", leads_to="/orgs/jobs/{id}")

IMPORT_RESULT = Record(
    service="registry",
    path="/orgs/import/{import_id}",
    source="/imports/{import_id}",
    title=lambda _page, result: text_at(result, "file_name"),
    icon="upload",
    tags=mode_tags,
    facts=(Column("at"), Column("by", BY, show=by), Column("rows")),
    above=(Own("registry/import_figures.html"),),
    blocks=(
        Rows(
            N_("需要修改的行"),
            "problems",
            (Column("row", show=_row), Column("column"), Column("zh", show=_what)),
            empty=(N_("每一行都没有问题"), ""),
            icon="check",
            lead=N_("行号与表格中的一致"),
        ),
    ),
    actions=(CARRY_OUT,),
    links=lambda page, _: [ActionLink(page.say(ANOTHER), IMPORTS.path, icon="upload")],
    listed=IMPORTS,
)
