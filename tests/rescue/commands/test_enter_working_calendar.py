"""An operator enters a year of the working calendar once, with name and source; what cannot be right is refused."""

from datetime import date

import pytest

from services.rescue.commands.enter_working_calendar import EnterWorkingCalendar
from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from shared.kernel.holiday_notice import WeekdayWrong
from tests.builders_rescue import CLOCKS, ENTERED, HEAD, a_cause, rescue_in_memory

OPERATOR = Actor("yunwei", frozenset({"operator"}))
FOR_2027 = EnterWorkingCalendar(
    year=2027, notice="国办发明电〔2026〕1号", text="1月1日（周五）至3日（周日）放假，共3天。"
)


async def test_a_year_is_entered_once_with_who_entered_it_when_and_by_which_notice() -> None:
    rescue = rescue_in_memory()
    for repeated in (False, True):
        receipt = await rescue.app.give(FOR_2027, a_cause("calendar", OPERATOR))
        assert (receipt.id, receipt.repeated) == ("2027", repeated)
    (entered,) = await rescue.years.entries()
    assert (entered.number, entered.by, entered.at) == (2027, "yunwei", ENTERED)
    assert entered.year.days_off == {date(2027, 1, 1)}
    assert entered.year.source == "国办发明电〔2026〕1号"


async def test_a_notice_of_another_year_is_refused() -> None:
    rescue = rescue_in_memory()
    with pytest.raises(WeekdayWrong):
        await rescue.app.give(FOR_2027.model_copy(update={"year": 2028}), a_cause("calendar", OPERATOR))
    assert await rescue.years.entries() == []


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
