"""The list of cases: masked, filtered, the newest number first, one page at a time."""

import re
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from services.rescue.domain.identity import IdentityState
from services.rescue.domain.permissions import MAY_READ
from services.rescue.domain.person import Sex
from services.rescue.domain.placement import CustodyState
from shared.kernel.cause import Actor
from shared.storage.reading import Reader


class CaseLine(BaseModel):
    """One case in a list. ``shown_name`` is masked; ``next_end`` is when the next legal limit ends, or ended.

    ``notice_outlived``: a notice is still public though nobody is searched for any more, and should be withdrawn.
    ``erased``: nothing is known of the person any more, as the law demands.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    case_no: str
    custody: CustodyState
    identity: IdentityState
    erased: bool = False
    opened_at: datetime
    entered_at: datetime | None
    shown_name: str | None
    label: str | None
    sex: Sex | None
    age_low: int | None
    age_high: int | None
    may_be_minor: bool
    ability_improved: bool
    interpreter: Literal["waiting", "nobody", "proposed", "contacted"] | None
    notice_waiting: bool
    notice_outlived: bool = False
    next_end: datetime | None


class CaseList(BaseModel):
    """One page of cases, how many fit the filter in all, and the mark of the next page."""

    model_config = ConfigDict(frozen=True)

    items: list[CaseLine]
    next_cursor: str | None
    total: int


class CaseFilter(BaseModel):
    """What to list; everything when empty. ``in_care`` leaves out departed cases.

    ``unidentified`` lists those whose identity is still open, whether or not the search for it has begun.

    ``notice_to_approve`` lists those with a notice that the reader may approve: nobody approves their own.

    ``q`` is part of a case number; anything else finds nothing here, for names are looked for by search_cases.
    """

    model_config = ConfigDict(frozen=True)

    custody: CustodyState | None = None
    identity: IdentityState | None = None
    unidentified: bool = False
    in_care: bool = False
    notice_waiting: bool | None = None
    notice_to_approve: bool = False
    notice_outlived: bool | None = None
    q: str | None = None

    def where(self, reader_id: str) -> dict[str, Any]:
        """The filter as it is for this reader."""
        named = {"custody", "identity", "notice_waiting", "notice_outlived"}
        given = self.model_dump(mode="json", exclude_none=True, include=named)
        where: dict[str, Any] = {"view.case_no": _numbers(self.q)}
        where |= {f"view.{name}": value for name, value in given.items()}
        if self.in_care and self.custody is None:
            in_care = [state.value for state in CustodyState if state is not CustodyState.DEPARTED]
            where["view.custody"] = {"$in": in_care}
        if self.unidentified and self.identity is None:
            where["view.identity"] = {"$in": [IdentityState.UNKNOWN.value, IdentityState.SEARCHING.value]}
        if self.notice_to_approve:
            where |= {"view.notice_waiting": True, "view.notice_by": {"$ne": reader_id}}
        return where


def _numbers(part: str | None) -> dict[str, Any]:
    """Which case numbers fit; said even when all do, so that counting reads an index alone."""
    if not part or not part.strip():
        return {"$gt": ""}
    if not re.fullmatch(r"救?[0-9]*-?[0-9]*", part.strip()):
        return {"$in": []}
    return {"$regex": ("^" if part.strip().startswith("救") else "") + re.escape(part.strip())}


async def case_list(
    reader: Reader, actor: Actor, wanted: CaseFilter, cursor: str | None = None, limit: int = 50
) -> CaseList:
    """The cases that fit. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(MAY_READ))
    where = wanted.where(actor.id)
    page = await reader.page("cases", where, [("view.case_no", -1)], cursor, limit)
    return CaseList(
        items=[case_line(document) for document in page.items],
        next_cursor=page.next_cursor,
        total=await reader.count("cases", where),
    )


def case_line(document: dict[str, Any]) -> CaseLine:
    """A stored case as a line of a list; its tokens and sealed fields are left behind."""
    return CaseLine(id=document["_id"], version=document["version"], **document["view"])
