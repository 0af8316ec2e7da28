"""No act before its cause: papers, departures, publications, calls and statements."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.rescue.domain import errors
from services.rescue.domain.answers import Answer, not_asked
from services.rescue.domain.case import RescueCase
from services.rescue.domain.intake import Intake
from services.rescue.domain.interview import InterviewNote
from services.rescue.domain.kinds import Ability, Arrival, ContactOutcome, Departure
from services.rescue.domain.limits import NORMAL_STAY
from services.rescue.domain.notice import Publication
from services.rescue.domain.person import Person, StatedName
from services.rescue.domain.search_kinds import CheckOutcome, PublicationChannel
from shared.kernel.act import Act, OccurredTooEarly
from tests.builders_rescue import ANHUI, CLOCKS, ENTERED, FANG, HOUR, LI, WAYS, a_case, a_check, by, publish

LONG_AGO = datetime(1950, 1, 1, tzinfo=UTC)
NOW = ENTERED + 6 * HOUR
NOTE = InterviewNote("方言", Ability.FEW_WORDS)


def told(at: datetime) -> Act:
    """Something that is written down now and is said to have happened then."""
    return Act(FANG.id, at, NOW, "值班日志")


def test_a_duty_s_paper_is_not_from_before_the_person_came() -> None:
    case = a_case().build()
    with pytest.raises(OccurredTooEarly):
        case.limits.record_duty(NORMAL_STAY, "甬民救3号", None, told(LONG_AGO))
    assert case.limits.papers == []


@pytest.mark.parametrize("how", sorted(set(WAYS) - {Departure.NEVER_CAME, Departure.SETTLED}))
def test_nobody_left_before_they_were_last_spoken_with_placed_or_heard(how: Departure) -> None:
    asked, heard, said = a_case().build(), a_case().build(), a_case().build()
    asked.conversation.record_interview("i1", [], NOTE, by(FANG, ENTERED + 3 * HOUR))
    heard.conversation.report_ability(Ability.NONE, "护理员", by(FANG, ENTERED + 3 * HOUR))
    said.identity.record_statement(StatedName(han="张志英"), not_asked(), CLOCKS, by(FANG, ENTERED + 3 * HOUR))
    for case in (asked, heard, said):
        with pytest.raises(OccurredTooEarly):
            case.custody.depart(WAYS[how], told(ENTERED + 2 * HOUR))
        case.custody.depart(WAYS[how], told(ENTERED + 3 * HOUR))


def test_a_paper_or_reply_that_came_after_somebody_had_walked_out_does_not_keep_that_from_being_told() -> None:
    case = a_case().with_notice_published().build()
    case.custody.depart(WAYS[Departure.WALKED_OUT], told(ENTERED + HOUR / 2))
    assert case.custody.departed_at == ENTERED + HOUR / 2


def test_who_was_only_reported_did_not_fail_to_come_before_they_were_found() -> None:
    intake = Intake(Arrival.HOTLINE, found_at=ENTERED)
    case = RescueCase.open("case-1", "救2026-0117", intake, Person(), CLOCKS, by(FANG, ENTERED))
    with pytest.raises(OccurredTooEarly):
        case.custody.depart(WAYS[Departure.NEVER_CAME], told(LONG_AGO))


def test_a_second_publication_is_not_before_the_first_and_the_same_one_is_not_counted_twice() -> None:
    case = a_case().with_notice_approved().build()
    publish(case, at=ENTERED + 3 * HOUR)
    with pytest.raises(OccurredTooEarly):
        publish(case, at=ENTERED + 2 * HOUR)
    again = Publication(PublicationChannel.NATIONAL_SITE, " ｘq-1", NOW, FANG.id, NOW)
    with pytest.raises(errors.PublishedAlready):
        case.search.publish_notice("notice-1", again, None, CLOCKS, by(FANG, NOW))
    updated = ENTERED + 30 * 24 * HOUR
    later = Publication(PublicationChannel.NATIONAL_SITE, "XQ-1", updated, FANG.id, updated)
    case.search.publish_notice("notice-1", later, None, CLOCKS, by(FANG, updated))
    assert len(case.search.notice("notice-1").publications) == 2


def test_nobody_was_called_before_an_interpreter_was_looked_for() -> None:
    case = a_case().interviewed(ANHUI).with_interpreter_requested("person-1").build()
    with pytest.raises(OccurredTooEarly):
        case.conversation.contact_interpreter("request-1", "person-1", ContactOutcome.AGREED, "", told(LONG_AGO))


def test_a_further_statement_is_not_before_the_check_of_the_one_before() -> None:
    case = a_case().stated().build()
    at = ENTERED + 3 * HOUR
    case.identity.check(a_check(CheckOutcome.NOT_FOUND, at), None, CLOCKS, by(LI, at))
    with pytest.raises(OccurredTooEarly):
        case.identity.record_statement(StatedName(han="李卫平"), not_asked(), CLOCKS, told(ENTERED + 2 * HOUR))


def test_a_number_that_was_kept_as_stated_does_not_become_a_sound_one_by_leaving_that_out() -> None:
    case = a_case().build()
    wrong = Answer("341202196801010024")
    case.identity.record_statement(StatedName(han="张志英"), wrong, CLOCKS, by(FANG, ENTERED), as_stated=True)
    with pytest.raises(errors.IdNumberWrong):
        case.identity.describe(replace(case.identity.person, id_number_as_stated=False), by(FANG, ENTERED))
    case.identity.check(a_check(CheckOutcome.NOT_FOUND, ENTERED), None, CLOCKS, by(LI, ENTERED))
    with pytest.raises(errors.IdNumberWrong):
        case.identity.record_statement(StatedName(han="张志英"), wrong, CLOCKS, by(FANG, ENTERED))
    assert case.identity.person.id_number_as_stated
