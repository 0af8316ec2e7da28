"""The person comes, is placed, described and leaves."""

import pytest

from services.rescue.domain import errors, events
from services.rescue.domain.answers import Answer
from services.rescue.domain.intake import Intake
from services.rescue.domain.kinds import Arrival, CustodyState, IdentityState, MarkKind, Place, Sex, Unknown
from services.rescue.domain.limits import NORMAL_STAY
from services.rescue.domain.person import MOST_NAMES, AgeInterval, Mark, Person, StatedName, stated_number
from shared.clock.deadline import DeadlineState
from shared.kernel.calendar import local_date
from tests.builders_rescue import (
    CLOCKS,
    ENTERED,
    FANG,
    FETCHED,
    HOUR,
    SOUND_NUMBER,
    a_case,
    an_unknown_woman,
    by,
    named,
)

ZHANG = StatedName(han="张志英")


def test_open_case_with_almost_nothing_known_is_saved() -> None:
    case = a_case(Person()).case
    assert (case.custody.state, case.identity.state) == (CustodyState.RECEIVED, IdentityState.SEARCHING)
    assert case.identity.person.name.unknown is Unknown.NOT_ASKED
    assert case.recorded()[0] == events.CaseOpened(case_id="case-1", act=by(FANG, ENTERED), case_no="救2026-0117")


def test_open_case_of_somebody_only_reported_waits_for_the_arrival() -> None:
    case = a_case(entered_at=None).build()
    assert case.custody.state is CustodyState.REPORTED
    with pytest.raises(errors.NotYetReceived):
        case.custody.place(Place.IN_STATION, "", by(FANG, ENTERED))
    case.custody.receive(ENTERED, CLOCKS, by(FANG, ENTERED + HOUR))
    assert (case.custody.state, case.custody.entered_at) == (CustodyState.RECEIVED, ENTERED)


def test_open_case_with_an_arrival_to_come_is_refused() -> None:
    with pytest.raises(errors.ArrivalInFuture):
        Intake(Arrival.POLICE, entered_at=ENTERED + HOUR).require_past(ENTERED)
    case = a_case(entered_at=None).build()
    with pytest.raises(errors.ArrivalInFuture):
        case.custody.receive(ENTERED + HOUR, CLOCKS, by(FANG, ENTERED))


def test_receive_twice_is_refused() -> None:
    case = a_case().build()
    with pytest.raises(errors.AlreadyReceived):
        case.custody.receive(ENTERED, CLOCKS, by(FANG, ENTERED))


def test_place_moves_the_person_and_remembers_every_stay() -> None:
    case = a_case().placed().build()
    case.custody.place(Place.WELFARE_HOME, " 奉化区福利院 ", by(FANG, ENTERED + HOUR))
    assert case.custody.state is CustodyState.WELFARE_HOME
    assert [stay.name for stay in case.custody.placements] == ["奉化区安康医院", "奉化区福利院"]
    with pytest.raises(errors.AlreadyThere):
        case.custody.place(Place.WELFARE_HOME, "奉化区福利院", by(FANG, ENTERED + HOUR))


def test_depart_cancels_what_runs_and_closes_the_case() -> None:
    case = a_case().build()
    case.custody.depart(FETCHED, by(FANG, ENTERED + HOUR))
    arranged = {item.state for item in case.limits.deadlines.items if item.code == NORMAL_STAY}
    others = {item.state for item in case.limits.deadlines.items if item.code != NORMAL_STAY}
    assert (arranged, others) == ({DeadlineState.MET}, {DeadlineState.CANCELLED})
    assert (case.custody.state, case.next_due_at) == (CustodyState.DEPARTED, None)
    with pytest.raises(errors.CaseClosed):
        case.identity.describe(Person(), by(FANG, ENTERED + HOUR))


def test_describe_person_records_which_fields_changed_and_never_their_values() -> None:
    case = a_case().build()
    case.identity.describe(named("张志英"), by(FANG, ENTERED))
    (event,) = case.recorded()
    assert event == events.PersonDescribed(case_id="case-1", act=by(FANG, ENTERED), fields=("name",))


def test_describe_person_without_a_change_is_refused() -> None:
    case = a_case().build()
    with pytest.raises(errors.NothingChanged):
        case.identity.describe(an_unknown_woman(), by(FANG, ENTERED))


def test_record_stated_identity_keeps_the_name_and_that_a_number_was_refused() -> None:
    case = a_case().build()
    case.identity.record_statement(ZHANG, Answer(unknown=Unknown.REFUSED), CLOCKS, by(FANG, ENTERED + HOUR))
    assert case.identity.state is IdentityState.STATED_BY_SELF
    assert case.identity.person.id_number.unknown is Unknown.REFUSED
    with pytest.raises(errors.IdentityStated):
        case.identity.record_statement(StatedName(han="张志英"), Answer("1"), CLOCKS, by(FANG, ENTERED))


