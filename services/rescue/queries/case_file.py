"""One case, whole and unmasked, for those who care for the person; the entrypoint logs each read with its purpose."""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from services.rescue.case_parts import (
    ClueRow,
    DutyRow,
    InquiryRow,
    InterpreterRequestRow,
    LimitRow,
    NoticeRow,
    PhotoRow,
    clue_rows,
    duty_rows,
    inquiry_rows,
    limit_row,
    next_limit,
    notice_rows,
    photo_rows,
    request_rows,
    step_for,
)
from services.rescue.case_record import CaseRecord, RecordQuestion, is_told_in_full, lines_of, record_of
from services.rescue.domain import entry_change
from services.rescue.domain.ability import AbilityReport
from services.rescue.domain.case import HistoryEntry, RescueCase
from services.rescue.domain.charge import Handover
from services.rescue.domain.charge_fields import Responsible
from services.rescue.domain.erasure import ErasureProposal
from services.rescue.domain.errors import CaseErased, CaseNotFound
from services.rescue.domain.fields import (
    AbilityImproved,
    AgeNowHigh,
    AgeNowLow,
    CaseNo,
    Custody,
    DepartedAt,
    EnteredAt,
    Identity,
    InCareFor,
    InterviewDue,
    LeftBy,
    MayBeMinor,
    NameRefuted,
    OpenedAt,
    SearchEnded,
    ShownName,
    Step,
    TemporaryLabel,
)
from services.rescue.domain.identity import IdentityCheck
from services.rescue.domain.intake import EntryCorrection, Intake
from services.rescue.domain.interview import Interview
from services.rescue.domain.older_shapes import upcast
from services.rescue.domain.part import CasePart
from services.rescue.domain.permissions import CARE, ON_CASE
from services.rescue.domain.person import Person
from services.rescue.domain.placement import Placement
from services.rescue.domain.search_fields import NoticeOutlived, StatedAt, StatedBy
from services.rescue.domain.ways import DepartureCorrection, Leaving
from services.rescue.queries.place_choices import HomeNow, home_now
from services.rescue.timeline import TimelineEntry, timeline
from shared.clock.deadlines import Clocks
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.calendar import local_date
from shared.kernel.cause import Actor
from shared.kernel.clock import Clock
from shared.reference.places import Places
from shared.storage.documents import adapter_of, read_state
from shared.storage.journal_reading import JournalReader
from shared.storage.reading import Reader
from shared.web.view import View

_CASE = adapter_of(RescueCase)
NOW = RecordQuestion()


class AgeNow(View):
    """How old the person is on the day of reading, by the estimate and its day."""

    low: AgeNowLow
    high: AgeNowHigh


class CaseFile(View):
    """Everything about one case, and what the reader may do with it now.

    ``shown_name`` is the name as it was said last, ``label`` what the person is called meanwhile. ``in_care_s`` is how
    long they have been, or were, in care, in seconds. ``timeline`` has the newest first; it is read from the journal
    that ``record`` tells of, as of the days that were asked for.
    """

    id: str
    version: int
    case_no: CaseNo
    custody: Custody
    identity: Identity
    search_ended: SearchEnded
    shown_name: ShownName | None
    label: TemporaryLabel | None
    opened_at: OpenedAt
    opened_by: str
    responsible: Responsible | None
    handovers: list[Handover]
    entered_at: EnteredAt | None
    entry_corrections: list[EntryCorrection]
    waiting_entry: EntryCorrection | None
    in_care_s: InCareFor | None
    departed_at: DepartedAt | None
    departure: LeftBy | None
    leaving: Leaving | None
    departure_corrections: list[DepartureCorrection]
    waiting_correction: DepartureCorrection | None
    intake: Intake
    person: Person
    home_now: HomeNow | None = None
    photos: list[PhotoRow]
    age_now: AgeNow | None
    may_be_minor: MayBeMinor
    ability_improved: AbilityImproved
    interview_due: InterviewDue
    ability_reports: list[AbilityReport]
    placements: list[Placement]
    interviews: list[Interview]
    clues: list[ClueRow]
    interpreter_requests: list[InterpreterRequestRow]
    notices: list[NoticeRow]
    notice_outlived: NoticeOutlived
    inquiries: list[InquiryRow]
    stated_at: StatedAt | None
    stated_by: StatedBy
    identity_checks: list[IdentityCheck]
    name_refuted: NameRefuted
    duty_papers: list[DutyRow]
    erasure_proposal: ErasureProposal | None
    limits: list[LimitRow]
    next_limit: LimitRow | None
    next_step: Step | None
    timeline: list[TimelineEntry]
    record: CaseRecord | None = None
    allowed_actions: list[AllowedAction]


