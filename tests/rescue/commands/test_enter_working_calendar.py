"""An operator enters a year of the working calendar once, with name and source; what cannot be right is refused."""

from datetime import date

import pytest

from services.rescue.commands.enter_working_calendar import EnterWorkingCalendar
from services.rescue.commands.take_back_working_calendar import TakeBackWorkingCalendar
from services.rescue.domain.errors import NoSuchCalendarEntry
from shared.kernel.calendar import CalendarYear, EnteredYear
from shared.kernel.calendar_entry import HolidaysMissing, YearKnown
from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from shared.kernel.holiday_notice import WeekdayWrong
from shared.reference.calendars import chinese_calendar
from tests.builders_rescue import CLOCKS, ENTERED, HEAD, a_cause
from tests.holiday_notices import CORRECTED_2027, NOTICE_2027
from tests.rescue_in_memory import rescue_in_memory

OPERATOR = Actor("yunwei", frozenset({"operator"}))
FOR_2027 = EnterWorkingCalendar(year=2027, notice="国办发明电〔2026〕1号", text=NOTICE_2027)
ONLY_NEW_YEAR = FOR_2027.model_copy(update={"text": "一、元旦：1月1日（周五）放假。"})


async def test_a_year_is_entered_once_with_who_entered_it_when_and_by_which_notice() -> None:
    rescue = rescue_in_memory()
    for repeated in (False, True):
        receipt = await rescue.app.give(FOR_2027, a_cause("calendar", OPERATOR))
        assert (receipt.id, receipt.repeated) == ("2027", repeated)
    (entered,) = await rescue.years.entries()
    assert (entered.number, entered.by, entered.at) == (2027, "yunwei", ENTERED)
    assert date(2027, 1, 1) in entered.year.days_off
    assert len(entered.year.days_off) - len(entered.year.make_up_days) == 13
    assert entered.year.source == "国办发明电〔2026〕1号"


async def test_a_notice_without_the_other_holidays_is_refused_and_names_them() -> None:
    rescue = rescue_in_memory()
    with pytest.raises(HolidaysMissing) as refused:
        await rescue.app.give(ONLY_NEW_YEAR, a_cause("calendar", OPERATOR))
    assert refused.value.sentence("zh").count("节") == 1 + 6
    assert "元旦" not in refused.value.sentence("zh")
    assert await rescue.years.entries() == []


async def test_a_year_that_is_there_is_replaced_only_by_who_says_so_and_the_earlier_one_stays() -> None:
    rescue = rescue_in_memory()
    await rescue.app.give(FOR_2027, a_cause("first", OPERATOR))
    corrected = FOR_2027.model_copy(update={"text": CORRECTED_2027})
    with pytest.raises(YearKnown):
        await rescue.app.give(corrected, a_cause("second", OPERATOR))
    await rescue.app.give(corrected.model_copy(update={"replaces": True}), a_cause("second", OPERATOR))
    assert len(await rescue.years.entries()) == 2


async def test_a_shipped_year_is_not_replaced_by_the_way() -> None:
    shipped = chinese_calendar().years[2026]
    text = "".join(f"{day.month}月{day.day}日放假。" for day in sorted(shipped.days_off))
    text += "".join(f"{day.month}月{day.day}日上班。" for day in sorted(shipped.make_up_days))
    with pytest.raises(YearKnown):
        await rescue_in_memory().app.give(
            FOR_2027.model_copy(update={"year": 2026, "text": text}), a_cause("calendar", OPERATOR)
        )


async def test_a_wrong_year_that_was_kept_is_told_as_wrong_and_not_counted_with() -> None:
    rescue = rescue_in_memory()
    only = CalendarYear(frozenset({date(1800, 1, 1)}), frozenset(), "通知")
    await rescue.years.enter("old", EnteredYear(1800, only, "yunwei", ENTERED))
    half = CalendarYear(frozenset({date(2027, 1, 1)}), frozenset(), "通知")
    await rescue.years.enter("half", EnteredYear(2027, half, "yunwei", ENTERED))
    told = await rescue.app.rule_list(OPERATOR)
    assert [row.year for row in told.years if row.wrong] == [2027, 1800]
    assert next(row.year for row in told.years if row.by is None) == 2026


async def test_a_notice_of_another_year_is_refused() -> None:
    rescue = rescue_in_memory()
    with pytest.raises(WeekdayWrong):
        await rescue.app.give(FOR_2027.model_copy(update={"year": 2028}), a_cause("calendar", OPERATOR))
    assert await rescue.years.entries() == []


async def test_an_entry_is_taken_back_once_with_who_and_why_and_what_held_before_holds_again() -> None:
    rescue = rescue_in_memory()
    await rescue.app.give(FOR_2027, a_cause("first", OPERATOR))
    corrected = FOR_2027.model_copy(update={"text": CORRECTED_2027, "replaces": True, "notice": "更正通知"})
    await rescue.app.give(corrected, a_cause("second", OPERATOR))
    held = (await rescue.app.rule_list(OPERATOR)).years[0]
    assert (held.source, [one.name for one in held.allowed_actions]) == ("更正通知", ["take_back_working_calendar"])
    taking = TakeBackWorkingCalendar(entry_id=str(held.entry), why="录错了")
    for repeated in (False, True):
        receipt = await rescue.app.give(taking, a_cause("third", OPERATOR))
        assert (receipt.id, receipt.repeated) == ("2027", repeated)
    told = await rescue.app.rule_list(OPERATOR)
    assert told.years[0].source == "国办发明电〔2026〕1号"
    assert next((one.source, one.by, one.takes_back) for one in told.entries) == ("录错了", "yunwei", True)
    with pytest.raises(NoSuchCalendarEntry):
        await rescue.app.give(taking, a_cause("fourth", OPERATOR))
    with pytest.raises(RoleRequired):
        await rescue.app.give(taking, a_cause("fifth", HEAD))


async def test_only_operators_enter_it() -> None:
    with pytest.raises(RoleRequired):
        await rescue_in_memory().app.give(FOR_2027, a_cause("calendar", HEAD))


async def test_the_rules_tell_every_member_of_staff_each_limit_with_its_source_and_the_years_with_theirs() -> None:
    rescue = rescue_in_memory()
    await rescue.app.give(FOR_2027, a_cause("calendar", OPERATOR))
    told = await rescue.app.rule_list(Actor("dengji", frozenset({"registrar"})))
    assert [(row.version, row.source, row.seen_in, row.status, row.valid_from) for row in told.items] == [
        (rule.version, rule.source, rule.seen_in, rule.status, rule.valid_from) for rule in CLOCKS.rules.rules
    ]
    notice = next(row for row in told.items if row.code == "search_notice")
    assert (notice.amount, notice.unit, notice.status, notice.current) == (24, "hours", "reported", True)
    assert (notice.rolls, bool(notice.rolls_source), bool(notice.earlier_basis)) == (False, True, True)
    newest, shipped = told.years[:2]
    assert (newest.year, newest.source, newest.by, newest.at) == (2027, "国办发明电〔2026〕1号", "yunwei", ENTERED)
    assert (shipped.year, shipped.by) == (2026, None)
    assert [(action.name, action.allowed) for action in told.allowed_actions] == [("enter_working_calendar", False)]
    (offered,) = (await rescue.app.rule_list(OPERATOR)).allowed_actions
    assert offered.allowed
