"""Interviews, clues, and the search for somebody who speaks like the person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rescue.domain import errors, events
from services.rescue.domain.clue import SPEECH, Clue, ClueNote
from services.rescue.domain.fields import SPEECH_LIMIT
from services.rescue.domain.interpreter import InterpreterRequest
from services.rescue.domain.interview import InterviewNote
from services.rescue.domain.kinds import Ability, ClueKind, ClueState, ContactOutcome
from tests.builders_rescue import ANHUI, ENTERED, FANG, HOUR, a_case, a_proposal, by, ticking

FOOD = ClueNote(ClueKind.FOOD, "过年吃格拉条")


def test_record_interview_keeps_words_ability_and_clues() -> None:
    case = a_case().interviewed(ANHUI, FOOD).build()
    (interview,) = case.conversation.interviews
    assert (interview.ability, interview.words_heard) == (Ability.FEW_WORDS, "听不懂普通话")
    assert [(clue.id, clue.note, clue.state) for clue in case.conversation.clues] == [
        ("clue-1", ANHUI, ClueState.OPEN),
        ("clue-2", FOOD, ClueState.OPEN),
    ]


def test_record_interview_with_better_speech_than_before_is_an_event_of_its_own() -> None:
    case = a_case().interviewed().build()
    case.conversation.record_interview("i2", [], InterviewNote("方言", Ability.SENTENCES), by(FANG, ENTERED))
    assert [type(event) for event in case.recorded()] == [events.InterviewRecorded, events.AbilityImproved]
    case.conversation.record_interview("i3", [], InterviewNote("方言", Ability.GESTURES), by(FANG, ENTERED))
    assert not case.conversation.ability_improved


def test_record_interview_without_a_language_or_with_an_empty_clue_is_refused() -> None:
    with pytest.raises(errors.TextMissing):
        InterviewNote(" ", Ability.NONE)
    with pytest.raises(errors.TextMissing):
        ClueNote(ClueKind.FOOD, " ")


def test_check_clue_remembers_the_finding() -> None:
    case = a_case().interviewed(FOOD).build()
    case.conversation.check_clue("clue-1", "阜阳名吃", by(FANG, ENTERED))
    assert (case.conversation.clue("clue-1").state, case.conversation.clue("clue-1").finding) == (
        ClueState.USED,
        "阜阳名吃",
    )
    with pytest.raises(errors.ClueIsChecked):
        case.conversation.check_clue("clue-1", "", by(FANG, ENTERED))


def test_refute_clue_needs_a_reason_and_is_final() -> None:
    case = a_case().interviewed(FOOD).build()
    with pytest.raises(errors.TextMissing):
        case.conversation.refute_clue("clue-1", " ", by(FANG, ENTERED))
    case.conversation.refute_clue("clue-1", "是护工教的", by(FANG, ENTERED))
    with pytest.raises(errors.ClueIsRefuted):
        case.conversation.check_clue("clue-1", "", by(FANG, ENTERED))
    with pytest.raises(errors.NoSuchClue):
        case.conversation.check_clue("clue-9", "", by(FANG, ENTERED))


def test_a_used_clue_may_still_be_refuted() -> None:
    case = a_case().interviewed(FOOD).build()
    case.conversation.check_clue("clue-1", "", by(FANG, ENTERED))
    case.conversation.refute_clue("clue-1", "查无此地", by(FANG, ENTERED))
    assert case.conversation.clue("clue-1").state is ClueState.REFUTED


def test_request_interpreter_sends_area_and_dialect_only() -> None:
    case = a_case().interviewed(ANHUI).build()
    case.conversation.request_interpreter("request-1", "clue-1", "安徽阜阳", "安徽话", by(FANG, ENTERED))
    (event,) = case.recorded()
    assert event == events.InterpreterRequested(
        case_id="case-1",
        act=by(FANG, ENTERED),
        case_no="救2026-0117",
        request_id="request-1",
        area="安徽阜阳",
        dialect="安徽话",
        requested_by="fang",
    )


def test_request_interpreter_without_a_speech_clue_is_refused() -> None:
    case = a_case().interviewed(FOOD).build()
    with pytest.raises(errors.NoSpeechClue):
        case.conversation.request_interpreter("r", "clue-1", "阜阳", None, by(FANG, ENTERED))


def test_request_interpreter_by_a_refuted_clue_is_refused() -> None:
    case = a_case().interviewed(ANHUI, ClueNote(ClueKind.PLACE, "颍州")).build()
    case.conversation.refute_clue("clue-1", "听错了", by(FANG, ENTERED))
    with pytest.raises(errors.SpeechNotFromClue):
        case.conversation.request_interpreter("r", "clue-1", "阜阳", None, by(FANG, ENTERED))


@pytest.mark.parametrize("proposed", [(), ("person-1",)])
def test_request_interpreter_for_the_same_speech_again_once_it_was_answered(proposed: tuple[str, ...]) -> None:
    case = a_case().interviewed(ANHUI).with_interpreter_requested().build()
    case.conversation.take_proposals("request-1", [a_proposal(person) for person in proposed], ticking(ENTERED))
    case.conversation.request_interpreter("request-2", "clue-1", "安徽阜阳", "安徽话", by(FANG, ENTERED + HOUR))
    assert [request.id for request in case.conversation.interpreter_requests] == ["request-1", "request-2"]


def test_request_interpreter_for_the_same_speech_while_that_is_awaited_is_refused() -> None:
    case = a_case().interviewed(ANHUI).with_interpreter_requested().build()
    with pytest.raises(errors.InterpreterAlreadyRequested):
        case.conversation.request_interpreter("r2", "clue-1", "安徽阜阳", "安徽话", by(FANG, ENTERED))


@pytest.mark.parametrize(
    ("area", "dialect"),
    [
        ("阜阳张志英", None),
        ("安徽阜阳", "患精神病"),
        ("安徽阜阳" * 6, None),
        ("阜阳1", None),
        ("——", None),
        ("住安康医院", None),
    ],
)
def test_request_interpreter_with_anything_that_is_not_in_the_clue_is_refused(area: str, dialect: str | None) -> None:
    case = a_case().interviewed(ANHUI).build()
    with pytest.raises(errors.SpeechNotFromClue):
        case.conversation.request_interpreter("r", "clue-1", area, dialect, by(FANG, ENTERED))


def test_request_interpreter_for_a_language_needs_no_area_but_one_of_the_two() -> None:
    case = a_case().interviewed(ClueNote(ClueKind.DIALECT, "打手语")).build()
    with pytest.raises(errors.SpeechMissing):
        case.conversation.request_interpreter("r", "clue-1", "", None, by(FANG, ENTERED))
    case.conversation.request_interpreter("r", "clue-1", "", "手语", by(FANG, ENTERED))
    (event,) = case.recorded()
    assert isinstance(event, events.InterpreterRequested)
    assert (event.area, event.dialect) == ("", "手语")


@given(st.sampled_from(ClueKind), st.text(max_size=40), st.text(max_size=40))
def test_nothing_but_short_words_of_a_speech_clue_ever_passes(kind: ClueKind, words: str, area: str) -> None:
    clue = Clue("c", "i", ClueNote(kind, f"听口音 {words}"), ENTERED, "fang")
    try:
        InterpreterRequest("r", "c", area, None, ENTERED, "fang").require_heard(clue)
    except (errors.SpeechNotFromClue, errors.SpeechMissing):
        return
    assert kind in SPEECH
    assert len(area) <= SPEECH_LIMIT
    assert not any(character.isdigit() for character in area)


def test_take_proposals_keeps_them_and_newer_ones_replace_them() -> None:
    case = a_case().interviewed(ANHUI).with_interpreter_requested("person-1").build()
    case.conversation.take_proposals("request-1", [a_proposal("person-2")], ticking(ENTERED + HOUR))
    request = case.conversation.interpreter_request("request-1")
    assert request.proposals == (a_proposal("person-2"),)
    with pytest.raises(errors.NoSuchInterpreterRequest):
        case.conversation.take_proposals("request-9", [], ticking(ENTERED))


def test_contact_interpreter_logs_the_call_to_somebody_proposed() -> None:
    case = a_case().interviewed(ANHUI).with_interpreter_requested("person-1").build()
    case.conversation.contact_interpreter("request-1", "person-1", ContactOutcome.HELPED, "是颍州人", by(FANG, ENTERED))
    (contact,) = case.conversation.interpreter_request("request-1").contacts
    assert (contact.person_id, contact.outcome) == ("person-1", ContactOutcome.HELPED)
    with pytest.raises(errors.NotProposed):
        case.conversation.contact_interpreter("request-1", "person-9", ContactOutcome.AGREED, "", by(FANG, ENTERED))


def test_contact_interpreter_before_anybody_was_proposed_is_refused() -> None:
    case = a_case().interviewed(ANHUI).with_interpreter_requested().build()
    with pytest.raises(errors.NoProposals):
        case.conversation.contact_interpreter("request-1", "person-1", ContactOutcome.AGREED, "", by(FANG, ENTERED))
