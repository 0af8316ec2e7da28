"""One project: agreement, money table, instalments, account, what may be done, and what happened."""

from datetime import date, datetime
from typing import Annotated, Any

from services.grants.account_view import AccountView, account_view
from services.grants.correction_view import WaitingCorrection, correction_view
from services.grants.domain.agreement import Agreement
from services.grants.domain.closure import Closure, HowClosed
from services.grants.domain.correcting import waiting_correction
from services.grants.domain.errors import ProjectNotFound
from services.grants.domain.fields import DueOn, FrozenSince, InstalmentNo, Invented, Number, Reason, VoucherNo
from services.grants.domain.instalment import Instalment, Reversal
from services.grants.domain.permissions import ON_ACCOUNT, ON_INSTALMENT, ON_PLAN, ON_PROJECT, READERS, Part, Plan
from services.grants.domain.project import Project
from services.grants.domain.project_state import StateOfProject
from services.grants.domain.report import Report, ReportNeeded, ReportState
from services.grants.domain.standing import LegalState, SeriousList
from services.grants.news_view import NewsMissing, news_view
from services.grants.ports import KnownNews
from services.grants.project_timeline import TimelineEntry, timeline
from services.grants.stored import name_now, stored_account, stored_project
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.files import FileRef
from shared.kernel.labels import Label, LabelledEnum, Unit
from shared.kernel.money import Fen, capital_yuan, format_yuan
from shared.storage.reading import Reader
from shared.web.view import View


class Amount(View):
    """An amount in 分, as ¥ with two decimals, and in capital numerals (大写)."""

    fen: Annotated[Fen, Unit("fen")]
    yuan: str
    capital: str


class MoneyTable(View):
    """The contract, and what of it is planned, paid, still unpaid, frozen, in no plan yet, and never paid.

    The contract is what is paid, what is unpaid and what was released; ``returned`` came back of what was paid.
    """

    contract: Annotated[Amount, Label("合同金额", "Contract")]
    planned: Annotated[Amount, Label("已安排计划", "Planned")]
    paid: Annotated[Amount, Label("已拨付", "Paid")]
    unpaid: Annotated[Amount, Label("未拨付", "Unpaid")]
    frozen: Annotated[Amount, Label("其中冻结", "Of it frozen")]
    unplanned: Annotated[Amount, Label("尚未安排", "Not planned yet")]
    released: Annotated[Amount, Label("不再拨付", "Not paid any more")]
    returned: Annotated[Amount, Label("组织已退回", "Returned by the organisation")]


class InstalmentState(LabelledEnum):
    """How one instalment stands."""

    PLANNED = "planned", "已计划，待批准", "Planned, to be approved"
    APPROVED = "approved", "已批准，待拨付", "Approved, to be paid"
    FROZEN = "frozen", "已冻结", "Frozen"
    PAID = "paid", "已拨付", "Paid"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class ReportView(View):
    """The report that was handed in last for an instalment; ``handed_in_at`` is when it came, as far as known.

    One that the organisation handed in itself has no number of a paper, but what it ``told``.
    """

    title: Annotated[str, Label("报告名称", "Report")]
    reference: Annotated[str, Label("材料编号", "Number of the paper")]
    told: Annotated[str, Label("组织报告的内容", "What the organisation reported")] = ""
    handed_in_at: Annotated[datetime, Label("提交时间", "Handed in at")]
    entered_by: Annotated[str, Label("登记人", "Entered by")]
    decided_at: Annotated[datetime | None, Label("审核时间", "Examined at")]
    decided_by: Annotated[str | None, Label("审核人", "Examined by")]
    reason: str
    receipts: list[FileRef]


class ReceiptRow(View):
    """One receipt of a report, with the number of its instalment and the title of the report."""

    file: FileRef
    no: InstalmentNo
    title: Annotated[str, Label("报告名称", "Report")]


