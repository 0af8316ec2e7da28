"""What the gateway asks of grants: projects, their money, and the commands on them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from services.gateway.clients.service import Accepted, AllowedAction, Answer, Calls


class ProjectLine(Answer):
    """One project in a list; money in 分."""

    id: str
    number: str
    title: str
    round: int
    field: str
    organisation_id: str
    organisation_name: str
    signed_on: date
    contract_fen: int
    planned_fen: int
    paid_fen: int
    unpaid_fen: int
    frozen_fen: int
    frozen: bool
    state: str


class ProjectList(Answer):
    """One page of projects."""

    items: list[ProjectLine]
    next_cursor: str | None
    total: int


class Amount(Answer):
    """An amount in 分, and in capital numerals."""

    fen: int
    capital: str


class Money(Answer):
    """批 / 拨 / 用: the contract and where it stands."""

    contract: Amount
    planned: Amount
    paid: Amount
    unpaid: Amount
    frozen: Amount
    unplanned: Amount


class Agreement(Answer):
    """What was signed."""

    organisation_id: str
    organisation_name: str
    title: str
    round: int
    field: str
    signed_on: date


class Instalment(Answer):
    """One instalment."""

    no: int
    amount: Amount
    due_on: date
    state: str
    paid_at: datetime | None
    paid_by: str | None
    voucher_no: str | None
    allowed_actions: list[AllowedAction]


class Happening(Answer):
    """One entry of the timeline."""

    what: str
    at: datetime
    by: str | None = None
    amount_fen: int | None = None
    instalments: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    note: str = ""


class Project(Answer):
    """One project's page."""

    id: str
    version: int
    number: str
    state: str
    frozen: bool
    frozen_reasons: list[str]
    frozen_since: datetime | None
    agreement: Agreement
    money: Money
    instalments: list[Instalment]
    allowed_actions: list[AllowedAction]
    timeline: list[Happening]

    @property
    def organisation_gone(self) -> bool:
        """Whether the freeze is for ever: the organisation was deregistered or revoked."""
        return not {"deregistered", "revoked"}.isdisjoint(self.frozen_reasons)


class TotalsRow(Answer):
    """Sums over projects; money in 分."""

    key: str
    projects: int
    contract_fen: int
    paid_fen: int
    unpaid_fen: int
    frozen_fen: int


class Totals(Answer):
    """Sums over everything and by round."""

    everything: TotalsRow
    organisations: int
    by_round: list[TotalsRow]
    reconciled: bool


class Grants:
    """Typed calls to grants."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def projects(self, **wanted: Any) -> ProjectList:
        """Projects that fit the filter, one page."""
        return ProjectList.model_validate(await self._calls.get("/projects", wanted))

    async def project(self, project_id: str) -> Project:
        """One project. Raises ServiceRefused 404."""
        return Project.model_validate(await self._calls.get(f"/projects/{project_id}"))

    async def totals(self) -> Totals:
        """The sums of all projects."""
        return Totals.model_validate(await self._calls.get("/totals"))

    async def open_project(self, body: Mapping[str, Any], key: str) -> Accepted:
        """立项."""
        return Accepted.model_validate(await self._calls.command("/projects", body, key))

    async def plan_instalment(self, project_id: str, fen: int, due_on: date, key: str, version: int | None) -> Accepted:
        """Add one instalment to the plan."""
        body = {"parts": [{"amount_fen": fen, "due_on": due_on.isoformat()}]}
        path = f"/projects/{project_id}/instalments"
        return Accepted.model_validate(await self._calls.command(path, body, key, version=version))

    async def pay_instalment(self, project_id: str, no: int, voucher: str | None, key: str) -> Accepted:
        """Record that an instalment was paid."""
        path = f"/projects/{project_id}/instalments/{no}/payment"
        return Accepted.model_validate(await self._calls.command(path, {"voucher_no": voucher or None}, key))

    async def reverse_payment(self, project_id: str, no: int, reason: str, key: str) -> Accepted:
        """Take back a payment that was recorded by mistake or sent back."""
        path = f"/projects/{project_id}/instalments/{no}/payment/reversal"
        return Accepted.model_validate(await self._calls.command(path, {"reason": reason}, key))

    async def cancel_instalment(self, project_id: str, no: int, reason: str, key: str) -> Accepted:
        """Take an unpaid instalment out of the plan."""
        path = f"/projects/{project_id}/instalments/{no}/cancellation"
        return Accepted.model_validate(await self._calls.command(path, {"reason": reason}, key))