def test_record_stated_identity_keeps_the_name_heard_before_and_a_number_not_asked_for() -> None:
    heard = StatedName(heard_as="阿英")
    case = a_case(an_unknown_woman(name=Answer(heard), id_number=Answer("33022419500101019X"))).build()
    said = StatedName(han="张志英")
    case.identity.record_statement(said, Answer(unknown=Unknown.NOT_ASKED), CLOCKS, by(FANG, ENTERED))
    assert case.identity.person.names == (said, heard)
    assert case.identity.person.id_number == Answer("33022419500101019X")


def test_record_stated_identity_with_the_known_name_and_a_refused_number_says_so() -> None:
    case = a_case(named("张志英", id_number=Answer(SOUND_NUMBER))).build()
    case.identity.record_statement(ZHANG, Answer(unknown=Unknown.REFUSED), CLOCKS, by(FANG, ENTERED))
    assert case.identity.person.names == (StatedName(han="张志英"),)
    assert case.identity.person.id_number.unknown is Unknown.REFUSED


def test_record_stated_identity_with_more_names_than_are_kept_is_refused() -> None:
    names = tuple(StatedName(heard_as=f"阿{number}") for number in range(MOST_NAMES + 1))
    case = a_case(an_unknown_woman(other_names=names[1:])).build()
    case.identity.record_statement(names[1], Answer(unknown=Unknown.REFUSED), CLOCKS, by(FANG, ENTERED))
    full = a_case(an_unknown_woman(name=Answer(names[0]), other_names=names[1:])).build()
    with pytest.raises(errors.TooManyNames):
        full.identity.record_statement(ZHANG, Answer(unknown=Unknown.REFUSED), CLOCKS, by(FANG, ENTERED))


def test_not_known_refused_and_not_asked_are_three_answers() -> None:
    answers = {Answer[str](unknown=reason) for reason in Unknown}
    assert len(answers) == 3


@pytest.mark.parametrize(("value", "unknown"), [(None, None), ("张三", Unknown.REFUSED)])
def test_an_answer_is_a_value_or_a_reason(value: str | None, unknown: Unknown | None) -> None:
    with pytest.raises(errors.AnswerContradicts):
        Answer(value, unknown)


@pytest.mark.parametrize(("low", "high"), [(30, 20), (1, 0)])
def test_an_age_interval_makes_sense(low: int, high: int) -> None:
    with pytest.raises(errors.AgeIntervalWrong):
        AgeInterval(low, high)


def test_an_age_interval_touching_the_years_under_18_may_be_a_minor() -> None:
    today = local_date(ENTERED)
    assert AgeInterval(17, 25).may_be_minor_on(today)
    assert not AgeInterval(18, 25).may_be_minor_on(today)
    assert an_unknown_woman(age=Answer(AgeInterval(17, 25))).may_be_minor_on(today)
    assert not an_unknown_woman(age=Answer(AgeInterval(18, 25))).may_be_minor_on(today)
    assert not an_unknown_woman(age=Answer(unknown=Unknown.NOT_KNOWN)).may_be_minor_on(today)


def test_empty_names_and_marks_are_refused() -> None:
    with pytest.raises(errors.TextMissing):
        StatedName(han=" ", pinyin="")
    with pytest.raises(errors.TextMissing):
        Mark(" ", MarkKind.SCAR)


def test_all_names_given_are_kept_the_present_one_first() -> None:
    other = StatedName(heard_as="阿英")
    assert [name.shown for name in named("张志英", other_names=(other,)).names] == ["张志英", "阿英"]
    assert an_unknown_woman(other_names=(other,)).names == (other,)


def test_sex_is_kept_as_it_was_seen() -> None:
    assert an_unknown_woman(sex=Answer(Sex.UNCLEAR)).differs_in(an_unknown_woman()) == ("sex",)


def test_a_name_written_down_is_taken_as_characters_or_as_pinyin_and_a_number_with_a_capital() -> None:
    assert StatedName.written("张志英") == StatedName(han="张志英")
    assert StatedName.written("Zhang Zhiying") == StatedName(pinyin="Zhang Zhiying")
    assert stated_number("33022419500101019x") == Answer("33022419500101019X")
    assert stated_number("３４１２０２１９６８０１０１１２３ｘ") == Answer("34120219680101123X")
    assert stated_number("") == Answer(unknown=Unknown.NOT_ASKED)
