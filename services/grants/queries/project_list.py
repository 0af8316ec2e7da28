"""The list of projects: filtered, sorted, one page at a time."""

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from services.grants.domain.permissions import MAY_READ
from services.grants.domain.project import ProjectState, ServiceField
from shared.kernel.cause import Actor
from shared.storage.reading import Reader

Sort = Literal[
    "number", "-number", "signed_on", "-signed_on", "contract_fen", "-contract_fen", "unpaid_fen", "-unpaid_fen"
]


class ProjectLine(BaseModel):
    """One project in a list; money in 分. ``unpaid_fen`` is the contract less what was paid."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    number: str
    title: str
    round: int
    field: ServiceField
    organisation_id: str
    organisation_name: str
    signed_on: str
    contract_fen: int
    planned_fen: int
    paid_fen: int
    unpaid_fen: int
    frozen_fen: int
    frozen: bool
    state: ProjectState


class ProjectList(BaseModel):
    """One page of projects, how many fit the filter in all, and the mark of the next page."""

    model_config = ConfigDict(frozen=True)

    items: list[ProjectLine]
    next_cursor: str | None
    total: int


class ProjectFilter(BaseModel):
    """What to list; everything when empty. ``q`` is looked for in number, title and organisation name."""

    model_config = ConfigDict(frozen=True)

    organisation_id: str | None = None
    round: int | None = None
    field: ServiceField | None = None
    frozen: bool | None = None
    state: ProjectState | None = None
    q: str | None = None

    def where(self) -> dict[str, Any]:
        """The filter as the reader takes it."""
        given = self.model_dump(mode="json", exclude_none=True, exclude={"q"})
        where: dict[str, Any] = {f"view.{name}": value for name, value in given.items()}
        if self.q and self.q.strip():
            words = {"$regex": re.escape(self.q.strip()), "$options": "i"}
            where["$or"] = [{f"view.{name}": words} for name in ("number", "title", "organisation_name")]
        return where


async def project_list(
    reader: Reader,
    actor: Actor,
    wanted: ProjectFilter,
    sort: Sort = "-number",
    cursor: str | None = None,
    limit: int = 50,
) -> ProjectList:
    """The projects that fit, in the order asked for. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(MAY_READ))
    where = wanted.where()
    order = (f"view.{sort.lstrip('-')}", -1 if sort.startswith("-") else 1)
    page = await reader.page("projects", where, [order], cursor, limit)
    return ProjectList(
        items=[project_line(document) for document in page.items],
        next_cursor=page.next_cursor,
        total=await reader.count("projects", where),
    )


def project_line(document: dict[str, Any]) -> ProjectLine:
    """A stored project as a line of the list."""
    return ProjectLine(id=document["_id"], version=document["version"], **document["view"])
