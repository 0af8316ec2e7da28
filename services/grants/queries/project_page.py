"""One project: agreement, money table, instalments, what may be done, and what happened."""

from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from pydantic import BaseModel, ConfigDict, TypeAdapter

from services.grants.domain.actions import instalment_actions, project_actions
from services.grants.domain.errors import ProjectNotFound
from services.grants.domain.instalment import Instalment
from services.grants.domain.permissions import MAY_READ
from services.grants.domain.project import Agreement, Freeze, Project, ProjectState
from shared.kernel.actions import AllowedAction
from shared.kernel.cause import Actor
from shared.kernel.money import Fen, capital_yuan, format_yuan
from shared.storage.documents import read_state
from shared.storage.reading import Reader

_PROJECT = TypeAdapter(Project)


class Answer(BaseModel):
    model_config = ConfigDict(frozen=True)


class Amount(Answer):
    """An amount in 分, as ¥ with two decimals, and in capital numerals (大写)."""

    fen: Fen
    yuan: str
    capital: str


class MoneyTable(Answer):
    """The contract, and what of it is planned, paid, unpaid (contract less paid), frozen, and in no plan yet."""

    contract: Amount
    planned: Amount
    paid: Amount
    unpaid: Amount
    frozen: Amount
    unplanned: Amount


class InstalmentState(StrEnum):
    PLANNED = "planned"
    FROZEN = "frozen"
    PAID = "paid"
    CANCELLED = "cancelled"


class InstalmentRow(Answer):
    """One instalment with its state and what may be done with it."""

    no: int
    amount: Amount
    due_on: date
    state: InstalmentState
    paid_at: datetime | None
    paid_by: str | None
    voucher_no: str | None
    allowed_actions: list[AllowedAction]


class TimelineEntry(Answer):
    """Something that happened: a code for the words, when, by whom (nobody for the registry), and the details.

    ``reasons`` are codes of a freeze, ``note`` is what a person gave as the reason.
    """

    what: str
    at: datetime
    by: str | None = None
    amount_fen: Fen | None = None
    instalments: list[int] = []
    reasons: list[str] = []
    note: str = ""


class ProjectPage(Answer):
    """Everything about one project. ``timeline`` has the newest first; ``frozen_reasons`` are the registry's codes."""

    id: str
    version: int
    number: str
    state: ProjectState
    frozen: bool
    frozen_reasons: list[str]
    frozen_since: datetime | None
    agreement: Agreement
    money: MoneyTable
    instalments: list[InstalmentRow]
    allowed_actions: list[AllowedAction]
    timeline: list[TimelineEntry]


async def project_page(reader: Reader, actor: Actor, project_id: str) -> ProjectPage:
    """The project as it stands. Raises RoleRequired and ProjectNotFound."""
    actor.require(*sorted(MAY_READ))
    document = await reader.one("projects", {"_id": project_id})
    if document is None:
        raise ProjectNotFound
    project = read_state(_PROJECT, {**document["state"], "id": project_id})
    return page_of(project, document["version"], actor)


def page_of(project: Project, version: int, actor: Actor) -> ProjectPage:
    """The page of a project for this reader."""
    freeze = project.freezes[-1] if project.frozen else None
    return ProjectPage(
        id=project.id,
        version=version,
        number=project.number,
        state=project.state,
        frozen=project.frozen,
        frozen_reasons=list(freeze.reasons) if freeze else [],
        frozen_since=freeze.at if freeze else None,
        agreement=project.agreement,
        money=_money(project),
        instalments=[_row(project, part, actor) for part in project.instalments],
        allowed_actions=project_actions(project, actor),
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


def _row(project: Project, part: Instalment, actor: Actor) -> InstalmentRow:
    payment = part.payment
    return InstalmentRow(
        no=part.no,
        amount=_amount(part.amount_fen),
        due_on=part.due_on,
        state=_state(project, part),
        paid_at=payment.at if payment else None,
        paid_by=payment.by if payment else None,
        voucher_no=payment.voucher_no if payment else None,
        allowed_actions=instalment_actions(project, part.no, actor),
    )


def _timeline(project: Project) -> list[TimelineEntry]:
    entries = [TimelineEntry(what="opened", at=project.opened_at, by=project.opened_by)]
    for (at, by), group in groupby(project.instalments, lambda part: (part.planned_at, part.planned_by)):
        added = list(group)
        total = sum(part.amount_fen for part in added)
        entries.append(
            TimelineEntry(what="planned", at=at, by=by, amount_fen=total, instalments=[part.no for part in added])
        )
    for part in project.instalments:
        entries.extend(_payment_entries(part))
    for freeze in project.freezes:
        entries.extend(_freeze_entries(freeze))
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _state(project: Project, part: Instalment) -> InstalmentState:
    if part.is_paid:
        return InstalmentState.PAID
    if part.is_cancelled:
        return InstalmentState.CANCELLED
    return InstalmentState.FROZEN if project.frozen else InstalmentState.PLANNED


def _payment_entries(part: Instalment) -> list[TimelineEntry]:
    """Every payment of an instalment, those taken back too, and its cancellation."""

    def entry(what: str, at: datetime, by: str, note: str = "") -> TimelineEntry:
        return TimelineEntry(what=what, at=at, by=by, amount_fen=part.amount_fen, instalments=[part.no], note=note)

    payments = [*(reversal.payment for reversal in part.reversals), *([part.payment] if part.payment else [])]
    entries = [entry("paid", payment.at, payment.by) for payment in payments]
    entries += [entry("reversed", reversal.at, reversal.by, reversal.reason) for reversal in part.reversals]
    if ended := part.cancellation:
        entries.append(entry("cancelled", ended.at, ended.by, ended.reason))
    return entries


def _freeze_entries(freeze: Freeze) -> list[TimelineEntry]:
    entries = [TimelineEntry(what="frozen", at=freeze.at, reasons=list(freeze.reasons))]
    if freeze.lifted_at:
        entries.append(TimelineEntry(what="unfrozen", at=freeze.lifted_at))
    return entries
