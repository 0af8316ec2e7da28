"""报道的增长率: what the press gave for the register, as it was entered; what was withdrawn stays here."""

from services.gateway.engine.action import Action
from services.gateway.engine.fields import Input
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, Tag, at, text_at
from services.gateway.i18n import N_

STANDS, WITHDRAWN = Tag(N_("显示在统计旁边"), "brand"), Tag(N_("已撤回"))


def state_tags(page: Page, figure: Json) -> list[Tag]:
    """Whether it stands beside the figures."""
    tag = WITHDRAWN if at(figure, "withdrawn") else STANDS
    return [Tag(page.say(tag.label), tag.tone)]


def person(path: str) -> Column:
    """A member of staff by name."""
    return Column(path, show=lambda page, figure: Cell(page.person(text_at(figure, path))))


QUOTE = Action(
    "quote_figure",
    done=N_("已经记录，显示在“现有社会组织按成立年份”下面。"),
    inputs=(
        Input("wording", wide=True),
        Input("percent"),
        Input("first_year"),
        Input("last_year"),
        Input("source", wide=True),
        Input("published_on"),
    ),
    leads_to="/figures/{id}",
)

FIGURES = List(
    service="registry",
    path="/figures",
    source="/quoted-figures",
    record="/figures/{id}",
    title=N_("报道的增长率"),
    icon="pulse",
    columns=(
        Column("wording", below=("source",)),
        Column("percent"),
        Column("first_year"),
        Column("last_year"),
        Column("withdrawn", N_("状态"), show=lambda page, row: Cell(tags=state_tags(page, row))),
        Column("entered_at"),
        person("entered_by"),
    ),
    search="",
    filters=(Input("withdrawn"),),
    names_people=True,
    actions=(QUOTE,),
    lead=N_("报道写的增长率与登记册算出的并列显示，不代替登记册的数字。"),
    empty=(N_("还没有记录报道的增长率"), N_("记录以后，统计旁边会写明按登记册能不能算出这个数字。")),
)