class WaitingReversal(View):
    """A payment that is to be taken back once a second person has approved."""

    reason: Reason
    proposed_by: Annotated[str, Label("提出人", "Proposed by")]
    proposed_at: Annotated[datetime, Label("提出时间", "Proposed at")]


class InstalmentRow(View):
    """One instalment with its state and what may be done with it.

    ``paid_at`` is when it was paid, or when that was written down where only this is known; ``account`` is masked.
    """

    no: int
    amount: Amount
    due_on: DueOn
    state: Annotated[InstalmentState, Label("状态", "State")]
    planned_by: Annotated[str, Label("计划人", "Planned by")]
    approved_by: Annotated[str | None, Label("批准人", "Approved by")]
    report_need: ReportNeeded | None
    report_state: Annotated[ReportState, Label("报告", "Report")]
    report: ReportView | None
    paid_at: Annotated[datetime | None, Label("拨付时间", "Paid at")]
    paid_recorded_at: datetime | None
    paid_by: Annotated[str | None, Label("拨付人", "Paid by")]
    voucher_no: VoucherNo | None
    account: Annotated[str | None, Label("收款账号", "Account")]
    waiting_reversal: WaitingReversal | None
    allowed_actions: list[AllowedAction]


class ClosureView(View):
    """How a project was closed, or is to be once a second person has approved: then nobody has decided yet.

    ``ended_on`` is the day on which it ended.
    """

    kind: HowClosed
    reason: Reason
    released: Annotated[Amount, Label("不再拨付", "Not paid any more")]
    returned: Annotated[Amount, Label("组织已退回", "Returned by the organisation")]
    ended_on: Annotated[date | None, Label("结项或者终止日期", "Ended on")]
    evidence: Annotated[str, Label("依据", "Evidence")]
    proposed_by: Annotated[str, Label("提出人", "Proposed by")]
    proposed_at: Annotated[datetime, Label("提出时间", "Proposed at")]
    approved_by: Annotated[str | None, Label("批准人", "Approved by")]


class ProjectPage(View):
    """Everything about one project. ``timeline`` has the newest first; ``frozen_reasons`` are the registry's codes.

    ``news_missing`` is told of a project that has something left to pay.
    """

    id: str
    version: int
    number: Number
    invented: Invented
    state: StateOfProject
    frozen: bool
    frozen_reasons: list[LegalState | SeriousList | str]
    frozen_since: FrozenSince
    news_missing: NewsMissing | None
    agreement: Agreement
    money: MoneyTable
    payee_account: AccountView
    waiting_correction: WaitingCorrection | None
    closure: ClosureView | None
    instalments: list[InstalmentRow]
    receipts: list[ReceiptRow]
    allowed_actions: list[AllowedAction]
    timeline: list[TimelineEntry]


async def project_page(reader: Reader, offers: Offers, known: KnownNews, actor: Actor, project_id: str) -> ProjectPage:
    """The project as it stands. Raises RoleRequired and ProjectNotFound."""
    actor.require(*sorted(READERS))
    document = await reader.one("projects", {"_id": project_id})
    if document is None:
        raise ProjectNotFound
    project = stored_project(document)
    account, its_version = await stored_account(reader, project.agreement.organisation_id)
    news = await known.of(account.id, project.id)
    return ProjectPage(
        **facts_of(project, document["version"]),
        news_missing=news_view(project, news),
        money=_money(project),
        payee_account=account_view(account, its_version, await name_now(reader, account.id)),
        waiting_correction=correction_view(waiting_correction(project)),
        closure=_closure(project.waiting_closure or project.closure),
        instalments=[_row(Part(project, part.no, account, news), part, offers, actor) for part in project.instalments],
        receipts=receipts_of(project),
        allowed_actions=[
            *offers.on(ON_PROJECT, project, actor),
            *offers.on(ON_PLAN, Plan(project, news), actor),
            *offers.on(ON_ACCOUNT, account, actor),
        ],
        timeline=timeline(project, account),
    )


