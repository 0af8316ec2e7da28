"""How somebody may leave: what each way asks for, and who may not leave so."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.rescue.domain import departing, departure_errors, errors
from services.rescue.domain.answers import Answer, Unknown
from services.rescue.domain.case import RescueCase
from services.rescue.domain.conversation import Conversation
from services.rescue.domain.departure_kinds import AloneWay, DisorderSigns, Receiver
from services.rescue.domain.departure_rules import ALONE_FROM_AGE, rule_of
from services.rescue.domain.kinds import CustodyState, Departure, Place, Sex
from services.rescue.domain.person import AgeInterval, Signs
from services.rescue.domain.ways import Alone, Died, Escort, Escorted, Fetched, Transferred, WalkedOut
from shared.kernel.act import Act, OccurredTooEarly
from shared.kernel.calendar import local_date
from tests.builders_rescue import (
    ANHUI,
    CLOCKS,
    ENTERED,
    FANG,
    FETCHED,
    HOUR,
    SETTLED,
    WAYS,
    WENT_HOME,
    a_case,
    an_unknown_woman,
    by,
)

NOW = ENTERED + HOUR


def of_age(low: int, high: int) -> RescueCase:
    """The case of somebody in care who is that old."""
    return a_case(an_unknown_woman(age=Answer(AgeInterval(low, high)))).build()


def with_signs(found: DisorderSigns) -> RescueCase:
    """The case of somebody in care who was looked at."""
    return a_case(an_unknown_woman(signs=Signs(found, "驻站医生"))).build()


def searched_for() -> RescueCase:
    """The case of somebody who was spoken with and whose notice is public."""
    return a_case().interviewed(ANHUI).with_notice_published().build()


@pytest.mark.parametrize("how", [how for how in Departure if how is not Departure.NEVER_CAME])
def test_somebody_only_reported_can_only_never_have_come(how: Departure) -> None:
    case = a_case(entered_at=None).build()
    with pytest.raises(errors.NeverCame):
        case.custody.depart(WAYS[how], by(FANG, NOW))
    case.custody.depart(WAYS[Departure.NEVER_CAME], by(FANG, NOW))
    assert case.custody.departure is Departure.NEVER_CAME


def test_somebody_in_care_cannot_never_have_come() -> None:
    case = a_case().build()
    with pytest.raises(errors.CameAlready):
        case.custody.depart(WAYS[Departure.NEVER_CAME], by(FANG, NOW))


@pytest.mark.parametrize("age", [(8, 10), (15, 19), (16, 17), (17, 40)])
def test_whoever_may_be_a_minor_takes_the_minors_path_and_the_rule_is_named(age: tuple[int, int]) -> None:
    case = of_age(*age)
    with pytest.raises(departure_errors.MayNotLeaveAlone) as refused:
        case.custody.depart(WENT_HOME, by(FANG, NOW))
    assert "未满 18 周岁" in refused.value.sentence("zh")
    assert "未成年人保护法" in refused.value.sentence("zh")
    for how in (Departure.FETCHED, Departure.ESCORTED, Departure.TRANSFERRED, Departure.WALKED_OUT):
        case = of_age(*age)
        case.custody.depart(WAYS[how], by(FANG, NOW))
        assert case.custody.departure is how


def test_from_what_age_somebody_leaves_alone_is_asked_of_the_day_of_the_departure() -> None:
    assert [rule_of(ALONE_FROM_AGE, day.date()).amount for day in (datetime(2014, 8, 1, tzinfo=UTC), ENTERED)] == [
        16,
        18,
    ]
    came = datetime(2019, 3, 1, tzinfo=UTC)
    case = a_case(an_unknown_woman(age=Answer(AgeInterval(16, 17))), entered_at=came).build()
    case.custody.depart(WENT_HOME, Act(FANG.id, came + 48 * HOUR, ENTERED, "离站登记表"))
    assert case.custody.departure is Departure.WENT_HOME
    case = a_case(an_unknown_woman(age=Answer(AgeInterval(15, 17))), entered_at=came).build()
    with pytest.raises(departure_errors.MayNotLeaveAlone) as refused:
        case.custody.depart(WENT_HOME, Act(FANG.id, came + 48 * HOUR, ENTERED, "离站登记表"))
    assert "132号" in refused.value.sentence("zh")


def test_an_adult_without_signs_of_disorder_leaves_alone_with_the_signed_declaration() -> None:
    for case in (of_age(18, 25), with_signs(DisorderSigns.NOT_SEEN)):
        case.custody.depart(WENT_HOME, by(FANG, NOW))
        leaving = case.custody.leaving
        assert leaving is not None
        assert (leaving.alone, leaving.by) == (WENT_HOME, FANG.id)
    with pytest.raises(errors.TextMissing):
        Alone(AloneWay.LEFT_ALONE, " ", "驻站医生")
    with pytest.raises(errors.TextMissing):
        Alone(AloneWay.LEFT_ALONE, "2026-041号", "")


def test_with_signs_of_disorder_on_file_nobody_leaves_alone() -> None:
    case = with_signs(DisorderSigns.SEEN)
    for way in (WENT_HOME, WAYS[Departure.LEFT_ALONE]):
        with pytest.raises(departure_errors.DisorderSignsSeen):
            case.custody.depart(way, by(FANG, NOW))
    case.custody.depart(FETCHED, by(FANG, NOW))


def test_a_finding_about_signs_names_who_looked() -> None:
    with pytest.raises(departure_errors.AssessorMissing):
        Signs(DisorderSigns.NOT_SEEN)
    assert Signs().found is DisorderSigns.NOT_ASSESSED


def test_whoever_fetches_shows_an_identity_card_is_copied_and_signs() -> None:
    for papers in ({"id_checked": False, "signed": True}, {"id_checked": True, "signed": False}):
        with pytest.raises(departure_errors.PaperUnsigned):
            Fetched("王小军", "长子", **papers)
    with pytest.raises(errors.TextMissing):
        Fetched("王小军", "", id_checked=True, signed=True)


@pytest.mark.parametrize("sexes", [(), (Sex.FEMALE,), (Sex.MALE, Sex.MALE)])
def test_two_escort_somebody_one_of_them_of_the_same_sex(sexes: tuple[Sex, ...]) -> None:
    way = WAYS[Departure.ESCORTED]
    assert isinstance(way, Escorted)
    case, crew = a_case().build(), tuple(Escort(f"某人{n}", sex) for n, sex in enumerate(sexes))
    with pytest.raises(departure_errors.EscortsMissing):
        case.custody.depart(replace(way, escorts=crew), by(FANG, NOW))


def test_the_same_escort_written_twice_is_one() -> None:
    """A rule of this house: two people escort."""
    way, escort = WAYS[Departure.ESCORTED], Escort("周敏", Sex.FEMALE)
    assert isinstance(way, Escorted)
    case = a_case().build()
    with pytest.raises(departure_errors.EscortTwice):
        case.custody.depart(replace(way, escorts=(escort, Escort(" 周敏 ", Sex.FEMALE))), by(FANG, NOW))


def test_of_whom_the_sex_is_not_known_any_two_may_escort() -> None:
    way = WAYS[Departure.ESCORTED]
    assert isinstance(way, Escorted)
    case = a_case(an_unknown_woman(sex=Answer(unknown=Unknown.NOT_KNOWN))).build()
    case.custody.depart(replace(way, escorts=(Escort("甲", Sex.MALE), Escort("乙", Sex.MALE))), by(FANG, NOW))


def test_an_escort_ends_with_a_paper_that_both_sign_and_with_the_belongings() -> None:
    with pytest.raises(departure_errors.PaperUnsigned):
        replace(WAYS[Departure.ESCORTED], signed=False)  # type: ignore[type-var]
    for missing in ("receiver", "paper", "belongings"):
        with pytest.raises(errors.TextMissing):
            replace(WAYS[Departure.ESCORTED], **{missing: ""})  # type: ignore[type-var]
    assert len(Receiver) == 3


def test_transfer_death_and_walking_out_say_where_to_by_which_paper_and_who_was_told() -> None:
    for made in (
        lambda: Transferred("福利院", ""),
        lambda: Died("", "锦屏派出所", "布包", "殡仪馆"),
        lambda: Died("死证1", "锦屏派出所", "布包", ""),
        lambda: WalkedOut("不见了", "锦屏派出所", ""),
        lambda: WalkedOut("", "锦屏派出所", "报警1"),
    ):
        with pytest.raises(errors.TextMissing):
            made()


@pytest.mark.parametrize(
    "name", ["comparison", "cancelled_households", "missing_list", "plan_no", "household_no", "household_of"]
)
def test_settlement_names_the_answers_of_the_police_the_plan_and_the_household(name: str) -> None:
    with pytest.raises(errors.TextMissing):
        replace(SETTLED, **{name: " "})  # type: ignore[arg-type]


def test_nobody_is_settled_for_whom_no_notice_ran() -> None:
    case = a_case().interviewed(ANHUI).build()
    with pytest.raises(departure_errors.NoNoticeRun):
        case.custody.depart(SETTLED, by(FANG, NOW))


def test_nobody_is_settled_who_was_not_spoken_with_lately() -> None:
    late = by(FANG, ENTERED + timedelta(days=100))
    for case in (searched_for(), a_case().with_notice_published().build()):
        with pytest.raises(departure_errors.InterviewTooOld):
            case.custody.settle(SETTLED, CLOCKS.rules, late)
    case = searched_for()
    talked = case.conversation.interviews[0]
    case.conversation.interviews.append(replace(talked, id="i-2", at=late.occurred_at - timedelta(days=29)))
    case.custody.settle(SETTLED, CLOCKS.rules, late)
    assert case.custody.leaving
    assert case.custody.leaving.settled == SETTLED


def test_nobody_is_settled_before_the_months_of_the_table_are_over() -> None:
    case = searched_for()
    last = datetime(2026, 12, 28, 15, 0, tzinfo=UTC)
    case.conversation.interviews[0] = replace(case.conversation.interviews[0], at=last - timedelta(days=2))
    with pytest.raises(departure_errors.SettledTooEarly) as refused:
        case.custody.settle(SETTLED, CLOCKS.rules, by(FANG, last))
    assert "2026年12月29日" in refused.value.sentence("zh")
    case.custody.settle(SETTLED, CLOCKS.rules, by(FANG, last + 2 * HOUR))
    assert case.custody.departure is Departure.SETTLED


def test_before_the_months_of_a_settlement_were_law_nobody_had_to_wait_for_them() -> None:
    case = a_case(entered_at=datetime(2022, 4, 1, 1, 0, tzinfo=UTC)).build()
    departing.require_waited(case, date(2022, 4, 13), CLOCKS.rules)
    with pytest.raises(departure_errors.SettledTooEarly):
        departing.require_waited(case, date(2022, 4, 14), CLOCKS.rules)


def test_after_a_settlement_the_search_goes_on_with_interviews_clues_and_limits() -> None:
    case = a_case().interviewed(ANHUI).with_notice_published().build()
    case.custody.depart(SETTLED, by(FANG, NOW))
    assert case.custody.search_continues
    assert case.custody.require_search_open() == ENTERED
    awaited = {item.code for item in case.limits.deadlines.items if item.awaits}
    assert awaited == {"dna_request", "notice_refresh"}
    case.conversation.check_clue("clue-1", "像", by(FANG, NOW + HOUR))
    case.conversation.request_interpreter("r-9", "clue-1", "阜阳", None, by(FANG, NOW + HOUR))
    with pytest.raises(errors.CaseClosed):
        case.custody.place(Place.HOSPITAL, "医院", by(FANG, NOW + HOUR))


def test_after_any_other_departure_and_before_the_arrival_nothing_more_is_heard() -> None:
    case = a_case().interviewed(ANHUI).build()
    case.custody.depart(FETCHED, by(FANG, NOW))
    assert not case.custody.search_continues
    with pytest.raises(errors.CaseClosed):
        case.conversation.check_clue("clue-1", "像", by(FANG, NOW))
    reported = a_case(entered_at=None).build()
    assert not reported.custody.search_continues
    with pytest.raises(errors.NotYetReceived):
        reported.custody.require_search_open()
    assert isinstance(reported.conversation, Conversation)


def test_a_departure_before_the_arrival_is_refused() -> None:
    case = a_case().build()
    with pytest.raises(OccurredTooEarly):
        case.custody.depart(FETCHED, Act(FANG.id, ENTERED - HOUR, NOW, "登记表"))
    assert case.custody.state is CustodyState.RECEIVED


def test_the_age_grows_to_that_of_the_day_of_the_departure() -> None:
    """Somebody estimated at 17 to 19 is 18 at least a year later (未成年人保护法 第九十二条)."""
    for days, refused in ((364, True), (366, False)):
        age = AgeInterval(17, 19, "医生", local_date(ENTERED))
        case = a_case(an_unknown_woman(age=Answer(age))).build()
        at = ENTERED + timedelta(days=days)
        if refused:
            with pytest.raises(departure_errors.MayNotLeaveAlone):
                case.custody.depart(WAYS[Departure.LEFT_ALONE], by(FANG, at))
        else:
            case.custody.depart(WAYS[Departure.LEFT_ALONE], by(FANG, at), "等家人来接")
            assert case.custody.departure is Departure.LEFT_ALONE
