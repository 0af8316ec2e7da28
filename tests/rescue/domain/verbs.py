"""A case in every state, and every verb: what the tests over (state, verb) try with each other."""

from collections.abc import Callable
from datetime import datetime

from services.rescue.domain import entry_change
from services.rescue.domain.answers import not_asked
from services.rescue.domain.case import RescueCase
from services.rescue.domain.inquiries import Reply
from services.rescue.domain.intake import Intake
from services.rescue.domain.interview import InterviewNote
from services.rescue.domain.kinds import Ability, Arrival, ContactOutcome, Departure, ErasureGround, Place
from services.rescue.domain.limits import NORMAL_STAY
from services.rescue.domain.permissions import approver
from services.rescue.domain.person import StatedName
from services.rescue.domain.photo_fields import PhotoShows
from services.rescue.domain.search_kinds import CheckOutcome, InquiryKind, ReplyOutcome
from shared.kernel.act import Act
from tests.builders_rescue import (
    ANHUI,
    CLOCKS,
    ENTERED,
    FANG,
    HEAD,
    HOUR,
    LI,
    NOTICE,
    WAYS,
    a_case,
    a_check,
    a_file,
    a_proposal,
    by,
    named,
    publish,
    ticking,
)

STATES: dict[str, Callable[[], RescueCase]] = {
    "reported": lambda: a_case(entered_at=None).build(),
    "received": lambda: a_case().build(),
    "in hospital": lambda: a_case().placed().build(),
    "interviewed": lambda: a_case().interviewed(ANHUI).build(),
    "speech improved": lambda: a_case().interviewed(ANHUI, ability=Ability.NONE).said_to_speak().build(),
    "interpreter requested": lambda: a_case().interviewed(ANHUI).with_interpreter_requested().build(),
    "interpreter proposed": lambda: a_case().interviewed(ANHUI).with_interpreter_requested("person-1").build(),
    "notice approved": lambda: a_case().with_notice_approved().build(),
    "police asked": lambda: asked(a_case().build()),
    "identity verified": lambda: verified(a_case().stated().build()),
    "check failed": lambda: verified(a_case().stated().build(), CheckOutcome.NOT_FOUND),
    "notice waiting": lambda: a_case().with_notice_proposed().build(),
    "notice published": lambda: a_case().with_notice_published().build(),
    "everything": lambda: (
        a_case()
        .placed()
        .interviewed(ANHUI)
        .with_interpreter_requested("person-1")
        .with_notice_proposed()
        .photographed()
    ).build(),
    "stated": lambda: a_case().stated().build(),
    "erasure proposed": lambda: proposed(departed(a_case().build())),
    "erased": lambda: emptied(departed(a_case().build())),
    "entry doubted": lambda: entry_doubted(a_case().with_notice_published().build()),
    "departed": lambda: departed(a_case().with_notice_published().build()),
    "settled": lambda: departed(a_case().interviewed(ANHUI).with_notice_published().build(), Departure.SETTLED),
    "departure doubted": lambda: doubted(departed(a_case().placed().build(), Departure.DECEASED)),
    "departure taken back": lambda: taken_back(doubted(departed(a_case().build()))),
}


def verified(case: RescueCase, outcome: CheckOutcome = CheckOutcome.CONFIRMED) -> RescueCase:
    case.identity.check(a_check(outcome, ENTERED + HOUR), None, CLOCKS, by(LI, ENTERED + HOUR))
    case.__dict__.pop("_recorded")
    return case


def asked(case: RescueCase) -> RescueCase:
    send(case, "inquiry-1", by(FANG, ENTERED))
    case.__dict__.pop("_recorded")
    return case


def send(case: RescueCase, inquiry_id: str, act: Act) -> None:
    case.inquiries.send(inquiry_id, InquiryKind.DNA_SAMPLE, "锦屏派出所", "", None, CLOCKS, act)


def departed(case: RescueCase, how: Departure = Departure.FETCHED) -> RescueCase:
    case.custody.depart(WAYS[how], by(FANG, ENTERED + HOUR))
    case.__dict__.pop("_recorded")
    return case


def doubted(case: RescueCase) -> RescueCase:
    case.custody.propose_departure_correction(None, "医院来电，人还在住院", by(FANG, ENTERED + HOUR))
    case.__dict__.pop("_recorded")
    return case


def entry_doubted(case: RescueCase) -> RescueCase:
    case.custody.correct_entry(ENTERED - HOUR, "问过民警", CLOCKS, by(FANG, ENTERED + HOUR))
    case.__dict__.pop("_recorded")
    return case


