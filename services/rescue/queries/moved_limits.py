"""Which limits would end on another day if a year of the working calendar were entered, or an entry taken back.

Rescue alone counts in working days; nothing is kept by asking.
"""

from collections.abc import Sequence
from datetime import datetime

from pydantic import TypeAdapter

from services.rescue.domain.errors import NoSuchCalendarEntry
from services.rescue.domain.fields import CaseNo, EndsAt, LimitName
from services.rescue.domain.permissions import OPERATORS
from services.rescue.domain.rule_fields import (
    DaysOff,
    GivenNoticeNumber,
    GivenNoticeText,
    MakeUpDays,
    NoticeNumber,
    ReplacesYear,
    YearNumber,
)
from services.rescue.ports import CalendarYears
from shared.clock.deadline import Deadline
from shared.clock.deadlines import Clocks, Deadlines
from shared.kernel.calendar import EnteredYear, held_entry, taking_back
from shared.kernel.calendar_entry import new_entry
from shared.kernel.cause import Actor
from shared.kernel.clock import Clock
from shared.kernel.holiday_notice import read_notice
from shared.storage.documents import read_state
from shared.storage.mongo import Document
from shared.storage.reading import Reader
from shared.web.view import View

MOST = 200
"""How many moved limits are told one by one."""
_DEADLINES = TypeAdapter(Deadlines)
_RUNNING: tuple[Document, ...] = (
    {"$match": {"view.deadlines.code": {"$gt": ""}}},
    {"$project": {"view.case_no": 1, "state.limits": 1, "state.deadlines": 1}},
    {"$sort": {"view.case_no": 1}},
)


class YearToTry(View):
    """What would be entered."""

    year: YearNumber
    notice: GivenNoticeNumber
    text: GivenNoticeText
    replaces: ReplacesYear = False


class MovedLimit(View):
    """One running limit, when it ends as it stands and when it would; null where the calendar cannot say."""

    case_no: CaseNo
    name_zh: LimitName
    name_en: LimitName
    before: EndsAt | None
    after: EndsAt | None


class MovedLimits(View):
    """The days of the year as they would be counted, by which notice (null where none would be left), and of how many
    running limits how many would move; at most MOST of those, by case.
    """

    year: int
    source: NoticeNumber | None
    days_off: DaysOff
    make_up_days: MakeUpDays
    running: int
    total: int
    items: list[MovedLimit]


async def moved_limits(
    reader: Reader, calendar_years: CalendarYears, clocks: Clocks, clock: Clock, actor: Actor, tried: YearToTry | str
) -> MovedLimits:
    """What entering this year would move, or taking back the entry of this id; of sealed limits only the days are read.

    Raises RoleRequired, what the entry would be refused for, and NoSuchCalendarEntry.
    """
    actor.require(*sorted(OPERATORS))
    entries, now = await calendar_years.entries(), clock.now()
    if isinstance(tried, YearToTry):
        more = EnteredYear(tried.year, read_notice(tried.year, tried.text, tried.notice), actor.id, now)
        new_entry(more, clocks.with_entries(entries).years, replaces=tried.replaces)
    else:
        held = held_entry(entries, tried)
        if held is None:
            raise NoSuchCalendarEntry
        more = taking_back(held, "", actor.id, now)
    return await _moved(reader, clocks, entries, more)


async def _moved(reader: Reader, clocks: Clocks, entries: Sequence[EnteredYear], more: EnteredYear) -> MovedLimits:
    tried = Clocks(clocks.rules, clocks.with_entries([*entries, more]))
    year, running, moved = tried.calendar.years.get(more.number), 0, []
    for row in await reader.aggregate("cases", _RUNNING):
        for item in await _awaited(reader, row):
            running += 1
            if (after := tried.end_now(item)) != item.due_at:
                moved.append(_limit(row["view"]["case_no"], clocks, item, after))
    return MovedLimits(
        year=more.number,
        source=year.source if year else None,
        days_off=sorted(year.days_off) if year else [],
        make_up_days=sorted(year.make_up_days) if year else [],
        running=running,
        total=len(moved),
        items=moved[:MOST],
    )


async def _awaited(reader: Reader, document: Document) -> list[Deadline]:
    """The limits of a case that run; of one stored flat they stand beside its parts."""
    state = (await reader.open(document))["state"]
    kept = state["limits"]["deadlines"] if "limits" in state else state["deadlines"]
    return [item for item in read_state(_DEADLINES, kept).items if item.awaits]


def _limit(case_no: str, clocks: Clocks, item: Deadline, after: datetime | None) -> MovedLimit:
    rule = clocks.rules.text(item.rule_version)
    zh, en = (rule.name_zh, rule.name_en) if rule else (item.code, item.code)
    return MovedLimit(case_no=case_no, name_zh=zh, name_en=en, before=item.due_at, after=after)
