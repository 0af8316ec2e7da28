"""Every verb in every state either records an event or raises a named error; what is allowed is what works."""

import gc
import weakref
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from services.rescue.domain import entry_change, limit_events, order
from services.rescue.domain.case import RescueCase
from services.rescue.domain.kinds import CustodyState
from services.rescue.domain.part import CasePart
from services.rescue.domain.permissions import (
    ON_CALENDAR,
    ON_CALENDAR_ENTRY,
    ON_CASE,
    ON_CLUE,
    ON_INQUIRY,
    ON_INTERPRETER_REQUEST,
    ON_NOTICE,
    ON_PHOTO,
    approver,
)
from services.rescue.domain.search_kinds import CheckOutcome, NoticeState
from services.rescue.outbound import outbound
from shared.clock.deadline import DeadlineState
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
    OFFERS,
    ROLES,
    a_case,
    a_check,
    by,
    named,
    ticking,
)
from tests.rescue.domain.verbs import AT, BACKDATED, EARLY, LEAVING, STATES, VERBS, erased, last_notice

STORED = TypeAdapter(RescueCase)
PRIVATE = (
    *("张志英", "李卫平", "癫痫", "安康医院", "大桥镇", "右眉", "某处"),
    *("安徽", "方言", "派出所", "旧疤", "民警", "王小军", "周敏", "周四", "王阿姨"),
)


def approved_by(name: str, actor: Actor) -> Callable[[RescueCase], None]:
    """The verb, by this person where nobody may both propose and decide."""
    verbs: dict[str, Callable[[RescueCase], None]] = {
        "approve_notice": lambda case: case.search.approve_notice("notice-1", by(actor, AT)),
        "return_notice": lambda case: case.search.return_notice("notice-1", "写全", by(actor, AT)),
        "check_identity": lambda case: case.identity.check(
            a_check(CheckOutcome.CONFIRMED, AT), None, CLOCKS, by(actor, AT)
        ),
        "approve_entry_correction": lambda case: entry_change.approve(case, CLOCKS, by(actor, AT)),
        "approve_departure_correction": lambda case: case.custody.approve_departure_correction(by(actor, AT)),
        "erase_case": lambda case: case.erase(CLOCKS, approver(actor), by(actor, AT)),
    }
    return verbs.get(name, VERBS[name])


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
        told = [event for event in case.recorded() if not isinstance(event, limit_events.DeadlineSettled)]
        assert len(case.history) == len(before["history"]) + len(told)
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
        verb = approved_by(action.name, actor)
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
    if case.inquiries.sent:
        actions += OFFERS.on(ON_INQUIRY, (case, "inquiry-1"), actor)
    if case.search.notices:
        actions += OFFERS.on(ON_NOTICE, (case, "notice-1"), actor)
    if case.photos.kept:
        actions += OFFERS.on(ON_PHOTO, (case, "file-1"), actor)
    return actions


OF_WARDS = {"report_better_speech", "settle_ward_report"}
"""Commands on reports of wards, not on cases."""


def test_every_command_is_offered_somewhere_but_the_clock_s() -> None:
    offered = {action.name for action in actions_on(STATES["everything"](), HEAD)} | {"open_case"}
    offered |= {action.name for on in (ON_CALENDAR, ON_CALENDAR_ENTRY) for action in OFFERS.on(on, None, HEAD)}
    assert set(ROLES) - offered - OF_WARDS == {"pass_time", "begin_search", "record_reply"}


def test_every_command_on_a_case_is_among_the_verbs() -> None:
    others = {"open_case", "enter_working_calendar", "take_back_working_calendar", *OF_WARDS}
    assert set(ROLES) - others == set(VERBS) - {"take_proposals"}


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
    assert [notice.state for notice in case.search.notices].count(NoticeState.PUBLISHED) <= 1
    running = [(item.code, item.about) for item in case.limits.deadlines.items if item.state is DeadlineState.OPEN]
    assert len(running) == len(set(running))
    if case.custody.state is CustodyState.DEPARTED and not case.custody.search_continues:
        assert case.next_due_at is None
    assert (case.custody.state is CustodyState.DEPARTED) == (case.custody.departure is not None)
    assert all(one.decided_by != one.proposed_by for one in case.custody.departure_corrections if one.approved)


OF_TWO = {
    "approve_notice": lambda case: case.search.notice(last_notice(case)).proposed_by,
    "return_notice": lambda case: case.search.notice(last_notice(case)).proposed_by,
    "check_identity": lambda case: case.identity.stated_by[0],
    "approve_entry_correction": lambda case: entry_change.require_waiting(case).what.by,
    "approve_departure_correction": lambda case: case.custody.require_departure_correction().what.proposed_by,
    "erase_case": lambda case: case.erasure_proposal.by if case.erasure_proposal else "",
}
"""Who proposed or stated what each of these decides about."""


@settings(deadline=None)
@given(st.sampled_from(sorted(STATES)), st.lists(st.sampled_from(sorted(VERBS)), max_size=12), st.booleans())
def test_one_person_never_decides_alone_what_takes_two(state: str, verbs: list[str], heads: bool) -> None:
    case = STATES[state]()
    for verb in verbs:
        refused(VERBS[verb], case)
    for verb, proposer in OF_TWO.items():
        try:
            who = Actor(proposer(case), frozenset({"station_head" if heads else "rescue_worker"}))
        except (DomainError, IndexError):
            continue
        before = STORED.dump_python(case, mode="json")
        assert refused(approved_by(verb, who), case) is not None, verb
        assert STORED.dump_python(case, mode="json") == before


@settings(deadline=None)
@given(st.sampled_from(sorted(STATES)), st.lists(st.sampled_from(sorted(VERBS)), max_size=8), st.sampled_from(EARLY))
def test_no_act_is_before_its_cause(state: str, verbs: list[str], hours: float) -> None:
    case, at = STATES[state](), ENTERED + hours * HOUR
    for verb in verbs:
        refused(VERBS[verb], case)
    for verb, backdated in BACKDATED.items():
        before, lines = STORED.dump_python(case, mode="json"), len(case.history)
        refusal = refused(lambda case, verb=backdated: verb(case, at), case)
        if refusal is not None:
            assert STORED.dump_python(case, mode="json") == before
            continue
        entered, found = case.custody.entered_at, case.custody.intake.found_at
        assert at >= (entered or found or at), verb
        acts = [line.at for line in case.history[:lines] if line.what in order.WITH_THE_PERSON]
        if case.custody.departed_at == at and verb in LEAVING:
            assert at >= max(acts, default=at), verb


@settings(deadline=None)
@given(st.sampled_from(sorted(STATES)), st.lists(st.sampled_from(sorted(VERBS)), max_size=12))
def test_whatever_happened_before_an_erased_case_tells_nothing_of_the_person(state: str, verbs: list[str]) -> None:
    case = STATES[state]()
    for verb in [*verbs, "transfer_person", "record_never_came"]:
        refused(VERBS[verb], case)
    if case.search.public_notice is not None:
        case.search.withdraw_notice(case.search.public_notice.id, "已回家", CLOCKS, by(FANG, AT))
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
