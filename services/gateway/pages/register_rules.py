"""登记与信用的期限: the rules by which the register blocks names, lists, and judges reports, with their sources."""

from services.gateway.engine.action_links import ActionLink
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, Tag, text_at
from services.gateway.i18n import N_
from services.gateway.pages.rules import checked, since

ENDED = Tag(N_("已失效"))


def _name(page: Page, row: Json) -> Cell:
    tags = [] if row.get("current") else [Tag(page.say(ENDED.label))]
    return Cell(text_at(row, f"name_{page.language}"), tags, law=text_at(row, "source"))


def _length(page: Page, row: Json) -> Cell:
    return Cell(text_at(row, f"length_{page.language}"))


def _since(page: Page, row: Json) -> Cell:
    return Cell(since(page, row))


REGISTER_RULES = List(
    service="registry",
    path="/rules/register",
    source="/rules",
    record="/rules/register",
    title=N_("登记与信用的期限"),
    lead=N_("名称多久不能使用、怎样列入和移出名录、年度报告何时到期"),
    icon="clock",
    search="",
    columns=(
        Column("name_zh", N_("规则"), below=("source",), show=_name),
        Column("length_zh", N_("多长"), show=_length),
        Column("status", below=("seen_in",), show=checked),
        Column("valid_from", show=_since),
    ),
    links=lambda page, _: [ActionLink(page.say(N_("救助的期限")), "/rules", icon="clock")],
    empty=(N_("规则表是空的"), N_("请运维人员检查规则表文件。")),
)
