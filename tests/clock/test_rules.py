"""The rule table: what it refuses, which text applies on a day, and the instants that limits come to."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.clock.rules import (
    LimitMissing,
    LimitUnit,
    Rule,
    RuleTable,
    RuleTableWrong,
    Status,
    due_at,
    read_rules,
    warn_at,
)
from shared.kernel.calendar import CalendarMissing, chinese_calendar, local_date

CALENDAR = chinese_calendar()
NOTICE = Rule(
    code="search-notice",
    name_zh="寻亲公告",
    name_en="search notice",
    amount=24,
    unit=LimitUnit.HOURS,
    anchor="entry",
    warn_amount=6,
    warn_unit=LimitUnit.HOURS,
    source="民发〔2015〕158号",
    status=Status.REPORTED,
    valid_from=date(2015, 8, 20),
)
DNA = replace(
    NOTICE, code="dna-request", amount=7, unit=LimitUnit.WORKING_DAYS, warn_amount=1, warn_unit=LimitUnit.WORKING_DAYS
)
TOML = """
[[limit]]
code = "search-notice"
name_zh = "寻亲公告"
name_en = "search notice"
amount = 24
unit = "hours"
anchor = "entry"
warn = { amount = 6, unit = "hours" }
source = "民发〔2015〕158号"
status = "reported"
valid_from = 2015-08-20
"""
INSTANTS = st.integers(0, 20 * 365 * 24 * 60).map(lambda n: datetime(2005, 1, 1, tzinfo=UTC) + timedelta(minutes=n))


def test_read_rules_gives_what_the_file_says(tmp_path: Path) -> None:
    file = tmp_path / "limits.toml"
    file.write_text(TOML, encoding="utf-8")
    assert read_rules(file).rules == (NOTICE,)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('unit = "hours"\n', 'unit = "weeks"\n', "weeks"),
        ("amount = 24", "amount = 0", "positive"),
        ("amount = 24", "amount = 24.0", "whole numbers"),
        ('source = "民发〔2015〕158号"', 'source = " "', "source"),
        ("valid_from = 2015-08-20", "valid_from = 2015-08-20\nvalid_to = 2015-08-19", "ends before"),
        ("code =", "kode =", "limit \\?"),
        ("warn =", "warm =", "warn"),
    ],
)
def test_read_rules_of_a_wrong_limit_is_refused_by_name(tmp_path: Path, old: str, new: str, why: str) -> None:
    file = tmp_path / "limits.toml"
    file.write_text(TOML.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleTableWrong, match=why):
        read_rules(file)


def test_rule_for_chooses_the_text_in_force_on_the_day() -> None:
    old = replace(NOTICE, valid_to=date(2026, 6, 30))
    new = replace(NOTICE, amount=12, valid_from=date(2026, 7, 1))
    table = RuleTable((new, old, DNA))
    assert table.rule_for("search-notice", date(2026, 6, 30)) == old
    assert table.rule_for("search-notice", date(2026, 7, 1)) == new
    assert [rule.version for rule in table.versions("search-notice")] == [
        "search-notice@2015-08-20",
        "search-notice@2026-07-01",
    ]
    assert table.text("search-notice@2015-08-20") == old
    assert table.text("search-notice@2014-01-01") is None


@pytest.mark.parametrize(("code", "day"), [("search-notice", date(2015, 8, 19)), ("unknown", date(2026, 1, 1))])
def test_rule_for_where_no_limit_is_in_force_is_a_loud_error(code: str, day: date) -> None:
    with pytest.raises(LimitMissing) as caught:
        RuleTable((NOTICE,)).rule_for(code, day)
    assert code in caught.value.sentence("zh")


@pytest.mark.parametrize(
    ("ends", "begins", "why"),
    [
        (None, date(2026, 7, 1), "overlap"),
        (date(2026, 7, 1), date(2026, 7, 1), "overlap"),
        (date(2026, 6, 29), date(2026, 7, 1), "gap"),
    ],
)
def test_a_table_with_overlap_or_gap_is_refused(ends: date | None, begins: date, why: str) -> None:
    with pytest.raises(RuleTableWrong, match=why):
        RuleTable((replace(NOTICE, valid_to=ends), replace(NOTICE, valid_from=begins)))


def test_due_at_counts_seven_working_days_over_national_day_to_the_end_of_the_day() -> None:
    entered = datetime(2026, 9, 28, 1, tzinfo=UTC)
    assert due_at(DNA, entered, CALENDAR) == datetime(2026, 10, 13, 16, tzinfo=UTC)
    assert due_at(NOTICE, entered, CALENDAR) == datetime(2026, 9, 29, 1, tzinfo=UTC)


def test_due_at_takes_the_day_in_china_not_in_utc() -> None:
    late_evening_utc = datetime(2026, 9, 27, 17, tzinfo=UTC)
    assert due_at(DNA, late_evening_utc, CALENDAR) == datetime(2026, 10, 13, 16, tzinfo=UTC)


def test_due_at_in_days_and_months_ends_at_midnight_in_china() -> None:
    entered = datetime(2026, 1, 31, 3, tzinfo=UTC)
    ten_days = replace(NOTICE, amount=10, unit=LimitUnit.DAYS)
    a_month = replace(NOTICE, amount=1, unit=LimitUnit.MONTHS)
    assert due_at(ten_days, entered, CALENDAR) == datetime(2026, 2, 10, 16, tzinfo=UTC)
    assert due_at(a_month, entered, CALENDAR) == datetime(2026, 2, 28, 16, tzinfo=UTC)


def test_due_at_in_a_year_without_calendar_is_a_loud_error() -> None:
    with pytest.raises(CalendarMissing):
        due_at(DNA, datetime(2026, 12, 28, 1, tzinfo=UTC), CALENDAR)


def test_warn_at_is_six_hours_before_or_the_opening_of_the_office_a_working_day_before() -> None:
    assert warn_at(NOTICE, datetime(2026, 9, 29, 1, tzinfo=UTC), CALENDAR) == datetime(2026, 9, 28, 19, tzinfo=UTC)
    due = datetime(2026, 10, 13, 16, tzinfo=UTC)
    assert warn_at(DNA, due, CALENDAR) == datetime(2026, 10, 12, 0, 30, tzinfo=UTC)


@given(INSTANTS, st.integers(1, 40), st.sampled_from(LimitUnit))
def test_due_at_lies_after_the_anchor_and_more_amount_is_never_earlier(
    at: datetime, amount: int, unit: LimitUnit
) -> None:
    rule = replace(NOTICE, amount=min(amount, 12) if unit is LimitUnit.MONTHS else amount, unit=unit)
    longer = replace(rule, amount=rule.amount + 1)
    assert at < due_at(rule, at, CALENDAR) < due_at(longer, at, CALENDAR)


@given(INSTANTS, st.integers(1, 40))
def test_due_at_in_working_days_ends_with_a_working_day(at: datetime, amount: int) -> None:
    due = due_at(replace(DNA, amount=amount), at, CALENDAR)
    assert CALENDAR.is_working_day(local_date(due - timedelta(seconds=1)))


@given(INSTANTS, st.integers(1, 5), st.sampled_from(LimitUnit))
def test_warn_at_lies_before_the_end(at: datetime, amount: int, unit: LimitUnit) -> None:
    rule = replace(DNA, amount=8, warn_amount=amount, warn_unit=unit)
    due = due_at(rule, at, CALENDAR)
    assert warn_at(rule, due, CALENDAR) < due
