"""Search notices: drafted by one, approved by the head, and public only once somebody published them somewhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rescue.domain import errors, events, limit_events
from services.rescue.domain.answers import not_asked
from services.rescue.domain.case import RescueCase
from services.rescue.domain.kinds import Departure, Place
from services.rescue.domain.limits import NOTICE_REFRESH, SEARCH_NOTICE
from services.rescue.domain.notice import STAY_WORDS, Publication
from services.rescue.domain.person import StatedName
from services.rescue.domain.search_kinds import CheckOutcome, NoticeState, PublicationChannel
from shared.clock.deadline import DeadlineState
from shared.clock.deadlines import LateReasonRequired
from shared.kernel.act import Act, OccurredTooEarly
from tests.builders_rescue import (
    CLOCKS,
    ENTERED,
    FANG,
    FETCHED,
    HEAD,
    HOUR,
    LI,
    NOTICE,
    WAYS,
    a_case,
    a_check,
    by,
    publish,
    ticking,
)


def with_text(**changes: Any) -> Any:
    return replace(NOTICE, **changes)


def the_limit(case: RescueCase) -> DeadlineState:
    """Where the limit of 24 hours stands."""
    return next(item.state for item in case.limits.deadlines.items if item.code == SEARCH_NOTICE)


def kinds(case: RescueCase) -> list[type[object]]:
    """What happened, without the limits that were settled by it."""
    return [type(event) for event in case.recorded() if not isinstance(event, limit_events.DeadlineSettled)]


def test_approval_alone_does_not_do_the_duty_of_the_first_day_and_publication_does() -> None:
    case = a_case().with_notice_proposed().build()
    case.search.approve_notice("notice-1", by(HEAD, ENTERED + 2 * HOUR))
    assert case.search.notice("notice-1").state is NoticeState.APPROVED
    assert the_limit(case) is DeadlineState.OPEN
    publish(case, at=ENTERED + 23 * HOUR)
    notice = case.search.notice("notice-1")
    assert (notice.state, notice.approved_by, notice.published_at) == (
        NoticeState.PUBLISHED,
        HEAD.id,
        ENTERED + 23 * HOUR,
    )
    assert [(place.channel, place.reference, place.by) for place in notice.publications] == [
        ("national_site", "XQ-1", FANG.id)
    ]
    assert the_limit(case) is DeadlineState.MET
    assert kinds(case) == [events.NoticeApproved, events.NoticePublished]


def test_the_duty_is_judged_by_when_it_was_published_and_not_by_when_that_was_written_down() -> None:
    case = a_case().with_notice_approved().build()
    case.limits.pass_time(ticking(ENTERED + 25 * HOUR), CLOCKS)
    publish(case, at=ENTERED + 20 * HOUR, recorded_at=ENTERED + 50 * HOUR)
    assert the_limit(case) is DeadlineState.MET
    (place,) = case.search.notice("notice-1").publications
    assert (place.at, place.recorded_at) == (ENTERED + 20 * HOUR, ENTERED + 50 * HOUR)


def test_a_publication_before_the_approval_or_of_a_draft_cannot_be() -> None:
    case = a_case().with_notice_proposed().build()
    with pytest.raises(errors.NoticeNotApproved):
        publish(case, at=ENTERED + HOUR)
    case.search.approve_notice("notice-1", by(HEAD, ENTERED + 3 * HOUR))
    with pytest.raises(OccurredTooEarly):
        publish(case, at=ENTERED + 2 * HOUR, recorded_at=ENTERED + 4 * HOUR)


def test_a_late_publication_needs_a_reason_and_tells_that_the_limit_was_missed() -> None:
    case = a_case().with_notice_approved().build()
    with pytest.raises(LateReasonRequired):
        publish(case, at=ENTERED + 24 * HOUR)
    publish(case, late_reason="台风停电", at=ENTERED + 25 * HOUR)
    assert kinds(case) == [limit_events.DeadlineMissed, events.NoticePublished]
    (met,) = [item for item in case.limits.deadlines.items if item.code == SEARCH_NOTICE]
    assert (met.state, met.late_reason, met.met_at) == (DeadlineState.MISSED, "台风停电", ENTERED + 25 * HOUR)


@pytest.mark.parametrize(
    "decide",
    [
        lambda case: case.search.approve_notice("notice-1", by(HEAD, ENTERED)),
        lambda case: case.search.return_notice("notice-1", "衣着写全", by(HEAD, ENTERED)),
    ],
    ids=["approve", "return"],
)
def test_nobody_decides_about_their_own_draft_nor_about_one_that_does_not_wait(
    decide: Callable[[RescueCase], None],
) -> None:
    with pytest.raises(errors.SecondPersonRequired):
        decide(a_case().with_notice_proposed(HEAD).build())
    with pytest.raises(errors.NoticeNotWaiting):
        decide(a_case().with_notice_published().build())
    with pytest.raises(errors.NoSuchNotice):
        decide(a_case().build())


def test_a_draft_that_was_sent_back_says_why_and_the_author_may_draft_anew() -> None:
    case = a_case().with_notice_proposed().build()
    with pytest.raises(errors.TextMissing):
        case.search.return_notice("notice-1", " ", by(HEAD, ENTERED))
    case.search.return_notice("notice-1", " 衣着写全 ", by(HEAD, ENTERED))
    notice = case.search.notice("notice-1")
    assert notice.state is NoticeState.RETURNED
    assert notice.withdrawal is not None
    assert notice.withdrawal.reason == "衣着写全"
    case.search.propose_notice("notice-2", NOTICE, by(FANG, ENTERED + HOUR))


def test_one_notice_at_a_time_is_on_its_way() -> None:
    case = a_case().with_notice_proposed().build()
    with pytest.raises(errors.NoticeWaiting):
        case.search.propose_notice("n2", NOTICE, by(FANG, ENTERED))
    case.search.approve_notice("notice-1", by(HEAD, ENTERED + HOUR))
    with pytest.raises(errors.NoticeUnpublished):
        case.search.propose_notice("n2", NOTICE, by(FANG, ENTERED + HOUR))


def test_a_second_public_notice_replaces_the_first_and_says_so() -> None:
    case = a_case().with_notice_published().build()
    case.search.propose_notice("notice-2", NOTICE, by(FANG, ENTERED + 2 * HOUR))
    case.search.approve_notice("notice-2", by(HEAD, ENTERED + 3 * HOUR))
    assert case.search.public_notice is case.search.notice("notice-1")
    publish(case, "notice-2", at=ENTERED + 4 * HOUR)
    first = case.search.notice("notice-1")
    assert first.state is NoticeState.WITHDRAWN
    assert first.withdrawal is not None
    assert first.withdrawal.replaced_by == "notice-2"
    assert case.search.public_notice is case.search.notice("notice-2")


def test_publishing_once_more_refreshes_it_and_each_publication_is_to_be_refreshed_by_a_limit_of_its_own() -> None:
    case = a_case().with_notice_published().build()
    (refresh,) = [item for item in case.limits.deadlines.items if item.code == NOTICE_REFRESH]
    publish(case, at=ENTERED + timedelta(days=20))
    first, second = [item for item in case.limits.deadlines.items if item.code == NOTICE_REFRESH]
    assert (first.state, first.due_at) == (DeadlineState.MET, refresh.due_at)
    assert (second.awaits, second.anchor) == (True, ENTERED + timedelta(days=20))
    assert case.search.notice("notice-1").published_at == ENTERED + HOUR


def test_a_publication_without_its_number_or_link_is_refused_and_does_no_duty() -> None:
    case = a_case().with_notice_approved().build()
    at = ENTERED + HOUR
    place = Publication(PublicationChannel.NATIONAL_SITE, " ", at, FANG.id, at)
    with pytest.raises(errors.TextMissing):
        case.search.publish_notice("notice-1", place, None, CLOCKS, by(FANG, at))
    assert case.search.notice("notice-1").state is NoticeState.APPROVED
    assert the_limit(case) is DeadlineState.OPEN


def test_withdraw_notice_says_why_is_possible_also_after_the_departure_and_only_once() -> None:
    case = a_case().with_notice_published().build()
    case.custody.depart(FETCHED, by(FANG, ENTERED + 2 * HOUR))
    with pytest.raises(errors.TextMissing):
        case.search.withdraw_notice("notice-1", "", CLOCKS, by(FANG, ENTERED + 2 * HOUR))
    case.search.withdraw_notice("notice-1", "已回家", CLOCKS, by(FANG, ENTERED + 2 * HOUR))
    with pytest.raises(errors.NoticeWithdrawn):
        case.search.withdraw_notice("notice-1", "已回家", CLOCKS, by(FANG, ENTERED + 2 * HOUR))
    with pytest.raises(errors.IdentityStated):
        publish(a_case().with_notice_approved().stated().build(), at=ENTERED + 2 * HOUR)


def ended(case: RescueCase, ending: str) -> RescueCase:
    """The case after its search has ended, or paused, in this way."""
    act = Act(LI.id, ENTERED + 2 * HOUR, ENTERED + 2 * HOUR)
    if ending == "stated":
        case.identity.record_statement(StatedName(han="张志英"), not_asked(), CLOCKS, act)
    else:
        case.custody.depart(WAYS[Departure(ending)], act)
    return case


@pytest.mark.parametrize("ending", ["stated", "fetched"])
@pytest.mark.parametrize("approved", [False, True])
def test_what_is_not_public_yet_is_taken_back_when_the_search_ends(ending: str, approved: bool) -> None:
    builder = a_case().with_notice_approved() if approved else a_case().with_notice_proposed()
    case = ended(builder.build(), ending)
    (notice,) = case.search.notices
    assert (notice.state, notice.withdrawn_by) == (NoticeState.WITHDRAWN, LI.id)
    assert case.search.waiting_notice is None
    assert events.NoticeWithdrawn in kinds(case)


@pytest.mark.parametrize("ending", ["stated", "fetched", "left_alone"])
def test_a_public_notice_outlives_the_search_until_somebody_withdraws_it(ending: str) -> None:
    case = a_case().with_notice_published().build()
    assert not case.search.notice_outlived
    ended(case, ending)
    assert case.search.notice("notice-1").state is NoticeState.PUBLISHED
    assert case.search.notice_outlived
    case.search.withdraw_notice("notice-1", "已经知道是谁", CLOCKS, by(FANG, ENTERED + 3 * HOUR))
    assert not case.search.notice_outlived


def test_a_public_notice_of_somebody_whose_statement_failed_may_stay() -> None:
    again = ended(a_case().with_notice_published().build(), "stated")
    at = ENTERED + 3 * HOUR
    again.identity.check(a_check(CheckOutcome.DIFFERENT, at), None, CLOCKS, by(FANG, at))
    assert not again.search.notice_outlived


@pytest.mark.parametrize("field", ["features", "clothing", "condition", "speech", "shown_name", "sex", "age", "height"])
def test_a_notice_that_tells_where_the_person_stays_is_refused(field: str) -> None:
    case = a_case().placed(name="溪口老人公寓").build()
    for told in ("现住某处", "溪口 老人公寓照顾"):
        with pytest.raises(errors.PlaceOfStayIsPrivate):
            case.search.propose_notice("n", with_text(**{field: told}), by(FANG, ENTERED))


@pytest.mark.parametrize(
    "told", ["在救助\u034f站", "在救.助.站", "在福-利-院", "溪口\u200d老人\u3164公寓", "溪口·老人·公寓", "住\ufe0f院"]
)
def test_where_the_person_stays_is_refused_however_it_is_hidden(told: str) -> None:
    case = a_case().placed(name="溪口老人公寓").build()
    with pytest.raises(errors.PlaceOfStayIsPrivate):
        case.search.propose_notice("n", with_text(features=told), by(FANG, ENTERED))


def test_what_nobody_sees_is_left_out_of_a_notice_and_does_not_count_as_features() -> None:
    case = a_case().build()
    with pytest.raises(errors.NoticeSaysTooLittle):
        case.search.propose_notice("n", with_text(features="\u3164\u034f"), by(FANG, ENTERED))
    case.search.propose_notice("n", with_text(features="左\u034f手缺\ufe0f小指"), by(FANG, ENTERED))
    assert case.search.notice("n").text.features == "左手缺小指"


def test_a_notice_may_say_where_the_person_was_found_but_not_where_they_stay() -> None:
    case = a_case().placed().build()
    with pytest.raises(errors.PlaceOfStayIsPrivate):
        case.search.propose_notice("n", replace(NOTICE, found_place="奉化区安康医院门口"), by(FANG, ENTERED))
    case.search.propose_notice("n", replace(NOTICE, found_place="奉化区人民医院门口"), by(FANG, ENTERED))


def test_a_notice_is_checked_again_when_it_is_approved() -> None:
    case = a_case().build()
    case.search.propose_notice("n", replace(NOTICE, found_place="阳光公寓旁"), by(FANG, ENTERED))
    case.custody.place(Place.ENTRUSTED, "阳光公寓", by(FANG, ENTERED))
    with pytest.raises(errors.PlaceOfStayIsPrivate):
        case.search.approve_notice("n", by(HEAD, ENTERED))


@pytest.mark.parametrize("change", [{"features": " "}, {"contact_phone": "救助站"}, {"contact_phone": ""}])
def test_a_notice_that_says_too_little_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(errors.NoticeSaysTooLittle):
        replace(NOTICE, **change).require_publishable(())


@given(st.sampled_from(STAY_WORDS), st.text("一二三大小人 ，。", max_size=8), st.text("一二三大小人 ，。", max_size=8))
def test_no_words_around_a_place_of_stay_let_it_pass(stay: str, before: str, after: str) -> None:
    spaced = " ".join(stay)
    for words in (stay, spaced):
        with pytest.raises(errors.PlaceOfStayIsPrivate):
            replace(NOTICE, features=f"{before}{words}{after}").require_publishable(())


def test_returned_draft_is_no_task_any_more_once_the_person_has_said_who_they_are() -> None:
    case = a_case().with_notice_proposed().build()
    case.search.return_notice("notice-1", "衣着写全", by(HEAD, ENTERED))
    case.recorded()
    case.identity.record_statement(StatedName("张志英"), not_asked(), CLOCKS, by(FANG, ENTERED + HOUR))
    settled = [one for one in case.recorded() if isinstance(one, limit_events.DeadlineSettled)]
    assert ("notice", "notice-1") in [(one.code, one.about) for one in settled]
    assert case.search.notice("notice-1").state is NoticeState.RETURNED
