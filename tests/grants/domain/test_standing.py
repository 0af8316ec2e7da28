"""Tests of the standing of an organisation as grants knows it."""

from services.grants.domain.events import StandingChanged
from services.grants.domain.standing import Standing


def a_standing() -> Standing:
    standing = Standing("org")
    standing.list_abnormal("r1", "report_missing", 1)
    return standing


def test_list_abnormal_remembers_the_reason() -> None:
    standing = a_standing()
    assert standing.abnormal
    assert standing.reason_codes == ("report_missing",)
    assert standing.revision == 1
    assert standing.recorded() == [StandingChanged("org", True, ("report_missing",))]


def test_list_abnormal_twice_for_one_code_tells_the_code_once() -> None:
    standing = a_standing()
    standing.list_abnormal("r2", "report_missing", 2)
    assert standing.reason_codes == ("report_missing",)


def test_drop_reason_with_another_open_stays_abnormal() -> None:
    standing = a_standing()
    standing.list_abnormal("r2", "address_unreachable", 2)
    standing.drop_reason("r1", 1)
    assert standing.abnormal
    assert standing.reason_codes == ("address_unreachable",)


def test_drop_reason_never_heard_of_with_others_open_is_abnormal() -> None:
    standing = Standing("org")
    standing.drop_reason("r2", 1)
    assert standing.abnormal


def test_restore_ends_it() -> None:
    standing = a_standing()
    standing.drop_reason("r1", 0)
    standing.restore()
    assert not standing.abnormal
    assert standing.reason_codes == ()
    assert standing.revision == 3


def test_late_listing_after_the_restoring_changes_no_level() -> None:
    standing = Standing("org")
    standing.restore()
    standing.list_abnormal("r1", "report_missing", 1, late=True)
    assert not standing.abnormal
    assert standing.reason_codes == ("report_missing",)


def test_late_restoring_after_another_listing_changes_nothing() -> None:
    standing = a_standing()
    standing.restore(late=True)
    assert standing.abnormal
    assert standing.reason_codes == ("report_missing",)
