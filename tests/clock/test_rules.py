"""The rule table: what it refuses, which text applies on a day, and the instants that limits come to."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
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
    Transition,
    due_at,
    read_rules,
    warn_at,
)
from shared.kernel.calendar import CalendarMissing, local_date, local_instant
from shared.reference.calendars import chinese_calendar

CALENDAR = chinese_calendar()
NOTICE = Rule(
    code="search-notice",
    name_zh="寻亲公告",
    name_en="search notice",
    amount=24,
    unit=LimitUnit.HOURS,
    anchor="entry",
    anchor_zh="入站",
    anchor_en="entry",
    warn_amount=6,
    warn_unit=LimitUnit.HOURS,
    rolls=False,
    rolls_source="民法典第二百零三条只说期间的最后一日",
    source="民发〔2015〕158号",
    status=Status.REPORTED,
    valid_from=date(2015, 8, 20),
)
DNA = replace(
    NOTICE, code="dna-request", amount=7, unit=LimitUnit.WORKING_DAYS, warn_amount=1, warn_unit=LimitUnit.WORKING_DAYS
)
FROM_IN_FORCE = replace(NOTICE, transition=Transition.FROM_IN_FORCE, transition_source="没有过渡条款")
TEN_DAYS = replace(NOTICE, code="normal-stay", amount=10, unit=LimitUnit.DAYS, rolls=True)
A_MONTH = replace(NOTICE, code="police-reply", amount=1, unit=LimitUnit.MONTHS, rolls=True)
TOML = """
[[limit]]
code = "search-notice"
name_zh = "寻亲公告"
name_en = "search notice"
amount = 24
unit = "hours"
anchor = "entry"
anchor_zh = "入站"
anchor_en = "entry"
warn = { amount = 6, unit = "hours" }
rolls = false
rolls_source = "民法典第二百零三条只说期间的最后一日"
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
        ('status = "reported"\n', "", "status"),
        ("rolls = false\n", "", "rolls"),
        ("rolls = false", "rolls = 0", "rolls"),
        ("rolls = false", "rolls = true", "never rolls"),
        ('rolls_source = "民法典第二百零三条只说期间的最后一日"', 'rolls_source = ""', "source of its own"),
        ("valid_from = 2015-08-20", 'valid_from = 2015-08-20\ntransition = "from_in_force"', "belong together"),
        ("valid_from = 2015-08-20", 'valid_from = 2015-08-20\ntransition = "never"', "never"),
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


def test_a_transition_on_a_later_text_is_refused() -> None:
    later = replace(
        NOTICE, valid_from=date(2026, 7, 1), transition=Transition.FROM_IN_FORCE, transition_source="没有过渡条款"
    )
    with pytest.raises(RuleTableWrong, match="only the first text"):
        RuleTable((replace(NOTICE, valid_to=date(2026, 6, 30)), later))


def test_rule_for_a_day_before_the_first_text_is_that_text_where_it_has_a_transition() -> None:
    table = RuleTable((FROM_IN_FORCE, DNA))
    assert table.rule_for("search-notice", date(2009, 3, 1)) == FROM_IN_FORCE
    with pytest.raises(LimitMissing):
        table.rule_for("dna-request", date(2009, 3, 1))


@pytest.mark.parametrize(
    ("entered", "ends"),
    [
        (datetime(2009, 3, 1, 3, tzinfo=UTC), datetime(2015, 8, 20, 16, tzinfo=UTC)),
        (datetime(2015, 8, 19, 15, 59, tzinfo=UTC), datetime(2015, 8, 20, 16, tzinfo=UTC)),
        (datetime(2015, 8, 19, 16, 1, tzinfo=UTC), datetime(2015, 8, 20, 16, 1, tzinfo=UTC)),
    ],
)
def test_due_at_by_the_transition_counts_from_the_first_day_in_force(entered: datetime, ends: datetime) -> None:
    assert due_at(FROM_IN_FORCE, entered, CALENDAR) == ends


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