def taken_back(case: RescueCase) -> RescueCase:
    case.custody.approve_departure_correction(by(HEAD, ENTERED + HOUR))
    case.__dict__.pop("_recorded")
    return case


def erased(case: RescueCase, at: datetime = ENTERED, ground: ErasureGround = ErasureGround.UNLAWFUL) -> RescueCase:
    """The case after two persons erased its person; the proposal may have been made before."""
    if case.erasure_proposal is None:
        case.propose_erasure(ground, CLOCKS, approver(FANG), by(FANG, at))
    case.erase(CLOCKS, approver(HEAD), by(HEAD, at))
    return case


def proposed(case: RescueCase) -> RescueCase:
    case.propose_erasure(ErasureGround.UNLAWFUL, CLOCKS, approver(FANG), by(FANG, ENTERED + HOUR))
    case.__dict__.pop("_recorded")
    return case


def emptied(case: RescueCase) -> RescueCase:
    erased(case, ENTERED + HOUR).__dict__.pop("_recorded")
    return case


def last_notice(case: RescueCase) -> str:
    """The id of the notice drafted last."""
    return f"notice-{len(case.search.notices) or 1}"


AT = ENTERED + 2 * HOUR


def leaving(how: Departure) -> Callable[[RescueCase], None]:
    """The verb that records that somebody left in this way."""
    return lambda case: case.custody.depart(WAYS[how], by(FANG, AT))


VERBS: dict[str, Callable[[RescueCase], None]] = {
    "hand_over_case": lambda case: case.charge.hand_over("li", "周四去大桥镇问", by(FANG, AT)),
    "receive_person": lambda case: case.custody.receive(ENTERED, CLOCKS, by(FANG, AT)),
    "supplement_intake": lambda case: case.custody.supplement_intake(Intake(Arrival.PATROL), by(FANG, AT)),
    "correct_entry": lambda case: case.custody.correct_entry(ENTERED - HOUR, "问过民警", CLOCKS, by(FANG, AT)),
    "approve_entry_correction": lambda case: entry_change.approve(case, CLOCKS, by(HEAD, AT)),
    "decline_entry_correction": lambda case: entry_change.decline(case, by(FANG, AT)),
    "place_person": lambda case: case.custody.place(Place.ENTRUSTED, "某处", by(FANG, AT)),
    "leave_alone": leaving(Departure.LEFT_ALONE),
    "hand_to_relatives": leaving(Departure.FETCHED),
    "escort_home": leaving(Departure.ESCORTED),
    "settle_person": leaving(Departure.SETTLED),
    "transfer_person": leaving(Departure.TRANSFERRED),
    "record_walking_out": leaving(Departure.WALKED_OUT),
    "record_death": leaving(Departure.DECEASED),
    "record_never_came": leaving(Departure.NEVER_CAME),
    "propose_departure_correction": lambda case: case.custody.propose_departure_correction(
        Departure.WALKED_OUT, "问过王小军", by(FANG, AT)
    ),
    "approve_departure_correction": lambda case: case.custody.approve_departure_correction(by(HEAD, AT)),
    "decline_departure_correction": lambda case: case.custody.decline_departure_correction(by(FANG, AT)),
    "describe_person": lambda case: case.identity.describe(named("李卫平"), by(FANG, AT)),
    "record_stated_identity": lambda case: case.identity.record_statement(
        StatedName(han="李卫平"), not_asked(), CLOCKS, by(FANG, AT)
    ),
    "record_interview": lambda case: case.conversation.record_interview(
        f"i{len(case.conversation.interviews)}",
        [f"clue-{len(case.conversation.clues) + 1}"],
        InterviewNote("方言", Ability.FEW_WORDS, clues=(ANHUI,)),
        by(FANG, AT),
    ),
    "report_ability": lambda case: case.conversation.report_ability(Ability.SENTENCES, "护理员王阿姨", by(FANG, AT)),
    "check_clue": lambda case: case.conversation.check_clue("clue-1", "", by(FANG, AT)),
    "refute_clue": lambda case: case.conversation.refute_clue("clue-1", "不对", by(FANG, AT)),
    "request_interpreter": lambda case: case.conversation.request_interpreter(
        "r2", "clue-1", "阜阳", None, by(FANG, AT)
    ),
    "take_proposals": lambda case: case.conversation.take_proposals("request-1", [a_proposal()], ticking(AT)),
    "contact_interpreter": lambda case: case.conversation.contact_interpreter(
        "request-1", "person-1", ContactOutcome.AGREED, "", by(FANG, AT)
    ),
    "check_identity": lambda case: case.identity.check(a_check(CheckOutcome.CONFIRMED, AT), None, CLOCKS, by(LI, AT)),
    "propose_notice": lambda case: case.search.propose_notice(
        f"notice-{len(case.search.notices) + 1}", NOTICE, by(FANG, AT)
    ),
    "approve_notice": lambda case: case.search.approve_notice(last_notice(case), by(HEAD, AT)),
    "return_notice": lambda case: case.search.return_notice(last_notice(case), "写全", by(HEAD, AT)),
    "publish_notice": lambda case: publish(case, last_notice(case), at=AT),
    "withdraw_notice": lambda case: case.search.withdraw_notice(last_notice(case), "写错了", CLOCKS, by(FANG, AT)),
    "send_inquiry": lambda case: send(case, f"inquiry-{len(case.inquiries.sent) + 1}", by(FANG, AT)),
    "record_reply": lambda case: case.inquiries.take_reply(
        "inquiry-1", Reply(ReplyOutcome.HIT, "甬公鉴1号", "", AT, FANG.id, AT), None, by(FANG, AT)
    ),
    "record_duty": lambda case: case.limits.record_duty(NORMAL_STAY, "甬民救3号", None, by(FANG, AT)),
    "add_photo": lambda case: case.photos.add(
        a_file(f"file-{len(case.photos.kept) + 1}"), PhotoShows.FACE, "", by(FANG, AT)
    ),
    "remove_photo": lambda case: case.photos.remove("file-1", "拍错了人", by(FANG, AT)),
    "propose_erasure": lambda case: case.propose_erasure(ErasureGround.UNLAWFUL, CLOCKS, approver(FANG), by(FANG, AT)),
    "decline_erasure": lambda case: case.decline_erasure(by(FANG, AT)),
    "erase_case": lambda case: case.erase(CLOCKS, approver(HEAD), by(HEAD, AT)),
    "begin_search": lambda case: case.search.catch_up(CLOCKS, ticking(AT)),
    "pass_time": lambda case: case.limits.pass_time(ticking(ENTERED + 19 * HOUR), CLOCKS),
}

