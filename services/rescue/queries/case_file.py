"""One case, whole and unmasked, for those who care for the person; the entrypoint logs each read with its purpose."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, TypeAdapter

from services.rescue.domain.actions import case_actions
from services.rescue.domain.case import HistoryEntry, RescueCase
from services.rescue.domain.clue import Clue
from services.rescue.domain.errors import CaseErased, CaseNotFound
from services.rescue.domain.identity import IdentityState
from services.rescue.domain.intake import EntryCorrection, Intake
from services.rescue.domain.interpreter import InterpreterRequest
from services.rescue.domain.interview import Interview
from services.rescue.domain.notice import Notice
from services.rescue.domain.older_shapes import upcast
from services.rescue.domain.permissions import MAY_READ
from services.rescue.domain.person import Person
from services.rescue.domain.placement import CustodyState, Departure, Placement
from services.rescue.domain.search import DnaRequest
from services.rescue.queries.due_list import rule_of
from shared.clock.deadlines import Deadline, DeadlineState
from shared.clock.rules import RuleTable, Status
from shared.kernel.actions import AllowedAction
from shared.kernel.calendar import local_date
from shared.kernel.cause import Actor
from shared.kernel.clock import Clock
from shared.storage.documents import read_state
from shared.storage.reading import Reader

_CASE = TypeAdapter(RescueCase)


class LimitRow(BaseModel):
    """One legal limit of the case with its source; ``overdue`` while its duty is still to be done.

    A missed one with ``released_at`` was not done before it was no longer owed.
    """

    model_config = ConfigDict(frozen=True)

    code: str
    name_zh: str
    name_en: str
    source: str
    source_status: Status | None
    rule_version: str
    anchor: datetime
    due_at: datetime | None
    warn_at: datetime | None
    state: DeadlineState
    met_at: datetime | None
    late_reason: str | None
    released_at: datetime | None
    overdue: bool
    calendar_missing: bool


class CaseFile(BaseModel):
    """Everything about one case, and what the reader may do with it now."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    case_no: str
    custody: CustodyState
    identity: IdentityState
    opened_at: datetime
    opened_by: str
    entered_at: datetime | None
    entry_corrections: list[EntryCorrection]
    departed_at: datetime | None
    departure: Departure | None
    declared: bool
    intake: Intake
    person: Person
    may_be_minor: bool
    ability_improved: bool
    placements: list[Placement]
    interviews: list[Interview]
    clues: list[Clue]
    interpreter_requests: list[InterpreterRequest]
    notices: list[Notice]
    notice_outlived: bool
    dna: DnaRequest | None
    limits: list[LimitRow]
    history: list[HistoryEntry]
    allowed_actions: list[AllowedAction]


async def case_file(reader: Reader, rules: RuleTable, clock: Clock, actor: Actor, case_id: str) -> CaseFile:
    """The case as it stands. Raises RoleRequired, CaseNotFound, and CaseErased."""
    actor.require(*sorted(MAY_READ))
    document = await reader.one("cases", {"_id": case_id})
    if document is None:
        raise CaseNotFound
    if erasure := document["state"].get("erasure"):
        day = local_date(datetime.fromisoformat(erasure["at"])).isoformat()
        raise CaseErased(case_no=document["state"]["case_no"], day=day)
    opened = await reader.open(document)
    case = read_state(_CASE, {**opened["state"], "id": case_id}, upcast)
    return file_of(case, document["version"], rules, clock.now(), actor)


def file_of(case: RescueCase, version: int, rules: RuleTable, now: datetime, actor: Actor) -> CaseFile:
    """The file of a case for this reader."""
    return CaseFile(
        id=case.id,
        version=version,
        case_no=case.case_no,
        custody=case.custody.state,
        identity=case.identity.state,
        opened_at=case.opened_at,
        opened_by=case.opened_by,
        entered_at=case.custody.entered_at,
        entry_corrections=case.custody.entry_corrections,
        departed_at=case.custody.departed_at,
        departure=case.custody.departure,
        declared=case.custody.declared,
        intake=case.custody.intake,
        person=case.identity.person,
        may_be_minor=case.identity.person.may_be_minor,
        ability_improved=case.conversation.ability_improved,
        placements=case.custody.placements,
        interviews=case.conversation.interviews,
        clues=case.conversation.clues,
        interpreter_requests=case.conversation.interpreter_requests,
        notices=case.search.notices,
        notice_outlived=case.search.notice_outlived,
        dna=case.search.dna,
        limits=[_limit(item, rules, now) for item in case.limits.deadlines.items],
        history=list(reversed(case.history)),
        allowed_actions=case_actions(case, actor),
    )


def _limit(item: Deadline, rules: RuleTable, now: datetime) -> LimitRow:
    rule = rule_of(rules, item.rule_version)
    return LimitRow(
        code=item.code,
        name_zh=rule.name_zh if rule else item.code,
        name_en=rule.name_en if rule else item.code,
        source=rule.source if rule else "",
        source_status=rule.status if rule else None,
        rule_version=item.rule_version,
        anchor=item.anchor,
        due_at=item.due_at,
        warn_at=item.warn_at,
        state=item.state,
        met_at=item.met_at,
        late_reason=item.late_reason,
        released_at=item.released_at,
        overdue=item.awaits and item.is_late(now),
        calendar_missing=item.awaits and item.due_at is None,
    )
