"""One project: agreement, money table, instalments, what may be done, and what happened."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Annotated

from pydantic import TypeAdapter

from services.grants.domain.agreement import Agreement
from services.grants.domain.amount import AmountCorrection
from services.grants.domain.errors import ProjectNotFound
from services.grants.domain.fields import DueOn, FrozenSince, Number, Reason, VoucherNo
from services.grants.domain.instalment import Instalment
from services.grants.domain.permissions import ON_INSTALMENT, ON_PROJECT, READERS
from services.grants.domain.project import Freeze, Project, StateOfProject
from services.grants.domain.standing import LegalState
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.labels import Label, LabelledEnum, Unit
from shared.kernel.money import Fen, capital_yuan, format_yuan
from shared.storage.documents import read_state
from shared.storage.reading import Reader
from shared.web.view import View

_PROJECT = TypeAdapter(Project)


class Amount(View):
    """An amount in 分, as ¥ with two decimals, and in capital numerals (大写)."""

    fen: Annotated[Fen, Unit("fen")]
    yuan: str
    capital: str


class MoneyTable(View):
    """The contract, and what of it is planned, paid, unpaid (contract less paid), frozen, and in no plan yet."""

    contract: Annotated[Amount, Label("合同金额（批）", "Contract (approved)")]
    planned: Annotated[Amount, Label("已安排计划", "Planned")]
    paid: Annotated[Amount, Label("已拨付（拨）", "Paid (disbursed)")]
    unpaid: Annotated[Amount, Label("未拨付", "Unpaid")]
    frozen: Annotated[Amount, Label("其中冻结", "Of it frozen")]
    unplanned: Annotated[Amount, Label("尚未安排", "Not planned yet")]


class InstalmentState(LabelledEnum):
    """How one instalment stands."""

    PLANNED = "planned", "待拨付", "To be paid"
    FROZEN = "frozen", "已冻结", "Frozen"
    PAID = "paid", "已拨付", "Paid"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class Happening(LabelledEnum):
    """What can stand in a project's timeline."""

    OPENED = "opened", "立项", "Project opened"
    PLANNED = "planned", "安排拨款", "Payment planned"
    PAID = "paid", "已拨付", "Paid"
    REVERSED = "reversed", "冲销拨付", "Payment reversed"
    CANCELLED = "cancelled", "取消一期拨款", "Instalment cancelled"
    FROZEN = "frozen", "冻结未拨款项", "Unpaid instalments frozen"
    UNFROZEN = "unfrozen", "解除冻结", "Released"
    AMOUNT_PROPOSED = "amount_proposed", "提出更正合同金额", "Another contract amount proposed"
    AMOUNT_APPROVED = "amount_approved", "批准更正合同金额", "Contract amount corrected"
    AMOUNT_DECLINED = "amount_declined", "不批准更正合同金额", "Correction of the amount declined"


class InstalmentRow(View):
    """One instalment with its state and what may be done with it."""

    no: int
    amount: Amount
    due_on: DueOn
    state: Annotated[InstalmentState, Label("状态", "State")]
    paid_at: datetime | None
    paid_by: str | None
    voucher_no: VoucherNo | None
    allowed_actions: list[AllowedAction]


class TimelineEntry(View):
    """Something that happened: a code for the words, when, by whom (nobody for the registry), and the details.

    ``reasons`` are codes of a freeze, ``note`` is what a person gave as the reason.
    """

    what: Happening
    at: datetime
    by: str | None = None
    amount_fen: Annotated[Fen, Unit("fen")] | None = None
    instalments: Sequence[int] = ()
    reasons: Sequence[str] = ()
    note: str = ""


class WaitingAmount(View):
    """A correction of the contract amount that waits for a second person."""

    before_fen: Annotated[Fen, Label("现在的合同金额", "Contract amount now"), Unit("fen")]
    after_fen: Annotated[Fen, Label("更正为", "Corrected to"), Unit("fen")]
    reason: Reason
    proposed_by: Annotated[str, Label("提出人", "Proposed by")]
    proposed_at: Annotated[datetime, Label("提出时间", "Proposed at")]


class ProjectPage(View):
    """Everything about one project. ``timeline`` has the newest first; ``frozen_reasons`` are the registry's codes."""

    id: str
    version: int
    number: Number
    state: StateOfProject
    frozen: bool
    frozen_reasons: list[LegalState | str]
    frozen_since: FrozenSince
    agreement: Agreement
    money: MoneyTable
    waiting_amount: WaitingAmount | None
    instalments: list[InstalmentRow]
    allowed_actions: list[AllowedAction]
    timeline: list[TimelineEntry]


async def project_page(reader: Reader, offers: Offers, actor: Actor, project_id: str) -> ProjectPage:
    """The project as it stands. Raises RoleRequired and ProjectNotFound."""
    actor.require(*sorted(READERS))
    document = await reader.one("projects", {"_id": project_id})
    if document is None:
        raise ProjectNotFound
    project = read_state(_PROJECT, {**document["state"], "id": project_id})
    return page_of(project, document["version"], offers, actor)


