"""How a project is closed (结项、终止): proposed by one, approved by another, and told on its page."""

from collections.abc import Mapping

from services.gateway.engine.action import Action
from services.gateway.engine.blocks import pairs_of
from services.gateway.engine.fields import Input
from services.gateway.engine.page import Page
from services.gateway.engine.record import Record
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Column, at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.grants.project_words import people

CLOSURE = (
    Column("closure.kind"),
    Column("closure.reason"),
    Column("closure.released.fen", N_("不再拨付")),
    Column("closure.released.capital", N_("大写")),
    Column("closure.returned.fen", N_("组织已退回")),
    Column("closure.ended_on"),
    Column("closure.evidence", if_any=True),
    people("closure.proposed_by"),
)
SUMS = (Column("money.contract.fen"), Column("money.paid.fen"), Column("money.unpaid.fen"))
PROPOSE_CLOSING = Action(
    "propose_closing",
    done=N_("结项或者终止已经提出，等待批准；批准之前不能拨付。"),
    warning=N_(
        "批准后没有拨付的余款不再拨付，没有拨付的各期一并取消；合同金额不变。项目冻结期间也可以办理。"
        "批准后不再妨碍组织办理注销登记。"
    ),
    confirm=N_("提出结项或者终止"),
    facts=SUMS,
    inputs=(
        Input("kind", wide=True),
        Input(
            "occurred_at",
            "date",
            label=N_("结项或者终止日期"),
            hint=N_("以文书为准；不填就是现在"),
            time_apart=N_("钟点"),
        ),
        Input("evidence", label=N_("依据"), hint=N_("例如：结项验收表、终止协议的编号；日期不是今天的必须填写")),
        Input("returned_fen"),
        Input("reason", wide=True),
    ),
    tone="",
    check_answers=True,
)
APPROVE_CLOSING = Action(
    "approve_closing",
    done=N_("项目已经结项或者终止，余款不再拨付。"),
    warning=N_("批准后余款不再拨付，没有拨付的各期一并取消，不能撤销。请核对结项或者终止的文书。"),
    facts=(*SUMS, *CLOSURE),
    check_answers=True,
)
DECLINE_CLOSING = Action("decline_closing", done=N_("没有批准，项目继续执行。"), facts=(*SUMS, *CLOSURE), tone="")


async def closure(page: Page, project: Json, record: Record) -> Mapping[str, object]:
    """How the project was closed, or is to be."""
    await page.people()
    columns = (*CLOSURE, *((people("closure.approved_by"),) if text_at(project, "closure.approved_by") else ()))
    return {"pairs": pairs_of(page, columns, record.schema, project) if at(project, "closure") else []}
