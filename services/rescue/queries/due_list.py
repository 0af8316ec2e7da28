"""The due list (到期事项): every legal limit whose duty is still to be done, the least time left first."""

from datetime import datetime
from typing import Any

from services.rescue.domain.ability import TASKS
from services.rescue.domain.charge_fields import Mine, Responsible, Unassigned
from services.rescue.domain.fields import (
    Basis,
    CaseNo,
    EndsAt,
    LeftFor,
    LimitName,
    Overdue,
    ShownName,
    StateOfLimit,
    Step,
    TemporaryLabel,
)
from services.rescue.domain.kinds import IdentityState
from services.rescue.domain.permissions import CARE
from services.rescue.domain.search_kinds import NoticeState
from services.rescue.domain.steps import NoticeOnItsWay, next_step
from services.rescue.queries.case_list import of_worker
from shared.clock.deadline import Deadline
from shared.clock.deadlines import Clocks
from shared.kernel.cause import Actor
from shared.kernel.clock import Clock
from shared.kernel.labels import Words
from shared.kernel.roles import Role
from shared.storage.reading import Reader
from shared.web.view import View

MOST = 500
_ENDLESS = {"$eq": ["$view.deadlines.due_at", None]}
_WHEN = {"$ifNull": ["$view.deadlines.due_at", "$view.deadlines.anchor"]}
_UNDATED = {"$and": [_ENDLESS, {"$not": [{"$in": ["$view.deadlines.code", sorted(TASKS)]}]}]}


class DueLine(View):
    """One limit of one case. ``left_s`` is the time left in seconds, negative when overdue.

    ``step`` is what the reader can do now; ``notice_id`` and ``about`` tell with which notice or request.

    ``due_at`` and ``left_s`` are None while the working calendar lacks a year: ``calendar_missing`` is true then, and
    ``year_missing`` names it. They are None, too, for a task without a legal limit, which is to be done at once.
    """

    case_id: str
    case_no: CaseNo
    shown_name: ShownName | None
    label: TemporaryLabel | None
    responsible: Responsible | None
    code: str
    name_zh: LimitName
    name_en: LimitName
    source: Basis
    due_at: EndsAt | None
    left_s: LeftFor | None
    state: StateOfLimit
    step: Step
    notice_id: str | None
    about: str
    warned: bool
    overdue: Overdue
    calendar_missing: bool
    year_missing: int | None = None


class DueList(View):
    """The limits with the least time left, how many there are in all, and the instant of looking."""

    items: list[DueLine]
    total: int
    overdue: int
    at: datetime


class DueFilter(View):
    """Of whose cases: a user name, the reader's own, or those of nobody; all when empty.

    ``overdue`` lists those alone whose limit has ended, or when it is false those whose limit has not.
    """

    responsible: Responsible | None = None
    mine: Mine = False
    unassigned: Unassigned = False
    overdue: Overdue | None = None

    def where(self, reader_id: str) -> dict[str, Any]:
        """The filter as it is for this reader."""
        named = {"view.responsible": self.responsible} if self.responsible else {}
        return named | of_worker(reader_id, mine=self.mine, unassigned=self.unassigned)


async def due_list(reader: Reader, clocks: Clocks, clock: Clock, actor: Actor, wanted: DueFilter) -> DueList:
    """At most MOST limits; overdue ones first; those whose end is not known yet are last. A task without a
    legal limit stands where its reason arose. Raises RoleRequired.
    """
    actor.require(*sorted(CARE))
    now = clock.now()
    late = {"$and": [{"$ne": ["$view.deadlines.due_at", None]}, {"$lte": ["$view.deadlines.due_at", now]}]}
    only: list[dict[str, Any]] = (
        [] if wanted.overdue is None else [{"$match": {"$expr": {"$eq": [late, wanted.overdue]}}}]
    )
    unwound: list[dict[str, Any]] = [
        {"$match": {"view.deadlines.code": {"$gt": ""}, **wanted.where(actor.id)}},
        {"$unwind": "$view.deadlines"},
        *only,
    ]
    rows = await reader.aggregate(
        "cases",
        [
            *unwound,
            {"$addFields": {"undated": _UNDATED, "when": _WHEN}},
            {"$sort": {"undated": 1, "when": 1, "view.case_no": 1}},
            {"$limit": MOST},
            {"$project": {"view.tokens": 0, "state": 0, "outbox": 0, "handled": 0}},
        ],
    )
    count = {"_id": None, "total": {"$sum": 1}, "overdue": {"$sum": {"$cond": [late, 1, 0]}}}
    counted = await reader.aggregate("cases", [*unwound, {"$group": count}])
    totals = counted[0] if counted else {"total": 0, "overdue": 0}
    items = [_line(row, clocks, now, actor) for row in rows]
    return DueList(items=items, total=totals["total"], overdue=totals["overdue"], at=now)


def _line(row: dict[str, Any], clocks: Clocks, now: datetime, actor: Actor) -> DueLine:
    view, item = row["view"], row["view"]["deadlines"]
    notice, is_head = _notice(view.get("notice")), Role.STATION_HEAD in actor.roles
    rule, due_at = clocks.rules.text(item["rule_version"]), item["due_at"]
    left = None if due_at is None else int((due_at - now).total_seconds())
    task = TASKS.get(item["code"])
    limit = Deadline(item["code"], item["rule_version"], item["anchor"], due_at)
    names = Words(rule.name_zh, rule.name_en) if rule else task or Words(item["code"], item["code"])
    return DueLine(
        case_id=row["_id"],
        case_no=view["case_no"],
        shown_name=view["shown_name"],
        label=view["label"],
        responsible=view.get("responsible"),
        code=item["code"],
        name_zh=names.zh,
        name_en=names.en,
        source=rule.source if rule else "",
        due_at=due_at,
        left_s=left,
        state=item["state"],
        step=next_step(
            item["code"],
            notice,
            actor.id,
            is_head=is_head,
            stated=view["identity"] == IdentityState.STATED_BY_SELF.value,
            stated_by=view.get("stated_by", ()),
        ),
        notice_id=notice.id if notice else None,
        about=item.get("about", ""),
        warned=item["warned"],
        overdue=due_at is not None and due_at <= now,
        calendar_missing=due_at is None and task is None,
        year_missing=clocks.year_missing(limit) if task is None else None,
    )


def _notice(stored: dict[str, str] | None) -> NoticeOnItsWay | None:
    if stored is None:
        return None
    return NoticeOnItsWay(stored["id"], NoticeState(stored["state"]), stored["author"])
