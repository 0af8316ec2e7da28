"""组织名录: search by name, pinyin or initials; register one; list several as abnormal."""

from services.gateway.engine.action import Action
from services.gateway.engine.action_links import ActionLink, is_allowed
from services.gateway.engine.fields import Input
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, Tag, Tone, text_at, texts_at
from services.gateway.i18n import N_
from services.gateway.pages.examples import (
    WITH_MARK,
    example_marks,
    example_tags,
    is_example,
)
from services.gateway.pages.registry.export import EXPORT
from services.gateway.pages.registry.import_list import IMPORT, IMPORTS
from services.gateway.pages.registry.job_list import JOBS
from services.gateway.pages.registry.streets import street_options

TONES = {
    "clear": Tone("ok", "check"),
    "abnormal": Tone("danger", "alert"),
    "serious": Tone("danger", "alert"),
    "registered": Tone("ok"),
    "suspended": Tone("warn"),
    "deregistered": Tone("warn"),
    "revoked": Tone("warn"),
    "licence_withdrawn": Tone("warn"),
}
FORMERLY = N_("曾用名：%(names)s")
REASONS = N_("活动异常（%(n)s 条）")
NOT_LISTED = N_("不在名录内")
OF_IMPORT = {
    "entered_by_import": N_("只列出一次导入新登记的组织。"),
    "corrected_by_import": N_("只列出一次导入更正过的组织。"),
}
ALIKE = N_("没有名称完全这样写的；下面是读音或写法相近的。")


def standing_tag(page: Page, organisation: Json) -> Tag:
    """In good standing, abnormal for how many reasons, or listed for serious breaches."""
    if text_at(organisation, "status") == "deregistered" and text_at(organisation, "standing") == "clear":
        return Tag(page.say(NOT_LISTED))
    if text_at(organisation, "standing") == "abnormal":
        return Tag(page.say(REASONS, n=organisation.get("open_reasons")), "danger", "alert")
    return coded_tag(page, organisation, "standing")


def coded_tag(page: Page, organisation: Json, name: str) -> Tag:
    """A code of an organisation as a tag."""
    code = text_at(organisation, name)
    label = ORGANISATIONS.schema.at(f"items.{name}").options[code].of(page.language)
    return Tag(label, TONES[code].tone, TONES[code].icon)


def only_alike(page: Page, found: Json) -> str:
    """That no name is written as was looked for, and what is shown is only like it; or that it is of one import."""
    if found.get("alike"):
        return page.say(ALIKE)
    return next((page.say(said) for name, said in OF_IMPORT.items() if page.request.query_params.get(name)), "")


def _name(page: Page, row: Json) -> Cell:
    code = text_at(row, "uscc")
    below = page.say(WITH_MARK, value=code) if is_example(row, "uscc") else code
    former = page.listed(texts_at(row, "former_names"))
    told = (below, page.say(FORMERLY, names=former) if former else "")
    return Cell(text_at(row, "name"), example_tags(page, row), page.parted(filter(None, told)))


def _state(page: Page, row: Json) -> Cell:
    legal = [] if text_at(row, "status") == "registered" else [coded_tag(page, row, "status")]
    return Cell(tags=[standing_tag(page, row), *legal])


def _links(page: Page, found: Json) -> list[ActionLink]:
    """To imports, for who may make one, and to one's long tasks."""
    importing = [ActionLink(IMPORT.label(page, "registry"), IMPORTS.path, icon="upload")]
    tasks = ActionLink(page.say(JOBS.title), JOBS.path, icon="clock")
    return [*(importing if is_allowed(found, IMPORT.command) else []), tasks]


REGISTER = Action(
    "register_organisation",
    done=N_("组织已经登记。"),
    options=street_options,
    hidden=("invented_fields",),
    leads_to="/orgs/{id}",
)
LIST_ABNORMAL = Action(
    "list_abnormal",
    done=N_("已列入活动异常名录。有未拨付的资助款的，将随即冻结并通知资助专员。"),
    confirm=N_("确认列入"),
    tone="danger",
    inputs=(Input("code", wide=True),),
    check_answers=True,
)

ORGANISATIONS = List(
    service="registry",
    path="/orgs",
    source="/organisations",
    record="/orgs/{id}",
    title=N_("组织名录"),
    lead=N_("按名称、拼音首字母或信用代码查找"),
    icon="building",
    columns=(
        Column("name", below=("uscc",), show=_name),
        Column("kind", marks=example_marks("kind")),
        Column("street", marks=example_marks("street_code")),
        Column("founded_on", marks=example_marks("founded_on")),
        Column("standing", N_("状态"), below=("status",), show=_state),
    ),
    filters=(Input("kind"), Input("street"), Input("status"), Input("standing"), Input("existing")),
    options=street_options,
    actions=(REGISTER,),
    bulk=(LIST_ABNORMAL,),
    export=EXPORT,
    links=_links,
    empty=(
        N_("没有找到这样的组织"),
        N_("换一种写法试试：名称的一部分、拼音或首字母，例如“锋之社”可以输入 fzs。"),
    ),
    live="organisation",
    typing=True,
    kept=tuple(OF_IMPORT),
    remark=only_alike,
)
