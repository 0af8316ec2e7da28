"""The yearly holiday notice: read as it is written, and refused in a sentence where it cannot be right."""

from datetime import date

import pytest

from shared.kernel.calendar import CalendarYear
from shared.kernel.errors import Invalid
from shared.kernel.holiday_notice import (
    DayOfAnotherYear,
    DayOffAtWeekend,
    MakeUpOnWeekday,
    NoSuchDay,
    NoticeNotUnderstood,
    WeekdayWrong,
    calendar_year,
    read_notice,
)
from shared.reference.calendars import chinese_calendar

NOTICE_2026 = """国务院办公厅关于2026年部分节假日安排的通知
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
国务院办公厅
2025年11月4日"""


OCTOBER = [f"2027-10-0{n}" for n in (1, 4, 5, 6, 7)]


def test_the_notice_of_2026_gives_the_very_days_that_the_product_ships() -> None:
    read, shipped = read_notice(2026, NOTICE_2026, "通知"), chinese_calendar().years[2026]
    assert (read.days_off, read.make_up_days, read.source) == (shipped.days_off, shipped.make_up_days, "通知")


@pytest.mark.parametrize(
    ("text", "off", "worked"),
    [
        ("1月1日放假，与周末连休。", ["2027-01-01"], []),
        ("元旦:1月1日(星期五)至3日(星期天)放假,1月9日(星期六)上班.", ["2027-01-01"], ["2027-01-09"]),
        ("2026年12月31日起不变。2027年1月1日至2027年1月3日放假", ["2027-01-01"], []),
        ("10月1日至7日放假，9月26日、10月9日上班", OCTOBER, ["2027-09-26", "2027-10-09"]),
    ],
)  # fmt: skip
def test_other_ways_to_write_it(text: str, off: list[str], worked: list[str]) -> None:
    read = read_notice(2027, text, "通知")
    assert sorted(day.isoformat() for day in read.days_off) == off
    assert sorted(day.isoformat() for day in read.make_up_days) == worked


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (NOTICE_2026, WeekdayWrong),
        ("各省、自治区、直辖市人民政府：", NoticeNotUnderstood),
        ("1月2日至3日放假", NoticeNotUnderstood),
        ("2月30日放假", NoSuchDay),
        ("3日放假", NoSuchDay),
        ("10月7日至1日放假", NoSuchDay),
        ("1月1日至12月31日放假", NoSuchDay),
        ("2026年12月31日至2027年1月3日放假", DayOfAnotherYear),
        ("1月1日放假，1月4日上班", MakeUpOnWeekday),
    ],
)
def test_what_cannot_be_right_is_refused_in_both_languages(text: str, error: type[Invalid]) -> None:
    with pytest.raises(error) as refused:
        read_notice(2027, text, "通知")
    assert refused.value.sentence("zh") != refused.value.sentence("en")


@pytest.mark.parametrize(
    ("off", "worked", "error"),
    [
        (date(2026, 1, 1), date(2027, 1, 9), DayOfAnotherYear),
        (date(2027, 1, 2), date(2027, 1, 9), DayOffAtWeekend),
        (date(2027, 1, 1), date(2027, 1, 8), MakeUpOnWeekday),
        (date(2027, 1, 1), date(2028, 1, 8), DayOfAnotherYear),
    ],
)
def test_lists_of_days_are_checked(off: date, worked: date, error: type[Invalid]) -> None:
    with pytest.raises(error):
        calendar_year(2027, [off], [worked], "通知")


def test_a_year_needs_a_day_off() -> None:
    with pytest.raises(NoticeNotUnderstood):
        calendar_year(2027, [], [], "通知")


def test_every_shipped_year_passes_the_checks() -> None:
    for number, year in chinese_calendar().years.items():
        assert calendar_year(number, year.days_off, year.make_up_days, year.source) == year


@pytest.mark.parametrize(
    ("day", "missing"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), 2027),
        (date(2027, 1, 1), 2027),
        (date(2027, 11, 1), 2027),
    ],
)
def test_the_year_to_enter_is_the_present_one_and_from_november_on_the_next(day: date, missing: int | None) -> None:
    assert chinese_calendar().year_to_enter(day) == missing
    entered = CalendarYear(frozenset({date(2027, 1, 1)}), frozenset(), "通知")
    after = chinese_calendar().with_years({2027: entered}).year_to_enter(day)
    assert after == (2028 if day == date(2027, 11, 1) else None)
