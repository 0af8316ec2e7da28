"""The organisations that grants knows: their standing as the registry said last, and what their projects add up to."""

import re
from typing import Annotated, Any, Literal

from annotated_types import MaxLen
from pydantic import StringConstraints

from services.grants.domain.fields import OrganisationName, Sum
from services.grants.domain.permissions import READERS
from services.grants.domain.standing import LegalState
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.projection.projection import Projection
from shared.projection.rows import Rows
from shared.storage.indexes import Index
from shared.storage.mongo import Document
from shared.storage.reading import Reader
from shared.web.view import View

Sort = Literal["name", "-name"]
MONEY = ("contract_fen", "paid_fen", "unpaid_fen")
NO_NAME = ""
"""Of an organisation that was told of before its name was: it sorts first."""
_SHOWN = ("name", "legal", "abnormal", "serious", "blocked")

ORGANISATIONS = Projection(
    "organisations",
    "standings",
    lambda document: {one: document["view"][one] for one in _SHOWN} | {"name": document["view"]["name"] or NO_NAME},
    indexes=(Index([("name", 1), ("_id", 1)], "name"), Index([("blocked", 1), ("name", 1), ("_id", 1)], "blocked")),
)


class OrganisationLine(View):
    """One organisation; ``blocked`` says that nothing may be paid to it now. Money in 分, of all its projects."""

    id: str
    name: OrganisationName | None
    legal: Annotated[LegalState, Label("登记状态", "Legal state")]
    abnormal: Annotated[bool, Label("在活动异常名录中", "Listed as abnormal")]
    serious: Annotated[bool, Label("在严重违法失信名单中", "On the list of serious breaches")]
    blocked: Annotated[bool, Label("不能拨付", "Nothing may be paid")]
    projects: Annotated[int, Label("项目数", "Projects")]
    contract_fen: Annotated[Sum, Label("合同金额", "Contracts")]
    paid_fen: Annotated[Sum, Label("已拨付", "Paid")]
    unpaid_fen: Annotated[Sum, Label("未拨付", "Unpaid")]


class OrganisationList(View):
    """One page of organisations, how many fit in all, and the mark of the next page."""

    items: list[OrganisationLine]
    next_cursor: str | None
    total: int


class OrganisationFilter(View):
    """What to list, and in which order; everything when empty. ``q`` is part of a name.

    ``funded`` lists those that have, or never had, a project.
    """

    q: Annotated[str, Label("组织名称", "Name"), MaxLen(100), StringConstraints(pattern=r"^[^\x00]*$")] = ""
    funded: Annotated[bool | None, Label("有资助项目", "Has projects")] = None
    blocked: Annotated[bool | None, Label("不能拨付", "Nothing may be paid")] = None
    sort: Sort = "name"

    def where(self) -> Document:
        """The filter as the reader takes it."""
        named: Document = {"name": {"$regex": re.escape(self.q.strip()), "$options": "i"}} if self.q.strip() else {}
        return named | ({} if self.blocked is None else {"blocked": self.blocked})


async def organisation_list(
    reader: Reader,
    rows: Rows,
    actor: Actor,
    wanted: OrganisationFilter,
    cursor: str | None = None,
    limit: int = 50,
) -> OrganisationList:
    """The organisations that fit, by name. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(READERS))
    organisations, where = await rows.collection(), wanted.where()
    if wanted.funded is not None:
        where["_id"] = {"$in" if wanted.funded else "$nin": await _funded(reader)}
    order = ("name", -1 if wanted.sort.startswith("-") else 1)
    page = await reader.page(organisations, where, [order], cursor, limit)
    sums = await _sums(reader, [row["_id"] for row in page.items])
    return OrganisationList(
        items=[_line(row, sums.get(row["_id"], {})) for row in page.items],
        next_cursor=page.next_cursor,
        total=await reader.count(organisations, where),
    )


async def _funded(reader: Reader) -> list[str]:
    """The organisations with a project."""
    by_organisation: list[Document] = [{"$group": {"_id": "$view.organisation_id"}}]
    return [row["_id"] for row in await reader.aggregate("projects", by_organisation)]


async def _sums(reader: Reader, organisation_ids: list[str]) -> dict[str, Document]:
    """Of each of these organisations how many projects it has, and their money."""
    by_organisation: dict[str, Any] = {"_id": "$view.organisation_id", "projects": {"$sum": 1}}
    by_organisation |= {name: {"$sum": f"$view.{name}"} for name in MONEY}
    found = await reader.aggregate(
        "projects", [{"$match": {"view.organisation_id": {"$in": organisation_ids}}}, {"$group": by_organisation}]
    )
    return {row["_id"]: row for row in found}


def _line(row: Document, sums: Document) -> OrganisationLine:
    told = {one: row[one] for one in _SHOWN} | {"name": row["name"] or None}
    return OrganisationLine(
        id=row["_id"], **told, projects=sums.get("projects", 0), **{name: sums.get(name, 0) for name in MONEY}
    )
