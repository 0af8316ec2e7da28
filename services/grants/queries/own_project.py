"""One project of one's own organisation: what was signed, its instalments, and what each of them waits for."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from services.grants.domain.agreement import Agreement
from services.grants.domain.errors import ProjectNotFound
from services.grants.domain.fields import DueOn, FrozenSince, Invented, Number, ReportTitle
from services.grants.domain.instalment import Instalment
from services.grants.domain.permissions import MEMBERS, ON_INSTALMENT, Part
from services.grants.domain.project import Project
from services.grants.domain.project_state import StateOfProject
from services.grants.domain.report import Report, ReportNeeded, ReportState
from services.grants.domain.standing import LegalState, SeriousList
from services.grants.queries.project_page import (
    Amount,
    InstalmentState,
    ReceiptRow,
    amount,
    facts_of,
    receipts_of,
    state_of,
)
from services.grants.stored import stored_project
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.labels import Label, LabelledEnum
from shared.kernel.repository import may_reach
from shared.storage.reading import Reader
from shared.web.view import View


class AwaitedNow(LabelledEnum):
    """What an instalment waits for, as its organisation is told."""

    REPORT = "report", "等您提交报告", "Waiting for your report"
    EXAMINATION = "examination", "等中心审核报告", "Waiting for the centre to examine the report"
    RELEASE = "release", "等解除冻结", "Waiting for the freeze to be lifted"
    APPROVAL = "approval", "等中心批准拨款计划", "Waiting for the centre to approve the plan"
    CONTRACT = "contract", "等中心核对合同要求", "Waiting for the centre to check what the contract asks for"
    PAYMENT = "payment", "等中心拨付", "Waiting for the centre to pay"
    NOTHING = "nothing", "不再等待", "Nothing is waited for"


class OwnReport(View):
    """The report that was handed in last, and what was decided; not who decided."""

    title: ReportTitle
    told: Annotated[str, Label("做了什么，钱用在哪里", "What was done, and what the money was spent on")]
    handed_in_at: Annotated[datetime, Label("提交时间", "Handed in at")]
    decided_at: Annotated[datetime | None, Label("审核时间", "Examined at")]
    reason: Annotated[str, Label("退回原因", "Why it was returned")]


class OwnInstalment(View):
    """One instalment with its state, what it waits for, and whether its report may be handed in now."""

    no: int
    amount: Amount
    due_on: DueOn
    state: Annotated[InstalmentState, Label("状态", "State")]
    awaited: Annotated[AwaitedNow, Label("正在等待", "Waits for")]
    report_need: ReportNeeded | None
    report_state: Annotated[ReportState, Label("报告", "Report")]
    report: OwnReport | None
    paid_at: Annotated[datetime | None, Label("拨付时间", "Paid at")]
    allowed_actions: list[AllowedAction]


class OwnProject(View):
    """What an organisation sees of its project: no names of staff, no notes among them, no account."""

    id: str
    version: int
    number: Number
    invented: Invented
    state: StateOfProject
    frozen: bool
    frozen_reasons: list[LegalState | SeriousList | str]
    frozen_since: FrozenSince
    agreement: Agreement
    contract: Annotated[Amount, Label("合同金额", "Contract")]
    paid: Annotated[Amount, Label("已拨付", "Paid")]
    unpaid: Annotated[Amount, Label("未拨付", "Unpaid")]
    instalments: list[OwnInstalment]
    receipts: list[ReceiptRow]


async def own_project(reader: Reader, offers: Offers, actor: Actor, project_id: str) -> OwnProject:
    """The project as it stands. Raises RoleRequired, and ProjectNotFound also for that of another organisation."""
    actor.require(*MEMBERS)
    document = await reader.one("projects", {"_id": project_id})
    if document is None or not may_reach(actor, project := stored_project(document)):
        raise ProjectNotFound
    return OwnProject(
        **facts_of(project, document["version"]),
        contract=amount(project.agreement.amount_fen),
        paid=amount(project.paid_fen),
        unpaid=amount(project.unpaid_fen),
        instalments=[_instalment(project, part, offers, actor) for part in project.instalments],
        receipts=_receipts(project, actor),
    )


def _instalment(project: Project, part: Instalment, offers: Offers, actor: Actor) -> OwnInstalment:
    payment = part.payment
    return OwnInstalment(
        no=part.no,
        amount=amount(part.amount_fen),
        due_on=part.due_on,
        state=state_of(project, part),
        awaited=awaited_now(project, part),
        report_need=part.report_need,
        report_state=part.report_state,
        report=_report(part.report) if part.report else None,
        paid_at=payment.entry.since if payment else None,
        allowed_actions=offers.on(ON_INSTALMENT, Part(project, part.no), actor),
    )


def _receipts(project: Project, actor: Actor) -> list[ReceiptRow]:
    """The receipts of its reports; who of the staff sent one is not told."""
    return [
        row if row.file.by == actor.id else row.model_copy(update={"file": replace(row.file, by="")})
        for row in receipts_of(project)
    ]


def _report(report: Report) -> OwnReport:
    return OwnReport(
        title=report.title,
        told=report.told,
        handed_in_at=report.submitted.since,
        decided_at=report.decided.since if report.decided else None,
        reason=report.reason,
    )


def awaited_now(project: Project, part: Instalment) -> AwaitedNow:
    """The first thing that stands between an instalment and its payment; the organisation's own before the centre's."""
    if not part.is_open or project.closure:
        return AwaitedNow.NOTHING
    match part.report_state:
        case ReportState.AWAITED | ReportState.RETURNED:
            return AwaitedNow.REPORT
        case ReportState.SUBMITTED:
            return AwaitedNow.EXAMINATION
        case ReportState.UNKNOWN:
            return AwaitedNow.CONTRACT
    if project.frozen:
        return AwaitedNow.RELEASE
    return AwaitedNow.PAYMENT if part.approved else AwaitedNow.APPROVAL
