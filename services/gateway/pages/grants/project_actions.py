"""What may be done with a project: plan, approve, pay and take back, by several people."""

from collections.abc import Mapping

from services.gateway.engine.action import Action
from services.gateway.engine.api import document_of
from services.gateway.engine.fields import Input
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Column, bound, rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.grants.project_closing import APPROVE_CLOSING, DECLINE_CLOSING, PROPOSE_CLOSING
from services.gateway.pages.grants.project_papers import (
    ACCEPT_REPORT,
    APPROVE_CORRECTION,
    CORRECT_CONTRACT,
    CORRECT_INSTALMENT,
    CORRECT_PARTY,
    DECLINE_ACCOUNT,
    DECLINE_CORRECTION,
    ENTER_ACCOUNT,
    RETURN_REPORT,
    SUBMIT_REPORT,
    VERIFY_ACCOUNT,
)
from services.gateway.pages.grants.project_words import (
    AMOUNT,
    CAPITAL,
    DUE,
    NUMBER,
    PAYEE,
    REPORT,
    account_columns,
    on_instalment,
    paid_accounts,
    people,
)

PAID_ON = Input(
    "occurred_at", "date", label=N_("拨付日期"), hint=N_("以银行回单为准；不填就是现在"), time_apart=N_("钟点")
)


async def _to_approve(page: Page, project: Json) -> Mapping[str, object]:
    """The instalments that are approved together."""
    parts = [one for one in rows_at(project, "instalments") if not one.get("approved_by")]
    waiting = [one for one in parts if text_at(one, "state") in ("planned", "frozen")]
    schema = document_of("grants").operation("GET", "/projects/{project_id}").answer.at("instalments").schema.items
    columns = bound((NUMBER, AMOUNT, CAPITAL, DUE, REPORT), schema)
    return {"columns": columns, "parts": [[column.cell(page, one) for column in columns] for one in waiting]}


async def _paid_to(_: Page, project: Json, __: Json) -> Mapping[str, object]:
    """The account that is paid to now: the payment names what stood on the form."""
    return {"account_id": text_at(project, "payee_account.current.id")}


async def _paid_by_voucher(page: Page, body: Mapping[str, object], _: Json) -> Mapping[str, object]:
    """What was paid by the same voucher before: one may pay for several, and it may be a slip."""
    wanted = {"voucher_no": str(body["voucher_no"])}
    return {"uses": rows_at(await page.services.ask("grants", "/voucher-uses", wanted), "items")}


PLAN = Action(
    "plan_instalments",
    done=N_("拨款计划已经安排，等待批准。"),
    lead=N_("各期一起安排；批准之后才能拨付。"),
    facts=(Column("money.contract.fen"), Column("money.unplanned.fen")),
    inputs=(Input("parts", at_least=2),),
)
APPROVE_PLAN = Action(
    "approve_plan",
    done=N_("拨款计划已经批准，可以拨付。"),
    warning=N_("批准后由财务拨付。计划、批准、拨付由三个人分别办理，请对照合同核对各期。"),
    facts=(Column("money.contract.fen"), Column("money.planned.fen")),
    above="grants/plan.html",
    shows=_to_approve,
    check_answers=True,
)
PAY = on_instalment(
    "pay_instalment",
    done=N_("拨付已经登记。"),
    warning=N_("登记后不能更改，有误只能冲销。请先核对金额和收款账户。"),
    confirm=N_("确认已经拨付"),
    facts=(PAYEE, *account_columns("current")[:3]),
    part_facts=(NUMBER, AMOUNT, CAPITAL, REPORT),
    inputs=(Input("account_id", wide=True), PAID_ON, Input("voucher_no")),
    hidden=("evidence",),
    raised=lambda part: text_at(part, "state") in ("planned", "approved", "frozen"),
    options=paid_accounts,
    begin=_paid_to,
    check_answers=True,
    foresees=_paid_by_voucher,
    foreseen="grants/voucher_uses.html",
)
CANCEL = on_instalment(
    "cancel_instalment",
    done=N_("这一期已经取消，金额可以重新安排。"),
    warning=N_("期次编号保留，取消的金额可以重新安排。取消后不能恢复。"),
    confirm=N_("确认取消这一期"),
    part_facts=(NUMBER, AMOUNT, CAPITAL, DUE),
    check_answers=True,
)
PROPOSE_REVERSAL = on_instalment(
    "propose_reversal",
    done=N_("冲销已经提出，等待批准。"),
    warning=N_("只在登记有误、或者银行退回款项时冲销。原来的登记会保留，批准后另记一笔冲销，这一期回到待拨付。"),
    confirm=N_("提出冲销"),
    facts=(PAYEE,),
    part_facts=(NUMBER, AMOUNT, CAPITAL, Column("voucher_no", empty="—")),
    check_answers=True,
)
REVERSAL = (
    NUMBER,
    AMOUNT,
    CAPITAL,
    Column("voucher_no", empty="—"),
    people("paid_by"),
    Column("waiting_reversal.reason"),
    people("waiting_reversal.proposed_by"),
)
APPROVE_REVERSAL = on_instalment(
    "approve_reversal",
    done=N_("拨付已经冲销，这一期可以重新拨付或者取消。"),
    warning=N_("批准后这一期回到待拨付，不能撤销。请核对银行的退款或者错误的登记。"),
    confirm=N_("批准冲销"),
    facts=(PAYEE,),
    part_facts=REVERSAL,
    raised=True,
    check_answers=True,
)
DECLINE_REVERSAL = on_instalment(
    "decline_reversal",
    done=N_("冲销没有批准，拨付不变。"),
    facts=(PAYEE,),
    part_facts=REVERSAL,
    tone="",
)
ACTIONS = (
    APPROVE_PLAN,
    APPROVE_REVERSAL,
    ACCEPT_REPORT,
    APPROVE_CORRECTION,
    APPROVE_CLOSING,
    VERIFY_ACCOUNT,
    PLAN,
    PAY,
    SUBMIT_REPORT,
    RETURN_REPORT,
    CORRECT_INSTALMENT,
    CANCEL,
    PROPOSE_REVERSAL,
    DECLINE_REVERSAL,
    ENTER_ACCOUNT,
    DECLINE_ACCOUNT,
    CORRECT_CONTRACT,
    CORRECT_PARTY,
    DECLINE_CORRECTION,
    PROPOSE_CLOSING,
    DECLINE_CLOSING,
)
