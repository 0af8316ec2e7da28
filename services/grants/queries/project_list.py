"""The list of projects: filtered, sorted, one page at a time."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from annotated_types import MaxLen
from pydantic import StringConstraints

from services.grants.domain.agreement import FieldOfService
from services.grants.domain.fields import (
    ClosureWaits,
    ContractFen,
    ContractNo,
    CorrectionWaits,
    Frozen,
    FrozenFen,
    Invented,
    Number,
    OrganisationId,
    OrganisationName,
    Overdue,
    PaidFen,
    PlannedFen,
    ReleasedFen,
    Round,
    SignedOn,
    Title,
    UnpaidFen,
)
from services.grants.domain.permissions import ON_PROJECTS, READERS
from services.grants.domain.project_state import StateOfProject
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.calendar import local_date
from shared.kernel.cause import Actor
from shared.kernel.clock import Clock
from shared.kernel.labels import Label
from shared.storage.reading import LINE, Reader
from shared.web.view import View

Sort = Literal[
    "number", "-number", "signed_on", "-signed_on", "contract_fen", "-contract_fen", "unpaid_fen", "-unpaid_fen"
]
Words = Annotated[str, Label("编号、名称或组织", "Number, title or organisation"), MaxLen(100)]


FROZEN = {"view.frozen": True, "view.state": "running"}
"""A frozen project. What was stored of one that was paid in full while frozen may still say so."""


class ProjectLine(View):
    """One project in a list; money in 分. The contract is what is paid, what is unpaid and what was released.

    ``invented`` marks example data (示例).
    """

    id: str
    version: int
    number: Number
    title: Title
    round: Round
    field: FieldOfService
    organisation_id: OrganisationId
    organisation_name: OrganisationName | None
    signed_on: SignedOn
    contract_fen: ContractFen
    planned_fen: PlannedFen
    paid_fen: PaidFen
    unpaid_fen: UnpaidFen
    frozen_fen: FrozenFen
    frozen: Frozen
    state: StateOfProject
    correction_waits: CorrectionWaits = False
    closure_waits: ClosureWaits = False
    released_fen: ReleasedFen = 0
    contract_no: ContractNo | None = None
    overdue: Overdue = False
    invented: Invented = False


class ProjectList(View):
    """One page of projects, how many fit the filter in all, the mark of the next page, and what may be done."""

    items: list[ProjectLine]
    next_cursor: str | None
    total: int
    allowed_actions: list[AllowedAction]


class ProjectFilter(View):
    """What to list, and in which order; everything when empty. ``q`` is looked for in number, title, organisation.

    ``overdue`` lists those with an unpaid instalment whose planned day has passed.
    """

    organisation_id: OrganisationId | None = None
    round: Round | None = None
    field: FieldOfService | None = None
    frozen: Frozen | None = None
    state: StateOfProject | None = None
    correction_waits: CorrectionWaits | None = None
    closure_waits: ClosureWaits = False
    overdue: Overdue = False
    q: Annotated[Words, StringConstraints(pattern=r"^[^\x00]*$")] | None = None
    sort: Sort = "-number"

    def where(self, today: date) -> dict[str, Any]:
        """The filter; what documents of an older shape may lack in their view is looked for in their state."""
        shown = {"q", "sort", "overdue", "correction_waits", "closure_waits", "frozen"}
        given = self.model_dump(mode="json", exclude_none=True, exclude=shown)
        both: list[dict[str, Any]] = []
        if self.correction_waits is not None:
            told = {"$or": [{"view.correction_waits": True}, {"view.amount_waits": True}]}
            both.append(told if self.correction_waits else {"$nor": [told]})
        if self.frozen is not None:
            both.append({"$and" if self.frozen else "$nor": [FROZEN]})
        if self.closure_waits:
            both.append({"view.closure_waits": True})
        if self.overdue:
            both.append({"view.unpaid_due": {"$lt": today.isoformat()}})
        if self.q and self.q.strip():
            words = {"$regex": re.escape(self.q.strip()), "$options": "i"}
            both.append({"$or": [{f"view.{name}": words} for name in ("number", "title", "organisation_name")]})
        where: dict[str, Any] = {f"view.{name}": value for name, value in given.items()}
        return {**where, **({"$and": both} if both else {})}


async def project_list(
    reader: Reader,
    offers: Offers,
    clock: Clock,
    actor: Actor,
    wanted: ProjectFilter,
    cursor: str | None = None,
    limit: int = 50,
) -> ProjectList:
    """The projects that fit, in the order asked for. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(READERS))
    today = local_date(clock.now())
    where = wanted.where(today)
    order = (f"view.{wanted.sort.lstrip('-')}", -1 if wanted.sort.startswith("-") else 1)
    page = await reader.page("projects", where, [order], cursor, limit, LINE)
    return ProjectList(
        items=[project_line(document, today) for document in page.items],
        next_cursor=page.next_cursor,
        total=await reader.count("projects", where),
        allowed_actions=offers.on(ON_PROJECTS, None, actor),
    )


def project_line(document: dict[str, Any], today: date) -> ProjectLine:
    """A stored project as a line of the list; one that is paid in full or closed is frozen no more."""
    view = {"correction_waits": document["view"].get("amount_waits", False), **document["view"]}
    view["frozen"] = view["frozen"] and view["state"] == "running"
    due = view.get("unpaid_due")
    return ProjectLine(
        id=document["_id"], version=document["version"], overdue=due is not None and due < today.isoformat(), **view
    )