EARLY = (-700000.0, -1.0, 0.0, 0.25, 0.5, 1.0)
"""Hours after the entry at which a late entry says that something happened."""
LEAVING = {"leave_alone", "hand_to_relatives", "escort_home", "transfer_person", "record_walking_out", "record_death"}
"""The verbs that end care and take no long search."""


def late(at: datetime) -> Act:
    """What is said now to have happened then."""
    return Act(FANG.id, at, AT, "值班日志")


def left(how: Departure) -> Callable[[RescueCase, datetime], None]:
    """The verb that records late that somebody left in this way."""
    return lambda case, at: case.custody.depart(WAYS[how], late(at))


BACKDATED: dict[str, Callable[[RescueCase, datetime], None]] = {
    "place_person": lambda case, at: case.custody.place(Place.WELFARE_HOME, "某处", late(at)),
    "record_interview": lambda case, at: case.conversation.record_interview(
        f"late-{len(case.conversation.interviews)}", [], InterviewNote("方言", Ability.NONE), late(at)
    ),
    "report_ability": lambda case, at: case.conversation.report_ability(Ability.NONE, "护理员", late(at)),
    "record_stated_identity": lambda case, at: case.identity.record_statement(
        StatedName(han="李卫平"), not_asked(), CLOCKS, late(at)
    ),
    "publish_notice": lambda case, at: publish(case, last_notice(case), at=at, recorded_at=AT),
    "send_inquiry": lambda case, at: send(case, f"late-{len(case.inquiries.sent)}", late(at)),
    "record_duty": lambda case, at: case.limits.record_duty(NORMAL_STAY, "甬民救9号", None, late(at)),
    "contact_interpreter": lambda case, at: case.conversation.contact_interpreter(
        "request-1", "person-1", ContactOutcome.DECLINED, "", late(at)
    ),
    "leave_alone": left(Departure.LEFT_ALONE),
    "hand_to_relatives": left(Departure.FETCHED),
    "escort_home": left(Departure.ESCORTED),
    "transfer_person": left(Departure.TRANSFERRED),
    "record_walking_out": left(Departure.WALKED_OUT),
    "record_death": left(Departure.DECEASED),
}
"""The verbs that tell of the world, as late entries of any time."""
