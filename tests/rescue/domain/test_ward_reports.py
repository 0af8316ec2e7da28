"""A ward reports better speech of a bed: it goes to the case or to whoever is on duty, and nothing of it is kept."""

import pytest

from services.rescue.domain import ward_errors
from services.rescue.domain.kinds import Ability
from services.rescue.domain.ward_events import WardReported, WardReportSettled
from services.rescue.domain.ward_report import Told, WardReport, WardReportState
from shared.kernel.act import Act
from shared.kernel.cause import Actor
from shared.kernel.scope import Scope, ScopeKind
from tests.builders_rescue import ENTERED, FANG, HOUR, by

WARD = "示例医院/老年科"
NURSE = Actor("bingqu", frozenset({"ward"}), Scope.of(ScopeKind.WARD, WARD))
CAME, LATER = by(NURSE, ENTERED), by(FANG, ENTERED + HOUR)


def a_report(case_id: str | None = None, bed: str = "12", note: str = "") -> WardReport:
    """The report of a bed; ``case_id`` where a single known person lies there."""
    return WardReport.make("report-1", WARD, Told(bed, Ability.SENTENCES, note), case_id, CAME)


def happened(report: WardReport) -> list[object]:
    """What happened to it since this was asked last."""
    return list(report.__dict__.pop("_recorded", []))


def waits(act: Act, *, for_duty: bool) -> WardReported:
    return WardReported("report-1", act, waits=for_duty)


def test_a_report_of_a_known_bed_is_passed_on_and_one_of_any_other_waits_for_whoever_is_on_duty() -> None:
    known, other = a_report("case-1"), a_report()
    assert (known.state, known.case_id, known.by) == (WardReportState.KNOWN_BED, "case-1", NURSE.id)
    assert (other.state, other.case_id) == (WardReportState.WAITING, None)
    assert happened(known) == [waits(CAME, for_duty=False)]
    assert happened(other) == [waits(CAME, for_duty=True)]


def test_a_ward_reaches_its_own_reports_alone() -> None:
    report = a_report()
    assert report.is_within(Scope.of(ScopeKind.WARD, WARD))
    assert not report.is_within(Scope.of(ScopeKind.WARD, "示例医院/内科"))
    assert not report.is_within(Scope.of(ScopeKind.VILLAGE, WARD))


@pytest.mark.parametrize("bed", ["12", "12床", "12 床"])
def test_the_case_notes_ward_and_bed_and_what_else_was_told(bed: str) -> None:
    assert a_report(bed=bed).said_by() == f"{WARD} 12 床"
    assert a_report(bed=bed, note="会说几句河南话").said_by() == f"{WARD} 12 床，会说几句河南话"


def test_what_stands_in_the_case_is_kept_nowhere_else() -> None:
    report = a_report("case-1", note="会说几句河南话")
    happened(report)
    report.pass_on(LATER)
    assert (report.state, report.told, report.case_id) == (WardReportState.DONE, None, None)
    assert report.said_by() == WARD
    report.pass_on(LATER)
    assert happened(report) == [WardReportSettled("report-1", LATER)], "once more changes nothing"


def test_what_a_closed_case_cannot_take_is_left_to_whoever_is_on_duty_with_what_was_told() -> None:
    report = a_report("case-1")
    told = report.told
    happened(report)
    report.leave_to_duty(LATER)
    assert (report.state, report.told, report.case_id) == (WardReportState.WAITING, told, None)
    report.leave_to_duty(LATER)
    assert happened(report) == [waits(LATER, for_duty=True)], "once more changes nothing"
    report.pass_on(LATER)
    assert report.state is WardReportState.WAITING, "it is no longer on its way to a case"


def test_whoever_is_on_duty_settles_a_waiting_report_once() -> None:
    report = a_report()
    happened(report)
    report.settle(LATER)
    assert (report.state, report.told) == (WardReportState.DONE, None)
    assert happened(report) == [WardReportSettled("report-1", LATER)]
    for done in (report, a_report("case-1")):
        with pytest.raises(ward_errors.WardReportDone):
            done.settle(LATER)
