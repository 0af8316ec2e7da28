"""The list of cases: masked, filtered, sorted, one page at a time."""

import re
from datetime import date
from typing import Any, Literal

from services.rescue.domain.ability import TASKS
from services.rescue.domain.charge_fields import Mine, Responsible, Unassigned
from services.rescue.domain.fields import (
    AbilityImproved,
    AgeHigh,
    AgeLow,
    CaseNo,
    CorrectionToDecide,
    Custody,
    EnteredAt,
    EntryToDecide,
    ErasureToDecide,
    Identity,
    InCareOnly,
    InterpreterNow,
    IsErased,
    MayBeMinor,
    NextEnd,
    NoticeToApprove,
    OpenedAt,
    PartOfNumber,
    SearchEnded,
    SexSeen,
    ShownName,
    TemporaryLabel,
    Unidentified,
)
from services.rescue.domain.kinds import CustodyState, IdentityState
from services.rescue.domain.permissions import CARE, HEADS, ON_CASES
from services.rescue.domain.person import AgeInterval
from services.rescue.domain.search_fields import NoticeOutlived, NoticeWaiting
from shared.clock.deadline import Deadline
from shared.clock.deadlines import Clocks
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.calendar import local_date
from shared.kernel.cause import Actor
from shared.kernel.clock import Clock
from shared.storage.reading import LINE, Reader
from shared.web.view import View

Sort = Literal["case_no", "-case_no", "opened_at", "-opened_at", "next_end", "-next_end"]


class CaseLine(View):
    """One case in a list. ``shown_name`` is masked; the age is that of the day of reading.

    ``next_end`` is when the next legal limit ends, or ended. Where no end is known but something is owed,
    ``calendar_missing`` is true, and ``year_missing`` is the year that the working calendar lacks for it.

    ``notice_outlived``: a notice is still public though nobody is searched for any more, and should be withdrawn.
    ``erased``: nothing is known of the person any more, as the law demands.
    """

    id: str
    version: int
    case_no: CaseNo
    custody: Custody
    identity: Identity
    erased: IsErased = False
    search_ended: SearchEnded = False
    opened_at: OpenedAt
    responsible: Responsible | None = None
    entered_at: EnteredAt | None
    shown_name: ShownName | None
    label: TemporaryLabel | None
    sex: SexSeen | None
    age_low: AgeLow | None
    age_high: AgeHigh | None
    may_be_minor: MayBeMinor
    ability_improved: AbilityImproved
    interpreter: InterpreterNow | None
    notice_waiting: NoticeWaiting
    notice_outlived: NoticeOutlived = False
    next_end: NextEnd | None
    calendar_missing: bool = False
    year_missing: int | None = None


class CaseList(View):
    """One page of cases, how many fit the filter in all, the mark of the next page, and what may be done."""

    items: list[CaseLine]
    next_cursor: str | None
    total: int
    allowed_actions: list[AllowedAction]


class CaseFilter(View):
    """What to list, and in which order; everything when empty. ``in_care`` leaves out departed cases.

    ``unidentified`` lists those whose identity is still open, whether or not the search for it has begun.

    ``notice_to_approve`` lists those with a notice that the reader may approve: a head, and never the author.

    ``correction_to_decide``, ``entry_to_decide`` and ``erasure_to_decide`` list those in which a colleague proposed to
    take a departure back, to correct the time of arrival, or to erase the person, and the reader may be the second who
    decides.

    ``responsible`` is a user name, ``mine`` the reader's own; ``unassigned`` are cases without a responsible worker.

    ``q`` is part of a case number; anything else finds nothing here, for names are looked for by search_cases.
    """

    custody: Custody | None = None
    identity: Identity | None = None
    unidentified: Unidentified = False
    in_care: InCareOnly = False
    notice_waiting: NoticeWaiting | None = None
    notice_to_approve: NoticeToApprove = False
    notice_outlived: NoticeOutlived | None = None
    correction_to_decide: CorrectionToDecide = False
    entry_to_decide: EntryToDecide = False
    erasure_to_decide: ErasureToDecide = False
    responsible: Responsible | None = None
    mine: Mine = False
    unassigned: Unassigned = False
    q: PartOfNumber | None = None
    sort: Sort = "-case_no"

    @property
    def order(self) -> list[tuple[str, int]]:
        """The order as the reader takes it; what is equal goes by number, the newest first."""
        name, direction = self.sort.lstrip("-"), -1 if self.sort.startswith("-") else 1
        newest = [] if name == "case_no" else [("view.case_no", -1)]
        return [(f"view.{name}", direction), *newest]

    def where(self, reader: Actor) -> dict[str, Any]:
        """The filter as it is for this reader."""
        named = {"custody", "identity", "notice_waiting", "notice_outlived", "responsible"}
        given = self.model_dump(mode="json", exclude_none=True, include=named)
        where: dict[str, Any] = {"view.case_no": _numbers(self.q)}
        where |= {f"view.{name}": value for name, value in given.items()}
        where |= of_worker(reader.id, mine=self.mine, unassigned=self.unassigned)
        if self.in_care and self.custody is None:
            in_care = [state.value for state in CustodyState if state is not CustodyState.DEPARTED]
            where["view.custody"] = {"$in": in_care}
        if self.unidentified and self.identity is None:
            where["view.identity"] = {"$in": [IdentityState.UNKNOWN.value, IdentityState.SEARCHING.value]}
        if self.notice_to_approve:
            others: dict[str, Any] = {"$ne": reader.id} if reader.roles & HEADS else {"$in": []}
            where |= {"view.notice_waiting": True, "view.notice_by": others}
        return where | self._to_decide(reader)

    def _to_decide(self, reader: Actor) -> dict[str, Any]:
        """What takes two: nobody decides what they proposed, and one of two who erase is a head."""
        where: dict[str, Any] = {}
        if self.correction_to_decide:
            where |= {"view.correction_waits": True, "view.correction_by": {"$ne": reader.id}}
        if self.entry_to_decide:
            where |= {"view.entry_waits": True, "view.entry_by": {"$ne": reader.id}}
        if self.erasure_to_decide:
            where |= {"view.erasure_waits": True, "view.erasure_by": {"$ne": reader.id}}
            where |= {} if reader.roles & HEADS else {"view.erasure_by_head": True}
        return where


