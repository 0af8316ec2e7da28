"""The timeline of an organisation: what happened, newest first, with the words of the register."""

from dataclasses import replace
from datetime import date, timedelta

from services.registry.domain.kinds import ReasonCode
from services.registry.domain.organisation import Listing
from services.registry.queries.organisation_page import OrganisationEvent, TimelineEntry, timeline
from tests.builders_registry import LI, MONDAY, PLACES, an_organisation


def test_timeline_tells_steps_corrections_and_reasons_the_newest_first() -> None:
    one = an_organisation()
    hours = [MONDAY + timedelta(hours=number) for number in range(6)]
    one.list_abnormal("r-1", Listing(ReasonCode.UNREACHABLE, note="无人应答"), LI, hours[0])
    one.suspend("奉民决1号", date(2026, 9, 1), LI, hours[1])
    one.correct(replace(one.particulars, address="锦屏南路2号"), PLACES, "抄录错误", LI, hours[2])
    one.resume("奉民决2号", LI, hours[3])
    one.clear_reason("r-1", "已取得联系", "staff-wang", hours[4])
    one.deregister("奉民决3号", LI, hours[5])
    assert timeline(one) == [
        TimelineEntry(what=OrganisationEvent.DEREGISTERED, at=hours[5], by=LI, decision_no="奉民决3号"),
        TimelineEntry(what=OrganisationEvent.CLEARED, at=hours[4], by="staff-wang", note="已取得联系"),
        TimelineEntry(what=OrganisationEvent.RESUMED, at=hours[3], by=LI, decision_no="奉民决2号"),
        TimelineEntry(what=OrganisationEvent.CORRECTED, at=hours[2], by=LI, note="抄录错误"),
        TimelineEntry(
            what=OrganisationEvent.SUSPENDED, at=hours[1], by=LI, decision_no="奉民决1号", until=date(2026, 9, 1)
        ),
        TimelineEntry(what=OrganisationEvent.LISTED, at=hours[0], by=LI, code=ReasonCode.UNREACHABLE),
    ]


def test_timeline_of_a_revoked_organisation_ends_with_it() -> None:
    one = an_organisation()
    assert timeline(one) == []
    one.revoke("奉民决4号", LI, MONDAY)
    assert [entry.what.label.zh for entry in timeline(one)] == ["撤销登记"]
