"""The table of rescue's legal limits: what it says of each, and the days that it comes to."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from services.rescue.domain.limits import DNA_REQUEST, LONG_STAY_REPORT, NORMAL_STAY, SEARCH_NOTICE, SETTLEMENT
from services.rescue.domain.search_kinds import NoticeState
from services.rescue.settings import RescueSettings
from shared.clock.deadlines import LateReasonRequired
from shared.clock.rules import LimitUnit, Status, Transition, due_at, read_rules, warn_at
from shared.kernel.calendar import local_date, local_instant
from shared.reference.calendars import chinese_calendar
from tests.builders_rescue import ENTERED, FANG, HEAD, NOTICE, a_case, by, publish

RULES = read_rules(RescueSettings.model_fields["limits_file"].default)
ROWS = {rule.code: rule for rule in RULES.rules}
CALENDAR = chinese_calendar()


def test_the_table_holds_every_limit_that_counts_from_an_act_which_the_case_knows() -> None:
    """《民发〔2015〕158号》, 《民发〔2014〕132号》 and the practice of settlement; one row each."""
    assert {code: (row.amount, row.unit.value, row.anchor, row.rolls) for code, row in ROWS.items()} == {
        "search_notice": (24, "hours", "entry", False),
        "dna_request": (7, "working_days", "entry", False),
        "police_dna_reply": (1, "months", "dna_request", True),
        "normal_stay": (10, "days", "entry", True),
        "long_stay_report": (10, "days", "entry", True),
        "notice_refresh": (1, "months", "notice_published", True),
        "settlement": (3, "months", "entry", True),
        "identity_check": (3, "working_days", "identity_stated", False),
        "file_retention": (360, "months", "departure", False),
    }
    assert len(RULES.rules) == len(ROWS)


def test_every_row_says_where_it_was_read_and_none_claims_more_than_a_report() -> None:
    """One limit is a rule of this house, 本站自定, for no law says how soon a stated identity is to be checked."""
    assert all(row.seen_in and row.anchor_zh and row.anchor_en for row in RULES.rules)
    house = {row.code for row in RULES.rules if row.status is Status.HOUSE}
    assert house == {"identity_check"}
    assert all(ROWS[code].source.startswith("本站自定") for code in house)
    assert {row.status for row in RULES.rules if row.code not in house} == {Status.REPORTED}


def test_one_anchor_has_one_name() -> None:
    for anchor in {row.anchor for row in RULES.rules}:
        assert len({(row.anchor_zh, row.anchor_en) for row in RULES.rules if row.anchor == anchor}) == 1


def test_what_counts_from_the_entry_counts_for_those_who_came_before_it_was_law() -> None:
    of_the_entry = [row for row in RULES.rules if row.anchor == "entry"]
    assert all(row.transition is Transition.FROM_IN_FORCE for row in of_the_entry)


@pytest.mark.parametrize(
    ("code", "entered", "last"),
    [
        ("normal_stay", date(2026, 9, 21), date(2026, 10, 8)),
        ("long_stay_report", date(2026, 9, 24), date(2026, 10, 8)),
        ("police_dna_reply", date(2026, 9, 4), date(2026, 10, 8)),
        ("notice_refresh", date(2026, 9, 10), date(2026, 10, 10)),
        ("settlement", date(2026, 7, 3), date(2026, 10, 8)),
        ("settlement", date(2009, 3, 1), date(2022, 7, 14)),
        ("normal_stay", date(2009, 3, 1), date(2014, 8, 11)),
        ("identity_check", date(2026, 9, 30), date(2026, 10, 10)),
    ],
)
def test_the_last_day_of_a_limit_over_a_holiday_and_for_stayers_of_many_years(
    code: str, entered: date, last: date
) -> None:
    row = ROWS[code]
    due = due_at(row, local_instant(entered, time(9)), CALENDAR)
    assert local_date(due - timedelta(seconds=1)) == last
    assert warn_at(row, due, CALENDAR) < due


def test_a_search_for_somebody_who_came_before_the_limits_were_law_runs_each_from_its_first_day() -> None:
    """The stayers of many years: 民发〔2015〕158号 counts for them from 2015-08-20."""
    case = a_case(entered_at=datetime(2012, 5, 1, tzinfo=UTC)).build()
    assert {item.code: item.due_at for item in case.limits.deadlines.items} == {
        SEARCH_NOTICE: datetime(2015, 8, 20, 16, tzinfo=UTC),
        DNA_REQUEST: datetime(2015, 8, 31, 16, tzinfo=UTC),
        LONG_STAY_REPORT: datetime(2015, 8, 31, 16, tzinfo=UTC),
        NORMAL_STAY: datetime(2014, 8, 11, 16, tzinfo=UTC),
        SETTLEMENT: datetime(2022, 7, 14, 16, tzinfo=UTC),
    }
    case.search.propose_notice("notice-1", NOTICE, by(FANG, ENTERED))
    case.search.approve_notice("notice-1", by(HEAD, ENTERED))
    with pytest.raises(LateReasonRequired):
        publish(case)
    publish(case, late_reason="规定施行前入站")
    assert case.search.notice("notice-1").state is NoticeState.PUBLISHED


def test_a_warning_leaves_time_to_act_and_comes_after_the_anchor() -> None:
    day, last = date(2024, 1, 1), date(2025, 12, 31)
    while day <= last:
        anchor = local_instant(day, time(9))
        for row in RULES.rules:
            due = due_at(row, anchor, CALENDAR)
            warned = warn_at(row, due, CALENDAR)
            assert anchor < warned < due - timedelta(hours=5), (row.code, day)
            assert row.unit is LimitUnit.HOURS or due - warned > timedelta(hours=15), (row.code, day)
        day += timedelta(days=1)