def of_worker(reader_id: str, *, mine: bool, unassigned: bool) -> dict[str, Any]:
    """The filter by responsible worker; also a case from before anybody was named is one without."""
    if mine:
        return {"view.responsible": reader_id}
    return {"view.responsible": None} if unassigned else {}


def _numbers(part: str | None) -> dict[str, Any]:
    """Which case numbers fit; said even when all do, so that counting reads an index alone."""
    if not part or not part.strip():
        return {"$gt": ""}
    if not re.fullmatch(r"救?[0-9]*-?[0-9]*", part.strip()):
        return {"$in": []}
    return {"$regex": ("^" if part.strip().startswith("救") else "") + re.escape(part.strip())}


async def case_list(
    reader: Reader,
    offers: Offers,
    clocks: Clocks,
    clock: Clock,
    actor: Actor,
    wanted: CaseFilter,
    cursor: str | None = None,
    limit: int = 50,
) -> CaseList:
    """The cases that fit, in the order asked for. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(CARE))
    today = local_date(clock.now())
    where = wanted.where(actor)
    page = await reader.page("cases", where, wanted.order, cursor, limit, LINE)
    return CaseList(
        items=[_with_year(case_line(document, today), document, clocks) for document in page.items],
        next_cursor=page.next_cursor,
        total=await reader.count("cases", where),
        allowed_actions=offers.on(ON_CASES, None, actor),
    )


def case_line(document: dict[str, Any], today: date) -> CaseLine:
    """A stored case as a line of a list, with the age of today; its tokens and sealed fields are left behind."""
    view = document["view"]
    told = {**view, **_aged(document, today), "calendar_missing": view["next_end"] is None and bool(_undated(view))}
    return CaseLine(id=document["_id"], version=document["version"], **told)


def _undated(view: dict[str, Any]) -> list[Deadline]:
    """What is owed by law of which no end is known."""
    limits = [item for item in view.get("deadlines", ()) if item["due_at"] is None and item["code"] not in TASKS]
    return [Deadline(item["code"], item["rule_version"], item["anchor"], None) for item in limits]


def _with_year(line: CaseLine, document: dict[str, Any], clocks: Clocks) -> CaseLine:
    """The line with the first year that the calendar lacks for what it owes."""
    if not line.calendar_missing:
        return line
    years = [year for one in _undated(document["view"]) if (year := clocks.year_missing(one)) is not None]
    return line.model_copy(update={"year_missing": min(years, default=None)})


def _aged(document: dict[str, Any], today: date) -> dict[str, Any]:
    """The age today; one that was stored before days of estimates were kept stays as it is."""
    low, high, known = (document["view"].get(name) for name in ("age_low", "age_high", "age_on"))
    if low is None:
        return {"may_be_minor": False}
    age = AgeInterval(low, high, estimated_on=date.fromisoformat(known) if known else None)
    low, high = age.on(today)
    return {"age_low": low, "age_high": high, "may_be_minor": age.may_be_minor_on(today)}
