"""What the text of a notice may say, and what it must say."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rescue.domain import errors
from services.rescue.domain.kinds import Place
from services.rescue.domain.notice import STAY_WORDS
from shared.kernel.calendar import local_date
from tests.builders_rescue import ENTERED, FANG, HEAD, NOTICE, a_case


@pytest.mark.parametrize("field", ["features", "clothing", "condition", "speech", "shown_name", "sex", "age", "height"])
def test_a_notice_that_tells_where_the_person_stays_is_refused(field: str) -> None:
    case = a_case().placed(name="溪口老人公寓").searched().build()
    for told in ("现住某处", "溪口 老人公寓照顾"):
        with pytest.raises(errors.PlaceOfStayIsPrivate):
            case.search.propose_notice("n", replace(NOTICE, **{field: told}), FANG.id, ENTERED)


def test_a_notice_may_say_where_the_person_was_found_but_not_where_they_stay() -> None:
    case = a_case().placed().searched().build()
    with pytest.raises(errors.PlaceOfStayIsPrivate):
        case.search.propose_notice("n", replace(NOTICE, found_place="奉化区安康医院门口"), FANG.id, ENTERED)
    case.search.propose_notice("n", replace(NOTICE, found_place="奉化区人民医院门口"), FANG.id, ENTERED)


def test_a_notice_does_not_say_that_somebody_was_found_on_a_day_to_come() -> None:
    case, today = a_case().searched().build(), local_date(ENTERED)
    with pytest.raises(errors.FoundInFuture):
        case.search.propose_notice("n", replace(NOTICE, found_on=today + timedelta(days=1)), FANG.id, ENTERED)
    case.search.propose_notice("n", replace(NOTICE, found_on=today), FANG.id, ENTERED)


def test_the_phone_of_a_notice_may_be_typed_in_full_width() -> None:
    replace(NOTICE, contact_phone="０５７４－８８８８８８８８").require_publishable(())


def test_a_notice_is_checked_again_when_it_is_approved() -> None:
    case = a_case().searched().build()
    case.search.propose_notice("n", replace(NOTICE, found_place="阳光公寓旁"), FANG.id, ENTERED)
    case.custody.place(Place.ENTRUSTED, "阳光公寓", FANG.id, ENTERED)
    with pytest.raises(errors.PlaceOfStayIsPrivate):
        case.search.publish_notice("n", None, HEAD.id, ENTERED)


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
