"""What a case's file tells its page: names, how long somebody is in care, the next limit, and details in words."""

from dataclasses import replace
from datetime import datetime, timedelta

from services.rescue.domain.answers import Answer
from services.rescue.domain.case import HistoryEntry, RescueCase
from services.rescue.domain.intake import Intake
from services.rescue.domain.kinds import Ability, Arrival, Happening
from services.rescue.domain.person import AgeInterval
from services.rescue.queries.case_file import CaseFile, file_of
from shared.kernel.act import Act
from shared.kernel.calendar import local_date
from shared.kernel.cause import Actor
from tests.builders_rescue import (
    ANHUI,
    CLOCKS,
    ENTERED,
    FANG,
    FETCHED,
    HEAD,
    HOUR,
    OFFERS,
    a_case,
    an_unknown_woman,
    by,
    named,
    ticking,
)


def the_file(case: RescueCase, actor: Actor = FANG, now: datetime = ENTERED + HOUR) -> CaseFile:
    return file_of(case, 1, OFFERS, CLOCKS, now, actor)


def test_the_file_tells_the_name_or_what_the_person_is_called_meanwhile() -> None:
    assert (the_file(a_case().build()).shown_name, the_file(a_case().build()).label) == (None, "无名氏女")
    assert the_file(a_case(named("张志英")).build()).shown_name == "张志英"


def test_the_time_in_care_ends_with_the_departure_and_begins_with_the_entry() -> None:
    assert the_file(a_case(entered_at=None).build()).in_care_s is None
    case = a_case().build()
    assert the_file(case).in_care_s == 3600
    case.custody.depart(FETCHED, by(FANG, ENTERED + 2 * HOUR))
    assert the_file(case, now=ENTERED + 9 * HOUR).in_care_s == 7200


def test_the_next_limit_is_the_one_that_ends_first_and_one_without_an_end_hides_none_that_has_one() -> None:
    assert the_file(a_case(entered_at=None).build()).next_limit is None
    case = a_case().build()
    next_limit = the_file(case).next_limit
    assert next_limit is not None
    assert next_limit.code == "search_notice"
    items = case.limits.deadlines.items
    items[:] = [item if item.code == "search_notice" else replace(item, due_at=None) for item in items]
    first = the_file(case).next_limit
    assert first is not None
    assert first.code == "search_notice"
    items[:] = [item for item in items if item.code != "search_notice"]
    undated = the_file(case).next_limit
    assert undated is not None
    assert undated.calendar_missing


def test_the_timeline_says_its_details_in_both_languages_and_nothing_of_what_is_counted() -> None:
    case = a_case().placed().interviewed(ANHUI).with_interpreter_requested("person-1").build()
    case.limits.pass_time(ticking(ENTERED + 19 * HOUR), CLOCKS)
    told = {entry.what: (entry.detail_zh, entry.detail_en) for entry in the_file(case).timeline}
    assert told[Happening.PERSON_PLACED] == ("在医院", "In hospital")
    assert told[Happening.INTERVIEW_RECORDED] == ("能说几个词", "A few words")
    assert told[Happening.DEADLINE_DUE_SOON] == ("发布寻亲公告", "Publish a search notice")
    assert told[Happening.INTERPRETERS_PROPOSED] == told[Happening.CASE_OPENED] == ("", "")
    case.history.append(HistoryEntry(Happening.DEADLINE_MISSED, ENTERED + 20 * HOUR, None, "long_gone"))
    assert the_file(case).timeline[0].detail_zh == "long_gone"


def test_each_notice_says_for_whom_it_may_be_approved() -> None:
    case = a_case().with_notice_proposed(FANG).build()

    def allowed(actor: Actor) -> set[str]:
        return {action.name for action in the_file(case, actor).notices[0].allowed_actions if action.allowed}

    assert allowed(FANG) == {"withdraw_notice"}
    assert allowed(HEAD) == {"approve_notice", "return_notice", "withdraw_notice"}
    approved = a_case().with_notice_approved().build()
    told = {action.name for action in the_file(approved, FANG).notices[0].allowed_actions if action.allowed}
    assert told == {"publish_notice", "withdraw_notice"}


