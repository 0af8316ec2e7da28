"""Tests of the standing of an organisation as grants knows it."""

from services.grants.domain.events import StandingChanged
from services.grants.domain.standing import Standing


def test_list_abnormal_remembers_the_reason() -> None:
    standing = Standing("org")
    standing.list_abnormal("r1", "report_missing")
    assert standing.abnormal
    assert standing.reason_codes == ("report_missing",)
    assert standing.revision == 1
    assert standing.recorded() == [StandingChanged("org", True, ("report_missing",))]


def test_list_abnormal_twice_for_one_cause_tells_the_code_once() -> None:
    standing = Standing("org")
    standing.list_abnormal("r1", "report_missing")
    standing.list_abnormal("r2", "report_missing")
    assert standing.reason_codes == ("report_missing",)


def test_drop_reason_with_another_open_stays_abnormal() -> None:
    standing = Standing("org")
    standing.list_abnormal("r1", "report_missing")
    standing.list_abnormal("r2", "address_unreachable")
    standing.drop_reason("r1", open_reasons=1)
    assert standing.abnormal
    assert standing.reason_codes == ("address_unreachable",)


def test_drop_reason_never_heard_of_with_others_open_is_abnormal() -> None:
    standing = Standing("org")
    standing.drop_reason("r2", open_reasons=1)
    assert standing.abnormal


def test_drop_reason_that_is_the_last_leaves_the_verdict_to_the_registry() -> None:
    standing = Standing("org")
    standing.list_abnormal("r1", "report_missing")
    standing.drop_reason("r1", open_reasons=0)
    assert standing.abnormal
    standing.restore()
    assert not standing.abnormal
    assert standing.reason_codes == ()
    assert standing.revision == 3