def facts_of(project: Project, version: int) -> dict[str, Any]:
    """What everybody who may see a project is told of it."""
    freeze = project.freezes[-1] if project.frozen else None
    return {
        "id": project.id,
        "version": version,
        "number": project.number,
        "invented": project.invented,
        "state": project.state,
        "frozen": project.frozen,
        "frozen_reasons": [*freeze.reasons] if freeze else [],
        "frozen_since": freeze.at if freeze else None,
        "agreement": project.agreement,
    }


def receipts_of(project: Project) -> list[ReceiptRow]:
    """The receipts of every report, in the order of the instalments, the latest report of each first."""
    reports = [(part.no, report) for part in project.instalments for report in reversed(part.reports)]
    return [ReceiptRow(file=file, no=no, title=report.title) for no, report in reports for file in report.receipts]


def amount(fen: Fen) -> Amount:
    """An amount in its three forms."""
    return Amount(fen=fen, yuan=format_yuan(fen), capital=capital_yuan(fen))


def _money(project: Project) -> MoneyTable:
    return MoneyTable(
        contract=amount(project.agreement.amount_fen),
        planned=amount(project.planned_fen),
        paid=amount(project.paid_fen),
        unpaid=amount(project.unpaid_fen),
        frozen=amount(project.frozen_fen),
        unplanned=amount(project.unplanned_fen),
        released=amount(project.released_fen),
        returned=amount(project.closure.returned_fen if project.closure else 0),
    )


def _closure(one: Closure | None) -> ClosureView | None:
    """The closure that waits or holds; None where there is none."""
    if one is None:
        return None
    return ClosureView(
        kind=one.kind,
        reason=one.reason,
        released=amount(one.released_fen),
        returned=amount(one.returned_fen),
        ended_on=one.proposed.day,
        evidence=one.proposed.evidence,
        proposed_by=one.proposed.by,
        proposed_at=one.proposed.recorded_at,
        approved_by=one.decided.by if one.decided else None,
    )


def _row(seen: Part, part: Instalment, offers: Offers, actor: Actor) -> InstalmentRow:
    payment = part.payment
    return InstalmentRow(
        no=part.no,
        amount=amount(part.amount_fen),
        due_on=part.due_on,
        state=state_of(seen.project, part),
        planned_by=part.planned.by,
        approved_by=part.approved.by if part.approved else None,
        report_need=part.report_need,
        report_state=part.report_state,
        report=_report(part.report) if part.report else None,
        paid_at=payment.entry.since if payment else None,
        paid_recorded_at=payment.entry.recorded_at if payment else None,
        paid_by=payment.entry.by if payment else None,
        voucher_no=payment.voucher_no if payment else None,
        account=payment.account if payment else None,
        waiting_reversal=_reversal(part.waiting_reversal) if part.waiting_reversal else None,
        allowed_actions=offers.on(ON_INSTALMENT, seen, actor),
    )


def _report(report: Report) -> ReportView:
    submitted, decided = report.submitted, report.decided
    return ReportView(
        title=report.title,
        reference=report.reference,
        told=report.told,
        handed_in_at=submitted.since,
        entered_by=submitted.by,
        decided_at=decided.since if decided else None,
        decided_by=decided.by if decided else None,
        reason=report.reason,
        receipts=list(report.receipts),
    )


def _reversal(one: Reversal) -> WaitingReversal:
    return WaitingReversal(reason=one.reason, proposed_by=one.proposed.by, proposed_at=one.proposed.recorded_at)


def state_of(project: Project, part: Instalment) -> InstalmentState:
    """How one instalment stands."""
    if part.is_paid:
        return InstalmentState.PAID
    if part.is_cancelled:
        return InstalmentState.CANCELLED
    if project.frozen:
        return InstalmentState.FROZEN
    return InstalmentState.APPROVED if part.approved else InstalmentState.PLANNED
