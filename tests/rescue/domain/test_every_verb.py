"""Every verb in every state either records an event or raises a named error; what is allowed is what works."""

import gc
import weakref
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from services.rescue.domain.answers import Answer
from services.rescue.domain.case import RescueCase
from services.rescue.domain.intake import Intake
from services.rescue.domain.interview import InterviewNote
from services.rescue.domain.kinds import Ability, Arrival, ContactOutcome, CustodyState, Departure, ErasureGround, Place
from services.rescue.domain.part import CasePart
from services.rescue.domain.permissions import ON_CASE, ON_CLUE, ON_INTERPRETER_REQUEST, ON_NOTICE, approver
from services.rescue.domain.person import StatedName
from services.rescue.outbound import outbound
from shared.clock.deadlines import DeadlineState
from shared.kernel.actions import AllowedAction
from shared.kernel.cause import Actor
from shared.kernel.errors import DomainError
from tests.builders_rescue import (
    ANHUI,
    CLOCKS,
    ENTERED,
    FANG,
    HEAD,
    HOUR,
    NOTICE,
    OFFERS,
    ROLES,
    a_case,
    a_proposal,
    by,
    erased,
    named,
    ticking,
)

STATES: dict[str, Callable[[], RescueCase]] = {
    "reported": lambda: a_case(entered_at=None).build(),
    "received": lambda: a_case().build(),
    "in hospital": lambda: a_case().placed().build(),
    "interviewed": lambda: a_case().interviewed(ANHUI).build(),
    "interpreter requested": lambda: a_case().interviewed(ANHUI).with_interpreter_requested().build(),
    "interpreter proposed": lambda: a_case().interviewed(ANHUI).with_interpreter_requested("person-1").build(),
    "speech improved": lambda: a_case().interviewed(ability=Ability.NONE).interviewed(ANHUI).build(),
    "searching": lambda: a_case().searched().build(),
    "notice waiting": lambda: a_case().searched().with_notice_proposed().build(),
    "notice published": lambda: a_case().searched().with_notice_published().build(),
    "everything": lambda: (
        a_case().placed().interviewed(ANHUI).with_interpreter_requested("person-1").searched().with_notice_proposed()
    ).build(),
    "stated": lambda: stated(a_case().searched().build()),
    "erasure proposed": lambda: proposed(departed(a_case().searched().build())),
    "erased": lambda: emptied(departed(a_case().searched().build())),
    "departed": lambda: departed(a_case().searched().with_notice_published().build()),
}


def stated(case: RescueCase) -> RescueCase:
    case.identity.record_statement(StatedName(han="张志英"), Answer("未核"), by(FANG, ENTERED))
    case.__dict__.pop("_recorded")
    return case


def departed(case: RescueCase) -> RescueCase:
    case.custody.depart(Departure.FETCHED, by(FANG, ENTERED))
    case.__dict__.pop("_recorded")
    return case


def proposed(case: RescueCase) -> RescueCase:
    case.propose_erasure(ErasureGround.UNLAWFUL, CLOCKS, approver(FANG), by(FANG, ENTERED))
    case.__dict__.pop("_recorded")
    return case


def emptied(case: RescueCase) -> RescueCase:
    erased(case).__dict__.pop("_recorded")
    return case


