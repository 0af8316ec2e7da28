"""项目页: what was signed, where the money stands, and what may be done with it."""

from collections.abc import Mapping

from services.gateway.engine.action import Action
from services.gateway.engine.api import document_of
from services.gateway.engine.blocks import Own, Rows, Timeline
from services.gateway.engine.fields import Input
from services.gateway.engine.page import Page
from services.gateway.engine.record import Record
from services.gateway.engine.schema import Json, Schema
from services.gateway.engine.values import Cell, Column, Tag, Tone, as_text, moment_at, text_at, texts_at
from services.gateway.i18n import N_
from services.gateway.pages.grants.project_list import PROJECTS, state_tags

PROPOSER = "waiting_amount.proposed_by"
NO = N_("第 %(no)s 期")
TONES = {"planned": Tone(), "cancelled": Tone(), "frozen": Tone("danger", "snow"), "paid": Tone("ok", "check")}
MONEY = ("contract", "planned", "paid", "unpaid", "frozen", "unplanned")
ENDED = frozenset({"deregistered", "revoked"})


def _number(page: Page, part: Json) -> Cell:
    return Cell(page.say(NO, no=part.get("no")))


NUMBER = Column("no", N_("期次"), show=_number)
AMOUNT, CAPITAL = Column("amount.fen", N_("金额")), Column("amount.capital", N_("大写"))
PAYEE = Column("agreement.organisation_name", N_("收款组织"))


async def _money(page: Page, project: Json) -> Mapping[str, object]:
    schema = PROJECT.schema
    contract, paid = int(text_at(project, "money.contract.fen")), int(text_at(project, "money.paid.fen"))
    labels = {name: schema.at(f"money.{name}").label for name in MONEY}
    rows = [
        (label.of(page.language), int(text_at(project, f"money.{name}.fen")), text_at(project, f"money.{name}.capital"))
        for name, label in labels.items()
        if label
    ]
    return {"rows": rows, "share": round(100 * paid / contract)}


async def _freeze(page: Page, project: Json) -> Mapping[str, object]:
    codes = texts_at(project, "frozen_reasons")
    return {
        "reasons": [freeze_reason(page, code) for code in codes],
        "since": moment_at(project, "frozen_since"),
        "ended": not ENDED.isdisjoint(codes),
        "suspended": "suspended" in codes,
    }


def _details(page: Page, row: Json, schema: Schema) -> str:
    numbers = texts_at(row, "instalments")
    parts = [page.say(N_("第 %(numbers)s 期"), numbers=page.listed(numbers))] if numbers else []
    parts += [as_text(page, schema.at("amount_fen"), row.get("amount_fen")), text_at(row, "note")]
    parts += [freeze_reason(page, code) for code in texts_at(row, "reasons")]
    return page.parted(filter(None, parts))


PLAN = Action(
    "plan_instalments",
    done=N_("拨款计划已经安排。"),
    facts=(Column("money.contract.fen"), Column("money.unplanned.fen")),
    checked=True,
)
PAY = Action(
    "pay_instalment",
    done=N_("拨付已经登记。"),
    warning=N_("登记后不能更改，有误只能冲销。请先核对金额和收款组织。"),
    confirm=N_("确认已经拨付"),
    check_answers=True,
    facts=(PAYEE,),
    rows="instalments",
    key="no",
    part_facts=(NUMBER, AMOUNT, CAPITAL),
)
CANCEL = Action(
    "cancel_instalment",
    done=N_("这一期已经取消，金额可以重新安排。"),
    warning=N_("期次编号保留，取消的金额可以重新安排。取消后不能恢复。"),
    confirm=N_("确认取消这一期"),
    rows="instalments",
    key="no",
    part_facts=(NUMBER, AMOUNT, CAPITAL, Column("due_on")),
)
REVERSE = Action(
    "reverse_payment",
    done=N_("拨付已经冲销，这一期可以重新登记或者取消。"),
    warning=N_("只在登记有误、或者银行退回款项时冲销。原来的登记会保留，另记一笔冲销；这一期回到未拨付。"),
    confirm=N_("确认冲销"),
    facts=(PAYEE,),
    rows="instalments",
    key="no",
    part_facts=(NUMBER, AMOUNT, CAPITAL, Column("voucher_no", empty="—")),
)


def _state(page: Page, part: Json) -> Cell:
    state = text_at(part, "state")
    label = PROJECT.schema.at("instalments.state").options[state].of(page.language)
    paid = moment_at(part, "paid_at")
    below = [page.formats.day(paid), page.person(text_at(part, "paid_by")), text_at(part, "voucher_no")] if paid else []
    return Cell("", (Tag(label, TONES[state].tone, TONES[state].icon),), page.parted(filter(None, below)))


def _title(_: Page, project: Json) -> str:
    return text_at(project, "agreement.title")


WAITING = (
    Column("waiting_amount.before_fen"),
    Column("waiting_amount.after_fen"),
    Column("waiting_amount.reason"),
    Column("waiting_amount.proposed_by", show=lambda page, one: Cell(page.person(text_at(one, PROPOSER)))),
    Column("waiting_amount.proposed_at"),
)
PROPOSE_AMOUNT = Action(
    "propose_amount",
    done=N_("更正已经提出，等待另一位同事批准。"),
    warning=N_("另一位同事批准之后，合同金额才会改变。"),
    facts=(Column("money.contract.fen"), Column("money.planned.fen")),
    inputs=(Input("amount_fen", label=N_("更正后的合同金额")), Input("reason")),
    tone="",
)
APPROVE_AMOUNT = Action(
    "approve_amount",
    done=N_("合同金额已经更正。"),
    warning=N_("批准后合同金额立即改变，时间线上会留下两个人的名字。请核对协议原件。"),
    facts=WAITING,
    checked=True,
)
DECLINE_AMOUNT = Action("decline_amount", done=N_("更正没有批准，合同金额不变。"), facts=WAITING, tone="")


PROJECT = Record(
    service="grants",
    path="/grants/projects/{project_id}",
    source="/projects/{project_id}",
    title=_title,
    icon="coins",
    tags=state_tags,
    facts=(
        Column("number"),
        Column("agreement.organisation_name"),
        Column("agreement.round"),
        Column("agreement.field"),
        Column("agreement.signed_on"),
    ),
    above=(Own("grants/frozen.html", _freeze),),
    blocks=(
        Own("grants/money.html", _money),
        Rows(
            N_("分期拨款"),
            "instalments",
            (NUMBER, AMOUNT, Column("due_on"), Column("state", show=_state)),
            empty=(N_("还没有安排拨款计划"), N_("按合同分期安排，各期合计不超过合同金额。")),
            icon="coins",
        ),
    ),
    side=(Timeline(details=_details),),
    actions=(PLAN, PAY, CANCEL, REVERSE, PROPOSE_AMOUNT, APPROVE_AMOUNT, DECLINE_AMOUNT),
    live="project",
    listed=PROJECTS,
)


def freeze_reason(page: Page, code: str) -> str:
    """Why a project is frozen: a legal state as grants says it, or a reason of the register's list."""
    known = document_of("grants").options("LegalState") | document_of("registry").options("ReasonCode")
    return known[code].of(page.language) if code in known else code
