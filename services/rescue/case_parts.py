"""The parts of a case as its file shows them: each with what may be done with it, limits with their source."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from services.rescue.domain.case import RescueCase
from services.rescue.domain.clue import Clue
from services.rescue.domain.fields import (
    Basis,
    EndsAt,
    LateReason,
    LimitName,
    MetAt,
    Overdue,
    PaperOfDuty,
    Paused,
    StateOfLimit,
)
from services.rescue.domain.inquiries import Inquiry
from services.rescue.domain.interpreter import InterpreterRequest
from services.rescue.domain.kinds import IdentityState
from services.rescue.domain.limits import BY_PAPER, is_listed
from services.rescue.domain.notice import Notice
from services.rescue.domain.notice_check import HeldWords, held_words
from services.rescue.domain.permissions import ON_CLUE, ON_INQUIRY, ON_INTERPRETER_REQUEST, ON_NOTICE, ON_PHOTO
from services.rescue.domain.photos import Photo
from services.rescue.domain.search_kinds import DutyStep
from services.rescue.domain.settling import settles
from services.rescue.domain.steps import NoticeOnItsWay, next_step
from shared.clock.deadline import Deadline
from shared.clock.deadlines import Clocks
from shared.clock.rules import RuleTable, Status
from shared.kernel.act import Evidence
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.roles import Role
from shared.web.view import View


@dataclass(frozen=True)
class ClueRow(Clue):
    """One clue, and what may be done with it."""

    allowed_actions: list[AllowedAction] = field(default_factory=list)


@dataclass(frozen=True)
class InterpreterRequestRow(InterpreterRequest):
    """One request for an interpreter, and what may be done with those who were proposed."""

    allowed_actions: list[AllowedAction] = field(default_factory=list)


@dataclass(frozen=True)
class NoticeRow(Notice):
    """One search notice, the words of it that are held for the second person, and what may be done with it."""

    held: list[HeldWords] = field(default_factory=list)
    allowed_actions: list[AllowedAction] = field(default_factory=list)


@dataclass(frozen=True)
class InquiryRow(Inquiry):
    """One request to police or laboratory, and what may be done with it.

    ``settles`` names the answer of a settlement that its reply is, empty where there is none.
    """

    settles: str = ""
    allowed_actions: list[AllowedAction] = field(default_factory=list)


@dataclass(frozen=True)
class PhotoRow(Photo):
    """One photograph or recording, and what may be done with it."""

    allowed_actions: list[AllowedAction] = field(default_factory=list)


class LimitRow(View):
    """One legal limit of the case with its source; ``overdue`` while its duty is still to be done.

    A missed one with ``released_at`` was not done before it was no longer owed. ``counts_from`` is later than the
    anchor where the limit was not in force yet. ``year_missing`` is the year that the calendar lacks for its end.
    """

    code: str
    name_zh: LimitName
    name_en: LimitName
    source: Basis
    source_status: Status | None
    rule_version: str
    anchor: datetime
    counts_from: datetime
    due_at: EndsAt | None
    warn_at: datetime | None
    state: StateOfLimit
    met_at: MetAt | None
    late_reason: LateReason | None
    released_at: datetime | None
    overdue: Overdue
    paused: Paused
    about: str
    by_paper: bool
    calendar_missing: bool
    year_missing: int | None = None


def clue_rows(case: RescueCase, offers: Offers, actor: Actor) -> list[ClueRow]:
    """The clues, in the order in which they were heard."""
    return [
        ClueRow(**vars(clue), allowed_actions=offers.on(ON_CLUE, (case, clue.id), actor))
        for clue in case.conversation.clues
    ]


def request_rows(case: RescueCase, offers: Offers, actor: Actor) -> list[InterpreterRequestRow]:
    """The requests for an interpreter, the oldest first."""
    return [
        InterpreterRequestRow(**vars(one), allowed_actions=offers.on(ON_INTERPRETER_REQUEST, (case, one.id), actor))
        for one in case.conversation.interpreter_requests
    ]


def notice_rows(case: RescueCase, offers: Offers, actor: Actor) -> list[NoticeRow]:
    """The notices, the oldest first."""
    return [
        NoticeRow(
            **vars(notice),
            held=list(held_words(notice.text)),
            allowed_actions=offers.on(ON_NOTICE, (case, notice.id), actor),
        )
        for notice in case.search.notices
    ]


def inquiry_rows(case: RescueCase, offers: Offers, actor: Actor) -> list[InquiryRow]:
    """The requests to police and laboratories, the oldest first."""
    return [
        InquiryRow(**vars(one), settles=settles(one.kind), allowed_actions=offers.on(ON_INQUIRY, (case, one.id), actor))
        for one in case.inquiries.sent
    ]


def photo_rows(case: RescueCase, offers: Offers, actor: Actor) -> list[PhotoRow]:
    """The photographs and recordings, the oldest first."""
    return [
        PhotoRow(**vars(one), allowed_actions=offers.on(ON_PHOTO, (case, one.id), actor)) for one in case.photos.kept
    ]


class DutyRow(View):
    """A duty that was done outside, with the name of its limit."""

    name_zh: LimitName
    name_en: LimitName
    paper: PaperOfDuty
    at: datetime
    by: str
    recorded_at: datetime
    evidence: Evidence


def duty_rows(case: RescueCase, rules: RuleTable) -> list[DutyRow]:
    """The duties that were done outside, the oldest first."""
    rows = []
    for paper in case.limits.papers:
        texts = rules.versions(paper.code)
        zh, en = (texts[-1].name_zh, texts[-1].name_en) if texts else (paper.code, paper.code)
        told = {name: value for name, value in vars(paper).items() if name != "code"}
        rows.append(DutyRow(name_zh=zh, name_en=begun(en), **told))
    return rows


def limit_row(item: Deadline, clocks: Clocks, now: datetime) -> LimitRow:
    """A limit as it stands now."""
    rule = clocks.rules.text(item.rule_version)
    return LimitRow(
        code=item.code,
        name_zh=rule.name_zh if rule else item.code,
        name_en=rule.name_en if rule else item.code,
        source=rule.source if rule else "",
        source_status=rule.status if rule else None,
        rule_version=item.rule_version,
        anchor=item.anchor,
        counts_from=rule.counts_from(item.anchor) if rule else item.anchor,
        due_at=item.due_at,
        warn_at=item.warn_at,
        state=item.state,
        met_at=item.met_at,
        late_reason=item.late_reason,
        released_at=item.released_at,
        overdue=is_listed(item) and item.is_late(now),
        paused=item.paused,
        about=item.about,
        by_paper=item.awaits and item.code in BY_PAPER,
        calendar_missing=item.awaits and item.due_at is None,
        year_missing=clocks.year_missing(item) if item.awaits else None,
    )


def step_for(case: RescueCase, code: str, actor: Actor) -> DutyStep:
    """What the reader can do now for the duty of a limit of the case."""
    notice, is_head = NoticeOnItsWay.of(case.search), Role.STATION_HEAD in actor.roles
    stated = case.identity.state is IdentityState.STATED_BY_SELF
    return next_step(code, notice, actor.id, is_head=is_head, stated=stated, stated_by=case.identity.stated_by)


def next_limit(limits: Iterable[Deadline]) -> Deadline | None:
    """The limit whose duty is to be done next; one whose end is not known yet hides none whose end is."""
    awaited = [item for item in limits if item.awaits]
    return min(awaited, key=lambda item: item.due_at or datetime.max.replace(tzinfo=UTC), default=None)


def begun(name: str) -> str:
    """An English name as a line of its own begins with it."""
    return name[:1].upper() + name[1:]
