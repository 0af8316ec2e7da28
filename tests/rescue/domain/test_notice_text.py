"""What a search notice may say of the day on which somebody was found, and how its phone number may be typed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.rescue.domain import errors
from shared.kernel.calendar import local_date
from tests.builders_rescue import ENTERED, FANG, NOTICE, a_case, by


def test_a_notice_does_not_say_that_somebody_was_found_on_a_day_to_come() -> None:
    case, today = a_case().searched().build(), local_date(ENTERED)
    with pytest.raises(errors.FoundInFuture):
        case.search.propose_notice("n", replace(NOTICE, found_on=today + timedelta(days=1)), by(FANG, ENTERED))
    case.search.propose_notice("n", replace(NOTICE, found_on=today), by(FANG, ENTERED))


def test_the_phone_of_a_notice_may_be_typed_in_full_width() -> None:
    replace(NOTICE, contact_phone="０５７４－８８８８８８８８").require_publishable(())
