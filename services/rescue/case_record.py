"""The record of a case (办案记录): what its journal tells, in full or as it was known and true on a day.

Of a case that is older than the journal, the first entry is its state as it was stored then, with the history in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

from pydantic import TypeAdapter

from services.rescue.domain import entry_events, events, limit_events
from services.rescue.domain.case import HistoryEntry
from services.rescue.domain.case_event import CaseEvent
from services.rescue.domain.older_shapes import upcast
from services.rescue.domain.record_fields import JournalEntries, JournalHash, JournalWhole, KnownOn, TrueOn, WithRecord
from shared.kernel.act import Act
from shared.kernel.calendar import deadline_end
from shared.storage.journal import AS_MIGRATED
from shared.storage.journal_reading import Record, Told
from shared.web.view import View

_LINES = TypeAdapter(list[HistoryEntry])


class RecordQuestion(View):
    """Of which days the record is asked: what was true by the end of one, as it was known by the end of another.

    Without ``record`` the journal is not opened: every entry has to be unsealed, which takes most of a long case's
    reading, and only the timeline shows it.
    """

    true_on: TrueOn | None = None
    known_on: KnownOn | None = None
    record: WithRecord = True

    def covers(self, line: HistoryEntry) -> bool:
        """Whether the line had happened and was written down by then; of old lines only one of the two is known."""
        happened = self.true_on is None or line.at < deadline_end(self.true_on)
        return happened and (self.known_on is None or (line.recorded_at or line.at) < deadline_end(self.known_on))


class CaseRecord(View):
    """What the record rests on: how many entries the journal of the case has, and the hash of the last.

    ``whole``: the chain was checked now, and nothing in it was changed or is missing.
    """

    entries: JournalEntries
    last_hash: JournalHash
    whole: JournalWhole
    true_on: TrueOn | None
    known_on: KnownOn | None


def record_of(journal: Record, asked: RecordQuestion) -> CaseRecord:
    """The journal of a case as its record shows it."""
    return CaseRecord(
        entries=len(journal.told),
        last_hash=journal.last_hash,
        whole=not journal.faults,
        true_on=asked.true_on,
        known_on=asked.known_on,
    )


def lines_of(told: Iterable[Told]) -> list[HistoryEntry]:
    """The lines of the history, in the order in which they were written down."""
    return [line for one in told for line in _lines(one)]


def _lines(one: Told) -> Iterator[HistoryEntry]:
    if one.data is None:
        return
    if one.what == AS_MIGRATED:
        yield from _LINES.validate_python(upcast(one.data["state"])["history"])
    elif kind := _EVENTS.get(one.what):
        act = Act(one.by, one.occurred_at, one.recorded_at)
        about, detail = _about(kind, one.data), one.data.get("detail")
        yield HistoryEntry(kind.WHAT, act.occurred_at, act.person, detail, act.recorded_at, about)


def _about(kind: type[CaseEvent], data: Mapping[str, Any]) -> tuple[str, ...]:
    """What the event concerns, read from its entry: events may have gained fields since that was written."""
    if issubclass(kind, events.FieldsChanged):
        return tuple(data.get("fields", ()))
    return (data["notice_id"],) if issubclass(kind, events.NoticeEvent) else ()


def is_told_in_full(told: Sequence[Told]) -> bool:
    """Whether the journal has begun and tells every line by itself; its first entries had no details."""
    return bool(told) and all("detail" in one.data for one in told if one.data and one.what in _EVENTS)


def _by_name(*modules: ModuleType) -> dict[str, type[CaseEvent]]:
    """Every event of a case by the name under which the journal keeps it."""
    classes = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    return {one.__name__: one for one in classes if issubclass(one, CaseEvent) and hasattr(one, "WHAT")}


_EVENTS = _by_name(events, entry_events, limit_events)