def test_due_at_five_and_seven_working_days_over_national_day_2026() -> None:
    """国务院办公厅关于2026年部分节假日安排的通知: 10 月 1 日至 7 日放假, 9 月 20 日、10 月 10 日上班."""
    entered = datetime(2026, 9, 28, 1, tzinfo=UTC)
    for amount, last in ((5, date(2026, 10, 10)), (7, date(2026, 10, 13))):
        due = due_at(replace(DNA, amount=amount), entered, CALENDAR)
        assert local_date(due - timedelta(seconds=1)) == last


@pytest.mark.parametrize(
    ("rule", "entered", "last"),
    [
        (TEN_DAYS, date(2026, 9, 21), date(2026, 10, 8)),
        (TEN_DAYS, date(2026, 9, 30), date(2026, 10, 10)),
        (TEN_DAYS, date(2026, 10, 14), date(2026, 10, 26)),
        (TEN_DAYS, date(2026, 9, 10), date(2026, 9, 20)),
        (A_MONTH, date(2026, 9, 1), date(2026, 10, 8)),
        (A_MONTH, date(2026, 1, 31), date(2026, 2, 28)),
    ],
    ids=["into a holiday", "on a make-up day", "at a weekend", "on a worked Sunday", "months", "a worked Saturday"],
)
def test_an_end_on_a_day_off_rolls_to_the_next_working_day(rule: Rule, entered: date, last: date) -> None:
    due = due_at(rule, local_instant(entered, time(9)), CALENDAR)
    assert local_date(due - timedelta(seconds=1)) == last


def test_an_end_on_a_day_off_stays_where_the_rule_says_that_it_does_not_roll() -> None:
    entered = local_instant(date(2026, 9, 21), time(9))
    assert due_at(replace(TEN_DAYS, rolls=False), entered, CALENDAR) == datetime(2026, 10, 1, 16, tzinfo=UTC)


def test_a_rolling_end_in_a_year_without_calendar_is_a_loud_error_and_a_fixed_one_is_not() -> None:
    entered = datetime(2026, 12, 28, 1, tzinfo=UTC)
    with pytest.raises(CalendarMissing) as missing:
        due_at(TEN_DAYS, entered, CALENDAR)
    assert missing.value.year == 2027
    assert due_at(replace(TEN_DAYS, rolls=False), entered, CALENDAR) == datetime(2027, 1, 7, 16, tzinfo=UTC)


@given(INSTANTS, st.integers(1, 40), st.sampled_from([LimitUnit.DAYS, LimitUnit.MONTHS]))
def test_a_rolled_end_is_never_earlier_and_always_ends_with_a_working_day(
    at: datetime, amount: int, unit: LimitUnit
) -> None:
    fixed = replace(TEN_DAYS, rolls=False, unit=unit, amount=min(amount, 12) if unit is LimitUnit.MONTHS else amount)
    plain, rolled = due_at(fixed, at, CALENDAR), due_at(replace(fixed, rolls=True), at, CALENDAR)
    assert rolled >= plain
    assert CALENDAR.is_working_day(local_date(rolled - timedelta(seconds=1)))
    assert (rolled == plain) is CALENDAR.is_working_day(local_date(plain - timedelta(seconds=1)))
    skipped = [plain + timedelta(days=day, seconds=-1) for day in range((rolled - plain).days)]
    assert not any(CALENDAR.is_working_day(local_date(day)) for day in skipped)


@given(INSTANTS, st.integers(1, 5), st.sampled_from(LimitUnit), st.booleans())
def test_a_warning_of_a_rolled_end_lies_before_it(at: datetime, amount: int, unit: LimitUnit, rolls: bool) -> None:
    rule = replace(TEN_DAYS, rolls=rolls, warn_amount=amount, warn_unit=unit)
    due = due_at(rule, at, CALENDAR)
    assert warn_at(rule, due, CALENDAR) < due


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
