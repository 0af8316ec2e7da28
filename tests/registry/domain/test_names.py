"""Names: who holds them, and until when nobody may take one that was given up."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from services.registry.domain import errors
from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.names import former_names, keys_held, name_key, refusal
from services.registry.domain.organisation import Organisation
from services.registry.domain.taking_over import TakenOver
from shared.clock.deadlines import NothingDue
from shared.kernel.dated import Span
from tests.builders_registry import ACT, MONDAY, PLACES, RULES, a_code, an_act, an_organisation, particulars

WANTED = particulars(2, name="奉化区 示例（协会1）")
A_YEAR, THREE_YEARS = datetime(2027, 3, 2, 16, tzinfo=UTC), datetime(2029, 3, 2, 16, tzinfo=UTC)
"""The end of the last day (24:00 in China) of one and of three years from that Monday."""


def why_not(holder: Organisation) -> errors.NameTaken | None:
    return refusal(WANTED, holder, RULES)


def test_a_name_is_held_however_it_is_written_and_the_refusal_says_by_whom() -> None:
    refused = why_not(an_organisation())
    assert isinstance(refused, errors.NameBorne)
    assert a_code(1) in refused.sentence("zh")
    assert refusal(particulars(2), an_organisation(), RULES) is None


def test_names_count_by_registering_office_and_the_former_city_is_this_one() -> None:
    here, former, elsewhere = (a_code(1, region=region) for region in ("330213", "330283", "330200"))
    assert name_key("示例协会", here, RULES) == name_key("示例协会", former, RULES) == "示例协会"
    assert name_key("示例协会", elsewhere, RULES) != "示例协会"


def test_a_suspended_organisation_keeps_its_name() -> None:
    one = an_organisation()
    one.suspend("奉民决1号", date(2026, 9, 1), ACT, RULES)
    assert isinstance(why_not(one), errors.NameBorne)


def test_the_name_of_a_deregistered_organisation_is_blocked_for_a_year() -> None:
    one = an_organisation()
    one.deregister("奉民决1号", (), ACT, RULES)
    refused = why_not(one)
    assert isinstance(refused, errors.NameBlocked)
    assert "到2027年3月2日为止" in refused.sentence("zh")
    assert one.next_due_at == A_YEAR
    with pytest.raises(NothingDue):
        one.pass_time("service:registry", A_YEAR - timedelta(seconds=1), RULES)
    one.pass_time("service:registry", A_YEAR, RULES)
    assert (keys_held(one, RULES), one.next_due_at) == ([], None)


def test_the_name_of_a_revoked_organisation_is_blocked_for_three_years_also_once_it_is_deregistered() -> None:
    one = an_organisation()
    one.revoke("奉民决1号", ACT, RULES)
    one.deregister("奉民决2号", (), ACT, RULES)
    assert "2 Mar 2029" in str(why_not(one))
    one.pass_time("service:registry", A_YEAR, RULES)
    assert one.next_due_at == THREE_YEARS
    one.pass_time("service:registry", THREE_YEARS, RULES)
    assert why_not(one) is None


def test_an_organisation_without_certificate_bears_its_name_until_it_is_deregistered() -> None:
    one = an_organisation()
    one.withdraw_licence("奉民罚1号", ACT, RULES)
    assert isinstance(why_not(one), errors.NameBorne)
    one.deregister("奉民决2号", (), ACT, RULES)
    assert [block.until for block in one.blocked] == [A_YEAR]


def test_a_name_given_up_is_blocked_for_a_year_from_the_day_of_the_change() -> None:
    one = an_organisation()
    day = date(2025, 12, 1)
    one.change({"name": "奉化区新名协会"}, day, "奉民许1号", ACT, places=PLACES, rules=RULES)
    assert isinstance(why_not(one), errors.NameBlocked)
    assert keys_held(one, RULES) == ["奉化区新名协会", "奉化区示例协会1"]
    one.pass_time("service:registry", datetime(2026, 12, 1, 16, tzinfo=UTC), RULES)
    assert keys_held(one, RULES) == ["奉化区新名协会"]


def test_a_name_that_was_written_down_wrong_is_held_as_after_a_change() -> None:
    one = an_organisation()
    one.correct(replace(one.particulars, name="奉化区正确协会"), PLACES, "抄录错误", ACT, RULES)
    assert keys_held(one, RULES) == ["奉化区正确协会", "奉化区示例协会1"]


def test_a_deregistration_entered_after_its_year_blocks_nothing() -> None:
    one = an_organisation()
    one.deregister("奉民决1号", (), an_act(MONDAY - timedelta(days=400), MONDAY), RULES)
    assert why_not(one) is None


def taken_over(status: OrganisationStatus, since: date | None = None) -> Organisation:
    return Organisation.register("org-9", particulars(9), PLACES, ACT, rules=RULES, taken=TakenOver(status, since))


@pytest.mark.parametrize(
    ("status", "last"),
    [(OrganisationStatus.REVOKED, "2029年3月2日"), (OrganisationStatus.DEREGISTERED, "2027年3月2日")],
)
def test_name_of_an_organisation_that_came_in_ended_on_an_unknown_day_is_blocked_from_the_day_of_entry(
    status: OrganisationStatus, last: str
) -> None:
    one = taken_over(status)
    error = refusal(particulars(10, name=one.particulars.name), one, RULES)
    assert error is not None
    assert last in error.sentence("zh")
    assert one.steps[0].told.occurred_at is None, "unknown stays unknown"


def test_name_of_an_organisation_that_came_in_ended_is_free_where_its_day_is_known_and_long_ago() -> None:
    assert keys_held(taken_over(OrganisationStatus.REVOKED, date(2022, 5, 1)), RULES) == []
    assert keys_held(taken_over(OrganisationStatus.REVOKED, date(2025, 5, 1)), RULES) != []


def test_names_that_others_took_before_are_left_to_them() -> None:
    one = an_organisation()
    one.deregister("奉民决1号", (), ACT, RULES)
    one.leave_names()
    one.pass_time("service:registry", MONDAY, RULES)
    assert keys_held(one, RULES) == []


def test_name_that_was_corrected_away_and_back_is_borne_and_not_blocked() -> None:
    one = an_organisation()
    right = one.particulars
    one.correct(replace(right, name="奉化区误写协会"), PLACES, "抄录错误", ACT, RULES)
    one.correct(right, PLACES, "原来没有错", ACT, RULES)
    assert keys_held(one, RULES) == ["奉化区示例协会1", "奉化区误写协会"]


def test_former_names_are_told_once_each_the_latest_first_without_the_one_that_is_borne() -> None:
    days = [date(2020 + n, 1, 1) for n in range(5)]
    values = ("甲", "乙", "甲", "丙")
    spans = [Span(value, *pair) for value, pair in zip(values, pairwise(days), strict=True)]
    assert former_names(spans, "丙") == ["甲", "乙"]
    assert former_names([], "丙") == []
