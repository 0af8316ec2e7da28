"""Speech is better when it is better than most of what was before; then the responsible worker asks again."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rescue.domain import errors, events
from services.rescue.domain.ability import WINDOW, improved
from services.rescue.domain.case import RescueCase
from services.rescue.domain.interview import InterviewNote
from services.rescue.domain.kinds import Ability, Departure
from services.rescue.domain.search_kinds import CheckOutcome
from services.rescue.outbound import outbound
from shared.contracts.rescue import AbilityImproved, DeadlineSettled, InterviewTaskSettled
from shared.kernel.act import Act
from tests.builders_rescue import CLOCKS, ENTERED, FANG, HEAD, HOUR, LI, CaseBuilder, a_case, by
from tests.rescue.domain.verbs import departed, verified

NONE, GESTURES, WORDS, SENTENCES, FREELY = Ability
SERIES = st.lists(st.sampled_from(Ability), min_size=1, max_size=12)


def spoken(case: RescueCase, ability: Ability, hours: int, recorded: int | None = None) -> None:
    at, written = ENTERED + hours * HOUR, ENTERED + (recorded or hours) * HOUR
    number = len(case.conversation.interviews)
    act = Act(FANG.id, at, written, "值班日志")
    case.conversation.record_interview(f"i{number}", [], InterviewNote("方言", ability), act)


def stated(case: RescueCase) -> RescueCase:
    """The case after the person said who they are."""
    return CaseBuilder(case).stated().build()


def told(case: RescueCase) -> list[object]:
    """What left the service since this was asked last."""
    recorded = case.__dict__.pop("_recorded", [])
    return [sent for event in recorded if (sent := outbound(event, CLOCKS.rules)) is not None]


def test_one_bad_day_does_not_make_an_ordinary_day_an_improvement() -> None:
    assert not improved([WORDS, WORDS, NONE, WORDS])
    assert improved([WORDS, WORDS, NONE, SENTENCES])
    assert improved([NONE, NONE, FREELY, WORDS]), "nor does one good day hide an improvement"
    assert not improved([WORDS, SENTENCES, SENTENCES])
    assert not improved([FREELY])


@given(SERIES, st.sampled_from(Ability), st.randoms(use_true_random=False))
def test_the_order_of_what_was_before_does_not_matter_and_less_never_improves(
    before: list[Ability], newest: Ability, random: Random
) -> None:
    window = before[-WINDOW:]
    mixed = sorted(window, key=lambda _: random.random())
    assert improved([*before, newest]) == improved([*window, newest]) == improved([*mixed, newest])
    if improved([*before, newest]):
        assert sum(newest.rank > one.rank for one in window) * 2 > len(window)
        assert improved([*before, FREELY])
    else:
        assert not improved([*before, NONE])


@given(st.sampled_from(Ability), st.sampled_from(Ability), st.integers(3, WINDOW), st.data())
def test_a_single_outlier_among_three_or_more_changes_nothing(
    usual: Ability, newest: Ability, length: int, data: st.DataObject
) -> None:
    steady = [usual] * length
    outlier = list(steady)
    outlier[data.draw(st.integers(0, length - 1))] = data.draw(st.sampled_from(Ability))
    assert improved([*outlier, newest]) == improved([*steady, newest])


def test_better_speech_asks_the_responsible_worker_once_until_an_interview_is_recorded() -> None:
    case = a_case().build()
    case.charge.hand_over(LI.id, "", by(HEAD, ENTERED))
    spoken(case, NONE, 1)
    told(case)
    case.conversation.report_ability(WORDS, "护理员王阿姨", by(FANG, ENTERED + 2 * HOUR))
    assert told(case) == [AbilityImproved(case_id="case-1", case_no="救2026-0117", responsible=LI.id)]
    assert case.conversation.interview_due == ENTERED + 2 * HOUR
    case.conversation.report_ability(SENTENCES, "驻站医生", by(FANG, ENTERED + 3 * HOUR))
    assert told(case) == [], "it is asked for already"
    spoken(case, NONE, 1, recorded=4)
    assert told(case) == [], "an earlier talk that is entered late settles nothing"
    spoken(case, WORDS, 5)
    assert told(case) == [InterviewTaskSettled(case_id="case-1")]
    assert case.conversation.interview_due is None


def test_what_was_entered_late_stands_in_the_series_where_it_happened() -> None:
    case = a_case().build()
    spoken(case, WORDS, 1)
    spoken(case, SENTENCES, 9)
    assert case.conversation.ability_improved
    spoken(case, NONE, 5, recorded=10)
    assert case.conversation.abilities == [WORDS, NONE, SENTENCES]
    assert case.conversation.ability_improved


def test_an_interview_in_which_better_speech_showed_asks_for_no_other_and_what_is_asked_for_stays_marked() -> None:
    case = a_case().interviewed(ability=NONE).interviewed(ability=FREELY).build()
    assert (case.conversation.ability_improved, case.conversation.interview_due) == (True, None)
    case = a_case().interviewed(ability=NONE).said_to_speak(SENTENCES).said_to_speak(NONE).build()
    marked, asked = case.conversation.ability_improved, case.conversation.interview_due is not None
    assert (marked, asked) == (True, True), "the mark stays as long as the task that it explains"
    spoken(case, NONE, 2)
    assert (case.conversation.ability_improved, case.conversation.interview_due) == (False, None)


def test_nobody_is_asked_to_interview_who_has_left_or_is_known() -> None:
    for ended in (departed, stated):
        case = a_case().interviewed(ability=NONE).said_to_speak(WORDS).build()
        assert case.conversation.interview_due is not None
        assert ended(case).conversation.interview_due is None
    case = stated(a_case().interviewed(ability=NONE).build())
    spoken(case, FREELY, 2)
    improvements = [event for event in case.recorded() if isinstance(event, events.AbilityImproved)]
    assert [event.asked for event in improvements] == [False]
    assert case.conversation.interview_due is None


def test_whoever_was_settled_is_searched_for_still_and_so_may_be_interviewed_again() -> None:
    builder = a_case().interviewed(ability=NONE).said_to_speak(WORDS).with_notice_published()
    case = departed(builder.build(), Departure.SETTLED)
    assert case.conversation.interview_due is not None
    case.conversation.report_ability(SENTENCES, "福利院护理员", by(FANG, ENTERED + 2 * HOUR))
    spoken(case, WORDS, 3)
    assert case.conversation.interview_due is None


def test_a_statement_lets_the_interview_wait_and_a_check_that_fails_asks_for_it_again() -> None:
    case = a_case().interviewed(ability=NONE).said_to_speak(WORDS).build()
    CaseBuilder(case).stated()
    assert DeadlineSettled(case_id="case-1", code="interview") in told(case)
    assert verified(case, CheckOutcome.NOT_FOUND).conversation.interview_due is not None
    assert verified(stated(case)).conversation.interview_due is None
    spoken(case, FREELY, 4)
    assert not any(isinstance(sent, AbilityImproved) for sent in told(case)), "who they are is known"


def test_an_interview_while_a_statement_is_checked_is_the_one_that_was_asked_for() -> None:
    case = stated(a_case().interviewed(ability=NONE).said_to_speak(WORDS).build())
    spoken(case, WORDS, 2)
    assert verified(case, CheckOutcome.NOT_FOUND).conversation.interview_due is None


def test_a_report_of_better_speech_says_who_said_so_and_without_that_nothing_is_written_down() -> None:
    case = a_case().build()
    with pytest.raises(errors.TextMissing):
        case.conversation.report_ability(SENTENCES, "  ", by(FANG, ENTERED))
    assert case.conversation.ability_reports == []
    case.conversation.report_ability(SENTENCES, " 护理员王阿姨 ", by(FANG, ENTERED))
    assert [one.said_by for one in case.conversation.ability_reports] == ["护理员王阿姨"]


def test_better_speech_that_a_ward_tells_of_is_asked_about_whatever_was_noted_before() -> None:
    case = a_case().build()
    spoken(case, SENTENCES, 0)
    told(case)
    case.conversation.hear_from_ward(WORDS, "示例医院/老年科 12 床", by(FANG, ENTERED + HOUR))
    assert case.conversation.abilities == [SENTENCES, WORDS]
    assert case.conversation.ability_reports[-1].said_by == "示例医院/老年科 12 床"
    assert case.conversation.interview_due == ENTERED + HOUR
    assert any(isinstance(sent, AbilityImproved) for sent in told(case))
