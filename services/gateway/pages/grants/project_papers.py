"""What must be right before a project is paid, and how it is put right: reports, accounts, corrections."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from services.gateway.engine.action import Action
from services.gateway.engine.fields import Input
from services.gateway.engine.gallery import shown_file
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.uploads import files_at
from services.gateway.engine.values import Cell, Column, at, moment_at
from services.gateway.i18n import N_
from services.gateway.pages.grants.project_list import ORGANISATION
from services.gateway.pages.grants.project_words import (
    AMOUNT,
    DUE,
    NUMBER,
    PAYEE,
    REPORT,
    account_columns,
    changes,
    on_instalment,
    people,
)

TERMS = ("contract_no", "title", "field", "amount_fen", "signed_on")
CAME_ON = Input(
    "occurred_at", "date", label=N_("提交日期"), hint=N_("组织交来的那一天；不填就是现在"), time_apart=N_("钟点")
)

SUBMIT_REPORT = on_instalment(
    "submit_report",
    done=N_("报告已经登记，等待审核。"),
    part_facts=(NUMBER, AMOUNT, DUE, REPORT),
    inputs=(Input("title"), Input("reference"), CAME_ON, Input("receipts")),
    hidden=("evidence",),
    raised=True,
)


def _came(page: Page, part: Json) -> Cell:
    """When a report came: the day alone where no hour was told."""
    came = moment_at(part, "report.handed_in_at")
    return Cell(page.formats.moment_or_day(came) if came else "—")


async def _receipts(page: Page, _: Json) -> Mapping[str, object]:
    """How the receipts of the report stand above the decision about it."""
    where = files_at(page, "grants")
    return {"shown": lambda file: shown_file(page, where, file)}


HANDED_IN = (
    NUMBER,
    AMOUNT,
    REPORT,
    Column("report.title"),
    Column("report.reference", if_any=True),
    Column("report.told", if_any=True),
    Column("report.handed_in_at", show=_came),
    people("report.entered_by"),
)
ACCEPT_REPORT = on_instalment(
    "accept_report",
    done=N_("报告已经通过，这一期可以拨付。"),
    warning=N_("通过后这一期即可拨付，不能撤销。"),
    part_facts=HANDED_IN,
    raised=True,
    check_answers=True,
    above="grants/receipts.html",
    shows=_receipts,
)
RETURN_REPORT = on_instalment(
    "return_report",
    done=N_("报告已经退回，请通知组织重新提交。"),
    lead=N_("写明要补正什么；组织重新提交后再登记。"),
    part_facts=HANDED_IN,
    above="grants/receipts.html",
    shows=_receipts,
    tone="",
    raised=True,
)


async def _contract_now(_: Page, project: Json, __: Json) -> Mapping[str, object]:
    return {name: at(project, f"agreement.{name}") for name in TERMS}


async def _instalment_now(_: Page, __: Json, part: Json) -> Mapping[str, object]:
    return {
        "amount_fen": at(part, "amount.fen"),
        "due_on": part.get("due_on"),
        "report_need": part.get("report_need"),
    }


WAITING = (
    Column("waiting_correction.after", N_("更正内容"), show=changes),
    Column("waiting_correction.reason"),
    people("waiting_correction.proposed_by"),
    Column("waiting_correction.proposed_at"),
)
SECOND_PERSON = N_("改正有误的地方，其余保持不变；另一位同事批准之后才会改变。")
CORRECT_CONTRACT = Action(
    "correct_contract",
    done=N_("更正已经提出，等待另一位同事批准。"),
    warning=SECOND_PERSON,
    facts=(Column("money.planned.fen"), Column("money.paid.fen")),
    inputs=(
        Input("title", wide=True),
        Input("contract_no"),
        Input("field"),
        Input("amount_fen"),
        Input("signed_on", is_past=True),
    ),
    begin=_contract_now,
    restates=True,
    tone="",
    check_answers=True,
)
CORRECT_PARTY = Action(
    "correct_contract_party",
    done=N_("更正已经提出，等待另一位同事批准。"),
    warning=N_(
        "立项时选错了组织才更正；协议真的换了一方，请另立项目。另一位同事批准之后才会改变，收款账户随组织改变。"
    ),
    facts=(Column("agreement.organisation_name"), Column("agreement.contract_no"), Column("money.paid.fen")),
    inputs=(replace(ORGANISATION, label=N_("正确的承办组织")),),
    tone="",
    check_answers=True,
)
CORRECT_INSTALMENT = on_instalment(
    "correct_instalment",
    done=N_("更正已经提出，等待另一位同事批准。"),
    warning=SECOND_PERSON,
    part_facts=(NUMBER, AMOUNT, DUE, REPORT),
    begin=_instalment_now,
    restates=True,
    tone="",
    check_answers=True,
)
APPROVE_CORRECTION = Action(
    "approve_correction",
    done=N_("更正已经批准。"),
    warning=N_("批准后内容立即改变，时间线上会留下两个人的名字。请核对协议原件。"),
    facts=WAITING,
    check_answers=True,
)
DECLINE_CORRECTION = Action("decline_correction", done=N_("更正没有批准，内容不变。"), facts=WAITING, tone="")

_on_account = partial(Action, version="payee_account.version")
ENTER_ACCOUNT = _on_account(
    "enter_account",
    done=N_("收款账户已经登记，等待财务核对。"),
    warning=N_("财务对照材料再输入一次账号，一致后才能拨付；账号加密保存，页面上只显示末四位。"),
    facts=(PAYEE,),
    inputs=(
        Input("holder", wide=True),
        Input("bank"),
        Input("number"),
        Input("paper"),
        Input("holder_reason", wide=True),
    ),
    tone="",
    check_answers=True,
)
VERIFY_ACCOUNT = _on_account(
    "verify_account",
    done=N_("收款账户已经核对，可以拨付。"),
    warning=N_("请对照材料原件，把账号再输入一次；与登记的一致才算核对。"),
    facts=(PAYEE, *account_columns("waiting")),
    inputs=(Input("number"), Input("paper", label=N_("核对的材料"))),
)
DECLINE_ACCOUNT = _on_account(
    "decline_account",
    done=N_("账户已经退回，原来核对过的账户不变。"),
    facts=(PAYEE, *account_columns("waiting")),
    tone="",
)
