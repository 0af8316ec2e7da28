"""本机构的项目: what was signed, each instalment and what it waits for, and the report that is handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.gateway.engine.blocks import Facts, Item, Items
from services.gateway.engine.fields import Input
from services.gateway.engine.gallery import Gallery
from services.gateway.engine.page import Page
from services.gateway.engine.record import Record
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, Tag, as_text, moment_at, text_at, texts_at
from services.gateway.i18n import N_
from services.gateway.pages.examples import example_tags
from services.gateway.pages.grants.project_words import (
    AMOUNT,
    DUE,
    NO,
    NUMBER,
    REPORTS,
    TONES,
    freeze_reason,
    on_instalment,
    receipt,
    word,
)

OVER = frozenset({"paid", "cancelled"})


@dataclass(frozen=True)
class OwnLine:
    """A project in the list of the start page; ``report_for`` are the instalments that wait for a report."""

    id: str
    title: str
    number: str
    tags: Sequence[Tag]
    money: str
    report_for: Sequence[str]


def line_of(page: Page, project: Json) -> OwnLine:
    """One line of what the service answers."""
    contract, paid = (page.formats.money(int(text_at(project, name))) for name in ("contract_fen", "paid_fen"))
    return OwnLine(
        text_at(project, "id"),
        text_at(project, "title"),
        text_at(project, "number"),
        _tags(page, project),
        page.say(N_("合同 %(contract)s，已拨付 %(paid)s"), contract=contract, paid=paid),
        texts_at(project, "report_for"),
    )


def _tags(page: Page, project: Json) -> list[Tag]:
    state = word(page, "ProjectState", text_at(project, "state"))
    frozen = [Tag(page.say(N_("已冻结")), "danger", "snow")] if project.get("frozen") else []
    return [*frozen, Tag(state, "brand"), *example_tags(page, project)]


def _instalment(page: Page, part: Json) -> Item:
    """An instalment: how it stands, what it waits for, what was reported, and why that was returned."""
    schema = OWN_PROJECT.schema.at("instalments").schema.items
    state, report = text_at(part, "state"), text_at(part, "report_state")
    tags = [Tag(word(page, "InstalmentState", state), TONES[state].tone, TONES[state].icon)]
    if state not in OVER:
        tags.append(Tag(word(page, "ReportState", report), REPORTS[report].tone, REPORTS[report].icon))
    paid = moment_at(part, "paid_at")
    when = N_("%(day)s 拨付") if paid else N_("计划 %(day)s 拨付")
    day = page.formats.day(paid) if paid else as_text(page, schema.at("due_on"), part.get("due_on"))
    title = page.parted([page.say(NO, no=part.get("no")), page.formats.money(int(text_at(part, "amount.fen")))])
    facts = [page.say(when, day=day), *_waits(page, part)]
    return Item(title, tags, facts, [*_reported(page, part)], text_at(part, "report.told"))


def _waits(page: Page, part: Json) -> list[str]:
    schema, awaited = OWN_PROJECT.schema.at("instalments").schema.items, text_at(part, "awaited")
    need = as_text(page, schema.at("report_need"), part.get("report_need"))
    told = [as_text(page, schema.at("awaited"), awaited)] if awaited != "nothing" else []
    return [*told, *([need] if need and text_at(part, "report_need") != "none" else [])]


def _reported(page: Page, part: Json) -> list[str]:
    """What was reported last, when, and the reason for which it was returned."""
    came = moment_at(part, "report.handed_in_at")
    if came is None:
        return []
    title, reason = text_at(part, "report.title"), text_at(part, "report.reason")
    told = page.say(N_("%(when)s 提交：%(title)s"), when=page.formats.moment_or_day(came), title=title)
    return [told, page.say(N_("退回原因：%(reason)s"), reason=reason)] if reason else [told]


def _frozen(page: Page, project: Json) -> Cell:
    return Cell(page.listed(freeze_reason(page, code) for code in texts_at(project, "frozen_reasons")))


def _returned(page: Page, part: Json) -> Cell:
    """Why the report before was returned."""
    return Cell(text_at(part, "report.reason") or page.say(N_("没有退回过")))


async def _before(_: Page, __: Json, part: Json) -> Mapping[str, object]:
    """A report that was returned is mended, and not typed again."""
    was_returned = text_at(part, "report_state") == "returned"
    return {name: text_at(part, f"report.{name}") for name in ("title", "told")} if was_returned else {}


HAND_IN_REPORT = on_instalment(
    "hand_in_report",
    done=N_("报告已经提交，等中心审核。审核结果会通知您。"),
    lead=N_("写清楚做了什么、钱用在哪里。提交之后不能修改；如果被退回，补正后可以重新提交。"),
    part_facts=(
        NUMBER,
        AMOUNT,
        DUE,
        Column("report_need"),
        Column("report.reason", N_("上次退回的原因"), show=_returned),
    ),
    inputs=(Input("title", wide=True), Input("told", "area", wide=True, rows=8), Input("receipts")),
    begin=_before,
    raised=True,
)
OWN_PROJECT = Record(
    service="grants",
    path="/own/projects/{project_id}",
    source="/own/projects/{project_id}",
    title=lambda _, project: text_at(project, "agreement.title"),
    icon="coins",
    tags=_tags,
    facts=(Column("number"), Column("agreement.contract_no"), Column("agreement.signed_on")),
    above=(
        Facts(
            N_("款项已冻结"),
            (Column("frozen_reasons", N_("原因"), show=_frozen), Column("frozen_since")),
            lead=N_("原因解除之后才能拨付；报告照常提交"),
            path="frozen_since",
        ),
    ),
    blocks=(
        Items(
            N_("分期拨款"),
            "instalments",
            _instalment,
            (N_("还没有安排拨款计划"), N_("中心安排之后会出现在这里。")),
            icon="coins",
        ),
        Gallery(N_("报告的票据"), "receipts", receipt),
        Facts(N_("合同与拨付"), (Column("contract.fen"), Column("paid.fen"), Column("unpaid.fen"))),
    ),
    actions=(HAND_IN_REPORT,),
)
