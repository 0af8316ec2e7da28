"""Tests of the standing of an organisation as grants knows it."""

from datetime import date

import pytest

from services.grants.domain import errors
from services.grants.domain.events import StandingChanged
from services.grants.domain.standing import LegalState, Standing, legal_state
from tests.builders_grants import MONDAY_9AM, ORGANISATION, a_project


def a_standing() -> Standing:
    standing = Standing("org")
    standing.list_abnormal("r1", "report_missing", 1, None)
    return standing


def test_list_abnormal_remembers_the_reason() -> None:
    standing = a_standing()
    assert standing.abnormal
    assert standing.reason_codes == ("report_missing",)
    assert standing.revision == 1
    assert standing.recorded() == [StandingChanged("org", True, ("report_missing",))]


def test_list_abnormal_twice_for_one_code_tells_the_code_once() -> None:
    standing = a_standing()
    standing.list_abnormal("r2", "report_missing", 2, None)
    assert standing.reason_codes == ("report_missing",)


def test_drop_reason_with_another_open_stays_abnormal() -> None:
    standing = a_standing()
    standing.list_abnormal("r2", "address_unreachable", 2, None)
    standing.drop_reason("r1", 1, None)
    assert standing.abnormal
    assert standing.reason_codes == ("address_unreachable",)


def test_drop_reason_never_heard_of_with_others_open_is_abnormal() -> None:
    standing = Standing("org")
    standing.drop_reason("r2", 1, None)
    assert standing.abnormal


def test_restore_ends_it() -> None:
    standing = a_standing()
    standing.drop_reason("r1", 0, None)
    standing.restore(None)
    assert not standing.abnormal
    assert standing.reason_codes == ()
    assert standing.revision == 3


def test_late_listing_after_the_restoring_changes_no_level() -> None:
    standing = Standing("org")
    standing.restore(None)
    standing.list_abnormal("r1", "report_missing", 1, None, late=True)
    assert not standing.abnormal
    assert standing.reasons == {"r1": "report_missing"}


def test_late_restoring_after_another_listing_changes_nothing() -> None:
    standing = a_standing()
    standing.restore(None, late=True)
    assert standing.abnormal
    assert standing.reason_codes == ("report_missing",)


def test_register_makes_the_organisation_known_and_in_good_standing() -> None:
    standing = Standing("org")
    standing.change_legally(LegalState.REGISTERED, 0)
    assert not standing.blocked
    assert standing.recorded() == [StandingChanged("org", False, ())]
    standing.require_fundable()


@pytest.mark.parametrize("legal", [LegalState.DEREGISTERED, LegalState.REVOKED])
def test_register_of_an_organisation_that_ended_long_ago_is_not_fundable(legal: LegalState) -> None:
    standing = Standing("org")
    standing.change_legally(legal, 0)
    assert standing.blocked
    with pytest.raises(errors.OrganisationGone):
        standing.require_fundable()


def test_change_legally_names_the_legal_state_before_the_reasons() -> None:
    standing = a_standing()
    standing.change_legally(LegalState.SUSPENDED, 1)
    assert standing.reason_codes == ("suspended", "report_missing")
    with pytest.raises(errors.OrganisationSuspended):
        standing.require_fundable()
    standing.restore(LegalState.SUSPENDED)
    assert (standing.abnormal, standing.blocked) == (False, True)
    standing.change_legally(LegalState.REGISTERED, 0)
    assert not standing.blocked


def test_change_legally_tells_how_many_reasons_are_open_even_where_their_listing_never_came() -> None:
    standing = Standing("org")
    standing.change_legally(LegalState.REGISTERED, 1)
    assert standing.blocked


def test_late_suspension_after_later_messages_changes_nothing() -> None:
    standing = Standing("org")
    standing.list_abnormal("r1", "report_missing", 1, LegalState.REGISTERED)
    standing.change_legally(LegalState.SUSPENDED, 0, late=True)
    assert standing.reason_codes == ("report_missing",)


def test_list_abnormal_told_by_an_older_registry_leaves_the_legal_state() -> None:
    standing = Standing("org")
    standing.change_legally(LegalState.SUSPENDED, 0)
    standing.list_abnormal("r1", "report_missing", 1, legal_state(None))
    assert standing.legal is LegalState.SUSPENDED


def test_listed_organisation_may_open_a_project_which_is_frozen_at_once() -> None:
    a_standing().require_fundable()


def test_name_is_what_the_register_told_for_the_day() -> None:
    """The registry's names come with the day from which they hold; what it told first holds before them, too."""
    standing = Standing(ORGANISATION)
    assert standing.name_on(date(2026, 1, 1)) is None
    standing.learn_name(None)
    standing.learn_name("锋之社公益中心", date(2026, 3, 1))
    assert standing.name_on(date(2026, 1, 1)) == "锋之社公益中心", "the only one that is known"
    for _ in range(2):
        standing.learn_name("锋之社")
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2027, 1, 1)]
    assert [standing.name_on(day) for day in days] == ["锋之社", "锋之社公益中心", "锋之社公益中心"]
    standing.learn_name("锋之社（更正）")
    assert standing.name_on(date(2026, 2, 28)) == "锋之社（更正）"


def test_follow_gives_a_project_the_name_that_it_waited_for() -> None:
    standing = Standing(ORGANISATION, revision=1)
    standing.learn_name("锋之社")
    project = a_project(organisation_name=None)
    project.follow(standing, MONDAY_9AM)
    assert project.agreement.organisation_name == "锋之社"


def test_the_list_of_serious_breaches_blocks_until_it_is_left_whatever_becomes_of_the_other_list() -> None:
    standing = a_standing()
    standing.list_serious(True, 1, LegalState.REGISTERED)
    assert standing.reason_codes == ("serious_list", "report_missing")
    standing.drop_reason("r1", 0, LegalState.REGISTERED)
    assert standing.blocked
    assert standing.reason_codes == ("serious_list",)
    standing.list_serious(False, 0, LegalState.REGISTERED, late=True)
    assert standing.blocked
    standing.list_serious(False, 0, LegalState.REGISTERED)
    assert not standing.blocked


def test_a_name_that_stood_wrong_is_put_right_from_the_same_day_on() -> None:
    standing = Standing("org")
    standing.learn_name("奉化区锋芝社")
    standing.learn_name("奉化区锋之社公益中心", date(2026, 3, 1))
    standing.correct_name("奉化区锋之社公益服务中心")
    assert standing.name_on(date(2026, 2, 1)) == "奉化区锋芝社"
    assert standing.name_on(date(2026, 3, 1)) == "奉化区锋之社公益服务中心"
    standing.correct_name(None)
    assert standing.name_on(date(2026, 3, 1)) == "奉化区锋之社公益服务中心"


def test_nothing_is_granted_to_one_on_the_list_of_serious_breaches() -> None:
    """Basis: 民政部令第60号; 《社会组织信用信息管理办法》."""
    standing = Standing("org")
    standing.list_serious(True, 0, None)
    with pytest.raises(errors.OrganisationListedSeriously):
        standing.require_fundable()
    standing.list_serious(False, 0, None)
    standing.require_fundable()


def test_standing_of_which_no_name_was_told_has_none() -> None:
    standing = Standing("org")
    assert standing.name is None
    standing.learn_name("奉化区旧名协会")
    standing.learn_name("奉化区新名协会", date(2026, 5, 6))
    assert standing.name == "奉化区新名协会"
