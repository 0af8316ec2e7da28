"""The timeline of a case in words: what happened, when, by whom, and about which notice or which fields."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import get_args, get_type_hints

from services.rescue.case_parts import begun
from services.rescue.domain.case import HistoryEntry, RescueCase
from services.rescue.domain.intake import Intake
from services.rescue.domain.kinds import Ability, ContactOutcome, CustodyState, Departure, ErasureGround, Happening
from services.rescue.domain.person import Person
from services.rescue.domain.photo_fields import PhotoShows
from services.rescue.domain.search_kinds import CheckOutcome, InquiryKind, PublicationChannel, ReplyOutcome
from shared.clock.rules import RuleTable
from shared.kernel.labels import Label, LabelledEnum, Words
from shared.web.view import View

_DETAILS: dict[Happening, type[LabelledEnum]] = {
    Happening.PERSON_PLACED: CustodyState,
    Happening.PERSON_DEPARTED: Departure,
    Happening.DEPARTURE_CORRECTION_PROPOSED: Departure,
    Happening.DEPARTURE_CORRECTION_DECLINED: Departure,
    Happening.DEPARTURE_CORRECTED: Departure,
    Happening.INTERVIEW_RECORDED: Ability,
    Happening.ABILITY_REPORTED: Ability,
    Happening.ERASURE_PROPOSED: ErasureGround,
    Happening.INTERPRETER_CONTACTED: ContactOutcome,
    Happening.IDENTITY_CHECKED: CheckOutcome,
    Happening.NOTICE_PUBLISHED: PublicationChannel,
    Happening.INQUIRY_SENT: InquiryKind,
    Happening.INQUIRY_ANSWERED: ReplyOutcome,
    Happening.PHOTO_ADDED: PhotoShows,
    Happening.PHOTO_REMOVED: PhotoShows,
}
_LIMITS = frozenset(
    {Happening.DEADLINE_DATED, Happening.DEADLINE_DUE_SOON, Happening.DEADLINE_MISSED, Happening.DUTY_RECORDED}
)


_OF_A_NOTICE = frozenset(
    {
        Happening.NOTICE_PROPOSED,
        Happening.NOTICE_APPROVED,
        Happening.NOTICE_RETURNED,
        Happening.NOTICE_PUBLISHED,
        Happening.NOTICE_WITHDRAWN,
    }
)


_BY_ITSELF = frozenset({Happening.ABILITY_IMPROVED, Happening.INTERPRETERS_PROPOSED})
"""What nobody does: it follows from what somebody wrote down, or another service answered."""


class TimelineEntry(View):
    """Something that happened, when, by whom (nobody for a service), and when it was written down, if that is known.

    ``detail`` is a code; what people call it stands beside it, and is empty where nothing is said of it.
    """

    what: Happening
    at: datetime
    by: str | None
    detail: str | None
    detail_zh: str
    detail_en: str
    recorded_at: datetime | None = None


def timeline(case: RescueCase, lines: Iterable[HistoryEntry], rules: RuleTable) -> list[TimelineEntry]:
    """These lines in words, the newest first; of what happened at the same time, what was written down last."""
    numbers = {notice.id: number for number, notice in enumerate(case.search.notices, 1)}
    reasons = {one.id: one.withdrawal.reason for one in case.search.notices if one.withdrawal}
    in_order = sorted(lines, key=lambda line: line.at)
    return [_entry(line, rules, numbers, reasons) for line in reversed(in_order)]


def _entry(
    line: HistoryEntry, rules: RuleTable, numbers: Mapping[str, int], reasons: Mapping[str, str]
) -> TimelineEntry:
    told = [words for words in (_about(line, numbers), _words(line, rules), _why(line, reasons)) if words.zh]
    return TimelineEntry(
        what=line.what,
        at=line.at,
        by=None if line.what in _BY_ITSELF else line.by,
        detail=line.detail,
        detail_zh="，".join(words.zh for words in told),
        detail_en=", ".join(words.en for words in told),
        recorded_at=line.recorded_at,
    )


def _about(line: HistoryEntry, numbers: Mapping[str, int]) -> Words:
    """Which notice, by its place among those of the case, or which fields."""
    if line.what in _OF_A_NOTICE and line.about and line.about[0] in numbers:
        return Words(f"第 {numbers[line.about[0]]} 份", f"notice {numbers[line.about[0]]}")
    labels = _LABELS.get(line.what, {})
    found = [labels[name] for name in line.about if name in labels]
    return Words("、".join(one.zh for one in found), ", ".join(one.en for one in found))


def _why(line: HistoryEntry, reasons: Mapping[str, str]) -> Words:
    """Why a notice was withdrawn, as somebody said it."""
    reason = reasons.get(line.about[0], "") if line.what is Happening.NOTICE_WITHDRAWN and line.about else ""
    return Words(reason, reason)


def _labels(kind: type[Person | Intake]) -> dict[str, Label]:
    """What the fields of a record are called."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: label for name, hint in hints.items() if (label := _label_in(hint)) is not None}


def _label_in(hint: object) -> Label | None:
    """The label on a type, also inside an optional one."""
    for one in getattr(hint, "__metadata__", ()):
        if isinstance(one, Label):
            return one
    return next((found for inner in get_args(hint) if (found := _label_in(inner)) is not None), None)


def _words(line: HistoryEntry, rules: RuleTable) -> Words:
    if line.detail is None:
        return Words("", "")
    if kind := _DETAILS.get(line.what):
        return kind(line.detail).label
    if line.what not in _LIMITS:
        return Words("", "")
    texts = rules.versions(line.detail)
    return Words(texts[-1].name_zh, begun(texts[-1].name_en)) if texts else Words(line.detail, line.detail)


_LABELS = {Happening.PERSON_DESCRIBED: _labels(Person), Happening.INTAKE_SUPPLEMENTED: _labels(Intake)}