AT = ENTERED + 2 * HOUR
VERBS: dict[str, Callable[[RescueCase], None]] = {
    "hand_over_case": lambda case: case.charge.hand_over("li", "周四去大桥镇问", by(FANG, AT)),
    "receive_person": lambda case: case.custody.receive(ENTERED, by(FANG, AT)),
    "supplement_intake": lambda case: case.custody.supplement_intake(Intake(Arrival.PATROL), by(FANG, AT)),
    "correct_entry": lambda case: case.custody.correct_entry(ENTERED - HOUR, "问过民警", CLOCKS, by(FANG, AT)),
    "place_person": lambda case: case.custody.place(Place.ENTRUSTED, "某处", by(FANG, AT)),
    "record_departure": lambda case: case.custody.depart(
        Departure.TRANSFERRED if case.custody.entered_at else Departure.NEVER_CAME, by(FANG, AT)
    ),
    "describe_person": lambda case: case.identity.describe(named("李卫平"), by(FANG, AT)),
    "record_stated_identity": lambda case: case.identity.record_statement(
        StatedName(han="李卫平"), Answer("未核"), by(FANG, AT)
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
    "start_search": lambda case: case.search.start(CLOCKS, by(FANG, AT)),
    "propose_notice": lambda case: case.search.propose_notice("notice-1", NOTICE, by(FANG, AT)),
    "publish_notice": lambda case: case.search.publish_notice("notice-1", None, by(HEAD, AT)),
    "withdraw_notice": lambda case: case.search.withdraw_notice("notice-1", by(FANG, AT)),
    "request_dna": lambda case: case.search.request_dna("锦屏派出所", "", None, by(FANG, AT)),
    "propose_erasure": lambda case: case.propose_erasure(ErasureGround.UNLAWFUL, CLOCKS, approver(FANG), by(FANG, AT)),
    "decline_erasure": lambda case: case.decline_erasure(by(FANG, AT)),
    "erase_case": lambda case: case.erase(CLOCKS, approver(HEAD), by(HEAD, AT)),
    "pass_time": lambda case: case.limits.pass_time(ticking(ENTERED + 19 * HOUR), CLOCKS),
}

STORED = TypeAdapter(RescueCase)
PRIVATE = (
    "张志英",
    "李卫平",
    "癫痫",
    "安康医院",
    "大桥镇",
    "右眉",
    "某处",
    "安徽",
    "方言",
    "派出所",
    "旧疤",
    "民警",
    "周四",
    "王阿姨",
)


def approved_by(actor: Actor) -> Callable[[RescueCase], None]:
    """The verb that approves the first notice, by this person."""
    return lambda case: case.search.publish_notice("notice-1", None, by(actor, AT))


def erased_by(actor: Actor) -> Callable[[RescueCase], None]:
    """The verb that approves the erasure, by this person."""
    return lambda case: case.erase(CLOCKS, approver(actor), by(actor, AT))


def refused(verb: Callable[[RescueCase], None], case: RescueCase) -> DomainError | None:
    """Try the verb; the named error that it raised, or nothing."""
    try:
        verb(case)
    except DomainError as error:
        return error
    return None


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_in_every_state_records_an_event_or_raises_a_named_error(state: str, verb: str) -> None:
    case = STATES[state]()
    before = STORED.dump_python(case, mode="json")
    refusal = refused(VERBS[verb], case)
    if refusal is None:
        assert case.recorded()
        assert len(case.history) == len(before["history"]) + len(case.recorded())
    else:
        assert refusal.slug
        assert refusal.sentence("zh") != refusal.sentence("en")
        assert STORED.dump_python(case, mode="json") == before, "a refused verb changes nothing"
        assert not case.recorded()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("actor", [FANG, HEAD], ids=["author", "colleague"])
def test_what_is_said_to_be_allowed_works_and_what_is_not_is_refused(state: str, actor: Actor) -> None:
    for action in actions_on(STATES[state](), actor):
        case = STATES[state]()
        verb = VERBS[action.name]
        if action.name == "publish_notice":
            verb = approved_by(actor)
        if action.name == "erase_case":
            verb = erased_by(actor)
        worked = refused(verb, case) is None and bool(actor.roles & ROLES[action.name])
        assert worked == action.allowed, f"{action.name} in {state}"
        assert action.allowed == (action.reason_zh is None)


def actions_on(case: RescueCase, actor: Actor) -> list[AllowedAction]:
    """What may be done with the case, and with the clue, the request and the notice that the verbs are about."""
    actions = OFFERS.on(ON_CASE, case, actor)
    if case.conversation.clues:
        actions += OFFERS.on(ON_CLUE, (case, "clue-1"), actor)
    if case.conversation.interpreter_requests:
        actions += OFFERS.on(ON_INTERPRETER_REQUEST, (case, "request-1"), actor)
    if case.search.notices:
        actions += OFFERS.on(ON_NOTICE, (case, "notice-1"), actor)
    return actions


def test_every_command_is_offered_somewhere_but_the_clock_s() -> None:
    offered = {action.name for action in actions_on(STATES["everything"](), HEAD)} | {"open_case"}
    assert set(ROLES) - offered == {"pass_time"}


def test_an_actor_without_the_role_may_do_nothing_and_is_told_why() -> None:
    actions = actions_on(STATES["everything"](), Actor("x", frozenset({"registrar"})))
    assert not any(action.allowed for action in actions)
    assert all("救助" in (action.reason_zh or "") for action in actions)


@settings(deadline=None)
@given(st.sampled_from(sorted(STATES)), st.lists(st.sampled_from(sorted(VERBS)), max_size=12))
def test_whatever_is_tried_in_whatever_order_the_case_stays_whole(state: str, verbs: list[str]) -> None:
    case = STATES[state]()
    for verb in verbs:
        refused(VERBS[verb], case)
    read = STORED.validate_python(STORED.dump_python(case, mode="json"))
    assert read == case
    assert all(part.case == read for part in read.parts)
    assert (case.custody.state is CustodyState.REPORTED) <= (case.custody.entered_at is None)
    assert all(notice.approved_by != notice.proposed_by for notice in case.search.notices)
    running = [item.code for item in case.limits.deadlines.items if item.state is DeadlineState.OPEN]
    assert len(running) == len(set(running))
    if case.custody.state is CustodyState.DEPARTED:
        assert case.next_due_at is None


@settings(deadline=None)
@given(st.sampled_from(sorted(STATES)), st.lists(st.sampled_from(sorted(VERBS)), max_size=12))
def test_whatever_happened_before_an_erased_case_tells_nothing_of_the_person(state: str, verbs: list[str]) -> None:
    case = STATES[state]()
    for verb in [*verbs, "withdraw_notice", "record_departure", "withdraw_notice"]:
        refused(VERBS[verb], case)
    if case.erasure is None:
        erased(case, AT)
    left = str(STORED.dump_python(case, mode="json"))
    assert not any(private in left for private in PRIVATE)


@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(VERBS)), max_size=14), st.integers(0, 400))
def test_whatever_happens_nothing_about_the_person_crosses_the_border(verbs: list[str], hours: int) -> None:
    case = a_case(named("张志英", health="癫痫")).placed().interviewed(ANHUI).build()
    for verb in verbs:
        refused(VERBS[verb], case)
        refused(lambda case: case.limits.pass_time(ticking(ENTERED + hours * HOUR), CLOCKS), case)
    sent = "".join(str(outbound(event, CLOCKS.rules)) for event in case.recorded())
    for private in ("张志英", "李卫平", "癫痫", "安康医院", "大桥镇", "右眉", "某处", "周四", "王阿姨"):
        assert private not in sent


def test_every_part_of_a_case_belongs_to_it_and_forgets_when_the_person_is_erased() -> None:
    case = STATES["everything"]()
    parts = [value for value in vars(case).values() if isinstance(value, CasePart)]
    assert case.parts == tuple(parts)
    assert all(part.case == case for part in parts)


def test_a_case_is_freed_as_soon_as_nobody_uses_it_any_more() -> None:
    gc.disable()
    try:
        case = STATES["everything"]()
        known = weakref.ref(case)
        del case
        assert known() is None, "a person's data must not wait in memory for the garbage collector"
    finally:
        gc.enable()