def page_of(project: Project, version: int, offers: Offers, actor: Actor) -> ProjectPage:
    """The page of a project for this reader."""
    freeze = project.freezes[-1] if project.frozen else None
    return ProjectPage(
        id=project.id,
        version=version,
        number=project.number,
        state=project.state,
        frozen=project.frozen,
        frozen_reasons=[*freeze.reasons] if freeze else [],
        frozen_since=freeze.at if freeze else None,
        agreement=project.agreement,
        money=_money(project),
        waiting_amount=_waiting(project),
        instalments=[_row(project, part, offers, actor) for part in project.instalments],
        allowed_actions=offers.on(ON_PROJECT, project, actor),
        timeline=_timeline(project),
    )


def _amount(fen: Fen) -> Amount:
    return Amount(fen=fen, yuan=format_yuan(fen), capital=capital_yuan(fen))


def _money(project: Project) -> MoneyTable:
    return MoneyTable(
        contract=_amount(project.agreement.amount_fen),
        planned=_amount(project.planned_fen),
        paid=_amount(project.paid_fen),
        unpaid=_amount(project.unpaid_fen),
        frozen=_amount(project.frozen_fen),
        unplanned=_amount(project.unplanned_fen),
    )


def _waiting(project: Project) -> WaitingAmount | None:
    one = project.waiting_amount
    if one is None:
        return None
    return WaitingAmount(
        before_fen=one.before_fen,
        after_fen=one.after_fen,
        reason=one.reason,
        proposed_by=one.proposed_by,
        proposed_at=one.proposed_at,
    )


def _row(project: Project, part: Instalment, offers: Offers, actor: Actor) -> InstalmentRow:
    payment = part.payment
    return InstalmentRow(
        no=part.no,
        amount=_amount(part.amount_fen),
        due_on=part.due_on,
        state=_state(project, part),
        paid_at=payment.at if payment else None,
        paid_by=payment.by if payment else None,
        voucher_no=payment.voucher_no if payment else None,
        allowed_actions=offers.on(ON_INSTALMENT, (project, part.no), actor),
    )


def _timeline(project: Project) -> list[TimelineEntry]:
    entries = [TimelineEntry(what=Happening.OPENED, at=project.opened_at, by=project.opened_by)]
    for (at, by), group in groupby(project.instalments, lambda part: (part.planned_at, part.planned_by)):
        added = list(group)
        total = sum(part.amount_fen for part in added)
        entries.append(
            TimelineEntry(
                what=Happening.PLANNED, at=at, by=by, amount_fen=total, instalments=[part.no for part in added]
            )
        )
    for part in project.instalments:
        entries.extend(_payment_entries(part))
    for freeze in project.freezes:
        entries.extend(_freeze_entries(freeze))
    for correction in project.amount_corrections:
        entries.extend(_correction_entries(correction))
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _state(project: Project, part: Instalment) -> InstalmentState:
    if part.is_paid:
        return InstalmentState.PAID
    if part.is_cancelled:
        return InstalmentState.CANCELLED
    return InstalmentState.FROZEN if project.frozen else InstalmentState.PLANNED


def _payment_entries(part: Instalment) -> list[TimelineEntry]:
    """Every payment of an instalment, those taken back too, and its cancellation."""

    def entry(what: Happening, at: datetime, by: str, note: str = "") -> TimelineEntry:
        return TimelineEntry(what=what, at=at, by=by, amount_fen=part.amount_fen, instalments=[part.no], note=note)

    payments = [*(reversal.payment for reversal in part.reversals), *([part.payment] if part.payment else [])]
    entries = [entry(Happening.PAID, payment.at, payment.by) for payment in payments]
    entries += [entry(Happening.REVERSED, reversal.at, reversal.by, reversal.reason) for reversal in part.reversals]
    if ended := part.cancellation:
        entries.append(entry(Happening.CANCELLED, ended.at, ended.by, ended.reason))
    return entries


def _freeze_entries(freeze: Freeze) -> list[TimelineEntry]:
    entries = [TimelineEntry(what=Happening.FROZEN, at=freeze.at, reasons=list(freeze.reasons))]
    if freeze.lifted_at:
        entries.append(TimelineEntry(what=Happening.UNFROZEN, at=freeze.lifted_at))
    return entries


def _correction_entries(one: AmountCorrection) -> list[TimelineEntry]:
    proposed = TimelineEntry(
        what=Happening.AMOUNT_PROPOSED,
        at=one.proposed_at,
        by=one.proposed_by,
        amount_fen=one.after_fen,
        note=one.reason,
    )
    if one.decided_at is None:
        return [proposed]
    what = Happening.AMOUNT_APPROVED if one.approved else Happening.AMOUNT_DECLINED
    return [proposed, TimelineEntry(what=what, at=one.decided_at, by=one.decided_by, amount_fen=one.after_fen)]
