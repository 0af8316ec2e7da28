"""Builders for tests of rescue: a case in any state, its parts, its ports in memory, and causes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from services.rescue.app import COMMANDS
from services.rescue.domain.answers import Answer
from services.rescue.domain.case import RescueCase
from services.rescue.domain.clue import ClueNote
from services.rescue.domain.departure_kinds import AloneWay, DisorderSigns, Receiver
from services.rescue.domain.identity import IdentityCheck
from services.rescue.domain.intake import Intake
from services.rescue.domain.interpreter import Proposal
from services.rescue.domain.interview import InterviewNote
from services.rescue.domain.kinds import Ability, Arrival, ClueKind, Departure, MarkKind, Place, Sex
from services.rescue.domain.notice import NoticeText, Publication
from services.rescue.domain.person import AgeInterval, Mark, Person, Signs, StatedName
from services.rescue.domain.photo_fields import PhotoShows
from services.rescue.domain.search_kinds import CheckOutcome, CheckSource, PublicationChannel
from services.rescue.domain.ways import (
    Alone,
    Died,
    Escort,
    Escorted,
    Fetched,
    NeverCame,
    Settled,
    Transferred,
    WalkedOut,
    Way,
)
from services.rescue.settings import RescueSettings
from shared.clock.deadlines import Clocks
from shared.clock.rules import read_rules
from shared.kernel.act import Act
from shared.kernel.actions import Offers
from shared.kernel.cause import Actor, Cause
from shared.kernel.files import FileKind, FileRef
from shared.reference.calendars import chinese_calendar
from tests.second_person import LOOKED

ENTERED = datetime(2026, 9, 28, 1, 0, tzinfo=UTC)
"""Monday 2026-09-28, nine in the morning in China."""
HOUR = timedelta(hours=1)
FANG, LI = Actor("fang", frozenset({"rescue_worker"})), Actor("li", frozenset({"rescue_worker"}))
HEAD, REGISTRY = Actor("zhanzhang", frozenset({"station_head"})), Actor("service:registry")
CLOCKS = Clocks(read_rules(RescueSettings.model_fields["limits_file"].default), chinese_calendar())

OFFERS = Offers(COMMANDS)
ROLES = {command.name: command.roles for command in COMMANDS}

ANHUI = ClueNote(ClueKind.DIALECT, "像安徽话, 阜阳一带")
SOUND_NUMBER = "341202196801010023"
"""An ID number that checks; it is nobody's."""
FETCHED = Fetched("王小军", "长子", id_checked=True, signed=True)
WENT_HOME = Alone(AloneWay.WENT_HOME, "2026-041号，本人签字", "驻站医生")
SETTLED = Settled("公比2026-3", "注销比对2026-3", "失踪比对2026-3", "安置2026-1", "330283001", "奉化区福利院")
CREW = (Escort("周敏", Sex.FEMALE), Escort("陈刚", Sex.MALE))
WAYS: dict[Departure, Way] = {
    Departure.FETCHED: FETCHED,
    Departure.WENT_HOME: WENT_HOME,
    Departure.LEFT_ALONE: replace(WENT_HOME, to=AloneWay.LEFT_ALONE),
    Departure.ESCORTED: Escorted(CREW, Receiver.RELATIVES, "王小军", "交2026-7", signed=True, belongings="布包已还"),
    Departure.SETTLED: SETTLED,
    Departure.TRANSFERRED: Transferred("奉化区未成年人救助保护中心", "转2026-2"),
    Departure.DECEASED: Died("死证2026-5", "锦屏派出所", "布包封存", "骨灰存殡仪馆"),
    Departure.WALKED_OUT: WalkedOut("早饭后不见，找过车站", "锦屏派出所", "报警2026-9"),
    Departure.NEVER_CAME: NeverCame(),
}
"""Every way of leaving with what it asks for; the relative, the escorts and what was noted are private."""

NOTICE = NoticeText(features="右眉有一道旧疤, 走路略跛", contact_phone="0574-88585123", sex="女", age="约 55 岁")


def a_cause(id_: str = "command-1", actor: Actor = FANG, at: datetime = ENTERED) -> Cause:
    """The cause of a command, with its idempotency key."""
    return Cause(id_, actor, at, correlation_id=id_)


def by(actor: Actor, at: datetime) -> Act:
    """What somebody does at this time and writes down at once, having looked at it."""
    return Act(actor.id, at, at, seen=LOOKED)


def ticking(at: datetime) -> Act:
    """What a service does at this time: the clock, or the answer of the registry."""
    return Act("service:rescue", at, at)


def an_event_cause(sequence: int, subject: str = "case-1", at: datetime = ENTERED) -> Cause:
    """The cause of a reaction: an event of the registry with its place in the order of its subject."""
    id_ = f"{subject}-{sequence}"
    return Cause(id_, REGISTRY, at, correlation_id=id_, subject=subject, sequence=sequence)


def an_unknown_woman(**changes: Any) -> Person:
    """The woman of the article: nothing is known but what can be seen."""
    person = Person(
        temporary_label="无名氏女",
        sex=Answer(Sex.FEMALE),
        age=Answer(AgeInterval(50, 60, "接待员")),
        marks=(Mark("右眉", MarkKind.SCAR, "约三厘米旧疤"),),
        signs=Signs(DisorderSigns.NOT_SEEN, "驻站医生"),
    )
    return replace(person, **changes)