async def case_file(
    reader: Reader,
    journal: JournalReader,
    places: Callable[[], Places],
    offers: Offers,
    clocks: Clocks,
    clock: Clock,
    actor: Actor,
    case_id: str,
    asked: RecordQuestion = NOW,
) -> CaseFile:
    """The case as it stands. Raises RoleRequired, CaseNotFound, and CaseErased."""
    actor.require(*sorted(CARE))
    document = await reader.one("cases", {"_id": case_id})
    if document is None:
        raise CaseNotFound
    if erasure := document["state"].get("erasure"):
        day = local_date(datetime.fromisoformat(erasure["at"]))
        raise CaseErased(case_no=document["state"]["case_no"], day=day)
    opened = await reader.open(document)
    case = read_state(_CASE, {**opened["state"], "id": case_id}, upcast)
    read_now = case, document["version"], offers, clocks, clock.now(), actor
    home = case.identity.person.home_place
    placed = {"home_now": home_now(home, places()) if home else None}
    if not asked.record:
        return file_of(*read_now).model_copy(update=placed)
    kept = await journal.record_of("cases", case_id)
    told = lines_of(kept.told) if is_told_in_full(kept.told) else case.history
    lines = [line for line in told if asked.covers(line)]
    return file_of(*read_now, lines).model_copy(update={"record": record_of(kept, asked), **placed})


def file_of(
    case: RescueCase,
    version: int,
    offers: Offers,
    clocks: Clocks,
    now: datetime,
    actor: Actor,
    lines: Sequence[HistoryEntry] | None = None,
) -> CaseFile:
    """The file of a case for this reader; without ``lines`` with its history as the case itself remembers it."""
    today, custody, person = local_date(now), case.custody, case.identity.person
    return CaseFile(
        id=case.id,
        version=version,
        case_no=case.case_no,
        custody=custody.state,
        identity=case.identity.state,
        search_ended=case.search.ended_without_answer,
        shown_name=person.name.value.shown if person.name.value else None,
        label=person.temporary_label,
        opened_at=case.opened_at,
        opened_by=case.opened_by,
        responsible=case.charge.responsible,
        handovers=case.charge.handovers,
        entered_at=custody.entered_at,
        entry_corrections=custody.entry_corrections,
        waiting_entry=entry_change.waiting(case),
        in_care_s=in_care_s(case, now),
        **_left(case),
        intake=custody.intake,
        person=person,
        photos=photo_rows(case, offers, actor),
        age_now=_age_now(person, today),
        may_be_minor=person.may_be_minor_on(today),
        **_spoken(case),
        placements=custody.placements,
        clues=clue_rows(case, offers, actor),
        interpreter_requests=request_rows(case, offers, actor),
        notices=notice_rows(case, offers, actor),
        notice_outlived=case.search.notice_outlived,
        inquiries=inquiry_rows(case, offers, actor),
        **_checked(case),
        duty_papers=duty_rows(case, clocks.rules),
        erasure_proposal=case.erasure_proposal,
        limits=[limit_row(item, clocks, now) for item in case.limits.deadlines.items],
        **_next(case, clocks, now, actor),
        timeline=timeline(case, case.history if lines is None else lines, clocks.rules),
        allowed_actions=offers.on(ON_CASE, _of_today(case, today), actor),
    )


def _left(case: RescueCase) -> dict[str, Any]:
    """How and when the person left, and what was, or is to be, corrected of it."""
    told = ("departed_at", "departure", "leaving", "departure_corrections", "waiting_correction")
    return {name: getattr(case.custody, name) for name in told}


def _spoken(case: RescueCase) -> dict[str, Any]:
    """How the person speaks, and what was heard."""
    conversation = case.conversation
    told = {name: getattr(conversation, name) for name in ("ability_improved", "ability_reports", "interviews")}
    return {**told, "interview_due": conversation.interview_due is not None}


def _checked(case: RescueCase) -> dict[str, Any]:
    """What was stated, by whom it was written down, and what its checks showed."""
    identity = case.identity
    stated = {"stated_at": identity.stated_at, "stated_by": list(identity.stated_by)}
    return {**stated, "identity_checks": identity.checks, "name_refuted": identity.name_refuted}


def _next(case: RescueCase, clocks: Clocks, now: datetime, actor: Actor) -> dict[str, Any]:
    """The limit that ends next, and what the reader can do for it."""
    due = next_limit(case.limits.deadlines.items)
    step = step_for(case, due.code, actor) if due else None
    return {"next_limit": limit_row(due, clocks, now) if due else None, "next_step": step}


def _of_today(case: RescueCase, today: date) -> RescueCase:
    """The case with the age of the day of reading, by which it is offered what may be done; it is never stored."""
    parts: dict[str, Any] = {name: copy(part) for name, part in vars(case).items() if isinstance(part, CasePart)}
    parts["identity"] = replace(case.identity, person=case.identity.person.aged(today))
    return replace(case, **parts)


def _age_now(person: Person, today: date) -> AgeNow | None:
    age = person.age_on(today)
    return AgeNow(low=age[0], high=age[1]) if age else None


def in_care_s(case: RescueCase, now: datetime) -> int | None:
    """How long the person has been, or was, in care, in seconds; None for somebody who has not come."""
    if case.custody.entered_at is None:
        return None
    return int(((case.custody.departed_at or now) - case.custody.entered_at).total_seconds())
