"""组织页: particulars, credit standing with its reasons one by one, legal life, funded projects."""

from collections.abc import Mapping, Sequence

from services.gateway.auth.roles import GRANTS, REGISTRY
from services.gateway.engine.action import Action
from services.gateway.engine.action_links import ActionLink
from services.gateway.engine.blocks import Facts, Items, Own
from services.gateway.engine.fields import Input, Option
from services.gateway.engine.happened import Timeline
from services.gateway.engine.page import Page
from services.gateway.engine.record import Record
from services.gateway.engine.related import Related
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, Tag, as_text, text_at
from services.gateway.i18n import N_
from services.gateway.pages.examples import example_marks, example_tags
from services.gateway.pages.grants.project_list import OPEN_PROJECT, PROJECTS, state_tags
from services.gateway.pages.paper_links import sheet_link
from services.gateway.pages.registry import organisation_parts as parts
from services.gateway.pages.registry import retraction
from services.gateway.pages.registry.as_of import AS_OF, asked
from services.gateway.pages.registry.organisation_list import (
    LIST_ABNORMAL,
    ORGANISATIONS,
    coded_tag,
    standing_tag,
)
from services.gateway.pages.registry.residency import residency
from services.gateway.pages.registry.streets import street_options

GRANT_TO = N_("为该组织立项")
BY_THEMSELVES = ("two_years_abnormal", "suspended", "twice_penalised", "registration_ended")
ENDED_BY_OFFICE, LEAVES_WITH_ITS_END = ("revoked", "licence_withdrawn"), N_("办理注销登记时移出名单")
MAY_LEAVE = N_("%(day)s 起可以移出名单")


def _tags(page: Page, organisation: Json) -> list[Tag]:
    until = text_at(organisation, "suspended_until")
    day = as_text(page, ORGANISATION.schema.at("suspended_until"), until)
    leaving = as_text(page, ORGANISATION.schema.at("may_leave_on"), organisation.get("may_leave_on"))
    leaves_with_its_end = text_at(organisation, "status") in ENDED_BY_OFFICE
    return [
        coded_tag(page, organisation, "status"),
        standing_tag(page, organisation),
        *([Tag(page.say(parts.UNTIL, day=day), "warn")] if until else []),
        *([Tag(page.say(MAY_LEAVE, day=leaving))] if leaving else []),
        *([Tag(page.say(LEAVES_WITH_ITS_END))] if leaves_with_its_end else []),
        *example_tags(page, organisation),
    ]


def _links(page: Page, organisation: Json) -> list[ActionLink]:
    others = [*retraction.deciding_links(page, organisation), *sheet_link(page, organisation)]
    may_grant = page.staff.roles & OPEN_PROJECT.operation("grants").roles
    if not may_grant or text_at(organisation, "status") != "registered":
        return others
    return [
        *others,
        ActionLink(page.say(GRANT_TO), f"{OPEN_PROJECT.address(PROJECTS)}?organisation={organisation['id']}"),
    ]


async def _present(_: Page, organisation: Json, __: Json) -> Mapping[str, object]:
    """What may be changed, as it stands."""
    return {name: text_at(organisation, name) for name in parts.CHANGEABLE}


async def _grounds(page: Page, _: Json) -> Mapping[str, Sequence[Option]]:
    """The grounds that are entered by hand; the others the register enters by itself."""
    codes = ORGANISATION.schema.at("grounds.ground").options
    return {"ground": [(code, words.of(page.language)) for code, words in codes.items() if code not in BY_THEMSELVES]}


def _fact(path: str, name: str = "") -> Column:
    """A particular with the mark of an example where it is one; ``name`` is its field where the path is another."""
    return Column(path, marks=example_marks(name or path))


CLEAR = Action(
    "clear_abnormal_reason",
    done=N_("这一条原因已经移出。"),
    confirm=N_("确认移出"),
    above="registry/clearing.html",
    check_answers=True,
    rows="reasons",
    part_facts=(Column("code", N_("原因")), Column("listed_at"), Column("decision_no")),
)
DECIDED = N_("决定已经登记。")

CHANGE = Action(
    "change_organisation",
    done=N_("变更已经登记。"),
    begin=_present,
    restates=True,
    check_answers=True,
    changes=("changed", "corrected"),
    options=street_options,
    inputs=(Input("effective_on"), Input("decision_no"), Input("name", wide=True)),
)

ORGANISATION = Record(
    service="registry",
    path="/orgs/{organisation_id}",
    source=parts.SOURCE,
    title=lambda _page, organisation: text_at(organisation, "name"),
    icon="building",
    tags=_tags,
    facts=(_fact("uscc"), _fact("kind"), _fact("street", "street_code"), _fact("founded_on")),
    above=(Own("registry/retraction_waits.html", retraction.waits),),
    blocks=(
        Items(N_("严重违法失信名单"), "grounds", parts.ground, empty=None),
        Items(
            N_("信用状况"),
            "reasons",
            parts.reason,
            empty=(N_("没有列入过活动异常名录"), ""),
            icon="check",
            lead=N_("全部原因移出后才恢复正常"),
        ),
        Facts(
            N_("登记事项"),
            (
                _fact("name"),
                _fact("uscc"),
                _fact("kind"),
                _fact("legal_representative"),
                _fact("supervisor"),
                _fact("founded_on"),
                _fact("street", "street_code"),
                _fact("address"),
            ),
        ),
        Items(N_("变更登记"), "changes", parts.change, empty=None, lead=N_("按登记的先后排列，最近登记的在前")),
        Items(N_("更正登记事项"), "corrections", parts.correction, empty=None),
        Items(N_("更正误登"), "retractions", retraction.retraction, empty=None),
        Items(N_("入驻"), "residencies", residency, empty=None),
        AS_OF,
        Related(
            N_("获得的资助"),
            PROJECTS,
            lambda ids: {"organisation_id": ids["organisation_id"]},
            (
                Column("title", N_("项目"), below=("number",), marks=example_tags),
                Column("contract_fen"),
                Column("paid_fen"),
                Column("state", show=lambda page, row: Cell(tags=state_tags(page, row))),
            ),
            roles=GRANTS | REGISTRY,
            empty=(N_("还没有获得资助"), ""),
        ),
    ),
    side=(Timeline(details=parts.details),),
    actions=(
        LIST_ABNORMAL,
        CHANGE,
        Action("correct_organisation", done=N_("登记事项已经更正。"), options=street_options, changes=("corrected",)),
        Action("suspend_organisation", done=DECIDED, warns=True, check_answers=True),
        Action("resume_organisation", done=DECIDED, check_answers=True),
        Action("note_residency", done=N_("入驻已经登记。"), tone=""),
        Action("end_residency", done=N_("退出入驻已经登记。"), tone=""),
        Action("deregister_organisation", done=DECIDED, tone="danger", check_answers=True),
        Action("revoke_organisation", done=DECIDED, tone="danger", check_answers=True),
        Action("withdraw_licence", done=DECIDED, tone="danger", check_answers=True),
        Action(
            "list_serious",
            done=N_("已列入严重违法失信名单。"),
            confirm=N_("确认列入"),
            tone="danger",
            inputs=(Input("ground", wide=True),),
            options=_grounds,
            check_answers=True,
        ),
        Action(
            "leave_serious_list",
            done=N_("已移出严重违法失信名单。"),
            confirm=N_("确认移出"),
            check_answers=True,
        ),
        CLEAR,
        retraction.PROPOSE,
        retraction.APPROVE,
        retraction.DECLINE,
    ),
    links=_links,
    live="organisation",
    purpose=asked,
    listed=ORGANISATIONS,
)
