"""The list of projects: filtered, sorted, one page at a time."""

import re
from typing import Annotated, Any, Literal

from annotated_types import MaxLen
from pydantic import StringConstraints

from services.grants.domain.agreement import FieldOfService
from services.grants.domain.fields import (
    AmountToApprove,
    AmountWaits,
    ContractFen,
    Frozen,
    FrozenFen,
    Number,
    OrganisationId,
    OrganisationName,
    PaidFen,
    PlannedFen,
    Round,
    SignedOn,
    Title,
    UnpaidFen,
)
from services.grants.domain.permissions import ON_PROJECTS, READERS
from services.grants.domain.project import StateOfProject
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.storage.reading import Reader
from shared.web.view import View

Sort = Literal[
    "number", "-number", "signed_on", "-signed_on", "contract_fen", "-contract_fen", "unpaid_fen", "-unpaid_fen"
]
Words = Annotated[str, Label("编号、名称或组织", "Number, title or organisation"), MaxLen(100)]


class ProjectLine(View):
    """One project in a list; money in 分. ``unpaid_fen`` is the contract less what was paid."""

    id: str
    version: int
    number: Number
    title: Title
    round: Round
    field: FieldOfService
    organisation_id: OrganisationId
    organisation_name: OrganisationName
    signed_on: SignedOn
    contract_fen: ContractFen
    planned_fen: PlannedFen
    paid_fen: PaidFen
    unpaid_fen: UnpaidFen
    frozen_fen: FrozenFen
    frozen: Frozen
    state: StateOfProject
    amount_waits: AmountWaits = False


class ProjectList(View):
    """One page of projects, how many fit the filter in all, the mark of the next page, and what may be done."""

    items: list[ProjectLine]
    next_cursor: str | None
    total: int
    allowed_actions: list[AllowedAction]


class ProjectFilter(View):
    """What to list, and in which order; everything when empty. ``q`` is looked for in number, title, organisation.

    ``amount_to_approve`` lists those with a correction that the reader may approve: nobody approves their own.
    """

    organisation_id: OrganisationId | None = None
    round: Round | None = None
    field: FieldOfService | None = None
    frozen: Frozen | None = None
    state: StateOfProject | None = None
    amount_waits: AmountWaits | None = None
    amount_to_approve: AmountToApprove = False
    q: Annotated[Words, StringConstraints(pattern=r"^[^\x00]*$")] | None = None
    sort: Sort = "-number"

    def where(self, reader_id: str) -> dict[str, Any]:
        """The filter as it is for this reader."""
        given = self.model_dump(mode="json", exclude_none=True, exclude={"q", "sort", "amount_to_approve"})
        where: dict[str, Any] = {f"view.{name}": value for name, value in given.items()}
        if self.amount_to_approve:
            where |= {"view.amount_waits": True, "view.amount_by": {"$ne": reader_id}}
        if self.q and self.q.strip():
            words = {"$regex": re.escape(self.q.strip()), "$options": "i"}
            where["$or"] = [{f"view.{name}": words} for name in ("number", "title", "organisation_name")]
        return where


async def project_list(
    reader: Reader, offers: Offers, actor: Actor, wanted: ProjectFilter, cursor: str | None = None, limit: int = 50
) -> ProjectList:
    """The projects that fit, in the order asked for. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(READERS))
    where = wanted.where(actor.id)
    order = (f"view.{wanted.sort.lstrip('-')}", -1 if wanted.sort.startswith("-") else 1)
    page = await reader.page("projects", where, [order], cursor, limit)
    return ProjectList(
        items=[project_line(document) for document in page.items],
        next_cursor=page.next_cursor,
        total=await reader.count("projects", where),
        allowed_actions=offers.on(ON_PROJECTS, None, actor),
    )


def project_line(document: dict[str, Any]) -> ProjectLine:
    """A stored project as a line of the list."""
    return ProjectLine(id=document["_id"], version=document["version"], **document["view"])
