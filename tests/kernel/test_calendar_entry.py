"""An entry of a year has every public holiday and as many days off as the law gives."""

import pytest

from shared.kernel.calendar_entry import complete, missing_holidays
from shared.kernel.holiday_notice import read_notice
from shared.reference.calendars import chinese_calendar
from tests.holiday_notices import NOTICE_2027


@pytest.mark.parametrize("year", sorted(chinese_calendar().years))
def test_every_year_that_is_shipped_could_be_entered(year: int) -> None:
    assert complete(year, chinese_calendar().years[year])


@pytest.mark.parametrize("name", ["元旦", "春节", "清明节", "劳动节", "端午节", "国庆节"])
def test_each_holiday_that_a_notice_lacks_is_named(name: str) -> None:
    left = "\n".join(line for line in NOTICE_2027.splitlines() if name not in line)
    assert name in missing_holidays(2027, read_notice(2027, left, "通知"))


def test_a_moon_festival_beside_the_national_holiday_is_missed_by_the_number_of_days() -> None:
    left = "\n".join(line for line in NOTICE_2027.splitlines() if "中秋" not in line)
    assert not complete(2027, read_notice(2027, left, "通知"))