def test_a_clue_that_was_used_may_still_be_ruled_out_and_one_ruled_out_is_done_with() -> None:
    case = a_case().interviewed(ANHUI, ANHUI).build()
    case.conversation.check_clue("clue-1", "有用", by(FANG, ENTERED))
    case.conversation.refute_clue("clue-2", "听错", by(FANG, ENTERED))
    used, refuted = ({action.name for action in row.allowed_actions if action.allowed} for row in the_file(case).clues)
    assert (used, refuted) == ({"refute_clue"}, set())


def test_the_timeline_says_which_fields_and_which_notice_and_never_what_stands_in_them() -> None:
    case = a_case().with_notice_published().build()
    case.identity.describe(an_unknown_woman(health="癫痫", clothing="红衣"), by(FANG, ENTERED + 2 * HOUR))
    case.custody.supplement_intake(Intake(Arrival.PATROL, found_place="大桥镇"), by(FANG, ENTERED + 2 * HOUR))
    told = {entry.what: (entry.detail_zh, entry.detail_en) for entry in the_file(case).timeline}
    assert told[Happening.PERSON_DESCRIBED] == ("衣着、身体状况", "Clothing, Health")
    assert told[Happening.INTAKE_SUPPLEMENTED] == ("求助方式、发现地点", "How the person came, Place found")
    assert told[Happening.NOTICE_APPROVED] == ("第 1 份", "notice 1")
    assert told[Happening.NOTICE_PUBLISHED] == ("第 1 份，全国救助寻亲网", "notice 1, National site 全国救助寻亲网")
    assert "癫痫" not in str(told)


def test_leaving_alone_is_offered_by_the_age_of_the_day_of_reading() -> None:
    """未成年人保护法 第九十二条: the age grows from the day of its estimate; one without a day does not."""
    grown = Answer(AgeInterval(17, 19, "医生", local_date(ENTERED)))
    undated = Answer(AgeInterval(17, 19, "医生"))
    for age, days, offered in ((grown, 300, False), (grown, 366, True), (undated, 366, False)):
        case = a_case(an_unknown_woman(age=age)).build()
        actions = the_file(case, now=ENTERED + timedelta(days=days)).allowed_actions
        assert next(action for action in actions if action.name == "leave_alone").allowed == offered
        assert case.identity.person.age == age, "the case itself stays as it is"
        assert all(part.case == case for part in case.parts)


def test_the_timeline_stands_in_the_order_in_which_things_happened_and_says_why_a_notice_was_withdrawn() -> None:
    case = a_case().with_notice_published().build()
    case.search.withdraw_notice("notice-1", "写错了电话", CLOCKS, by(FANG, ENTERED + 5 * HOUR))
    late = Act("fang", ENTERED + 2 * HOUR, ENTERED + 6 * HOUR, "值班日志")
    case.conversation.report_ability(Ability.SENTENCES, "护理员", late)
    told = the_file(case).timeline
    assert [one.at for one in told] == sorted((one.at for one in told), reverse=True)
    (withdrawn,) = [one for one in told if one.what is Happening.NOTICE_WITHDRAWN]
    assert (withdrawn.detail_zh, withdrawn.detail_en) == ("第 1 份，写错了电话", "notice 1, 写错了电话")


def test_what_follows_by_itself_is_signed_by_nobody() -> None:
    case = a_case().interviewed(ability=Ability.NONE).said_to_speak(Ability.SENTENCES).build()
    signed = {one.what: one.by for one in the_file(case).timeline}
    assert signed[Happening.ABILITY_IMPROVED] is None
    assert signed[Happening.ABILITY_REPORTED] == "fang"
