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
from shared.clock.deadline import Deadline
from shared.clock.deadlines import Clocks
from shared.kernel.cause import Actor
from shared.kernel.clock import Clock
from shared.kernel.labels import Words
from shared.kernel.roles import Role
from shared.projection.projection import Projection
from shared.projection.rows import Rows
from shared.storage.indexes import Index
from shared.storage.mongo import Document
from shared.storage.reading import Reader
from shared.web.view import View

MOST = 500
_SHOWN = ("case_no", "shown_name", "label", "responsible", "notice", "identity", "stated_by")


def due_row(document: Document) -> Document:
    """What the due list shows of a case: each limit with the time it is sorted by, and whether no end is known.

    ``first`` is where the case comes in the list, and ``count`` how many limits it has.
    """
    view = document["view"]
    limits = [
        {
            **limit,
            "when": limit["due_at"] or limit["anchor"],
            "undated": limit["due_at"] is None and limit["code"] not in TASKS,
        }
        for limit in view["deadlines"]
    ]
    first = min(((limit["undated"], limit["when"]) for limit in limits), default=None)
    return {
        **{name: view.get(name) for name in _SHOWN},
        "limits": limits,
        "count": len(limits),
        "first": None if first is None else {"undated": first[0], "when": first[1]},
    }


_FIRST = [("first.undated", 1), ("first.when", 1), ("case_no", 1)]
DUE = Projection(
    "due_list",
    "cases",
    due_row,
    indexes=(
        Index(_FIRST, "first"),
        Index([("responsible", 1), *_FIRST], "worker"),
        Index([("limits.due_at", 1)], "ends"),
    ),
)


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
        worker = {"responsible": self.responsible} if self.responsible else {}
        if self.mine:
            return {"responsible": reader_id}
        return {"responsible": None} if self.unassigned else worker


async def due_list(
    reader: Reader, rows: Rows, clocks: Clocks, clock: Clock, actor: Actor, wanted: DueFilter
) -> DueList:
    """At most MOST limits; overdue ones first; those whose end is not known yet are last. A task without a
    legal limit stands where its reason arose. Raises RoleRequired.
    """
    actor.require(*sorted(CARE))
    now, due = clock.now(), await rows.collection()
    where = {"first.when": {"$type": "date"}, **wanted.where(actor.id)}
    ended = {"limits.due_at": {"$lte": now, "$type": "date"}}
    only: list[Document] = (
        [] if wanted.overdue is None else [{"$match": ended if wanted.overdue else {"$nor": [ended]}}]
    )
    # of those with the most urgent limits, each has one of the MOST limits at least
    foremost: list[Document] = [] if only else [{"$sort": dict(_FIRST)}, {"$limit": MOST}]
    in_order = {"limits.undated": 1, "limits.when": 1, "case_no": 1}
    unwound: list[Document] = [{"$unwind": "$limits"}, *only]
    pipeline = [{"$match": where}, *foremost, *unwound, {"$sort": in_order}, {"$limit": MOST}]
    items = [_line(row, clocks, now, actor) for row in await reader.aggregate(due, pipeline)]
    every = await _sum(reader, due, [{"$match": where}, {"$project": {"count": 1}}])
    over = await _sum(
        reader, due, [{"$match": {**where, **ended}}, {"$unwind": "$limits"}, {"$match": ended}, {"$set": {"count": 1}}]
    )
    total = {None: every, True: over, False: every - over}[wanted.overdue]
    return DueList(items=items, total=total, overdue=0 if wanted.overdue is False else over, at=now)


async def _sum(reader: Reader, due: str, pipeline: list[Document]) -> int:
    """How many limits these rows count together."""
    rows = await reader.aggregate(due, [*pipeline, {"$group": {"_id": None, "n": {"$sum": "$count"}}}])
    return int(rows[0]["n"]) if rows else 0


def _line(row: Document, clocks: Clocks, now: datetime, actor: Actor) -> DueLine:
    item = row["limits"]
    notice, is_head = _notice(row["notice"]), Role.STATION_HEAD in actor.roles
    rule, due_at = clocks.rules.text(item["rule_version"]), item["due_at"]
    left = None if due_at is None else int((due_at - now).total_seconds())
    task = TASKS.get(item["code"])
    limit = Deadline(item["code"], item["rule_version"], item["anchor"], due_at)
    names = Words(rule.name_zh, rule.name_en) if rule else task or Words(item["code"], item["code"])
    return DueLine(
        case_id=row["_id"],
        case_no=row["case_no"],
        shown_name=row["shown_name"],
        label=row["label"],
        responsible=row["responsible"],
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
            stated=row["identity"] == IdentityState.STATED_BY_SELF.value,
            stated_by=row["stated_by"] or (),
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