def named(han: str, **changes: Any) -> Person:
    """A person who says this name."""
    return an_unknown_woman(name=Answer(StatedName(han=han)), **changes)


def a_file(file_id: str, kind: FileKind = FileKind.PICTURE) -> FileRef:
    """A file that was uploaded at the entry."""
    return FileRef(file_id, kind, 1000, FANG.id, ENTERED, width=30, height=40)


@dataclass
class CaseBuilder:
    """Builds a case step by step; ``build`` forgets the events recorded on the way."""

    case: RescueCase

    def placed(self, place: Place = Place.HOSPITAL, name: str = "奉化区安康医院") -> CaseBuilder:
        """Brought to a place of care."""
        self.case.custody.place(place, name, by(FANG, ENTERED))
        return self

    def interviewed(self, *clues: ClueNote, ability: Ability = Ability.FEW_WORDS) -> CaseBuilder:
        """Spoken with; the clues get the ids clue-1, clue-2 and so on."""
        number, known = len(self.case.conversation.interviews) + 1, len(self.case.conversation.clues)
        ids = [f"clue-{known + place}" for place in range(1, len(clues) + 1)]
        note = InterviewNote("方言", ability, words_heard="听不懂普通话", clues=clues)
        self.case.conversation.record_interview(f"interview-{number}", ids, note, by(FANG, ENTERED))
        return self

    def photographed(self) -> CaseBuilder:
        """With a photograph of the face (file-1)."""
        self.case.photos.add(a_file("file-1"), PhotoShows.FACE, "", by(FANG, ENTERED))
        return self

    def said_to_speak(self, ability: Ability = Ability.FEW_WORDS) -> CaseBuilder:
        """Somebody on the ward says how the person communicates now."""
        self.case.conversation.report_ability(ability, "护理员", by(FANG, ENTERED))
        return self

    def with_interpreter_requested(self, *proposed: str) -> CaseBuilder:
        """An interpreter was asked for (request-1), and these people were proposed."""
        self.case.conversation.request_interpreter("request-1", "clue-1", "安徽阜阳", "安徽话", by(FANG, ENTERED))
        if proposed:
            self.case.conversation.take_proposals(
                "request-1", [a_proposal(person) for person in proposed], ticking(ENTERED)
            )
        return self

    def with_notice_proposed(self, author: Actor = FANG) -> CaseBuilder:
        """A notice (notice-1) waits for approval."""
        self.case.search.propose_notice("notice-1", NOTICE, by(author, ENTERED))
        return self

    def with_notice_approved(self) -> CaseBuilder:
        """A notice (notice-1) was approved and is published nowhere yet."""
        self.with_notice_proposed().case.search.approve_notice("notice-1", by(HEAD, ENTERED + HOUR))
        return self

    def with_notice_published(self) -> CaseBuilder:
        """A notice (notice-1) was published within the limit."""
        publish(self.with_notice_approved().case, at=ENTERED + HOUR)
        return self

    def stated(self) -> CaseBuilder:
        """The person said who they are, an hour after the entry."""
        name, number = StatedName(han="张志英"), Answer(SOUND_NUMBER)
        self.case.identity.record_statement(name, number, CLOCKS, by(FANG, ENTERED + HOUR))
        return self

    def build(self) -> RescueCase:
        """The case, its events forgotten."""
        self.case.__dict__.pop("_recorded", None)
        return self.case


def a_case(person: Person | None = None, entered_at: datetime | None = ENTERED, **intake: Any) -> CaseBuilder:
    """A case that was just opened; ``entered_at`` None for somebody who was only reported."""
    came = Intake(Arrival.POLICE, entered_at=entered_at, found_place="大桥镇路口", **intake)
    at = max(ENTERED, entered_at) if entered_at else ENTERED
    person = person or an_unknown_woman()
    return CaseBuilder(RescueCase.open("case-1", "救2026-0117", came, person, CLOCKS, by(FANG, at)))


def publish(
    case: RescueCase,
    notice_id: str = "notice-1",
    *,
    late_reason: str | None = None,
    at: datetime = ENTERED,
    recorded_at: datetime | None = None,
) -> None:
    """An approved notice was published on the national site."""
    act = Act(FANG.id, at, recorded_at or at, "网站后台" if recorded_at else "")
    number = len(case.search.notice(notice_id).publications) + 1
    place = Publication(PublicationChannel.NATIONAL_SITE, f"XQ-{number}", at, act.by, act.recorded_at, act.evidence)
    case.search.publish_notice(notice_id, place, late_reason, CLOCKS, act)


def a_check(outcome: CheckOutcome, at: datetime) -> IdentityCheck:
    """The police looked into what the person said."""
    return IdentityCheck(CheckSource.POLICE, outcome, "甬奉公复〔2026〕7号", "", at, LI.id, at)


def a_proposal(person_id: str = "person-1") -> Proposal:
    """Somebody from Fuyang in the talent pool."""
    return Proposal(person_id, "安徽省阜阳市颍州区", ("中原官话",), 3.5, ("same_county",))
